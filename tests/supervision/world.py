"""A county, a department of it, a county beside it, sound in every way an inspection looks at; all invented."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from gongkai.agencies.models import Agency, Guide
from gongkai.law.inspection.indicators import Measure
from gongkai.law.inspection.verdict import Assessment
from gongkai.publication.models import Column, ColumnKind, Edition, Item, Stand
from gongkai.supervision.actions.examining import make
from gongkai.supervision.models import Finding
from gongkai.supervision.queries.examining import assessments
from tests.channels.world import County, column, county

NOON = datetime(2026, 3, 16, 4, 0, tzinfo=UTC)  # a Monday, noon in China
TODAY = date(2026, 3, 16)


def sound() -> County:
    """Three agencies that an inspection finds in order, each with one item in a column for news."""
    made = county()
    for agency in (made.xian, made.ju, made.lin):
        guide(agency)
        put_out(agency, column("dt", ColumnKind.NEWS))
    return made


def guide(agency: Agency, since: date = date(2024, 1, 1)) -> None:
    version = Guide.objects.filter(agency=agency).count() + 1
    Guide.objects.create(
        agency=agency,
        version=version,
        unit="公开办",
        address="人民路1号",
        hours="工作日",
        telephone="000-00000000",
        since=since,
        written_at=NOON,
        written_by="x",
    )


def put_out(
    agency: Agency, held: Column | None, at: datetime = NOON - timedelta(days=1), **edition: Any
) -> Item:
    """A public item with all its particulars but for what is told otherwise."""
    title = edition.pop("title", "关于虚构检查的通知")
    made = Item.objects.create(agency=agency, column=held, title=title, touched_at=at)
    made.public = Edition.objects.create(
        item=made,
        number=1,
        title=title,
        opened_at=at,
        saved_at=at,
        published_at=at,
        **{"summary": "概述", "written_on": at.date(), **edition},
    )
    made.stand, made.index_no = Stand.PUBLIC, f"{agency.slug}/{made.pk}"
    made.published_at = made.first_published_at = at
    made.save()
    return made


def examined(agency: Agency, on: date = TODAY) -> Assessment:
    """What an agency comes to on a day."""
    return assessments([agency.pk], on)[agency.pk]


def found(agency: Agency, on: date = TODAY) -> dict[Measure, list[str]]:
    """The keys of what is at fault at an agency, by measure."""
    faults: dict[Measure, list[str]] = {}
    for fault in examined(agency, on).faults:
        faults.setdefault(fault.measure, []).append(fault.key)
    return faults


def keep(*agencies: Agency, on: date = TODAY, order_id: int | None = None) -> None:
    """Examine agencies on a day and keep it."""
    at = datetime(on.year, on.month, on.day, 1, 0, tzinfo=UTC)
    make(assessments([each.pk for each in agencies], on), on=on, at=at, order_id=order_id)


def open_keys(agency: Agency) -> list[tuple[str, str]]:
    rows = Finding.objects.filter(agency=agency, gone_on__isnull=True).order_by("measure", "key")
    return list(rows.values_list("measure", "key"))
