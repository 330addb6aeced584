"""Which court tries a suit and who is the defendant. The court's name is configured, never computed from the region."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.basis import instrument
from gongkai.law.bodies import BodyKind
from gongkai.law.remedies.routes import Respondent, ReviewBody, Vertical, review_route
from gongkai.law.report.schema import Level
from gongkai.law.rules import Rule, declare

_ALL, _ALL_I, _SPC11, _SPC21, _SPC25 = (
    instrument(key) for key in ("ALL", "ALL_I", "SPC11", "SPC21", "SPC25")
)


class CourtLevel(StrEnum):
    """The two levels that try these suits first."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {"basic": "基层人民法院", "intermediate": "中级人民法院"}[self.value]


class AfterReview(StrEnum):
    """How the review went before the suit: none, upheld, changed, no decision in time."""

    NONE = "none"
    UPHELD = "upheld"
    CHANGED = "changed"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        """The case in words, for officers and citizens."""
        return {
            "none": "不经复议直接起诉",
            "upheld": "复议机关维持原答复",
            "changed": "复议机关改变原答复",
            "undecided": "复议机关逾期不作决定，起诉原答复",
        }[self.value]


class Defendant(StrEnum):
    """Who is sued."""

    AGENCY = "agency"
    BOTH = "both"
    REVIEW_BODY = "review_body"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "agency": "作出答复的机关（逾期未答复的，收到申请的机关）",
            "both": "作出答复的机关和复议机关（共同被告）",
            "review_body": "复议机关",
        }[self.value]


_BASIC = declare("M421", "第一审行政案件由基层人民法院管辖", _ALL.article("14"))
_INTERMEDIATE = declare(
    "M422", "以国务院部门、县级以上地方人民政府、海关为被告的，由中级人民法院管辖", _ALL.article("15")
)
_SEAT = declare(
    "M423", "由最初作出答复的机关所在地法院管辖，经复议的也可以由复议机关所在地法院管辖", _ALL.article("18")
)
_ANSWERED = declare(
    "M424",
    "以作出答复的机关为被告，逾期未答复的以收到申请的机关为被告",
    _SPC25.article("4"),
    _SPC11.article("4"),
    _ALL.article("26"),
)
_REVIEWED = declare(
    "M425",
    "复议维持的为共同被告，改变原答复的以复议机关为被告",
    _ALL.article("26"),
    _ALL_I.article("134"),
)
_OWN_NAME = declare("M426", "指定的公开工作机构以自己名义答复的，以该机构为被告", _SPC21.article("6"))


@dataclass(frozen=True, slots=True)
class CourtRoute:
    """Level of the court, defendant, whether the seat of the review body can be chosen too, and the rules that say so.

    High courts may have assigned these cases to a court of another region (行政诉讼法第十八条第二款): the configured name decides.
    """

    level: CourtLevel
    defendant: Defendant
    review_seat_too: bool
    rules: tuple[Rule, ...]

    @property
    def why(self) -> str:
        """The explanation for an officer."""
        seat = "，也可以选择复议机关所在地的法院" if self.review_seat_too else ""
        bases = "；".join(str(rule.basis) for rule in self.rules)
        return f"被告：{self.defendant.label}。法院：{self.level.label}，在被诉机关所在地{seat}（依据：{bases}）。"


def court_route(respondent: Respondent, on: date, reviewed: AfterReview = AfterReview.NONE) -> CourtRoute:
    """Where a suit against an answer of a day goes; ValueError as in `review_route`.

    依据：行政诉讼法第十四、十五、十八、二十六条；法释〔2018〕1号第一百三十四条；法释〔2021〕5号第六条；法释〔2025〕8号第四条
    """
    route = review_route(respondent, on)
    if reviewed is AfterReview.CHANGED:
        defendant, high = Defendant.REVIEW_BODY, _review_body_is_high(respondent, route.bodies[0])
    else:
        # With the review body beside it, the organ that answered decides the level: 适用解释第一百三十四条.
        defendant = Defendant.BOTH if reviewed is AfterReview.UPHELD else Defendant.AGENCY
        high = _is_high(respondent)
    by_whom = _ANSWERED if defendant is Defendant.AGENCY else _REVIEWED
    own_name = (_OWN_NAME,) if respondent.kind is BodyKind.OFFICE else ()
    return CourtRoute(
        level=CourtLevel.INTERMEDIATE if high else CourtLevel.BASIC,
        defendant=defendant,
        review_seat_too=reviewed is not AfterReview.NONE,
        rules=(_INTERMEDIATE if high else _BASIC, _SEAT, by_whom, *own_name),
    )


def _is_high(respondent: Respondent) -> bool:
    if respondent.vertical is Vertical.CUSTOMS:
        return True
    if respondent.kind is BodyKind.GOVERNMENT:
        return respondent.level is not Level.TOWNSHIP
    if respondent.kind is BodyKind.DISPATCHED_OFFICE:
        return respondent.level is Level.PREFECTURE
    return respondent.kind is BodyKind.DEPARTMENT and respondent.level is None


def _review_body_is_high(respondent: Respondent, body: ReviewBody) -> bool:
    """Whether the review body is a government of a county or above, or a State Council department."""
    if body is ReviewBody.ITSELF:
        return _is_high(respondent)
    if body is ReviewBody.HIGHER_DEPARTMENT:
        return respondent.vertical is Vertical.CUSTOMS or respondent.level in (Level.PROVINCE, None)
    return body is not ReviewBody.OWN_DEPARTMENT or respondent.level is None
