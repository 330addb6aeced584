"""Reads: the tree and its staff as the rows that an import takes in again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from gongkai.agencies.queries.lives import lives
from gongkai.agencies.queries.members import members
from gongkai.documents.agency_sheets import AGENCIES, PEOPLE
from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level
from gongkai.law.roles import Role
from gongkai.records.access import Actor

CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    AGENCIES: {
        "kind": tuple(kind.label for kind in BodyKind),
        "level": tuple(level.label for level in Level),
    },
    PEOPLE: {"role": tuple(role.label for role in Role)},
}
"""The words that a column may have, for a list to choose from."""


def agency_lines(on: date, *, within: Iterable[int] | None = None) -> Iterator[dict[str, str]]:
    """Every agency as it is on a day, ended ones and those to come too, by address; of `within` alone where given.

    The address of the one above is there even if that is left out: taken in again, the body stays where it is.
    """
    forest = lives()
    wanted = forest.keys() if within is None else forest.keys() & set(within)
    for life in sorted((forest[each] for each in wanted), key=lambda life: life.slug):
        shape = life.on(on)
        yield {
            "slug": life.slug,
            "name": shape.name,
            "short_name": shape.short_name,
            "kind": BodyKind(shape.kind).label,
            "level": Level(shape.level).label,
            "parent": forest[shape.parent_id].slug if shape.parent_id is not None else "",
            "region": shape.region,
            "division_code": shape.division_code,
            "organ_code": shape.organ_code,
            "remark": life.remark,
            "begins_on": _day(life.begins_on),
            "ends_on": _day(life.ends_on),
        }


def people_lines(on: date, *, viewer: Actor) -> Iterator[dict[str, str]]:
    """Every membership that lasts on a day or begins later, as far as the viewer sees them."""
    slugs = {life.id: life.slug for life in lives().values()}
    for row in members(viewer=viewer, on=on):
        yield {
            "username": row.username,
            "name": row.name,
            "agency": slugs[row.agency_id],
            "role": row.role.label,
            "begins_on": _day(row.begins_on),
            "ends_on": _day(row.ends_on),
        }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
