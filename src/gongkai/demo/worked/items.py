"""Items of the worked year: what each body had put out on its older site, taken over as any operator does."""

from collections.abc import Iterator
from datetime import date, datetime
from random import Random

from django.utils.timezone import localdate

from gongkai.agencies import queries as agencies
from gongkai.demo import year as newer
from gongkai.demo.worked.told import Body, agency


def take_over(body: Body, year: int, now: datetime) -> None:
    """The items of a body that went out in the year; those of the months that the demo has anyway are not told twice."""
    row = agencies.as_of(agency(body.slug).id, localdate(now))
    newer.take_over(row, list(_rows(body, year, localdate(now))), now)


def _rows(body: Body, year: int, today: date) -> Iterator[dict[str, str]]:
    """`gongkai.demo.year` tells the twelve months before a day; what of those before today lies in the year is there already."""
    chance = Random(f"items {body.slug} {year}")  # noqa: S311 - the same ones every time
    there = {row["id"] for row in newer.rows(agency(body.slug), today)}
    for row in newer.rows(agency(body.slug), date(year + 1, 1, 1)):
        if row["id"] not in there and chance.random() < body.share:
            yield row
