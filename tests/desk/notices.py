"""Holiday notices for tests of the desk: all invented, for years that have none."""

from datetime import date

from gongkai.documents.writing.as_notice import HolidayLine, notice_text
from gongkai.law.calendar.statutory import statutory_days
from gongkai.records.models import HolidayNotice
from tests.desk.world import NOW

PUBLISHED = date(2026, 2, 20)


def text_of(year: int = 2027, *, title: str = "虚构示例：放假安排", number: str = "") -> str:
    """The notice of a year: each statutory day off, and nothing else."""
    lines = [HolidayLine(name, [(on, on)], []) for on, name in statutory_days(year).items()]
    return notice_text(title=title, number=number, published_on=PUBLISHED, year=year, holidays=lines)


def single(*days: date, title: str = "虚构示例：临时放假") -> str:
    """A notice that only adds days off."""
    lines = [HolidayLine("虚构示例日", [(on, on) for on in days], [])]
    return notice_text(title=title, number="", published_on=PUBLISHED, year=None, holidays=lines)


def entered() -> int:
    """A notice that waits, entered by nobody of the tests."""
    return HolidayNotice.objects.create(
        title="虚构示例：放假安排",
        published_on=PUBLISHED,
        year=None,
        text=single(date(2026, 3, 20)),
        entered_by="somebody",
        entered_by_id=0,
        entered_at=NOW,
    ).pk
