"""Reads: holiday notices that were entered in the desk, what is wrong with one, what is decided about each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.documents.holidays import installed_calendar
from gongkai.law.calendar.notices import Notice, UnusableNotice, read_notices
from gongkai.law.wording import day
from gongkai.records.models import HolidayNotice, NoticeStep
from gongkai.records.models.notices import NUMBER, TITLE, Stage

__all__ = [
    "NUMBER",
    "TITLE",
    "Checked",
    "NoticeRow",
    "Stage",
    "StepRow",
    "checked",
    "file_name",
    "next_change",
    "notice",
    "notices",
]

PLACE = "通知"
MOST = 20_000  # characters
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Checked:
    """A text as a notice, if it is one, and everything that is wrong with it, in Chinese."""

    notice: Notice | None
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One decision about a notice; `by` is a user name."""

    stage: Stage
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as pages show it, with what was decided, in order; `stands` is what the text says."""

    id: int
    title: str
    number: str
    year: int | None
    published_on: date
    stage: Stage
    entered_by: str
    entered_by_id: int
    entered_at: datetime
    steps: tuple[StepRow, ...]
    stands: Notice


def file_name(notice_id: int) -> str:
    """Under which name a notice in force lies in the folder."""
    return f"notice-{notice_id}.toml"


def notices() -> list[NoticeRow]:
    """The newest first, SHOWN of them: two queries."""
    return _rows(HolidayNotice.objects.order_by("-pk")[:SHOWN])


def notice(notice_id: int) -> NoticeRow | None:
    """The notice with this number, or None."""
    return next(iter(_rows(HolidayNotice.objects.filter(pk=notice_id))), None)


def next_change(row: NoticeRow) -> datetime | None:
    """When the calendar changed next after the last change that this notice made; None if it has not since."""
    changes = NoticeStep.objects.filter(stage__in=[Stage.IN_FORCE, Stage.TAKEN_BACK], at__gt=row.steps[-1].at)
    return changes.order_by("at").values_list("at", flat=True).first()


def checked(text: str, on: date) -> Checked:
    """What a text says, and all that is wrong with it on a day.

    The law core says whether it can be used; what the calendar has already is held against it.   依据：放假办法第二、七条
    """
    if len(text) > MOST:
        return Checked(None, (f"内容过长，一份通知不会超过{MOST}个字。",))
    try:
        found = read_notices(text, PLACE)
    except UnusableNotice as error:
        return Checked(None, tuple(f"{PLACE}{fault}。" for fault in error.faults) or (str(error),))
    if len(found) != 1:
        return Checked(None, ("一次录入一份通知，请分开录入。",))
    return Checked(found[0], tuple(_faults(found[0], on)))


def _faults(one: Notice, on: date) -> Iterator[str]:
    if len(one.title) > TITLE or len(one.number) > NUMBER:
        yield f"标题不能超过{TITLE}个字，文号不能超过{NUMBER}个字。"
    if one.published_on > on:
        yield f"发布日期{day(one.published_on)}还没有到，请核对。"
    if one.year is not None and one.year not in (one.published_on.year, one.published_on.year + 1):
        yield f"{one.year}年的安排在前一年或者当年发布，发布日期却是{day(one.published_on)}，请核对年度和日期。"
    yield from _known(one)


def _known(one: Notice) -> Iterator[str]:
    """The same year or the same number twice: among what counts already, and among what waits."""
    calendar = installed_calendar()
    others = list(HolidayNotice.objects.filter(stage=Stage.WAITING).values_list("year", "number"))
    years, numbers = {year for year, _ in others}, {number for _, number in others}
    if one.number and one.number in {known.number for known in calendar.notices}:
        yield f"文号{one.number}的通知已经收录，不用再录入。"
    elif one.year is not None and one.year in calendar.settled_years:
        yield f"{one.year}年的安排已经收录。只调整个别日子的通知，请不填年度。"
    if (one.number and one.number in numbers) or (one.year is not None and one.year in years):
        yield "同一年度或者同一文号的通知已经录入，正在等待批准，请先处理那一份。"


def _rows(found: Iterable[HolidayNotice]) -> list[NoticeRow]:
    held = list(found)
    steps: dict[int, list[StepRow]] = {one.pk: [] for one in held}
    for step in NoticeStep.objects.filter(notice__in=steps).order_by("pk"):
        steps[step.notice_id].append(StepRow(Stage(step.stage), step.by, step.at, step.reason))
    return [_row(one, steps[one.pk]) for one in held]


def _row(one: HolidayNotice, steps: Iterable[StepRow]) -> NoticeRow:
    (stands,) = read_notices(one.text, PLACE)
    return NoticeRow(
        one.pk,
        one.title,
        one.number,
        one.year,
        one.published_on,
        Stage(one.stage),
        one.entered_by,
        one.entered_by_id,
        one.entered_at,
        tuple(steps),
        stands,
    )
