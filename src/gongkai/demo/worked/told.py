"""What `bodies.csv` and `worked.toml` say of the worked year: how much happens where, and what is asked for."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.demo import people
from gongkai.demo.people import Place

COUNTY = people.HOME.slug
FOLDER = "gongkai.demo.worked"


@dataclass(frozen=True, slots=True)
class Body:
    """One body: how many decisions and applications it has in the year, how many documents it issues in it and has issued before;
    `share` of the items that bodies of its kind put out.
    """

    slug: str
    licences: int
    penalties: int
    coercions: int
    applications: int
    issued: int
    earlier: int
    share: float


@cache
def bodies() -> tuple[Body, ...]:
    """Every body of the county, the government itself first: a few of them do most of what is done."""
    lines = files(FOLDER).joinpath("bodies.csv").read_text("utf-8").splitlines()[1:]
    return tuple(
        _body(slug, [int(number) for number in many], float(share))
        for slug, *many, share in csv.reader(lines)
    )


def _body(slug: str, many: list[int], share: float) -> Body:
    licences, penalties, coercions, applications, issued, earlier = many
    return Body(slug, licences, penalties, coercions, applications, issued, earlier, share)


@cache
def told() -> dict[str, Any]:
    """What `worked.toml` says."""
    return tomllib.loads(files(FOLDER).joinpath("worked.toml").read_text("utf-8"))


def place_of(slug: str) -> Place:
    """The people of a body: those of the demo where it has some, else the five who write, handle and sign."""
    known = {place.slug: place for place in people.PLACES}
    if slug in known:
        return known[slug]
    word = slug.removeprefix(f"{COUNTY}-")
    return Place(slug, agency(slug).short_name or word, f"{word}-", people.BUREAU.roles)


def agency(slug: str) -> AgencyRow:
    """A body as it is now. LookupError if it is not there."""
    found = agencies.find(slug)
    if found is None:
        raise LookupError(slug)
    return found
