"""The map of the site: for people, and for search engines, which fetch what there is part by part."""

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.publication.queries.mapping import SIZE, map_part, map_parts
from gongkai.registers.queries.counts import totals

PAGES = (
    *(
        "home",
        "organs",
        "items",
        "policies",
        "normative",
        "interpretations",
        "questions",
        "topics",
        "gazettes",
        "registers",
        "reports",
        "checkup",
        "deadline",
    ),
    *("site_map", "accessibility", "privacy"),
)
PARTS = ("organ", "organ_zn", "organ_zd", "organ_fdzdgk", "agency", "organ_ysqgk")
REGISTERS = ("register", "register_figures")
MOST_ORGANS = 300
_LAST = 2**63 // SIZE


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """What there is, for people; the agencies too, where they fit on a page."""
    tree = agencies.tree(on=localdate())
    context = {"tree": tree if len(tree) <= MOST_ORGANS else [], "bodies": len(tree)}
    return render(request, "portal/pages/site_map.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines need not fetch: the desk, results of searches, lists that only repeat others."""
    paths = [reverse("desk:home"), reverse("search"), reverse("elder_mode"), reverse("comparison")]
    paths.append(reverse("scan", args=["x"])[:-1])
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths), "Disallow: /*?before="]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The parts of the map."""
    parts = [(reverse("sitemap_items", args=[part.number]), part.last_at) for part in map_parts()]
    return _written(request, "sitemap_index", [(reverse("sitemap_pages"), None), *parts])


@require_safe
def of_pages(request: HttpRequest) -> HttpResponse:
    """The pages of the site and of every agency."""
    slugs = [branch.agency.slug for branch in agencies.tree(on=localdate())]
    bodies = [reverse(name, args=[slug]) for slug in slugs for name in PARTS]
    held = [reverse(name, args=[each.register]) for each in totals() for name in REGISTERS]
    found = [*map(reverse, PAGES), *held, *bodies]
    return _written(request, "sitemap", [(address, None) for address in found])


@require_safe
def of_items(request: HttpRequest, number: int) -> HttpResponse:
    """The items of one part."""
    found = map_part(number) if number < _LAST else []
    if not found:
        raise Http404
    return _written(request, "sitemap", [(reverse("item", args=[key]), at) for key, at in found])


def _written(request: HttpRequest, name: str, found: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    places = [(request.build_absolute_uri(address), at) for address, at in found]
    context = {"places": places}
    return render(request, f"portal/pages/{name}.xml", context, content_type="application/xml; charset=utf-8")
