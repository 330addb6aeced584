"""Who decides on a review, which court tries a suit, and who is the defendant.

Only categories come out; the names of the bodies are those that an installation has configured.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.basis import instrument
from gongkai.law.bodies import BodyKind
from gongkai.law.remedies.settings import under_review_law_of_2023
from gongkai.law.report.schema import Level
from gongkai.law.rules import Rule, declare

_ARA, _ARA17 = instrument("ARA"), instrument("ARA17")
_HANDLING = instrument("HANDLING").article()


class Vertical(StrEnum):
    """Systems that stand under the next higher department.   依据：行政复议法第二十七条"""

    CUSTOMS = "customs"
    FINANCE = "finance"
    FOREIGN_EXCHANGE = "foreign_exchange"
    TAX = "tax"
    STATE_SECURITY = "state_security"


@dataclass(frozen=True, slots=True)
class Respondent:
    """The body whose answer is challenged.

    `level` is that of the government that it is or belongs to, a street office being at TOWNSHIP, an administrative office of
    a region (行政公署) at PREFECTURE; None for the State Council's own. `own_name`: a dispatched agency acts in its own name by
    law. `justice`: the judicial-administration department that works as review organ. `by_district`: a branch set up by
    district by a department of a city with districts or a municipality.
    """

    kind: BodyKind
    level: Level | None
    vertical: Vertical | None = None
    own_name: bool = True
    justice: bool = False
    by_district: bool = False


class ReviewBody(StrEnum):
    """Which body decides on the review, seen from the respondent."""

    OWN_GOVERNMENT = "own_government"
    HIGHER_GOVERNMENT = "higher_government"
    LOCAL_GOVERNMENT = "local_government"
    MANAGING_GOVERNMENT = "managing_government"
    ITSELF = "itself"
    OWN_DEPARTMENT = "own_department"
    MANAGING_BODY = "managing_body"
    HIGHER_DEPARTMENT = "higher_department"
    HIGHER_JUSTICE = "higher_justice"

    @property
    def label(self) -> str:
        """How the body is told to officers who have to configure its name."""
        return {
            "own_government": "本级人民政府",
            "higher_government": "上一级人民政府",
            "local_government": "派出机构所在地的人民政府",
            "managing_government": "管理该组织的人民政府，或者管理该组织的部门的本级人民政府",
            "itself": "本机关",
            "own_department": "设立该派出机构的部门",
            "managing_body": "直接管理该组织的人民政府、部门或者国务院部门",
            "higher_department": "上一级主管部门",
            "higher_justice": "上一级司法行政部门",
        }[self.value]


_DEPARTMENT = declare("M401", "部门的复议机关是本级人民政府", _ARA.article("24"))
_GOVERNMENT = declare("M402", "人民政府的复议机关是上一级人民政府", _ARA.article("24"))
_OFFICE = declare("M403", "派出机关的复议机关是设立它的人民政府", _ARA.article("24"))
_AGENCY = declare("M404", "派出机构的复议机关是部门的本级人民政府", _ARA.article("24"))
_AUTHORISED = declare("M405", "授权组织的复议机关是管理它的人民政府", _ARA.article("24"), _ARA.article("25"))
_ITSELF = declare(
    "M406",
    "省级政府、国务院部门由本机关复议，不服的可以起诉或者申请国务院裁决",
    _ARA.article("24"),
    _ARA.article("25"),
    _ARA.article("26"),
)
_VERTICAL = declare("M407", "垂直领导的机关、税务和国家安全机关，向上一级主管部门申请", _ARA.article("27"))
_JUSTICE = declare("M408", "司法行政部门，可以选择本级政府或者上一级司法行政部门", _ARA.article("28"))
_UNIT = declare("M409", "政府信息公开工作机构以自己名义答复的，按部门办理", _HANDLING, _ARA.article("24"))
_UNTIL_2023 = declare(
    "M410",
    "2023年以前：部门可以选择本级政府或者上一级主管部门，派出机构可以选择部门或者本级政府",
    _ARA17.article("12"),
    _ARA17.article("13"),
    _ARA17.article("14"),
    _ARA17.article("15"),
)


@dataclass(frozen=True, slots=True)
class ReviewRoute:
    """Who decides; several bodies are the applicant's choice. `then_state_council`: its ruling can be asked for instead of a suit."""

    bodies: tuple[ReviewBody, ...]
    rule: Rule
    then_state_council: bool = False

    @property
    def why(self) -> str:
        """The explanation for an officer."""
        bodies = "，或者".join(body.label for body in self.bodies)
        return f"复议机关：{bodies}（{self.rule.title}；依据：{self.rule.basis}）。"


def review_route(respondent: Respondent, on: date) -> ReviewRoute:
    """The review body for a body's answer of a day; ValueError for a level that is none of a government.

    依据：行政复议法第二十四至二十八条；（2017年修正）第十二至十五条
    """
    if respondent.level is Level.DEPARTMENT:
        raise ValueError("level is that of the government: province, prefecture, county, township or None")
    rows = _SINCE_2024 if under_review_law_of_2023(on) else _UNTIL_2023_ROWS
    return next(route for fits, route in rows if fits(respondent))


def _is(*kinds: BodyKind) -> "_Fits":
    return lambda body: body.kind in kinds


def _itself(body: Respondent) -> bool:
    """Provincial governments and State Council departments."""
    if body.kind is BodyKind.GOVERNMENT:
        return body.level in (Level.PROVINCE, None)
    return body.level is None


def _branch(body: Respondent) -> bool:
    return body.kind is BodyKind.DISPATCHED_AGENCY and body.own_name


def _vertical(body: Respondent) -> bool:
    return body.vertical is not None


_Fits = Callable[[Respondent], bool]
_Rows = tuple[tuple[_Fits, ReviewRoute], ...]

# The first row that fits decides.
_SINCE_2024: _Rows = (
    (
        lambda body: _branch(body) and _vertical(body),
        ReviewRoute((ReviewBody.HIGHER_DEPARTMENT,), _VERTICAL),
    ),
    (
        lambda body: _branch(body) and body.level is None,
        ReviewRoute((ReviewBody.OWN_DEPARTMENT,), _ITSELF),
    ),
    (
        lambda body: body.kind is BodyKind.AUTHORISED and body.level is None,
        ReviewRoute((ReviewBody.MANAGING_BODY,), _AUTHORISED),
    ),
    (_itself, ReviewRoute((ReviewBody.ITSELF,), _ITSELF, then_state_council=True)),
    (_vertical, ReviewRoute((ReviewBody.HIGHER_DEPARTMENT,), _VERTICAL)),
    (_is(BodyKind.GOVERNMENT), ReviewRoute((ReviewBody.HIGHER_GOVERNMENT,), _GOVERNMENT)),
    (
        lambda body: body.justice,
        ReviewRoute((ReviewBody.OWN_GOVERNMENT, ReviewBody.HIGHER_JUSTICE), _JUSTICE),
    ),
    (
        lambda body: _branch(body) and body.by_district,
        ReviewRoute((ReviewBody.OWN_GOVERNMENT, ReviewBody.LOCAL_GOVERNMENT), _AGENCY),
    ),
    (_branch, ReviewRoute((ReviewBody.OWN_GOVERNMENT,), _AGENCY)),
    (_is(BodyKind.DISPATCHED_OFFICE), ReviewRoute((ReviewBody.OWN_GOVERNMENT,), _OFFICE)),
    (_is(BodyKind.AUTHORISED), ReviewRoute((ReviewBody.MANAGING_GOVERNMENT,), _AUTHORISED)),
    (_is(BodyKind.OFFICE), ReviewRoute((ReviewBody.OWN_GOVERNMENT,), _UNIT)),
    (
        _is(BodyKind.DEPARTMENT, BodyKind.DISPATCHED_AGENCY),
        ReviewRoute((ReviewBody.OWN_GOVERNMENT,), _DEPARTMENT),
    ),
)
_UNTIL_2023_ROWS: _Rows = (
    (_is(BodyKind.AUTHORISED), ReviewRoute((ReviewBody.MANAGING_BODY,), _UNTIL_2023)),
    (
        lambda body: _branch(body) and body.level is None,
        ReviewRoute((ReviewBody.OWN_DEPARTMENT,), _UNTIL_2023),
    ),
    (_itself, ReviewRoute((ReviewBody.ITSELF,), _UNTIL_2023, then_state_council=True)),
    (_vertical, ReviewRoute((ReviewBody.HIGHER_DEPARTMENT,), _UNTIL_2023)),
    (_is(BodyKind.GOVERNMENT), ReviewRoute((ReviewBody.HIGHER_GOVERNMENT,), _UNTIL_2023)),
    (_is(BodyKind.DISPATCHED_OFFICE), ReviewRoute((ReviewBody.OWN_GOVERNMENT,), _UNTIL_2023)),
    (_branch, ReviewRoute((ReviewBody.OWN_DEPARTMENT, ReviewBody.OWN_GOVERNMENT), _UNTIL_2023)),
    (
        _is(BodyKind.DEPARTMENT, BodyKind.DISPATCHED_AGENCY, BodyKind.OFFICE),
        ReviewRoute((ReviewBody.OWN_GOVERNMENT, ReviewBody.HIGHER_DEPARTMENT), _UNTIL_2023),
    ),
)
