"""The bodies that disclose, to be chosen by place and level or by first letter."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow, Branch
from gongkai.law.report.schema import Level
from gongkai.portal.freshness import kept
from gongkai.portal.organs.frame import BY_KEY, PARTS
from gongkai.portal.organs.letters import letter, own_name
from gongkai.publication.queries.lists import ALL, by_agency, newest

MOST = 300
"""Bodies on one page; the governments for which there is no room lead to a page of their own."""
NEWEST = 8


@dataclass(frozen=True, slots=True)
class Body:
    """A body to choose. `short`: without the name of its place; `items`, `last_on`: what it made public; `below`: how many stand there."""

    agency: AgencyRow
    short: str
    letter: str
    items: int
    last_on: date | None
    below: int


@dataclass(frozen=True, slots=True)
class Place:
    """A government with what stands directly below it; `items`: of all of them together."""

    seat: Body
    departments: tuple[Body, ...]
    governments: tuple[Body, ...]
    items: int


@dataclass(frozen=True, slots=True)
class Region:
    """Bodies of one region with nothing below them."""

    name: str
    bodies: tuple[Body, ...]


@require_safe
@kept
def organs(request: HttpRequest) -> HttpResponse:
    """All bodies, those of one government (`sj`) or of one letter (`zm`); links lead to a part (`bk`) if one was chosen."""
    on = localdate()
    bodies = _bodies(agencies.tree(on=on))
    seat = next((body for body in bodies if body.agency.slug == request.GET.get("sj") and body.below), None)
    initial = request.GET.get("zm", "")
    found = [body for body in bodies if body.letter == initial]
    part = BY_KEY.get(request.GET.get("bk", ""))
    context = {
        "part": part,
        "parts": PARTS,
        "view": part.view if part else "organ",
        "letters": sorted({body.letter for body in bodies}),
        "letter": initial if found else "",
        "found": found,
        "seat": seat,
        "places": _places(bodies, seat),
        "regions": [] if seat else _alone(bodies),
        "total": len(bodies),
        "items": sum(body.items for body in bodies),
        "newest": newest(ALL, on=on, most=NEWEST),
    }
    return render(request, "portal/organs/all.html", context)


def _bodies(tree: Iterable[Branch]) -> list[Body]:
    """The bodies in the order of the tree, each named as among its own."""
    made, held, above = [], by_agency(), list[str]()
    for branch in tree:
        above[branch.depth :] = [branch.agency.name]
        places = above[-2::-1]
        items, last_on = held.get(branch.agency.id, (0, None))
        name = branch.agency.name
        made.append(
            Body(branch.agency, own_name(name, places), letter(name, places), items, last_on, branch.below)
        )
    return made


def _places(bodies: list[Body], seat: Body | None) -> list[Place]:
    """The bodies that have others below them, with those; without them once the page is full."""
    below: dict[int | None, list[Body]] = defaultdict(list)
    for body in sorted(bodies, key=lambda each: each.agency.id):  # as they were registered, which is by rank
        below[body.agency.parent_id].append(body)
    if seat:
        return [_place(seat, below[seat.agency.id])]
    left, places = MOST, []
    for body in (each for each in bodies if each.below):
        whole = len(below[body.agency.id]) <= left
        left -= len(below[body.agency.id]) if whole else 0
        places.append(_place(body, below[body.agency.id] if whole else []))
    return places


def _place(seat: Body, below: list[Body]) -> Place:
    departments = tuple(body for body in below if body.agency.level is Level.DEPARTMENT)
    governments = tuple(body for body in below if body.agency.level is not Level.DEPARTMENT)
    return Place(seat, departments, governments, seat.items + sum(body.items for body in below))


def _alone(bodies: list[Body]) -> list[Region]:
    """The bodies that stand neither above nor below another, by region."""
    ids = {body.agency.id for body in bodies}
    alone = [body for body in bodies if not body.below and body.agency.parent_id not in ids]
    ordered = sorted(alone, key=lambda body: body.agency.region)
    return [Region(name, tuple(held)) for name, held in groupby(ordered, key=lambda body: body.agency.region)]
