"""Whether things were done in time: one check for every clock, and those of a publication."""

from collections.abc import Iterator
from datetime import date

from gongkai.law.calendar.workdays import Calendar
from gongkai.law.duties import grounds
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.clocks import PublicationClock, Start, Way, annual_report_clock, dues, run_if_in_force
from gongkai.law.duties.grounds import find
from gongkai.law.duties.items import DutyItem
from gongkai.law.duties.publication import Publication
from gongkai.law.duties.settings import AS_SHIPPED, Settings
from gongkai.law.findings import Finding, Severity
from gongkai.law.wording import day as in_words


def check_clock(
    clock: PublicationClock,
    done_on: date | None,
    as_of: date,
    calendar: Calendar,
    settings: Settings = AS_SHIPPED,
    *,
    shortened_because: str = "",
) -> Finding | None:
    """What a clock in days has to say of something done, or not yet done on `as_of`; None if all is well.

    Done too late or too early, not done though due, or due within a few days. `shortened_because`: the published reason for
    a shorter period (决策条例 art. 15). ValueError for a clock of hours: see `check_hours`.   依据：各该条文
    """
    if clock.due_on is None:
        raise ValueError(f"{clock.id} counts hours")
    if clock.way is Way.AT_LEAST:
        return _too_early(clock, clock.due_on, done_on, shortened_because)
    if done_on is not None:
        return _late(clock, clock.due_on, done_on) if done_on > clock.due_on else None
    if as_of > clock.due_on:
        return _overdue(clock, clock.due_on, as_of)
    warned_from = calendar.after(clock.due_on, -settings.value("soon_due_working_days", as_of).value)
    return _soon(clock, clock.due_on, as_of) if as_of >= warned_from else None


def check_hours(clock: PublicationClock, hours: float) -> Finding | None:
    """What a clock in hours has to say of something that took so many hours; None if that was in time.

    ValueError for a clock of days: see `check_clock`.   依据：国办发〔2016〕80号、〔2016〕61号
    """
    if clock.hours is None:
        raise ValueError(f"{clock.id} counts days")
    if hours <= clock.hours:
        return None
    return find(
        clock.rule,
        _severity(clock),
        clock.id,
        f"{clock.title}用了{hours:g}小时，超过{clock.hours}小时。请尽快{clock.act}，并持续发布进展。",
        stated=f"{hours:g}小时",
        expected=f"{clock.hours}小时内",
        basis=clock.basis,
    )


def _severity(clock: PublicationClock) -> Severity:
    """What was not read in the law never blocks anybody."""
    return {"V": Severity.ERROR, "V*": Severity.WARNING}.get(clock.evidence, Severity.INFO)


def _late(clock: PublicationClock, due_on: date, done_on: date) -> Finding:
    return find(
        clock.rule,
        _severity(clock),
        clock.id,
        f"{clock.title}：{in_words(done_on)}{clock.act}，晚了{(done_on - due_on).days}天。"
        f"请核对日期，查明逾期原因。{clock.explanation}",
        stated=in_words(done_on),
        expected=f"{in_words(due_on)}以前",
        basis=clock.basis,
    )


def _overdue(clock: PublicationClock, due_on: date, as_of: date) -> Finding:
    return find(
        clock.rule,
        _severity(clock),
        clock.id,
        f"{clock.title}：已经超过期限{(as_of - due_on).days}天，还没有{clock.act}。请立即{clock.act}。{clock.explanation}",
        stated="未办",
        expected=f"{in_words(due_on)}以前",
        basis=clock.basis,
    )


def _soon(clock: PublicationClock, due_on: date, as_of: date) -> Finding:
    left = (due_on - as_of).days
    return find(
        grounds.SOON,
        Severity.WARNING,
        clock.id,
        f"{clock.title}：期限{f'还有{left}天' if left else '今天'}届满。请在{in_words(due_on)}以前{clock.act}。",
        expected=f"{in_words(due_on)}以前",
        basis=clock.basis,
    )


def _too_early(clock: PublicationClock, due_on: date, done_on: date | None, because: str) -> Finding | None:
    if done_on is None or done_on >= due_on:
        return None
    excused = because.strip() and clock.rule is grounds.COMMENT
    advice = f"已说明理由：{because.strip()}。请确认理由已一并公布" if excused else "请延长时间，或者核对日期"
    return find(
        clock.rule,
        Severity.INFO if excused else _severity(clock),
        clock.id,
        f"{clock.title}：{in_words(done_on)}{clock.act}，早了{(due_on - done_on).days}天。{advice}。{clock.explanation}",
        stated=in_words(done_on),
        expected=f"{in_words(due_on)}以后",
        basis=clock.basis,
    )


def check_timing(
    publication: Publication, duty: DutyItem, calendar: Calendar, settings: Settings
) -> Iterator[Finding]:
    """Whether information was published, interpreted and withdrawn in time.

    NotInForce and OutOfCalendar as `dues`.   依据：条例第二十六、四十九条，行政处罚法第四十八条
    """
    as_of = publication.as_of
    judged: list[tuple[PublicationClock, date | None]] = []
    if publication.attribute in (None, Attribute.PROACTIVE):
        periods = _periods(publication, duty, calendar, settings)
        judged += [(clock, _published_on(publication, clock)) for clock in periods]
    if publication.policy and publication.published_on:
        interpreted = run_if_in_force("interpretation", publication.published_on, calendar, settings)
        judged += [(interpreted, publication.interpreted_on)] if interpreted else []
    if duty.withdraw and publication.overturned_on and publication.published_on:
        withdrawn = run_if_in_force(duty.withdraw, publication.overturned_on, calendar, settings)
        judged += [(withdrawn, publication.withdrawn_on)] if withdrawn else []
        yield from _unexplained(publication)
    for clock, done_on in judged:
        if finding := check_clock(clock, done_on, as_of, calendar, settings):
            yield finding


def _periods(
    publication: Publication, duty: DutyItem, calendar: Calendar, settings: Settings
) -> tuple[PublicationClock, ...]:
    if duty.yearly and publication.report_year is not None:
        return (annual_report_clock(publication.report_year, publication.level),)
    return dues(duty, publication.dates, calendar, settings)


def _published_on(publication: Publication, clock: PublicationClock) -> date | None:
    """A change is not yet published by what was published before it."""
    on = publication.published_on
    if clock.started_on == publication.dates.get(Start.CHANGED) and on and on < clock.started_on:
        return None
    return on


def _unexplained(publication: Publication) -> Iterator[Finding]:
    if publication.withdrawn_on and not publication.withdrawal_explained:
        yield find(
            grounds.WITHDRAW,
            Severity.ERROR,
            "withdrawal",
            "撤回了行政处罚决定信息，但没有公开说明理由。请补充说明。",
        )
