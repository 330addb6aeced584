"""Reads: what a place has set about interpretation, for an agency and a kind of documents."""

from dataclasses import dataclass, replace
from datetime import datetime

from gongkai.law import normative as law
from gongkai.law.duties.settings import AS_SHIPPED
from gongkai.law.duties.settings import Settings as Duties
from gongkai.law.normative import DocumentKind
from gongkai.normative.models import InterpretationRule
from gongkai.normative.queries.places import Places, places

ALIKE = 50
"""Letters of a hundred from which on an interpretation counts as a copy."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as it was set; agency None and kind "" for all. `fault`: None as the law says."""

    agency_id: int | None = None
    kind: str = ""
    plan_first: bool = True
    departments_interpret: bool = True
    together: bool = True
    fault: int | None = None
    alike_percent: int = ALIKE
    at: datetime | None = None
    duties: Duties = AS_SHIPPED

    @property
    def settings(self) -> law.Settings:
        """As the law takes it."""
        return law.Settings(
            duties=self.duties,
            plan_first=self.plan_first,
            together=self.together,
            departments_interpret=self.departments_interpret,
            fault_working_days=self.fault,
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that count now, by agency and kind."""

    rows: dict[tuple[int | None, str], RuleRow]
    places: Places = Places()  # noqa: RUF009 - frozen, and nothing in it

    def of(self, agency_id: int, kind: str) -> RuleRow:
        """The most particular one: of agency and kind, of the agency, of the kind, of all; else what the fact sheet says."""
        for key in ((agency_id, kind), (agency_id, ""), (None, kind), (None, "")):
            if key in self.rows:
                return replace(self.rows[key], duties=self.places.duties(agency_id))
        return RuleRow(duties=self.places.duties(agency_id))


def rules() -> Rules:
    """The newest rule of each agency and kind, with the periods of its place; two queries or three."""
    found: dict[tuple[int | None, str], RuleRow] = {}
    for row in InterpretationRule.objects.order_by("pk"):
        kind = DocumentKind(row.kind).value if row.kind else ""
        found[row.agency_id, kind] = RuleRow(
            row.agency_id,
            kind,
            row.plan_first,
            row.departments_interpret,
            row.together,
            row.fault_working_days,
            row.alike_percent,
            row.at,
        )
    return Rules(found, places())
