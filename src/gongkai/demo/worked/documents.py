"""Documents of the worked year: what was in force when it began, as last year's report says, what was issued and repealed in it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from random import Random

from gongkai.agencies.queries import below_during
from gongkai.demo import people
from gongkai.demo.applicants import INVENTED
from gongkai.demo.people import actor
from gongkai.demo.worked.before import in_force
from gongkai.demo.worked.told import COUNTY, agency, bodies, told
from gongkai.documents.normative_sheets import CHANGES, DOCUMENTS, to_xlsx
from gongkai.law.normative import DEFAULT, DocumentKind
from gongkai.law.roles import Role
from gongkai.normative.actions.importing import import_register
from gongkai.normative.actions.placing import Placed, set_place_rule
from gongkai.normative.queries.counting import count
from gongkai.records.access import OPERATOR

BACK = 6
"""Documents of before are at most so many years older than the worked one."""
Row = dict[str, str]


def take_in(year: int, now: datetime) -> None:
    """One list of the county: so many older documents that as many are in force as last year's report says, those of the year."""
    rows_of_before, many = list(_earlier(year)), told()["documents"]["repealed"]
    rows = [*rows_of_before, *_issued(year)]
    decision = _decision(year)
    changes = [
        {"of": row["number"], "effect": "废止", "cause": decision["number"], "on": decision["published_on"]}
        for row in rows_of_before[:: max(1, len(rows_of_before) // many)][:many]
    ]
    _counts_expiry(year, now)
    import_register(
        agency_id=agency(COUNTY).id,
        data=to_xlsx({DOCUMENTS: [*rows, decision], CHANGES: changes}),
        name=f"云岭县{year}年以前的规范性文件清单{INVENTED}.xlsx",
        by=OPERATOR,
        at=now,
        despite=True,
    )


def _counts_expiry(year: int, now: datetime) -> None:
    """The county counts what expired among what was repealed: then what was in force and what is can be added up."""
    placed = Placed(
        since=date(year, 1, 1),
        basis=f"云岭县行政规范性文件登记统计办法{INVENTED}",
        expiry_is_repeal=True,
        listed_only=DEFAULT.listed_only,
    )
    by = actor(people.HOME, Role.SUPERVISOR, now)
    set_place_rule(agency_id=agency(COUNTY).id, placed=placed, by=by, at=now)


def _earlier(year: int) -> Iterator[Row]:
    """Documents of the years before, round and round the bodies."""
    chance = Random(f"documents before {year}")  # noqa: S311 - the same ones every time
    turn = [body.slug for round_ in range(99) for body in bodies() if body.earlier > round_]
    lacking = max(0, in_force(year) - _there(year))
    numbers: dict[tuple[str, int], int] = {}
    for place, slug in enumerate(islice(cycle(turn), lacking)):
        issued = year - 1 - place % BACK
        numbers[slug, issued] = number = numbers.get((slug, issued), 0) + 1
        on = date(issued, chance.randint(1, 12), chance.randint(3, 27))
        yield _row(slug, number, on, told()["documents"]["earlier"][(place // 3) % 10])


def _issued(year: int) -> Iterator[Row]:
    chance = Random(f"documents of {year}")  # noqa: S311 - as above
    titles = cycle(told()["documents"]["issued"])
    for body in bodies():
        for number in range(1, body.issued + 1):
            on = date(year, chance.randint(2, 8), chance.randint(3, 27))
            yield _row(body.slug, number, on, next(titles))


def _decision(year: int) -> Row:
    """What does away with some of them."""
    number = next(body.issued for body in bodies() if body.slug == COUNTY) + 1
    return {**_row(COUNTY, number, date(year, 9, 19), ""), "title": told()["documents"]["decision"]}


def _row(slug: str, number: int, on: date, about: str) -> Row:
    """A line of the list; published within the week."""
    return {
        "number": f"云{told()['codes'][slug]}发〔{on.year}〕{number}号",
        "title": f"{agency(slug).name}{about}{INVENTED}",
        "agency": slug,
        "issued_on": on.isoformat(),
        "published_on": (on + timedelta(days=3)).isoformat(),
    }


def _there(year: int) -> int:
    """Documents of the county in force on the last day of the year before."""
    end = date(year - 1, 12, 31)
    home = agency(COUNTY).id
    ours = (home, *below_during(home, date(year, 1, 1), date(year, 12, 31)))
    return count(ours, end, end, kind=DocumentKind.NORMATIVE).total.closing
