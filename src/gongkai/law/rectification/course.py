"""Where a request for correction stands, and by when it is to be answered, as a function of dated facts.

依据：条例第四十一条；期限参照第三十三条
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.periods import ONE_DAY, merged, nth_day
from gongkai.law.ledger import Channel
from gongkai.law.params import Value, param
from gongkai.law.rectification import grounds
from gongkai.law.rectification.answers import Answer
from gongkai.law.rectification.settings import DEFAULT, Settings
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words


class Kind(StrEnum):
    """What a fact says."""

    CONFIRMED = "confirmed"
    EVIDENCE_ASKED = "evidence_asked"
    EVIDENCE_GIVEN = "evidence_given"
    CORRECTED = "corrected"
    REFUSED = "refused"
    FORWARDED = "forwarded"
    DIRECTED = "directed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """What officers read."""
        return {
            "confirmed": "确认收到",
            "evidence_asked": "要求补充证据",
            "evidence_given": "收到补充的证据",
            "corrected": "予以更正",
            "refused": "不予更正",
            "forwarded": "转送有权更正的机关",
            "directed": "告知向有权更正的机关提出",
            "withdrawn": "撤回",
        }[self.value]


class State(StrEnum):
    """Where a request stands."""

    CONFIRMING = "confirming"
    CHECKING = "checking"
    EVIDENCE_WAITED = "evidence_waited"
    CORRECTED = "corrected"
    REFUSED = "refused"
    FORWARDED = "forwarded"
    DIRECTED = "directed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "confirming": "待确认收到",
            "checking": "核实中",
            "evidence_waited": "等待补充证据",
            "corrected": "已更正",
            "refused": "不予更正",
            "forwarded": "已转送",
            "directed": "已告知去处",
            "withdrawn": "已撤回",
        }[self.value]

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be answered."""
        return self in _ENDS.values()


_ENDS = {
    Kind.CORRECTED: State.CORRECTED,
    Kind.REFUSED: State.REFUSED,
    Kind.FORWARDED: State.FORWARDED,
    Kind.DIRECTED: State.DIRECTED,
    Kind.WITHDRAWN: State.WITHDRAWN,
}
ANSWERS = {answer: Kind(answer.value) for answer in Answer}
"""The fact that enters an answer."""


class AtOdds(ValueError):
    """Facts that contradict each other; the message says which, in Chinese."""

    rule = grounds.AT_ODDS


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated fact. `working_days`: how long the notice gives to bring evidence; None: the usual period."""

    kind: Kind
    on: date
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request for correction: on which way and day it came, and what happened since."""

    channel: Channel
    arrived_on: date
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """Where a request stands.

    `receipt_on`: from which the period counts, None while receipt is not confirmed; then `due_on` is None too.
    `evidence_by`: by when evidence is awaited at the moment. `pauses`: days taken out, first and last of each stretch.
    `value`: the length of the period with its source and its evidence. `provisional`: a coming notice can move the day.
    """

    state: State
    receipt_on: date | None
    due_on: date | None
    closed_on: date | None
    evidence_by: date | None
    pauses: tuple[tuple[date, date], ...]
    value: Value
    provisional: bool
    says: str
    rules: tuple[Rule, ...]

    @property
    def late(self) -> bool:
        """Whether it was answered after the last day."""
        return self.closed_on is not None and self.due_on is not None and self.closed_on > self.due_on


@dataclass(slots=True)
class _Walk:
    """What is known on the way through the facts."""

    state: State
    receipt_on: date | None
    closed_on: date | None = None
    asked_on: date | None = None
    until: date | None = None
    stretches: list[tuple[date, date]] = field(default_factory=list)


def course(request: Request, calendar: Calendar, settings: Settings = DEFAULT) -> Course:
    """The course of a request. AtOdds for facts that contradict each other, NotInForce before the Regulation of 2019.

    依据：条例第四十一条；期限参照第三十三条
    """
    value = param("rectification_working_days").on(request.arrived_on)
    length = settings.working_days or value.value
    walk = _start(request)
    for fact in sorted(request.facts, key=lambda each: each.on):  # those of one day as they were entered
        _require_order(request, walk, fact)
        _EFFECTS.get(fact.kind, _end)(walk, fact, calendar, settings)
    if walk.asked_on is not None and walk.until is not None:
        walk.stretches.append((walk.asked_on + ONE_DAY, walk.until))
    pauses = tuple(merged(walk.stretches)) if settings.evidence_pauses else ()
    due_on = nth_day(calendar, walk.receipt_on, length, pauses) if walk.receipt_on else None
    return Course(
        state=walk.state,
        receipt_on=walk.receipt_on,
        due_on=due_on,
        closed_on=walk.closed_on,
        evidence_by=walk.until if walk.state is State.EVIDENCE_WAITED else None,
        pauses=pauses,
        value=replace(value, value=length),
        provisional=bool(walk.receipt_on and due_on and not calendar.settled(walk.receipt_on, due_on)),
        says="".join(_told(walk.receipt_on, due_on, length, pauses)),
        rules=_rules(walk, request),
    )


def _start(request: Request) -> _Walk:
    if request.channel.needs_confirmation:
        return _Walk(State.CONFIRMING, None)
    return _Walk(State.CHECKING, request.arrived_on)


def _require_order(request: Request, walk: _Walk, fact: Fact) -> None:
    """Raise AtOdds for a fact that cannot follow what was before it."""
    said = f"“{fact.kind.label}”（{in_words(fact.on)}）"
    if fact.on < request.arrived_on:
        raise AtOdds(f"{said}早于收到更正申请的日期，请核对日期。")
    if walk.closed_on is not None:
        raise AtOdds(f"{said}在办结以后，请核对日期。")
    if fact.kind is Kind.CONFIRMED and walk.receipt_on is not None:
        raise AtOdds(f"{said}：已经有收到的日期，不必再确认。")
    if fact.kind not in (Kind.CONFIRMED, Kind.WITHDRAWN) and walk.receipt_on is None:
        raise AtOdds(f"{said}以前还没有与申请人确认收到，请先确认。")
    if fact.kind is Kind.EVIDENCE_ASKED and walk.state is State.EVIDENCE_WAITED:
        raise AtOdds(f"{said}：已经要求补充证据，还没有收到，不必重复要求。")


def _confirmed(walk: _Walk, fact: Fact, calendar: Calendar, settings: Settings) -> None:  # noqa: ARG001 - as all effects
    walk.state, walk.receipt_on = State.CHECKING, fact.on


def _asked(walk: _Walk, fact: Fact, calendar: Calendar, settings: Settings) -> None:
    usual = param("rectification_evidence_working_days").on(fact.on).value
    days = fact.working_days or settings.evidence_working_days or usual
    walk.state, walk.asked_on, walk.until = State.EVIDENCE_WAITED, fact.on, calendar.after(fact.on, days)


def _given(walk: _Walk, fact: Fact, calendar: Calendar, settings: Settings) -> None:  # noqa: ARG001 - as all effects
    """Evidence that nobody asked for changes nothing; what comes late takes no more out than was given."""
    if walk.asked_on is not None and walk.until is not None:
        walk.stretches.append((walk.asked_on + ONE_DAY, min(fact.on, walk.until)))
    walk.state, walk.asked_on, walk.until = State.CHECKING, None, None


def _end(walk: _Walk, fact: Fact, calendar: Calendar, settings: Settings) -> None:  # noqa: ARG001 - as all effects
    """An answer may come before the evidence does: no more is taken out than the wait until then."""
    if walk.asked_on is not None and walk.until is not None:
        walk.until = min(fact.on, walk.until)
    walk.state, walk.closed_on = _ENDS[fact.kind], fact.on


_EFFECTS = {Kind.CONFIRMED: _confirmed, Kind.EVIDENCE_ASKED: _asked, Kind.EVIDENCE_GIVEN: _given}


def _told(
    receipt_on: date | None, due_on: date | None, length: int, pauses: tuple[tuple[date, date], ...]
) -> Iterator[str]:
    if receipt_on is None or due_on is None:
        yield "与申请人确认收到以后起算期限。"
    else:
        yield f"{in_words(receipt_on)}收到，自次日起算，{length}个工作日届满于{in_words(due_on)}。"
    for first, last in pauses:
        yield f"{in_words(first)}至{in_words(last)}等待补充证据，不计入。"
    yield "条例没有规定更正的期限，参照第三十三条的答复期限，可以按本地规定设置。"


def _rules(walk: _Walk, request: Request) -> tuple[Rule, ...]:
    asked = any(fact.kind is Kind.EVIDENCE_ASKED for fact in request.facts)
    return (
        grounds.OWN_RECORD,
        *((grounds.PERIOD,) if walk.receipt_on else ()),
        *((grounds.EVIDENCE,) if asked else ()),
    )
