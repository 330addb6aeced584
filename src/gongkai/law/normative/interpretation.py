"""Interpretation in step with its document: who, which documents, the three gates, how late, how many.

依据：通行做法（谁起草谁解读，同步组织、同步审签、同步公布）
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.bodies import BodyKind
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.duties.clocks import PublicationClock, run_if_in_force
from gongkai.law.duties.timing import check_clock
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import grounds
from gongkai.law.normative.grounds import find
from gongkai.law.normative.kinds import DocumentKind
from gongkai.law.normative.settings import DEFAULT, Settings
from gongkai.law.normative.shares import Share
from gongkai.law.normative.steps import Step
from gongkai.law.wording import day as in_words


class Form(StrEnum):
    """In which form something is interpreted."""

    TEXT = "text"
    GRAPHIC = "graphic"
    QUESTIONS = "questions"
    AUDIO = "audio"
    VIDEO = "video"
    ANIMATION = "animation"
    H5 = "h5"
    PRESS_CONFERENCE = "press_conference"
    INTERVIEW = "interview"
    EXPERT = "expert"
    ON_SITE = "on_site"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "text": "文字",
            "graphic": "图解",
            "questions": "问答",
            "audio": "音频",
            "video": "视频",
            "animation": "动漫",
            "h5": "H5",
            "press_conference": "新闻发布会",
            "interview": "访谈",
            "expert": "专家解读",
            "on_site": "现场宣讲",
        }[self.value]


class Gate(StrEnum):
    """Where document and interpretation go together: handed in, signed, released."""

    HANDED_IN = "handed_in"
    SIGNED = "signed"
    RELEASED = "released"


HANDED_IN_AT = Step.LEGALITY_REVIEW
"""The step at which a draft is first handed in to others: plan and material go with it.   依据：通行做法（同步组织）"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """A document and its interpretation, as far as known.

    `agency`: the body that drafted the document, the lead body of a joint one; `by`: who interprets. `needed`: see `needs`.
    `published_on`: the document; `plan_on`, `material_on`, `signed_on`, `released_on`: the interpretation.
    """

    document: str
    agency: str
    needed: bool = True
    by: str = ""
    published_on: date | None = None
    plan_on: date | None = None
    material_on: date | None = None
    signed_on: date | None = None
    released_on: date | None = None
    forms: frozenset[Form] = frozenset()

    def released_by(self, on: date) -> bool:
        """Whether an interpretation was out on a day."""
        return self.released_on is not None and self.released_on <= on


@dataclass(frozen=True, slots=True)
class Measures:
    """How many of the documents that need it are interpreted, and how many of the interpretations have which form.

    The forms may add up to more than one whole: an interpretation can have several.   依据：通行做法
    """

    rate: Share
    forms: tuple[tuple[Form, Share], ...]

    def form(self, form: Form) -> Share:
        """The share of one form, such as 图解比例."""
        return dict(self.forms)[form]


def needs(kind: DocumentKind, body: BodyKind, *, interests: bool, settings: Settings = DEFAULT) -> bool:
    """Whether a document needs an interpretation: a rule always, another if it touches interests; of departments by setting."""
    if kind is DocumentKind.REGULATION:
        return True
    if kind is DocumentKind.POLICY or not interests:
        return False
    return settings.departments_interpret or body in (BodyKind.GOVERNMENT, BodyKind.OFFICE)


def gate(at: Gate, told: Interpretation, on: date, settings: Settings = DEFAULT) -> list[Finding]:
    """What stands against handing in, signing or releasing a document on a day, by its interpretation alone."""
    if not told.needed:
        return []
    return [*_who(told), *_GATES[at](told, on, settings)]


def _who(told: Interpretation) -> Iterator[Finding]:
    if told.by and told.by != told.agency:
        yield find(
            grounds.DRAFTER,
            Severity.WARNING,
            "by",
            f"“{told.document}”由{told.agency}起草，应由{told.agency}解读，登记的是{told.by}。请核对。",
            stated=told.by,
            expected=told.agency,
        )


def _handed_in(told: Interpretation, on: date, settings: Settings) -> Iterator[Finding]:
    if not settings.plan_first:
        return
    if told.plan_on is None or told.plan_on > on:
        yield find(
            grounds.PLAN,
            Severity.ERROR,
            "plan_on",
            f"报送“{told.document}”没有附解读方案，不予受理。请与文件一并报送解读方案和解读材料。",
            stated="没有解读方案",
        )
    if told.material_on is None or told.material_on > on:
        yield find(
            grounds.PLAN,
            Severity.WARNING,
            "material_on",
            f"报送“{told.document}”没有附解读材料。请与文件一并报送解读材料。",
            stated="没有解读材料",
        )


def _signed(told: Interpretation, on: date, settings: Settings) -> Iterator[Finding]:  # noqa: ARG001 - as all gates
    if told.material_on is None or told.material_on > on:
        yield find(
            grounds.SIGNED,
            Severity.ERROR,
            "material_on",
            f"“{told.document}”送审时没有解读材料，不能同步审签。请一并送审。",
            stated="没有解读材料",
        )


def _released(told: Interpretation, on: date, settings: Settings) -> Iterator[Finding]:
    if told.signed_on is None or told.signed_on > on:
        how = "确需先公布文件的，请写明理由" if settings.together else "先公布文件的，请按期补发解读"
        yield find(
            grounds.TOGETHER,
            Severity.ERROR if settings.together else Severity.WARNING,
            "signed_on",
            f"“{told.document}”的解读还没有审签，不能与文件同步公布。请先审签解读；{how}。",
            stated="解读没有审签",
        )


_GATES = {Gate.HANDED_IN: _handed_in, Gate.SIGNED: _signed, Gate.RELEASED: _released}


def due(told: Interpretation, calendar: Calendar, settings: Settings = DEFAULT) -> PublicationClock | None:
    """By when an interpretation is out at the latest; None where none is needed or nothing is published yet.

    OutOfCalendar beyond the calendar.
    """
    if not told.needed or told.published_on is None:
        return None
    return run_if_in_force("interpretation", told.published_on, calendar, settings.duties)


def lag(told: Interpretation, calendar: Calendar, as_of: date) -> int | None:
    """How many working days the interpretation came after its document, or is behind by now; below zero it came before.

    None while the document is not published, or where none is needed.
    """
    if not told.needed or told.published_on is None or told.published_on > as_of:
        return None
    released_on = told.released_on if told.released_by(as_of) else None
    return calendar.between(told.published_on, released_on or as_of)


def check_interpretation(
    told: Interpretation, calendar: Calendar, as_of: date, settings: Settings = DEFAULT
) -> list[Finding]:
    """What is to be said of an interpretation: by whom, not together, late, and late enough to be a fault."""
    if not told.needed or told.published_on is None or told.published_on > as_of:
        return []
    found = list(_who(told))
    released_on = told.released_on if told.released_by(as_of) else None
    clock = due(told, calendar, settings)
    if clock and (late := check_clock(clock, released_on, as_of, calendar, settings.duties)):
        found.append(late)
    if released_on != told.published_on:
        found.append(_apart(told, released_on))
    behind = lag(told, calendar, as_of) or 0
    if clock and behind > settings.fault(told.published_on):
        found.append(
            find(
                grounds.LAG,
                Severity.WARNING,
                "released_on",
                f"“{told.document}”的解读晚于文件{behind}个工作日，超过{settings.fault(told.published_on)}个工作日。请查明原因。",
                stated=f"{behind}个工作日",
                expected=f"不超过{settings.fault(told.published_on)}个工作日",
            )
        )
    return found


def _apart(told: Interpretation, released_on: date | None) -> Finding:
    how = f"在{in_words(released_on)}公布" if released_on else "还没有公布"
    return find(
        grounds.TOGETHER,
        Severity.INFO if released_on else Severity.WARNING,
        "released_on",
        f"“{told.document}”的解读{how}，没有与文件同日公布。请与文件同步公布解读。",
        stated=how,
    )


def measures(told: Iterable[Interpretation], on: date) -> Measures:
    """Rate and shares of the forms on a day, each with numerator and denominator.

    The denominator of the rate: published documents that need an interpretation. That of a form: interpretations released
    of them.   依据：通行做法
    """
    due_ones = [each for each in told if each.needed and each.published_on and each.published_on <= on]
    out = [each for each in due_ones if each.released_by(on)]
    forms = tuple((form, Share(sum(form in each.forms for each in out), len(out))) for form in Form)
    return Measures(Share(len(out), len(due_ones)), forms)


def check_rate(told: Iterable[Interpretation], on: date) -> Iterator[Finding]:
    """Which published documents have no interpretation though they need one."""
    listed = list(told)
    rate = measures(listed, on).rate
    names = sorted(
        each.document
        for each in listed
        if each.needed and each.published_on and each.published_on <= on and not each.released_by(on)
    )
    if names:
        yield find(
            grounds.NEEDS,
            Severity.WARNING,
            "rate",
            f"应当解读的{rate.denominator}件中有{len(names)}件没有解读：{'、'.join(names)}。请尽快发布解读。",
            stated=f"{rate.numerator}件",
            expected=f"{rate.denominator}件",
        )
