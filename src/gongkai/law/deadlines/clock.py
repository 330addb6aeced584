"""The clock of an application: where it stands on a day, what is due when, and what is waited for."""

from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.law.calendar.grounds import NO_NOTICE
from gongkai.law.calendar.workdays import Calendar, OutOfCalendar
from gongkai.law.deadlines import grounds
from gongkai.law.deadlines.answer import Clock, Limit, Pause, State, Wait
from gongkai.law.deadlines.contradictions import contradictions, error
from gongkai.law.deadlines.course import AWAITED, Asked, Course
from gongkai.law.deadlines.effects import RECEIPT, notice_by
from gongkai.law.deadlines.following import follow, in_order
from gongkai.law.deadlines.periods import counted
from gongkai.law.deadlines.settings import Settings
from gongkai.law.findings import Finding, Severity
from gongkai.law.ledger import Kind, Ledger, Party
from gongkai.law.wording import day

DEFAULT = Settings()
_LIMITS = {
    Kind.CORRECTION_ASKED: ("correction", "申请人补正"),
    Kind.FEE_NOTIFIED: ("fee", "申请人缴费"),
    Kind.THIRD_PARTY_ASKED: ("third_party", "第三方提出意见"),
    Kind.ORGAN_ASKED: ("organ", "共同制作机关提出意见"),
    Kind.REASONS_ASKED: ("reasons", "申请人说明理由"),
}
# Of what is asked at the same time, the first of these names the state.
_ASKING = (
    (Kind.CORRECTION_ASKED, State.CORRECTION_REQUESTED),
    (Kind.FEE_NOTIFIED, State.FEE_NOTIFIED),
    (Kind.THIRD_PARTY_ASKED, State.THIRD_PARTY_CONSULTATION),
    (Kind.ORGAN_ASKED, State.COAGENCY_CONSULTATION),
    (Kind.REASONS_ASKED, State.REASON_REQUESTED),
)


def clock(ledger: Ledger, as_of: date, calendar: Calendar, settings: Settings = DEFAULT) -> Clock:
    """The clock of an application on a day; facts that cannot be give findings and no date.   依据：条例第三十至三十五条

    Depends on the facts alone, not on the order in which they were entered.
    """
    facts = in_order(ledger.facts)
    try:
        if found := contradictions(ledger, facts, as_of, calendar):
            return invalid(as_of, found)
        return _sum_up(follow(ledger, facts, as_of, calendar, settings))
    except OutOfCalendar as problem:
        return invalid(as_of, [error(grounds.BEYOND, "received_on", str(problem))])


def invalid(as_of: date, findings: list[Finding]) -> Clock:
    """The clock of facts that cannot be: findings, and no date."""
    return Clock(
        state=State.INVALID,
        as_of=as_of,
        started_on=None,
        closed_on=None,
        due_on=None,
        used=0,
        left=None,
        overdue=False,
        provisional=False,
        waits=(),
        limits=(),
        pauses=(),
        findings=tuple(findings),
    )


def _sum_up(course: Course) -> Clock:
    due = course.due_on()
    end = course.closed_on or course.as_of
    used = course.counted_to(end)
    awaited = _awaited(course)
    limits = tuple(_limits(course, due))
    last = max((limit.by for limit in limits), default=course.ledger.received_on)
    return Clock(
        state=_state(course, awaited),
        as_of=course.as_of,
        started_on=course.started_on,
        closed_on=course.closed_on,
        due_on=due,
        used=used,
        left=_left(course, due, end, used),
        overdue=due is not None and end > due,
        provisional=not course.calendar.settled(course.ledger.received_on, last),
        waits=_waits(course, awaited),
        limits=limits,
        pauses=tuple(pauses(course, course.asked)) if course.asked else (),
        findings=(*_confirmed_late(course), *course.findings, *_new_year(course, due)),
        receipt_on=course.starts[0].on if course.starts else None,
    )


def _awaited(course: Course) -> list[Asked]:
    """What has been asked, is not answered, and may still be."""
    if course.ended is not None:
        return []
    asked = [*course.asked, course.stopped] if course.stopped else course.asked
    return [one for one in asked if one.answered is None and course.as_of <= one.until]


def _state(course: Course, awaited: list[Asked]) -> State:
    if course.replied is not None and course.ended is not State.WITHDRAWN:
        return State.SERVED if course.delivered is not None else State.REPLIED
    if course.ended is not None:
        return course.ended
    return _running_state(course, {asked.fact.kind for asked in awaited})


def _running_state(course: Course, awaited: set[Kind]) -> State:
    if not course.starts:
        return State.CONFIRMING_RECEIPT
    for kind, state in _ASKING:
        if kind in awaited:
            return state
    if course.deferral is not None:
        return State.DEFERRED
    return State.EXTENDED if course.extended else State.IN_REVIEW


def _left(course: Course, due: date | None, end: date, used: int) -> int | None:
    """Working days that remain, below zero when overdue."""
    if due is None:
        return course.number - used if course.starts and course.ended is None else None
    if due < end:
        return -counted(course.calendar, due, end, course.stretches())
    out = () if course.is_fixed(due) else course.stretches()
    return counted(course.calendar, end, due, out)


def _waits(course: Course, awaited: list[Asked]) -> tuple[Wait, ...]:
    if course.ended is None and not course.starts:
        if Party.APPLICANT in course.confirmed_by:  # now the agency has to confirm
            return ()
        return (Wait(Party.APPLICANT, "", "确认收到申请", None, RECEIPT[course.ledger.channel]),)
    order = [kind for kind, _ in _ASKING]
    return tuple(
        Wait(one.who, one.fact.who, AWAITED[one.fact.kind], one.until, one.rule)
        for one in sorted(awaited, key=lambda one: order.index(one.fact.kind))
    )


def _limits(course: Course, due: date | None) -> Iterator[Limit]:
    """Everything with a last day, in the order of the facts; the reply last."""
    notice = notice_by(course) if course.redo is None else None
    if notice is not None and (course.notice is not None or course.ended is None):
        done = course.notice.on if course.notice else None
        yield Limit(
            "correction_notice", "一次性告知补正", Party.AGENCY, notice, done, grounds.CORRECTION_NOTICE
        )
    for one in (*course.asked_before, *course.asked, *([course.stopped] if course.stopped else [])):
        limit_id, what = _LIMITS[one.fact.kind]
        yield Limit(limit_id, what, one.who, one.until, one.answered.on if one.answered else None, one.rule)
    if due is not None:
        done = course.closed_on if course.replied is not None else None
        rule = grounds.REDO if course.redo else grounds.DEFERRAL if course.is_fixed(due) else grounds.REPLY
        yield Limit("reply", "答复申请人", Party.AGENCY, due, done, rule)


def pauses(course: Course, asked: Iterable[Asked]) -> Iterator[Pause]:
    """The days that some questions take out of the period."""
    for one in asked:
        if one.stretch is not None and one.stretch[0] <= one.stretch[1]:
            first, last = one.stretch
            consulting = one.who in (Party.THIRD_PARTY, Party.ORGAN)
            still_open = one.answered is None and course.ended is None and course.as_of <= last
            yield Pause(first, last, one.waiting, still_open, grounds.CONSULTING if consulting else one.rule)


def _confirmed_late(course: Course) -> Iterator[Finding]:
    """A confirmation must not be held back: until then the clock does not run."""
    ledger = course.ledger
    if not ledger.channel.needs_confirmation:
        return
    last = course.calendar.after(ledger.received_on, course.settings.confirm_working_days)
    confirmed = course.starts[0].on if course.starts else None
    if (confirmed or course.closed_on or course.as_of) > last:
        done = f"{day(confirmed)}才确认" if confirmed else "还没有确认"
        yield Finding(
            rule=grounds.CONFIRM_SOON.id,
            severity=Severity.WARNING,
            where="received_on",
            message=f"申请{day(ledger.received_on)}到达，{done}收到。请在到达后{course.settings.confirm_working_days}个工作日内与申请人确认。",
            basis=grounds.CONFIRM_SOON.basis,
        )


def _new_year(course: Course, due: date | None) -> Iterator[Finding]:
    """The notice of the coming year can still arrange the last days of December."""
    if due is not None and course.ended is None and course.calendar.new_year_open(due):
        yield Finding(
            rule=NO_NOTICE.id,
            severity=Severity.INFO,
            where="due_on",
            message=f"到期日{day(due)}临近元旦，{due.year + 1}年放假通知尚未公布，可能因调休变动。通知公布后请再核对。",
            basis=NO_NOTICE.basis,
        )
