"""The course of an application: where its facts have led to so far."""

from dataclasses import dataclass, field
from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.deadlines.periods import Stretches, counted, lengths, merged, nth_day
from gongkai.law.deadlines.settings import Settings
from gongkai.law.findings import Finding, Severity
from gongkai.law.ledger import Fact, Kind, Ledger, Party
from gongkai.law.rules import Rule
from gongkai.law.wording import day

# What is awaited after a question.
AWAITED = {
    Kind.CORRECTION_ASKED: "补正",
    Kind.FEE_NOTIFIED: "缴费",
    Kind.THIRD_PARTY_ASKED: "意见",
    Kind.ORGAN_ASKED: "意见",
    Kind.REASONS_ASKED: "说明理由",
}


@dataclass(slots=True)
class Asked:
    """A question with a last day for its answer, and the days that it takes out of the period if it pauses it."""

    fact: Fact
    who: Party
    until: date
    rule: Rule
    pauses_from: date | None = None
    answered: Fact | None = None
    pauses_to: date | None = None

    @property
    def waiting(self) -> str:
        """What is being waited for: 等待申请人补正."""
        return f"等待{self.fact.who or self.who.label}{AWAITED[self.fact.kind]}"

    @property
    def stretch(self) -> tuple[date, date] | None:
        """The days taken out, if any."""
        if self.pauses_from is None or self.pauses_to is None:
            return None
        return self.pauses_from, self.pauses_to


@dataclass(frozen=True, slots=True)
class Start:
    """A day from which the period is counted, itself not counted."""

    on: date
    why: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Standstill:
    """Past days on which nothing was counted and nothing was due."""

    first: date
    last: date
    why: str
    rule: Rule


@dataclass(slots=True)
class Course:
    """Where the facts have led to: what `clock` sums up and `explain` tells day by day."""

    ledger: Ledger
    facts: tuple[Fact, ...]
    as_of: date
    calendar: Calendar
    settings: Settings
    confirmed_by: frozenset[Party] = frozenset()
    starts: list[Start] = field(default_factory=list)
    number: int = 0  # how many working days the period has
    standstills: list[Standstill] = field(default_factory=list)
    stopped: Asked | None = None  # the correction or the fee that is awaited
    asked: list[Asked] = field(
        default_factory=list
    )  # opinions and reasons, also a fee paid where it only pauses
    asked_before: list[Asked] = field(default_factory=list)  # what no longer bears on the period
    notice: Fact | None = None  # the correction notice, whether it had an effect or not
    extension: Fact | None = None
    extended: bool = False  # whether the extension is part of the present period
    deferral: Fact | None = None
    deferred: bool = False  # whether the period has not begun anew since
    redo: Fact | None = None
    fixed_on: date | None = None  # the day that a redo order names
    ended: State | None = None
    closed_on: date | None = None
    replied: Fact | None = None
    delivered: Fact | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def started_on(self) -> date | None:
        """The day from which the present period is counted."""
        return self.starts[-1].on if self.starts else None

    def stretches(self) -> Stretches:
        """The days taken out of the present period."""
        if not self.asked:
            return ()
        return merged(stretch for asked in self.asked if (stretch := asked.stretch) is not None)

    def due_on(self) -> date | None:
        """By when the answer is due; None where nothing is due."""
        if not self.starts or self.stopped is not None:
            return None
        if self.fixed_on is not None:
            return self.fixed_on
        if self.deferral is not None and self.deferral.to is not None:
            return self.deferral.to if self.deferred else max(self._counted_due(), self.deferral.to)
        return self._counted_due()

    def is_fixed(self, due: date) -> bool:
        """Whether a due day was named, not counted."""
        return due == self.fixed_on or (self.deferral is not None and due == self.deferral.to)

    def _counted_due(self) -> date:
        return nth_day(self.calendar, self.starts[-1].on, self.number, self.stretches())

    def counted_to(self, end: date) -> int:
        """How many days of the present period were counted up to and with a day."""
        if not self.starts:
            return 0
        if self.stopped is not None:
            end = min(end, self.stopped.fact.on)
        return counted(self.calendar, self.starts[-1].on, end, self.stretches())

    def in_time(self, on: date) -> bool:
        """Whether a day is not later than the due day; True while nothing is due."""
        due = self.due_on()
        return due is None or on <= due

    def warn(self, fact: Fact, rule: Rule, message: str) -> None:
        """Say that a fact has no effect, or not the one that was meant."""
        self.findings.append(
            Finding(
                rule=rule.id,
                severity=Severity.WARNING,
                where=fact.place,
                message=f"{day(fact.on)}“{fact.kind.label}”：{message}",
                basis=rule.basis,
            )
        )

    def begin(self, on: date, why: str, rule: Rule) -> None:
        """Count (anew) from a day on."""
        self.starts.append(Start(on, why, rule))
        self.number = lengths(self.ledger.received_on).reply
        self.extended = self.deferred = False

    def end(self, state: State, on: date) -> None:
        """Nothing is counted after this day."""
        self.ended, self.closed_on = state, on
