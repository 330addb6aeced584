"""All registers by group: how many records each has, since when, when something came last."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.registers import Definition, Group, definitions
from gongkai.portal.freshness import kept
from gongkai.registers.queries.counts import Total, totals
from gongkai.registers.queries.public_figures import updated


@dataclass(frozen=True, slots=True)
class Tile:
    """A register on the page of all of them. `total`: None where nothing of it is public."""

    made: Definition
    total: Total | None
    updated_at: datetime | None


@require_safe
@kept
def home(request: HttpRequest) -> HttpResponse:
    """All registers; or the way to one of them, to look for words in it (`djb`, `q`)."""
    wanted, words = request.GET.get("djb", ""), request.GET.get("q", "").strip()
    if wanted in definitions():
        query = f"?{urlencode({'q': words})}" if words else ""
        return redirect(reverse("register", args=[wanted]) + query)
    held, last = {each.register: each for each in totals()}, updated()
    tiles = [Tile(made, held.get(key), last.get(key)) for key, made in definitions().items()]
    filled = [tile for tile in tiles if tile.total]
    context = {
        "groups": [
            (group, own) for group in Group if (own := [one for one in filled if one.made.group is group])
        ],
        "empty": [tile.made for tile in tiles if not tile.total],
        "tiles": filled,
        "all": sum(tile.total.public for tile in filled if tile.total),
    }
    return render(request, "portal/registers/home.html", context)
