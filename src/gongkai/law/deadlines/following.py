"""An application's facts taken one after the other, each with the effect that the law gives it."""

from collections.abc import Iterable
from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.deadlines import grounds
from gongkai.law.deadlines.answer import State
from gongkai.law.deadlines.course import Course
from gongkai.law.deadlines.effects import ARRIVED, EFFECTS, RECEIPT
from gongkai.law.deadlines.periods import ONE_DAY, lengths
from gongkai.law.deadlines.settings import Settings
from gongkai.law.ledger import Fact, Kind, Ledger

IN_A_REDO = (Kind.REPLIED, Kind.DELIVERED, Kind.WITHDRAWN, Kind.CONFIRMED)
_ORDER = {kind: at for at, kind in enumerate(Kind)}


def follow(
    ledger: Ledger, facts: tuple[Fact, ...], as_of: date, calendar: Calendar, settings: Settings
) -> Course:
    """The course of an application without contradictions, up to a day; the facts given in order."""
    course = Course(ledger, facts, as_of, calendar, settings, number=lengths(ledger.received_on).reply)
    if not ledger.channel.needs_confirmation:
        course.begin(ledger.received_on, ARRIVED, RECEIPT[ledger.channel])
    for fact in facts:
        _lapse(course, fact.on - ONE_DAY)
        if fact.kind in EFFECTS and not _without_effect(course, fact):
            EFFECTS[fact.kind](course, fact)
    _lapse(course, as_of - ONE_DAY)
    return course


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts by day, those of one day by kind: whatever the order in which they were entered."""
    return tuple(sorted(facts, key=_sort_key))


def _sort_key(fact: Fact) -> tuple[object, ...]:
    return (
        fact.on,
        _ORDER[fact.kind],
        fact.who,
        fact.received_on or date.min,
        fact.to or date.min,
        fact.working_days or 0,
        fact.days or 0,
        fact.result,
        fact.excused,
    )


def _without_effect(course: Course, fact: Fact) -> bool:
    """Whether a fact comes after the end, or is none of those that count in a round ordered by a decision."""
    if fact.kind is Kind.REDO_ORDERED or _revives(course, fact):
        return False
    if fact.kind is Kind.DELIVERED and course.replied is not None and course.delivered is None:
        return course.ended is State.WITHDRAWN
    if course.ended is not None:
        _remark_after_the_end(course, fact)
        return True
    if course.redo is not None and fact.kind not in IN_A_REDO:
        course.warn(fact, grounds.REDO, "重新答复的期限由决定或者判决确定，这一事实不影响期限。")
        return True
    return False


def _revives(course: Course, fact: Fact) -> bool:
    """A correction with a proper reason is accepted even when it is late."""
    return fact.kind is Kind.CORRECTED and fact.excused and course.ended is State.ABANDONED_NO_CORRECTION


def _remark_after_the_end(course: Course, fact: Fact) -> None:
    match course.ended, fact.kind:
        case (State.ABANDONED_NO_CORRECTION, Kind.CORRECTION_LAPSED) | (
            State.ABANDONED_UNPAID,
            Kind.FEE_LAPSED,
        ):
            pass  # puts on record how the application ended
        case State.ABANDONED_NO_CORRECTION, Kind.CORRECTED:
            course.warn(
                fact,
                grounds.CORRECTED,
                "超过补正期限，视为放弃申请，不重新计算。申请人有正当理由的，请注明 excused；没有的，请告知可以重新申请。",
            )
        case State.ABANDONED_UNPAID, Kind.FEE_PAID:
            course.warn(
                fact,
                grounds.FEE_PAYMENT,
                "超过缴费期限，视为放弃申请，不重新计算。请退还费用或者请申请人重新申请。",
            )
        case _:
            course.warn(fact, grounds.WITHOUT_EFFECT, "申请此前已经办结，这一事实不影响期限。请核对日期。")


def _lapse(course: Course, through: date) -> None:
    """End an application whose correction or fee did not come by its last day."""
    stopped = course.stopped
    if stopped is None or course.ended is not None or through < stopped.until:
        return
    correction = stopped.fact.kind is Kind.CORRECTION_ASKED
    course.end(State.ABANDONED_NO_CORRECTION if correction else State.ABANDONED_UNPAID, stopped.until)
