"""Reads: all reports as open data, a page of the table at a time, so that memory does not grow with what is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Count, Max

from gongkai.agencies.models import Agency, FormerSelf
from gongkai.agencies.queries import AgencyRow, lives_of, row_on
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries.versions import current, last_day

PAGE = 50


@dataclass(frozen=True, slots=True)
class Released:
    """One report, its newest version: the body as it was at the end of the year; `content` as `gongkai report read --json` has it."""

    agency: AgencyRow
    year: int
    version: int
    imported_at: datetime
    content: dict[str, Any]


def released(year: int | None = None) -> Iterator[Released]:
    """Every report, of all years or of one, in the order in which they came: two queries for each 50."""
    found = current().order_by("pk")
    if year is not None:
        found = found.filter(year=year)
    last = 0
    while page := list(found.filter(pk__gt=last)[:PAGE]):
        lives = lives_of({each.agency_id: each.agency for each in page}.values())
        for each in page:
            agency = row_on(lives[each.agency_id], last_day(each.year))
            yield Released(agency, each.year, each.version, each.imported_at, each.content)
        if len(page) < PAGE:
            return
        last = page[-1].pk


@dataclass(frozen=True, slots=True)
class Held:
    """A report in a list, its newest version, without what it says; `id`: the mark behind which a list can be begun again."""

    id: int
    agency: AgencyRow
    year: int
    version: int
    imported_at: datetime


def held(after: int, most: int, *, year: int | None = None, slug: str = "") -> list[Held]:
    """Reports behind one of them, in the order in which they came, at most so many: two queries."""
    found = current().defer("content").filter(pk__gt=after).order_by("pk")
    if year is not None:
        found = found.filter(year=year)
    if slug:
        found = found.filter(agency__slug=slug)
    page = list(found[:most])
    lives = lives_of({each.agency_id: each.agency for each in page}.values())
    return [
        Held(
            each.pk,
            row_on(lives[each.agency_id], last_day(each.year)),
            each.year,
            each.version,
            each.imported_at,
        )
        for each in page
    ]


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is. `mark`: another one as soon as any file of the open data would say something else."""

    reports: dict[int, int]
    changed_at: datetime | None
    mark: str


def stock() -> Stock:
    """How many reports there are by year, newest first, and when the last one came: three queries."""
    held = (
        AnnualReport.objects.order_by("-year")
        .values_list("year")
        .annotate(Count("agency", distinct=True), Count("pk"), Max("pk"), Max("imported_at"))
    )
    rows = list(held)
    named = Agency.objects.order_by("pk").values_list("pk", "name", "region", "level", "kind", "slug")
    before = FormerSelf.objects.aggregate(Count("pk"), Max("pk"))
    said = repr((rows, list(named), sorted(before.items())))
    return Stock(
        {year: bodies for year, bodies, *_ in rows},
        max((row[-1] for row in rows), default=None),
        sha256(said.encode()).hexdigest()[:32],
    )
