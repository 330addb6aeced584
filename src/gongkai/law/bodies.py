"""Kinds of bodies, as the laws on review and litigation tell them apart: who decides on a review and who is sued hangs on them."""

from enum import StrEnum

from gongkai.law.report.schema import Level


class BodyKind(StrEnum):
    """What kind of body it is.

    OFFICE is the general office of a government, or whatever unit does its disclosure work (政府信息公开工作机构), as far as
    it answers in its own name.
    """

    GOVERNMENT = "government"
    OFFICE = "office"
    DEPARTMENT = "department"
    DISPATCHED_OFFICE = "dispatched_office"
    DISPATCHED_AGENCY = "dispatched_agency"
    AUTHORISED = "authorised"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "government": "人民政府",
            "office": "政府办公厅（室）",
            "department": "政府部门",
            "dispatched_office": "派出机关（街道办事处、行政公署）",
            "dispatched_agency": "派出机构",
            "authorised": "法律、法规授权的组织",
        }[self.value]

    @property
    def is_seat(self) -> bool:
        """Whether it governs a place: what stands below it belongs to it."""
        return self in (BodyKind.GOVERNMENT, BodyKind.DISPATCHED_OFFICE)

    @property
    def levels(self) -> frozenset[Level]:
        """The levels that such a body can have: a government has that of its place, everybody else is a department."""
        if self is BodyKind.GOVERNMENT:
            return frozenset(Level) - {Level.DEPARTMENT}
        if self is BodyKind.DISPATCHED_OFFICE:
            return frozenset({Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP})
        return frozenset({Level.DEPARTMENT})
