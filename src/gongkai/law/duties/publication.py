"""The facts of one publication, or of information that is still to be published.   依据：条例第十至二十六条"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.clocks import Start
from gongkai.law.duties.items import DutyItem, items
from gongkai.law.report.schema import Level
from gongkai.law.responsibility import Origin


class Secrecy(StrEnum):
    """What the secrecy review of information concluded."""

    CLEAR = "clear"
    SECRET = "secret"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"clear": "非涉密", "secret": "涉密", "unsure": "不确定"}[self.value]


class Outlet(StrEnum):
    """Where information is published.   依据：条例第二十三、二十四条"""

    PLATFORM = "platform"
    GAZETTE = "gazette"
    WEBSITE = "website"
    PRESS_CONFERENCE = "press_conference"
    PRESS = "press"
    BROADCAST = "broadcast"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "platform": "政府信息公开平台",
            "gazette": "政府公报",
            "website": "政府网站或者其他互联网政务媒体",
            "press_conference": "新闻发布会",
            "press": "报刊",
            "broadcast": "广播、电视",
        }[self.value]


class Validity(StrEnum):
    """Whether a normative document is in force."""

    NOT_YET = "not_yet"
    VALID = "valid"
    AMENDED = "amended"
    EXPIRED = "expired"
    REPEALED = "repealed"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "not_yet": "尚未施行",
            "valid": "有效",
            "amended": "已修改",
            "expired": "失效",
            "repealed": "废止",
        }[self.value]


def validity_on(stated: Validity, effective_on: date | None, valid_until: date | None, on: date) -> Validity:
    """How a document stands on a day: what was to come into force is, what ran out is no longer, whatever was stated.

    What was amended, expired or repealed stays so.
    """
    if stated not in (Validity.VALID, Validity.NOT_YET):
        return stated
    if valid_until and valid_until < on:
        return Validity.EXPIRED
    begun = effective_on is not None and effective_on <= on
    return Validity.VALID if begun else stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One item of information as it stands on `as_of`; whatever is not known is left out.

    `item`: id of the statutory content. `level`, `government`: the body, and for a department whose it is. `dates`: when it was
    formed, changed, decided, approved … `report_year`: for the annual report. `organ`, `origin`: the name of the body and
    where it comes from. `elements`: which contents are told. `concerns_others`, `consulted`: another organ is concerned, and
    was consulted. `needs_approval`, `approved`. `personal`, `masked`: it has personal information, and that is masked;
    `naming_required`: the law has it named. `outlets`: where it is published. `copies_supplied`: to archives and libraries.
    `policy`: a policy document that is interpreted. `overturned_on`, `withdrawn_on`, `withdrawal_explained`: a penalty
    decision that was changed or revoked.
    """

    item: str
    level: Level
    as_of: date
    government: Level | None = None
    dates: Mapping[Start, date] = field(default_factory=dict)
    report_year: int | None = None
    published_on: date | None = None
    attribute: Attribute | None = Attribute.PROACTIVE
    organ: str = ""
    origin: Origin | None = None
    index_no: str = ""
    title: str = ""
    summary: str = ""
    elements: tuple[str, ...] | None = None
    secrecy: Secrecy | None = None
    concerns_others: bool = False
    consulted: bool = False
    needs_approval: bool = False
    approved: bool = False
    personal: bool = False
    masked: bool = False
    naming_required: bool = False
    outlets: tuple[Outlet, ...] | None = None
    copies_supplied: bool | None = None
    validity: Validity | None = None
    valid_until: date | None = None
    policy: bool = False
    interpreted_on: date | None = None
    overturned_on: date | None = None
    withdrawn_on: date | None = None
    withdrawal_explained: bool = False

    @property
    def duty(self) -> DutyItem | None:
        """The item of the Regulation; None if there is none with this id."""
        return items().get(self.item)
