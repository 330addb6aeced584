"""How the registers stand; the board of those who deliver; whether what must be complete is."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.registers.forms import BoardFilter, MatrixFilter, OfAgency, complete_ones
from gongkai.desk.rights import may_open
from gongkai.law.registers import Group, Place, There, definition
from gongkai.registers.access import READERS
from gongkai.registers.queries.board import Standing, board, left_late, silent
from gongkai.registers.queries.standing import RegisterRow, matrix, registers

SOON = 7  # days ahead in which an expected delivery is told of
YEARS = 5
LISTED = 100


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of the matrix: a unit with its places, by year and kind."""

    name: str
    places: tuple[Place, ...]


@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """Every register with what the agencies in reach have of it, and what is due."""
    agencies = list(rows(request.actor, READERS).values())
    form = OfAgency(request.GET, agencies=agencies)
    form.is_valid()
    chosen = form.cleaned_data.get("agency")
    found = registers(request.actor, request.on.year, frozenset({chosen}) if chosen else None)
    standings = [each for each in board(request.actor, request.on) if chosen in (None, each.source.agency_id)]
    context = {
        "form": form,
        "chosen": chosen,
        "groups": _grouped(found),
        "due": [each for each in standings if _due(each, request)],
        "waiting": sum(row.waiting for row in found),
        "late": sum(row.late for row in found),
        "year": request.on.year,
        "may_import": may_open(request.actor, "registers_source_new"),
    }
    return render(request, "desk/registers/overview.html", context)


@require_safe
def whole_board(request: DeskRequest) -> HttpResponse:
    """Who is behind: sources of all agencies in reach, and records that left the public view too late."""
    agencies = rows(request.actor, READERS)
    form = BoardFilter(request.GET, agencies=list(agencies.values()))
    form.is_valid()
    given = form.cleaned_data
    found = board(request.actor, request.on, register=given.get("register") or "")
    chosen = given.get("agency")
    if chosen:
        found = [each for each in found if each.source.agency_id == chosen]
    left = left_late(request.actor, [chosen] if chosen else None)
    living = {row.id: row.kind for row in agencies.values() if row.lives_on(request.on)}
    silences = silent(request.actor, living, register=given.get("register") or "")
    context = {
        "form": form,
        "silent": [
            (agencies[each.agency_id], definition(each.register))
            for each in silences
            if chosen in (None, each.agency_id)
        ],
        "rows": found,
        "many": len(agencies) > 1,
        "missing": sum(each.missing for each in found),
        "behind": sum(bool(each.late) for each in found),
        "left": [
            (agencies[each.agency_id].name, definition(each.register), each)
            for each in left
            if each.agency_id in agencies
        ],
        "year": request.on.year,
    }
    return render(request, "desk/registers/board.html", context)


@require_safe
def complete(request: DeskRequest) -> HttpResponse:
    """The matrix of a register that must be complete: unit by unit, what is missing in words."""
    agencies = rows(request.actor, READERS)
    form = MatrixFilter(request.GET, agencies=list(agencies.values()))
    form.is_valid()
    given = form.cleaned_data
    register = given.get("register") or complete_ones()[0][0]
    since = given.get("since") or request.on.year - YEARS + 1
    years = range(since, min(since + YEARS, request.on.year + 1))
    chosen = given.get("agency")
    made = definition(register)
    living = {
        row.id: row for row in agencies.values() if chosen in (None, row.id) and row.lives_on(request.on)
    }
    names = {number: row.name for number, row in living.items()}
    bound = {number for number, row in living.items() if not made.bodies or row.kind in made.bodies}
    found = matrix(request.actor, register, years, request.on, names, bound)
    wrong = [place for place in found.places if place.there in (There.MISSING, There.OVERDUE)]
    context = {
        "form": form,
        "made": made,
        "heads": list(dict.fromkeys((place.year, place.kind) for place in found.places)),
        "units": [
            Unit(name, tuple(places)) for name, places in groupby(found.places, lambda place: place.unit)
        ],
        "share": found.share,
        "wrong": wrong[:LISTED],
        "more": max(len(wrong) - LISTED, 0),
    }
    return render(request, "desk/registers/matrix.html", context)


def _grouped(found: list[RegisterRow]) -> list[tuple[Group, list[RegisterRow]]]:
    return [(group, [row for row in found if row.definition.group is group]) for group in Group]


def _due(each: Standing, request: DeskRequest) -> bool:
    return each.expected_by is not None and each.expected_by <= request.on + timedelta(days=SOON)
