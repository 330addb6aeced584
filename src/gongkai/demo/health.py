"""栏目体检 of the demo: a body without a fault, a text with a dead link, and the examinations of the last weeks; all invented."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.demo import year
from gongkai.demo.people import BUREAU
from gongkai.guard.http.outward import Outcome
from gongkai.publication.actions.statements import state_empty
from gongkai.publication.models import Item, OutsideAddress, OutsideLink
from gongkai.publication.queries.columns import columns
from gongkai.publication.queries.links import digest
from gongkai.publication.queries.shelves import empty_columns
from gongkai.records.access import OPERATOR
from gongkai.supervision.actions import make
from gongkai.supervision.models import Examination
from gongkai.supervision.queries.examining import assessments

CLEAN = "yunling-sfj"
GONE = "https://old-service.example.invalid/notice/2021"
NOTHING = "本机关没有此类信息（虚构示例）。"
WEEKS = 4
STALE = 220  # days, more than the six months of documents


def load(now: datetime) -> None:
    """Make one body sound, break a link of another, and examine all bodies for some weeks, unless that was done before."""
    there = agencies.by_slugs([CLEAN, BUREAU.slug])
    if Examination.objects.exists() or len(there) < 2:
        return
    _sound(there[CLEAN], now)
    _broken(there[BUREAU.slug], now)
    _weeks(now)


def _sound(agency: AgencyRow, now: datetime) -> None:
    """A new text on the home page, and a word for each column in which there is nothing."""
    year.take_over(
        agency, [_row("体检-01", "关于开展法律服务进社区活动的通知", "<p>定于本月开展。</p>", now)], now
    )
    rows = columns(agency.id, localdate(now))
    for column in sorted(empty_columns(agency.id, rows)):
        state_empty(column_id=column, agency_id=agency.id, text=NOTHING, by=OPERATOR, at=now)


@transaction.atomic
def _broken(agency: AgencyRow, now: datetime) -> None:
    """A text that links to an address that opened once; a column in which nothing came for long."""
    body = f'<p>办理流程见<a href="{GONE}">原办事系统的说明</a>。</p>'
    old = _row("体检-03", "关于物业服务的工作意见", "<p>请遵照执行。</p>", now, days=STALE, column="zcwj-qt")
    year.take_over(agency, [_row("体检-02", "关于房屋租赁备案办理的通知", body, now), old], now)
    item = Item.objects.filter(
        agency=agency.id, imported_from__endswith="体检-02", public__isnull=False
    ).first()
    if item is None or item.public is None:
        return
    week = timedelta(days=7)
    # A start that was broken off before the examinations has them already.
    address, _ = OutsideAddress.objects.get_or_create(
        digest=digest(GONE),
        defaults={
            "address": GONE,
            "outcome": Outcome.NAMELESS,
            "asked_at": now - timedelta(days=1),
            "failures": 2,
            "failing_since": now - week,
        },
    )
    OutsideLink.objects.get_or_create(edition=item.public, address=address)


def _row(
    key: str, title: str, body: str, now: datetime, *, days: int = 2, column: str = "tzgg"
) -> dict[str, str]:
    """A row of an import: what went out so many days ago."""
    day = localdate(now) - timedelta(days=days)
    return {
        "id": key,
        "title": f"{title}（虚构示例）",
        "body": body,
        "column": column,
        "summary": year.SUMMARY,
        "written_on": day.isoformat(),
        "published_at": f"{day.isoformat()} 10:20",
    }


def _weeks(now: datetime) -> None:
    """What all bodies come to by today's facts, as of each week."""
    today = localdate(now)
    ids = [branch.agency.id for branch in agencies.tree(on=today)]
    for back in range(WEEKS, -1, -1):
        week = timedelta(days=7 * back)
        make(assessments(ids, today - week), on=today - week, at=now - week)
