"""The map of the site: for people, and for search engines, which fetch what there is part by part."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.compilations.queries import mapping as composed
from gongkai.normative.queries import mapping as register
from gongkai.publication.queries.mapping import SIZE, MapPart, map_part, map_parts
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
        "observatory",
        "observatory_figure",
        "report_data",
        "open_data",
        "interface",
        "checkup",
        "deadline",
    ),
    *("site_map", "accessibility", "privacy"),
)
PARTS = ("organ", "organ_zn", "organ_zd", "organ_fdzdgk", "agency", "agency_years", "organ_ysqgk")
REGISTERS = ("register", "register_figures")
SWITCHES = ("elder_mode", "high_contrast", "type_size", "language")
"""Links that change what pages look like, and lead back."""
NOT_FETCHED = (
    *("search", "comparison", "kiosk_choose", *SWITCHES),
    *("apply_query", "reply_query", "complain_query", "site_fault_query", "rate"),
    *("checkup_download", "report_cells", "report_lines"),
)
"""What is sent, is for one visitor or for one machine, or tells again what other pages tell."""
WITH_CODES = ("scan", "subscribe_confirm", "subscribe_leave", "letter_confirmed")
"""What is reached by a code on paper or in a letter."""
MOST_ORGANS = 300
_LAST, _LAST_MONTH = 2**63 // SIZE, 9999_12


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """What there is, for people; the agencies too, where they fit on a page."""
    tree = agencies.tree(on=localdate())
    context = {"tree": tree if len(tree) <= MOST_ORGANS else [], "bodies": len(tree)}
    return render(request, "portal/pages/site_map.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines need not fetch: the desk, forms, what is for one visitor, and pages that only repeat others.

    What the map names has no question mark: lists with filters, further pages of lists and results of searches hold nothing else.
    """
    root = reverse("home")
    paths = [f"{root}{each}" for each in ("desk/", "api/v1/", "healthz", "*?", "*/list.csv$")]
    paths += [reverse(name) for name in NOT_FETCHED]
    paths += [reverse(name, args=["x"]).partition("x")[0] for name in WITH_CODES]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Kept:
    """Something of which every one has a page: its parts, one part of it as what stands in the address and a time, the page."""

    parts: Callable[[], list[MapPart]]
    part: Callable[[int], Sequence[tuple[tuple[object, ...], datetime]]]
    page: str


KEPT = {
    "gfxwj": Kept(register.document_parts, register.document_part, "normative_document"),
    "zcwd": Kept(register.question_parts, register.question_part, "question"),
    "zt": Kept(composed.topic_parts, composed.topic_part, "topic"),
    "zfgb": Kept(composed.issue_parts, composed.issue_part, "gazette_issue"),
}
"""What is no item, by the word in the address of its list."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The parts of the map."""
    parts = [(reverse("sitemap_items", args=[part.month, part.number]), part.last_at) for part in map_parts()]
    for kind, kept in KEPT.items():
        parts += [(reverse("sitemap_kept", args=[kind, each.number]), each.last_at) for each in kept.parts()]
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
def of_items(request: HttpRequest, month: int, number: int) -> HttpResponse:
    """The items that first went out in a month, or a part of them."""
    found = map_part(month, number) if number < _LAST and month <= _LAST_MONTH else []
    if not found:
        raise Http404
    return _written(request, "sitemap", [(reverse("item", args=[key]), at) for key, at in found])


@require_safe
def of_kept(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One part of what is no item."""
    kept = KEPT.get(kind)
    found = kept.part(number) if kept and number < _LAST else ()
    if kept is None or not found:
        raise Http404
    return _written(request, "sitemap", [(reverse(kept.page, args=args), at) for args, at in found])


def _written(request: HttpRequest, name: str, found: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    places = [(request.build_absolute_uri(address), at) for address, at in found]
    context = {"places": places}
    return render(request, f"portal/pages/{name}.xml", context, content_type="application/xml; charset=utf-8")
