"""法定主动公开内容: the columns of an agency and what is in each, as page, CSV and RSS."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.portal.freshness import kept
from gongkai.portal.lists.filters import ListFilter
from gongkai.portal.lists.listing import Listing, taken_away
from gongkai.portal.organs.frame import STATUTORY, SYSTEMS, Frame, frame
from gongkai.publication.queries.lists import Wanted, first_year
from gongkai.publication.queries.shelves import Shelf, ended_shelf


@require_safe
@kept
def statutory(request: HttpRequest, slug: str, file: str = "") -> HttpResponse:
    """Everything of an agency but its systems, newest first.   依据：条例第二十、二十一条"""
    body = frame(slug, localdate())
    wanted = Wanted(agencies=[body.agency.id], but_columns=body.system_ids)
    title, address = body.part(STATUTORY)
    listing = _listing(request, body, title, address, wanted)
    if file:
        return taken_away(request, listing, file)
    context = {"body": body, "way": body.way(), "here": title, "part": STATUTORY, "listing": listing}
    return render(request, "portal/organs/list.html", {**context, "page": listing.page()})


@require_safe
@kept
def column(request: HttpRequest, slug: str, key: str, file: str = "") -> HttpResponse:
    """One column and those below it; one that has ended is still found under its address."""
    body = frame(slug, localdate())
    if key == STATUTORY:
        return redirect("organ_fdzdgk", slug, permanent=True)
    if any(shelf.key == key for shelf in body.systems):
        return redirect("systems_column", slug, key, permanent=True)
    shelf = _named(body.statutory, key) or ended_shelf(body.agency.id, key)
    if shelf is None:
        raise Http404
    return _column(request, body, shelf, file, STATUTORY)


@require_safe
@kept
def systems_column(request: HttpRequest, slug: str, key: str, file: str = "") -> HttpResponse:
    """One column of the systems."""
    body = frame(slug, localdate())
    shelf = _named(body.systems, key)
    if shelf is None:
        raise Http404
    return _column(request, body, shelf, file, SYSTEMS)


@require_safe
def moved(_request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Where columns stood before each was put below its part."""
    return redirect("column", slug, key, permanent=True)


def _named(shelves: Iterable[Shelf], key: str) -> Shelf | None:
    return next((shelf for shelf in shelves if shelf.key == key), None)


def _column(request: HttpRequest, body: Frame, shelf: Shelf, file: str, part: str) -> HttpResponse:
    address = reverse("column" if part == STATUTORY else "systems_column", args=[body.agency.slug, shelf.key])
    wanted = Wanted(agencies=[body.agency.id], columns=shelf.column_ids)
    listing = _listing(request, body, shelf.title, address, wanted)
    if file:
        return taken_away(request, listing, file)
    context = {
        "body": body,
        "way": body.way(body.part(part), *_above(body, shelf)),
        "here": shelf.title,
        "part": part,
        "shelf": shelf,
        "listing": listing,
        "page": listing.page(),
    }
    return render(request, "portal/organs/list.html", context)


def _above(body: Frame, shelf: Shelf) -> list[tuple[str, str]]:
    """The columns that hold a column: its title and address, from the top."""
    chain: list[Shelf] = []
    for each in body.statutory:
        chain = [one for one in chain if one.depth < each.depth]
        if each.key == shelf.key:
            break
        chain.append(each)
    else:
        return []
    return [(one.title, reverse("column", args=[body.agency.slug, one.key])) for one in chain]


def _listing(request: HttpRequest, body: Frame, title: str, address: str, wanted: Wanted) -> Listing:
    form = ListFilter(request.GET, since=first_year(wanted, on=body.on), on=body.on)
    before = request.GET.get("before", "")
    return Listing(f"{body.agency.name}{title}", address, form, wanted, body.on, before)
