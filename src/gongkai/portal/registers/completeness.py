"""Whether a register that must be complete is: unit by unit, year by year, kind by kind.   依据：预算法第十四条"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.documents.holidays import installed_calendar
from gongkai.law.registers import Definition, There, Unit, completeness, definition
from gongkai.law.registers.matrix import Place
from gongkai.portal.freshness import kept
from gongkai.portal.registers.filters import RegisterFilter
from gongkai.registers.queries.public_figures import public_sums
from gongkai.registers.queries.public_matrix import Placed, placed

YEARS = 4
"""Years beside each other: this one and those before it."""
MOST = 4_000
"""Records of one matrix; of more an agency has to be chosen."""
TONES = {
    There.IN_TIME: "ok",
    There.LATE: "warning",
    There.OVERDUE: "error",
    There.AWAITED: "unread",
    There.MISSING: "error",
    There.NOT_ASKED: "unread",
}
UNKNOWN_DAY = "已公开"


@dataclass(frozen=True, slots=True)
class Cell:
    """A place as the page shows it; `number`: the record behind it, None where there is none."""

    place: Place
    word: str
    tone: str
    number: int | None


@require_safe
@kept
def matrix(request: HttpRequest, key: str) -> HttpResponse:
    """The matrix of all agencies, or of the one that was chosen; the same queries however many units. Http404 where there is none."""
    made = definition(key)
    if not made.matrix:
        raise Http404
    today = localdate()
    form = RegisterFilter(request.GET, made, public_sums(key), words=False)
    for name in ("nf", "lb"):
        form.fields.pop(name, None)
    years = _years(form, today)
    many = sum(each.many for each in form.fitting() if each.year in years)
    context = {
        "made": made,
        "form": form,
        "address": reverse("register_matrix", args=[key]),
        "years": years,
        "too_many": many > MOST,
        "organs": sorted({(each.agency, each.slug) for each in form.sums}),
    }
    if years and many <= MOST:
        context |= _laid_out(made, form, years, today)
    return render(request, "portal/registers/matrix.html", context)


def _years(form: RegisterFilter, today: date) -> list[int]:
    """The last years of which anything is there, the newest first."""
    first = min((each.year for each in form.sums), default=today.year + 1)
    return list(range(today.year, max(first, today.year - YEARS + 1) - 1, -1))


def _laid_out(made: Definition, form: RegisterFilter, years: list[int], today: date) -> dict[str, object]:
    held = placed(made.key, form.asked().agency_ids, years, MOST)
    found = {tuple(str(each.entry.values.get(name, "")) for name in made.matrix): each for each in held}
    units = sorted({where[0] for where in found} | _silent(made, form, today))
    told = completeness(
        made,
        [Unit(name) for name in units],
        years,
        [each.entry for each in held],
        today,
        installed_calendar(),
    )
    rows = [
        (unit, [_cell(place, found) for place in places])
        for unit, places in groupby(told.places, lambda place: place.unit)
    ]
    return {
        "rows": rows,
        "kinds": list(dict.fromkeys(place.kind for place in told.places)),
        "share": told.share,
        "counted": _counted([cell for _, cells in rows for cell in cells]),
    }


def _silent(made: Definition, form: RegisterFilter, today: date) -> set[str]:
    """The bodies that must have rows of their own and have none at all, by name; none where one agency was chosen."""
    if form.organ is not None or not made.bodies:
        return set()
    heard = {each.agency_id for each in form.sums}
    living = (branch.agency for branch in agencies.tree(on=today))
    return {row.name for row in living if row.kind in made.bodies and row.id not in heard}


def _cell(place: Place, found: Mapping[tuple[str, ...], Placed]) -> Cell:
    where = (place.unit, str(place.year), *([place.kind] if place.kind else []))
    held = found.get(where)
    unknown = held is not None and not held.known
    word = UNKNOWN_DAY if unknown else place.there.label
    return Cell(place, word, "ok" if unknown else TONES[place.there], held.id if held else None)


def _counted(cells: Iterable[Cell]) -> list[tuple[str, str, int]]:
    """How many places say what: word, tone, number; the words in the order of the law."""
    many = Counter((cell.word, cell.tone) for cell in cells)
    order = [UNKNOWN_DAY, *(there.label for there in There)]
    told = [(word, tone, number) for (word, tone), number in many.items()]
    return sorted(told, key=lambda one: order.index(one[0]))
