"""The agencies that somebody reaches: as rows, and as choices of a form."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongkai.agencies import queries
from gongkai.agencies.queries import AgencyRow
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among


def reached(viewer: Actor, roles: Iterable[Role] = Role) -> QuerySet[Any]:
    """The agencies for which the viewer has one of these roles, by region and name."""
    return queries.listed().filter(Among("pk", viewer.reach(roles)))


def rows(viewer: Actor, roles: Iterable[Role] = Role) -> dict[int, AgencyRow]:
    """The same as rows, by number."""
    return {agency.pk: queries.row(agency) for agency in reached(viewer, roles)}


def choices(found: Iterable[AgencyRow], on: date, *, without: Iterable[int] = ()) -> list[tuple[str, str]]:
    """What a form offers: the agencies that exist on the day, but for these."""
    left_out = set(without)
    return [(str(row.id), row.name) for row in found if row.lives_on(on) and row.id not in left_out]
