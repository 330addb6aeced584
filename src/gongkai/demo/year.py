"""What the demo brought with it from an older site: a year of items of the county, its departments and townships, read from `year.toml`."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.timezone import localdate

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.demo.items import html
from gongkai.demo.publication import BEGIN, CODES, PATTERN
from gongkai.documents.items.sources import open_source
from gongkai.law.report.schema import Level
from gongkai.publication.actions.importing import begin_import, start_import
from gongkai.publication.actions.importing_work import work_through
from gongkai.publication.models import Item
from gongkai.publication.models.numbers import INDEX_NO
from gongkai.publication.queries import Into
from gongkai.publication.queries.columns import columns
from gongkai.records.access import OPERATOR
from gongkai.records.actions.numbers import set_pattern

HOME = "yunling"
PLATFORM = "旧政府网站"
SUMMARY = "为演示编写的虚构示例，说明这件信息讲什么。"
"""The older site of the county had none, as 栏目体检 tells."""
AS_WRITTEN = ("column", "genre", "topic", "validity")


def load(now: datetime) -> None:
    """Take in what each agency has, as an operator takes over an older site, unless that was done before."""
    county = agencies.find(HOME)
    if county is None or Item.objects.filter(run__isnull=False).exists():
        return
    today = localdate(now)
    for agency_id in (county.id, *agencies.below_during(county.id, today, today)):
        agency = agencies.as_of(agency_id, today)
        if agency.slug not in CODES:
            _number(agency)
        take_over(agency, rows(agency, today), now)


def take_over(agency: AgencyRow, found: Iterable[dict[str, str]], now: datetime) -> None:
    """One import: rows in a file, as they would come; nothing without rows."""
    has = {row.key for row in columns(agency.id, localdate(now))}
    wanted = [row for row in found if row["column"] in has]
    if not wanted:
        return
    with TemporaryDirectory() as folder:
        place = Path(folder) / f"{agency.slug}.jsonl"
        place.write_text(
            "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in wanted), encoding="utf-8"
        )
        with open_source(place) as source:
            run_id = start_import(
                agency_id=agency.id, source=source, into=Into.PUBLIC, platform=PLATFORM, by=OPERATOR, at=now
            )
            begin_import(run_id=run_id, by=OPERATOR, at=now)
            work_through(run_id=run_id, source=source, by=OPERATOR)


def _number(agency: AgencyRow) -> None:
    """Index numbers begin with the address of the agency."""
    set_pattern(
        INDEX_NO.name,
        agency_id=agency.id,
        from_year=BEGIN.year,
        text=PATTERN,
        parts={"code": agency.slug.removeprefix(f"{HOME}-").upper()},
        by=OPERATOR,
        at=BEGIN,
    )


def rows(agency: AgencyRow, today: date) -> Iterator[dict[str, str]]:
    """The items of an agency in the year before today, as rows of an import."""
    chance = Random(agency.slug)  # noqa: S311 - the same demo every time
    for number, pattern in enumerate(_told()["item"]):
        if agency.slug in _where(pattern["at"], agency):
            for month in pattern.get("months", range(1, 13)):
                yield _row(
                    f"{number:02}-{month:02}", pattern, _facts(agency, _day(today, month, chance), chance)
                )


def _where(at: str | list[str], agency: AgencyRow) -> tuple[str, ...]:
    """The agency, if a pattern is for it."""
    if not isinstance(at, str):
        return tuple(at)
    group = (
        "county" if agency.slug == HOME else "townships" if agency.level == Level.TOWNSHIP else "departments"
    )
    return (agency.slug,) if at == group else ()


def _day(today: date, month: int, chance: Random) -> date:
    """A day of the last month of that number that is over."""
    year = today.year if month < today.month else today.year - 1
    return date(year, month, chance.randint(3, 27))


def _facts(agency: AgencyRow, day: date, chance: Random) -> dict[str, Any]:
    told = _told()
    return {
        "day": day,
        "agency": agency.name,
        "short": agency.short_name,
        "year": day.year,
        "last": day.year - 1,
        "month": day.month,
        "place": chance.choice(told["places"]),
        "road": chance.choice(told["roads"]),
        "work": chance.choice(told["works"]),
        "a": chance.randint(800, 6000),
        "b": chance.randint(300, 800),
        "c": chance.randint(200, 700),
        "d": chance.randint(60, 200),
        "e": chance.randint(12, 60),
        "f": chance.randint(2, 9),
    }


def _row(key: str, pattern: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, str]:
    day: date = facts["day"]
    return {
        "id": f"{day.year}-{key}",
        "title": pattern["title"].format(**facts),
        "body": html(pattern["body"].format(**facts)),
        "document_no": pattern.get("document_no", "").format(**facts),
        "summary": "" if pattern["at"] == "county" else SUMMARY,
        "written_on": day.isoformat(),
        "published_at": f"{day.isoformat()} {9 + day.day % 8:02}:{day.day * 2 % 60:02}",
        **{field: pattern.get(field, "") for field in AS_WRITTEN},
    }


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(files("gongkai.demo").joinpath("year.toml").read_text("utf-8"))
