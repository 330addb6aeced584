"""Reads: what a citizen sees of a request for correction with number and query code, in plain words; the answer as text."""

from dataclasses import dataclass
from datetime import date

from gongkai.applications.models import Doing, Rectification, RectifyEvent, Way
from gongkai.applications.queries.rectifying.standing import course_of, light_of
from gongkai.law.deadlines.lamps import Lamp
from gongkai.law.rectification.answers import Answer, Ground
from gongkai.law.rectification.course import Course, Kind, State
from gongkai.sealing.value import Sealed

_WORDS = {
    State.CONFIRMING: "已提交，等待机关确认收到",
    State.CHECKING: "机关已收到，正在核实",
    State.EVIDENCE_WAITED: "需要您补充证据",
    State.CORRECTED: "机关已经更正",
    State.REFUSED: "机关决定不予更正",
    State.FORWARDED: "已转送有权更正的机关",
    State.DIRECTED: "请向有权更正的机关提出",
    State.WITHDRAWN: "您已撤回更正申请",
}
_TOLD: dict[str, str] = {
    Doing.SUBMITTED: "您提交了更正申请",
    Kind.CONFIRMED: "机关确认收到",
    Kind.EVIDENCE_ASKED: "机关请您补充证据",
    Kind.EVIDENCE_GIVEN: "收到您补充的证据",
    Kind.CORRECTED: "机关更正",
    Kind.REFUSED: "机关决定不予更正",
    Kind.FORWARDED: "机关转送有权更正的机关",
    Kind.DIRECTED: "机关告知有权更正的机关",
    Kind.WITHDRAWN: "您撤回了更正申请",
    Doing.FILED: "您补充了材料",
    Doing.SENT: "机关发出了告知书",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, for a letter and for whoever asked: sealed until its text is asked for.

    `old_record`, `new_record`: of a correction; `ground`, `reasons`: of a refusal; `organ`: who is competent.
    """

    answer: Answer
    on: date
    old_record: Sealed | str
    new_record: Sealed | str
    ground: Ground | None
    reasons: Sealed | str
    organ: str
    organ_contact: str

    def lines(self) -> list[tuple[str, str]]:
        """What it says, opened: for those whom it is addressed to."""
        known = [
            ("更正前", _opened(self.old_record)),
            ("更正后", _opened(self.new_record)),
            ("结论", self.ground.label if self.ground else ""),
            ("理由", _opened(self.reasons)),
            ("有权更正的机关", self.organ),
            ("联系方式", self.organ_contact),
        ]
        return [(label, text) for label, text in known if text]


@dataclass(frozen=True, slots=True)
class Passed:
    """One thing that happened, in the citizen's words."""

    on: date
    says: str
    note: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where a request stands, for whoever has its number and its code. `asked`: what the agency asks for at the moment."""

    id: int
    number: str
    agency: str
    agency_slug: str
    record: str
    way: Way
    says: str
    arrived_on: date
    course: Course
    lamp: Lamp
    passed: tuple[Passed, ...]
    asked: str
    answer: Told | None
    open: bool


def status(rectification_id: int, on: date) -> Status:
    """What the citizen sees; the caller has checked number and code."""
    one = Rectification.objects.select_related("agency").get(pk=rectification_id)
    events = list(one.events.order_by("pk"))
    stands = course_of(one, events)
    light, says = light_of(stands.state, stands.due_on, stands.closed_on, on)
    asked = [event.note for event in events if event.kind == Kind.EVIDENCE_ASKED]
    return Status(
        id=one.pk,
        number=one.number,
        agency=one.agency.name,
        agency_slug=one.agency.slug,
        record=one.record,
        way=Way(one.way),
        says=_WORDS[stands.state],
        arrived_on=one.arrived_on,
        course=stands,
        lamp=Lamp(
            light, says, late=stands.due_on is not None and stands.closed_on is None and stands.due_on < on
        ),
        passed=tuple(
            Passed(event.on, _TOLD[event.kind], event.note if event.kind == Kind.EVIDENCE_ASKED else "")
            for event in events
            if event.kind in _TOLD
        ),
        asked=asked[-1] if stands.state is State.EVIDENCE_WAITED else "",
        answer=_answer(events),
        open=not stands.state.ended,
    )


def answer_of(rectification_id: int) -> Told | None:
    """The answer to a request, as a letter is filled from it; None while there is none. The caller decides who may read it."""
    return _answer(list(RectifyEvent.objects.filter(rectification=rectification_id)))


def _answer(events: list[RectifyEvent]) -> Told | None:
    found = next((event for event in events if event.kind in set(Answer)), None)
    if found is None:
        return None
    return Told(
        answer=Answer(found.kind),
        on=found.on,
        old_record=found.old_record,
        new_record=found.new_record,
        ground=Ground(found.ground) if found.ground else None,
        reasons=found.reasons,
        organ=found.organ,
        organ_contact=found.organ_contact,
    )


def _opened(value: Sealed | str) -> str:
    return value.unsealed() if isinstance(value, Sealed) else value
