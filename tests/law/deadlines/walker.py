"""A second clock that walks through an application day by day, as a clerk with a wall calendar would.

It was written from the Regulation and docs/developers/deadlines.md alone, shares nothing with the clock under test but the
facts and the settings, and is as plain as it can be: one state, changed by the facts of each day, then the day is counted.
"""

import copy
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.deadlines.answer import State
from gongkai.law.deadlines.settings import AfterPayment, LateNotice, PauseFrom, PauseTo, ReplyEnds, Settings
from gongkai.law.ledger import Fact, Kind, Ledger, Party
from tests.law.calendar.walking import ONE_DAY
from tests.law.deadlines.asked import Question, answer_oldest, period_end
from tests.law.deadlines.bad_facts import QUESTION_OF, impossible
from tests.law.deadlines.wall_calendar import nth_working_day, working_days, works

REPLY, NOTICE, OPINION, PAYMENT, LONGEST_EXTENSION = 20, 7, 15, 20, 20  # working days
ORDER = list(Kind)
AFTER_THE_END = {k for k in Kind if k.startswith(("review_", "suit_"))} | {Kind.JUDGED, Kind.APPEALED}
# What still has its place after an end: the record of a lapse is only made then.
STILL = {
    State.ABANDONED_NO_CORRECTION: {Kind.DELIVERED, Kind.REDO_ORDERED, Kind.CORRECTION_LAPSED},
    State.ABANDONED_UNPAID: {Kind.DELIVERED, Kind.REDO_ORDERED, Kind.FEE_LAPSED},
}
OF_A_NEW_ROUND = {Kind.REDO_ORDERED, Kind.REPLIED, Kind.DELIVERED, Kind.WITHDRAWN}


@dataclass(frozen=True)
class Walked:
    """What the walk says; `days` are all days gone through: which day, counted or not, the count so far."""

    state: State
    due_on: date | None = None
    used: int = 0
    left: int | None = None
    started_on: date | None = None
    closed_on: date | None = None
    overdue: bool = False
    receipt_on: date | None = None
    waiting_on: Party | None = None
    days: tuple[tuple[date, bool, int], ...] = ()
    finds: tuple[tuple[str, str], ...] = ()
    warned: tuple[str, ...] = ()


def walk(ledger: Ledger, as_of: date, settings: Settings | None = None) -> Walked:
    """The answer for one application on one day."""
    finds = tuple(impossible(ledger, as_of))
    if finds:
        return Walked(State.INVALID, finds=finds)
    desk = Desk(ledger, settings or Settings())
    day = ledger.received_on
    while day <= as_of:
        desk.live_through(day)
        day += ONE_DAY
    return desk.answer(as_of)


@dataclass
class Desk:
    """The state of one application in the course of its days."""

    ledger: Ledger
    settings: Settings
    received_on: date | None = None  # in law; payment does not change it
    started_on: date | None = None
    length: int = REPLY
    n: int = 0
    extended_by: int = 0
    extended_before: bool = False
    deferred_to: date | None = None
    restarted_since: bool = False  # whether the period was counted anew after the deferral
    redo: bool = False
    fixed_on: date | None = None  # the due day that a decision or judgment fixes
    confirmed_by: set[str] = field(default_factory=set)
    notices: int = 0
    correction: Question | None = None
    fee: Question | None = None
    fee_pauses: list[tuple[date, date]] = field(default_factory=list)
    opinions: list[Question] = field(default_factory=list)
    reasons: list[Question] = field(default_factory=list)
    ending: State | None = None
    closed_on: date | None = None
    answered: bool = False
    served: bool = False
    days: list[tuple[date, bool, int]] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)

    # --- one day after the other

    def live_through(self, day: date) -> None:
        """What has lapsed by this day, then its facts in the order of the kinds, then the count."""
        self.lapse(day)
        self.remark(day)
        if day == self.ledger.received_on and not self.ledger.channel.needs_confirmation:
            self.received_on = self.started_on = day
        for fact in sorted(self.ledger.facts, key=lambda f: ORDER.index(f.kind)):
            if fact.on == day and not self.take(fact):
                self.warned.append(fact.place)
        self.count(day)

    def lapse(self, day: date) -> None:
        """No correction and no payment by the last day: the application counts as abandoned."""
        if self.closed_on:
            return
        if self.correction and not self.correction.answered_on and day > self.correction.last:
            self.ending, self.closed_on = State.ABANDONED_NO_CORRECTION, self.correction.last
        elif self.fee and day > self.fee.last:
            self.ending, self.closed_on = State.ABANDONED_UNPAID, self.fee.last

    def remark(self, day: date) -> None:
        """Receipt has to be confirmed soon; that it was not is remarked on once."""
        soon = nth_working_day(self.ledger.received_on, self.settings.confirm_working_days)
        waits = self.ledger.channel.needs_confirmation and not self.started_on and not self.closed_on
        if waits and day > soon and "received_on" not in self.warned:
            self.warned.append("received_on")

    def count(self, day: date) -> None:
        """A working day counts after the start, up to the end, while nothing stands still."""
        open_notices = [self.fee, self.correction if self.awaiting_correction() else None]
        stopped = any(notice is not None and notice.fact.on < day for notice in open_notices)
        started = self.started_on is not None and self.started_on < day
        ended = self.closed_on is not None and self.closed_on < day
        counts = started and not ended and not stopped and not self.paused(day) and works(day)
        self.n += counts
        self.days.append((day, counts, self.n))

    def paused(self, day: date) -> bool:
        """Whether an opinion, reasons or a payment takes this day out of the period."""
        asked = self.opinions + (self.reasons if self.settings.reasons_pause else [])
        return any(self.covers(question, day) for question in asked) or any(
            first <= day <= last for first, last in self.fee_pauses
        )

    def covers(self, question: Question, day: date) -> bool:
        first, last = question.fact.on, question.last
        if self.settings.pause_from is PauseFrom.NEXT_DAY:
            first += ONE_DAY
        if question.answered_on and question.answered_on <= question.last:
            last = question.answered_on
            if self.settings.pause_to is PauseTo.DAY_BEFORE:
                last -= ONE_DAY
        return question.pauses and first <= day <= last

    # --- where the period stands

    def awaiting_correction(self) -> bool:
        return self.correction is not None and self.correction.answered_on is None

    def stands_still(self) -> bool:
        return self.awaiting_correction() or self.fee is not None

    def overdue(self, day: date) -> bool:
        """Whether the day on which the answer was due lies before this day (not yet counted)."""
        if self.stands_still() or self.started_on is None:
            return False
        fixed = self.fixed_on or self.deferred_to
        if fixed is None:
            return self.n >= self.length
        return day > fixed and (not self.restarted_since or self.n >= self.length)

    def start_anew(self, day: date) -> None:
        self.received_on = self.received_on or day
        self.started_on, self.length, self.n, self.extended_by = day, REPLY, 0, 0
        self.restarted_since = self.deferred_to is not None
        self.ending = self.closed_on = None

    # --- facts; each says whether it has its effect without a warning

    def take(self, fact: Fact) -> bool:
        if fact.kind in AFTER_THE_END or fact.kind is Kind.TRANSFERRED:
            return True
        still = STILL.get(self.ending or State.REPLIED, {Kind.DELIVERED, Kind.REDO_ORDERED})
        lapsed = self.ending is State.ABANDONED_NO_CORRECTION
        revives = lapsed and fact.kind is Kind.CORRECTED and fact.excused
        ended = self.closed_on is not None and fact.kind not in still and not revives
        if ended or (self.redo and fact.kind not in OF_A_NEW_ROUND):
            return False
        return bool(getattr(self, fact.kind.value)(fact))

    def confirmed(self, fact: Fact) -> bool:
        self.confirmed_by |= {fact.who} if fact.who else {"agency", "applicant"}
        if self.started_on or self.confirmed_by < {"agency", "applicant"}:
            return True
        self.received_on = self.started_on = fact.on
        return True

    def correction_asked(self, fact: Fact) -> bool:
        self.notices += 1
        if self.settings.late_notice is LateNotice.STOPS:
            late = self.overdue(fact.on)
        else:
            late = self.received_on is not None and fact.on > nth_working_day(self.received_on, NOTICE)
        if self.notices > 1 or late or self.fee:
            return False
        self.correction = Question(fact, period_end(fact, self.settings.correction_working_days))
        return True

    def corrected(self, fact: Fact) -> bool:
        if not self.correction or self.correction.answered_on:
            return False
        self.correction.answered_on = fact.on
        self.start_anew(fact.on)
        return True

    def correction_lapsed(self, fact: Fact) -> bool:
        return bool(self.correction and fact.on > self.correction.last)

    def third_party_asked(self, fact: Fact) -> bool:
        last = nth_working_day(fact.received_on or fact.on, OPINION)
        self.opinions.append(Question(fact, last, pauses=not self.overdue(fact.on)))
        return self.opinions[-1].pauses

    organ_asked = third_party_asked

    def third_party_answered(self, fact: Fact) -> bool:
        asked = [q for q in self.opinions if q.fact.kind is QUESTION_OF[fact.kind] and q.fact.who == fact.who]
        return answer_oldest(asked, fact.on)

    organ_answered = third_party_answered

    def third_party_silent(self, fact: Fact) -> bool:
        asked = [q for q in self.opinions if q.fact.kind is QUESTION_OF[fact.kind] and q.fact.who == fact.who]
        return any(fact.on > q.last for q in asked)

    organ_silent = third_party_silent

    def reasons_asked(self, fact: Fact) -> bool:
        last = period_end(fact, self.settings.reasons_working_days)
        self.reasons.append(Question(fact, last, pauses=not self.overdue(fact.on)))
        return True

    def reasons_given(self, fact: Fact) -> bool:
        return answer_oldest(self.reasons, fact.on)

    def extended(self, fact: Fact) -> bool:
        if self.extended_before or self.stands_still() or self.overdue(fact.on):
            return False
        self.extended_before, self.extended_by = True, min(fact.working_days or 0, LONGEST_EXTENSION)
        self.length += self.extended_by
        return self.extended_by == fact.working_days

    def deferred(self, fact: Fact) -> bool:
        due = self.due_on()
        too_early = due is not None and fact.to is not None and fact.to < due
        if self.deferred_to or self.overdue(fact.on) or too_early:
            return False
        self.deferred_to, self.restarted_since = fact.to, False
        return any(question.answered_on for question in self.reasons)

    def fee_notified(self, fact: Fact) -> bool:
        if self.stands_still() or self.overdue(fact.on):
            return False
        self.fee = Question(fact, nth_working_day(fact.received_on or fact.on, PAYMENT))
        return True

    def fee_paid(self, fact: Fact) -> bool:
        if not self.fee:
            return False
        if self.settings.after_payment is AfterPayment.RESTART:
            self.start_anew(fact.on)
        else:
            self.fee_pauses.append((self.fee.fact.on + ONE_DAY, fact.on))
        self.fee = None
        return True

    def fee_lapsed(self, fact: Fact) -> bool:
        return bool(self.fee and fact.on > self.fee.last)

    def replied(self, fact: Fact) -> bool:
        if self.answered:
            return False
        if self.settings.reply_ends is ReplyEnds.SENT:
            self.closed_on = fact.on
        self.answered = True
        return True

    def delivered(self, fact: Fact) -> bool:
        if not self.answered:
            return False
        if self.settings.reply_ends is ReplyEnds.DELIVERED and not self.closed_on:
            self.closed_on = fact.on
        self.served = True
        return True

    def withdrawn(self, fact: Fact) -> bool:
        self.ending, self.closed_on = State.WITHDRAWN, fact.on
        return True

    def redo_ordered(self, fact: Fact) -> bool:
        """A new round: everything is forgotten but the application itself."""
        fresh = Desk(self.ledger, self.settings, days=self.days, warned=self.warned)
        received_on = self.received_on or fact.on
        self.__dict__.update(fresh.__dict__)
        self.redo, self.started_on, self.received_on = True, fact.on, received_on
        if fact.to:
            self.fixed_on = fact.to
        elif fact.days is not None:
            self.fixed_on = fact.on + ONE_DAY * fact.days
            while not works(self.fixed_on):
                self.fixed_on += ONE_DAY
        else:
            self.length = fact.working_days or self.settings.redo_working_days
        return True

    # --- the answer

    def nth_day(self) -> date:
        """The day on which the count reaches the length; days to come are walked with what is known today."""
        lived = [entry for entry in self.days if not self.closed_on or entry[0] <= self.closed_on]
        ahead = copy.copy(self)
        ahead.closed_on = None
        ahead.days = [entry for entry in lived if self.started_on and entry[0] > self.started_on]
        day = lived[-1][0] if lived else self.ledger.received_on
        while ahead.n < self.length:
            day += ONE_DAY
            ahead.count(day)
        return next((day for day, counted, n in ahead.days if counted and n == self.length), day)

    def due_on(self) -> date | None:
        """By when the answer is due, as things stand."""
        abandoned = self.ending in (State.ABANDONED_NO_CORRECTION, State.ABANDONED_UNPAID)
        if self.stands_still() or self.started_on is None or abandoned:
            return None
        if self.fixed_on:
            return self.fixed_on
        if self.deferred_to and not self.restarted_since:
            return self.deferred_to
        return max(self.nth_day(), self.deferred_to or self.started_on)

    def left(self, last: date) -> int | None:
        """Counted days that remain after a day; working days where the due day is fixed."""
        due = self.due_on()
        if self.started_on is None or (due is None and self.closed_on):
            return None
        if due not in (self.fixed_on, self.deferred_to) or due is None:
            return self.length - self.n
        if last <= due:
            return working_days(last, due)
        return -sum(counted for day, counted, _ in self.days if due < day <= last)

    def waiting(self, day: date) -> list[tuple[State, Party]]:
        """What is waited for, most urgent first, and from whom."""
        if self.closed_on:
            return []
        waits = []
        if self.started_on is None and "applicant" not in self.confirmed_by:
            waits.append((State.CONFIRMING_RECEIPT, Party.APPLICANT))
        if self.awaiting_correction():
            waits.append((State.CORRECTION_REQUESTED, Party.APPLICANT))
        if self.fee:
            waits.append((State.FEE_NOTIFIED, Party.APPLICANT))
        asked = {q.fact.kind for q in self.opinions if q.open_on(day)}
        if Kind.THIRD_PARTY_ASKED in asked:
            waits.append((State.THIRD_PARTY_CONSULTATION, Party.THIRD_PARTY))
        if Kind.ORGAN_ASKED in asked:
            waits.append((State.COAGENCY_CONSULTATION, Party.ORGAN))
        if any(q.open_on(day) for q in self.reasons):
            waits.append((State.REASON_REQUESTED, Party.APPLICANT))
        return waits

    def state(self, day: date) -> State:
        """The first that fits."""
        fits = [
            (self.ending is State.WITHDRAWN, State.WITHDRAWN),
            (self.answered and self.served, State.SERVED),
            (self.answered, State.REPLIED),
            (self.ending is State.ABANDONED_NO_CORRECTION, State.ABANDONED_NO_CORRECTION),
            (self.ending is State.ABANDONED_UNPAID, State.ABANDONED_UNPAID),
            (self.started_on is None, State.CONFIRMING_RECEIPT),
            *((True, state) for state, _ in self.waiting(day)),
            (self.deferred_to is not None, State.DEFERRED),
            (self.extended_by > 0, State.EXTENDED),
        ]
        return next((state for fit, state in fits if fit), State.IN_REVIEW)

    def answer(self, as_of: date) -> Walked:
        last = self.closed_on or as_of
        due = self.due_on()
        waits = self.waiting(as_of)
        return Walked(
            state=self.state(as_of),
            due_on=due,
            used=self.n,
            left=self.left(last),
            started_on=self.started_on,
            receipt_on=self.received_on,
            closed_on=self.closed_on,
            overdue=due is not None and last > due,
            waiting_on=waits[0][1] if waits else None,
            days=tuple(self.days),
            warned=tuple(self.warned),
        )
