"""How a date came about, day by day, each day with the articles that decide about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.basis import Basis
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines import grounds
from gongkai.law.deadlines.answer import Clock, Pause, State, Step
from gongkai.law.deadlines.clock import DEFAULT, pauses
from gongkai.law.deadlines.course import Course, Start
from gongkai.law.deadlines.effects import RECEIPT
from gongkai.law.deadlines.following import follow, in_order
from gongkai.law.deadlines.settings import Settings
from gongkai.law.ledger import Fact, Kind, Ledger, Party
from gongkai.law.wording import day as in_words

# The rule under which a fact stands in the explanation.
_RULES = {
    Kind.CONFIRMED: grounds.CONFIRMED,
    Kind.TRANSFERRED: grounds.TRANSFERRED,
    Kind.CORRECTION_ASKED: grounds.CORRECTION_NOTICE,
    Kind.CORRECTED: grounds.CORRECTED,
    Kind.CORRECTION_LAPSED: grounds.CORRECTION,
    Kind.REASONS_ASKED: grounds.REASONS,
    Kind.REASONS_GIVEN: grounds.REASONS,
    Kind.THIRD_PARTY_ASKED: grounds.THIRD_PARTY,
    Kind.THIRD_PARTY_ANSWERED: grounds.THIRD_PARTY,
    Kind.THIRD_PARTY_SILENT: grounds.THIRD_PARTY,
    Kind.ORGAN_ASKED: grounds.ORGAN,
    Kind.ORGAN_ANSWERED: grounds.ORGAN,
    Kind.ORGAN_SILENT: grounds.ORGAN,
    Kind.EXTENDED: grounds.EXTENSION,
    Kind.DEFERRED: grounds.DEFERRAL,
    Kind.FEE_NOTIFIED: grounds.FEE_NOTICE,
    Kind.FEE_PAID: grounds.FEE_PAID,
    Kind.FEE_LAPSED: grounds.FEE_PAYMENT,
    Kind.REPLIED: grounds.ANSWERED,
    Kind.DELIVERED: grounds.ANSWERED,
    Kind.WITHDRAWN: grounds.WITHDRAWN,
    Kind.REDO_ORDERED: grounds.REDO,
}


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a day counts or not, and the articles that say so."""

    counted: bool
    why: str
    bases: tuple[Basis, ...]


def explain(ledger: Ledger, clock: Clock, calendar: Calendar, settings: Settings = DEFAULT) -> list[Step]:
    """Every day from arrival to the due day, or to the end, or, where later, to the day asked about; empty if invalid.

    `clock` is what `clock()` said of the same ledger, calendar and settings.
    """
    if clock.state is State.INVALID:
        return []
    course = follow(ledger, in_order(ledger.facts), clock.as_of, calendar, settings)
    return list(_steps(course, clock.due_on))


def _steps(course: Course, due: date | None) -> Iterator[Step]:
    paused = list(pauses(course, (*course.asked_before, *course.asked)))
    starts = {start.on: start for start in course.starts}
    n = late = 0
    for on in _days(course.ledger.received_on, _last_day(course, due)):
        if on in starts:
            reason, n, late = _started(starts[on]), 0, 0
        else:
            reason = _reason(course, paused, on)
            n += reason.counted
        told = reason.why
        if reason.counted and due is not None and on > due:
            late += 1
            told += f"，逾期第{late}个工作日"
        elif reason.counted:
            told += f"，第{n}个工作日"
        if on == due:
            told += "，答复到期日"
        if facts := [fact for fact in course.facts if fact.on == on]:
            told = "；".join([told, *map(_told, facts)])
        yield Step(on, reason.counted, n, told, _bases(reason, facts) if facts else reason.bases)


def _last_day(course: Course, due: date | None) -> date:
    if course.closed_on is not None:
        return course.closed_on
    return course.as_of if due is None else max(due, course.as_of)


def _days(first: date, last: date) -> Iterator[date]:
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)


def _started(start: Start) -> _Reason:
    return _Reason(False, f"{start.why}，不计入", (*start.rule.bases, *grounds.REPLY.bases[1:]))


def _reason(course: Course, paused: list[Pause], on: date) -> _Reason:
    """Why one day counts or not, apart from what happened on it."""
    if (still := _still(course, on)) is not None:
        return still
    day = course.calendar.day(on)
    if not day.works:
        return _Reason(False, f"{day.why}，不计入", day.bases)
    for pause in paused:
        if pause.first <= on <= pause.last:
            return _Reason(False, f"{pause.why}，不计入", pause.rule.bases)
    # An ordinary weekday counts by the Regulation alone; a day that a notice arranged or may still arrange, by more.
    arranged = day.bases if day.notice or not day.settled else ()
    return _Reason(True, day.why, (*grounds.REPLY.bases[:1], *arranged))


def _still(course: Course, on: date) -> _Reason | None:
    """Days on which the period does not run: before it began, while it stands still, after a round ended."""
    if not course.starts or on < course.starts[0].on:
        rule = RECEIPT[course.ledger.channel]
        return _Reason(False, "等待确认收到，还没有起算", rule.bases)
    for standstill in course.standstills:
        if standstill.first <= on <= standstill.last:
            return _Reason(False, f"{standstill.why}，不计入", standstill.rule.bases)
    stopped = course.stopped
    if stopped is not None and on > stopped.fact.on:
        return _Reason(False, f"{stopped.waiting}，不计入", stopped.rule.bases)
    return None


def _told(fact: Fact) -> str:
    """A fact in the words of the explanation: 征求第三方意见（甲公司）, 延长答复期限10个工作日."""
    who = Party(fact.who).label if fact.who and fact.kind is Kind.CONFIRMED else fact.who
    whom = f"（{who}）" if who else ""
    length = f"{fact.working_days}个工作日" if fact.working_days else ""
    until = f"至{in_words(fact.to)}" if fact.to else ""
    return f"{fact.kind.label}{whom}{length}{until}"


def _bases(reason: _Reason, facts: list[Fact]) -> tuple[Basis, ...]:
    of_facts = (basis for fact in facts if fact.kind in _RULES for basis in _RULES[fact.kind].bases)
    return tuple(dict.fromkeys((*reason.bases, *of_facts)))
