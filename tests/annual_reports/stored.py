"""Reports in the database for tests: imported through the platform's own action, from JSON."""

from dataclasses import replace
from datetime import UTC, date, datetime

from gongkai.agencies import actions as agencies
from gongkai.annual_reports.actions import Imported, import_report
from gongkai.documents.writing.as_json import dumps, to_json
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Level
from gongkai.records.access import OPERATOR
from tests.law.report.reports import balanced_2019

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 1)


def register(
    slug: str = "yunling",
    name: str = "云岭县人民政府",
    *,
    level: str = "county",
    parent: str = "",
    remark: str = "",
) -> None:
    """An agency of a county."""
    agencies.register(
        slug=slug,
        name=name,
        level=Level(level),
        region="虚构省",
        parent=parent,
        remark=remark,
        by=OPERATOR,
        at=NOON,
    )


def take_in(report: Report, slug: str = "yunling", *, origin: str = "") -> Imported:
    """Import a report as the JSON that `read --json` prints."""
    data = dumps(to_json(report))
    return import_report(agency=slug, data=data, name="年报.json", by=OPERATOR, at=NOON, origin=origin)


def several(count: int) -> None:
    """Agencies with two reports each."""
    for number in range(count):
        register(f"xian-{number}", f"第{number}县人民政府")
        for year in (2019, 2020):
            take_in(replace(balanced_2019(), report_year=year), f"xian-{number}")
