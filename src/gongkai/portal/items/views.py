"""Public items: the newest of all agencies, those of one, of one column, and the page of each."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports import queries as reports
from gongkai.portal.items.box import box, tags
from gongkai.portal.items.forms import ItemFilter
from gongkai.portal.items.freshness import kept
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.publication.queries import Use, public
from gongkai.publication.queries.public import Notice
from gongkai.publication.queries.shelves import Shelf, ended_shelf, shelves
from gongkai.publication.queries.showing import as_page

UNKNOWN = Trouble(404, "没有找到这条信息", "索引号可能写错了，或者这条信息没有公开。请从信息公开目录查找。")


@dataclass(frozen=True, slots=True)
class _Body:
    """An agency with its columns, as the left side of its pages shows them."""

    agency: AgencyRow
    shelves: tuple[Shelf, ...]
    reported: bool


@require_safe
@kept
def newest(request: HttpRequest) -> HttpResponse:
    """What was published last, by all agencies or one of them."""
    form = ItemFilter(request.GET, public.organs())
    chosen = form.chosen()
    page = public.latest(agency_ids=[chosen.id] if chosen else None, before=request.GET.get("before", ""))
    kept_filter = {"jg": chosen.slug} if chosen else {}
    return render(request, "portal/items/newest.html", {"form": form, "page": page, "kept": kept_filter})


@require_safe
@kept
def organs(request: HttpRequest) -> HttpResponse:
    """The agencies that have something public."""
    return render(request, "portal/items/organs.html", {"organs": public.organs()})


@require_safe
@kept
def organ(request: HttpRequest, slug: str) -> HttpResponse:
    """What an agency published, newest first, with its columns."""
    body = _body(slug, localdate())
    page = public.latest(agency_ids=[body.agency.id], before=request.GET.get("before", ""))
    return render(request, "portal/items/organ.html", {"body": body, "page": page})


@require_safe
@kept
def column(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What an agency published in one column and those below it."""
    body = _body(slug, localdate())
    found = [shelf for shelf in body.shelves if shelf.key == key]
    shelf = found[0] if found else ended_shelf(body.agency.id, key)
    if shelf is None:
        raise Http404
    ids = {one for each in (*found, shelf) for one in each.column_ids}
    page = public.latest(agency_ids=[body.agency.id], column_ids=ids, before=request.GET.get("before", ""))
    return render(request, "portal/items/organ.html", {"body": body, "page": page, "shelf": shelf})


@require_safe
@kept
def item(request: HttpRequest, index_no: str) -> HttpResponse:
    """An item whole; a notice where it was taken back; the way to the list where there never was one."""
    found = public.item(index_no)
    if found is None:
        return trouble(request, UNKNOWN)
    if isinstance(found, Notice):
        return _gone(request, found)
    address = request.build_absolute_uri(reverse("item", args=[index_no]))
    context = {
        "item": found,
        "box": box(found, localdate()),
        "tags": tags(found, address),
        "address": address,
        "text": as_page(found.content.body),
        "attached": [file for file in found.files if file.use is Use.ATTACHMENT],
    }
    response = render(request, "portal/items/item.html", context)
    response["Last-Modified"] = http_date(found.published_at.timestamp())
    return response


def _body(slug: str, on: date) -> _Body:
    agency = agencies.find(slug)
    if agency is None:
        raise Http404
    return _Body(agencies.as_of(agency.id, on), shelves(agency.id, on), bool(reports.rows([slug], on=on)))


def _gone(request: HttpRequest, notice: Notice) -> HttpResponse:
    response = render(request, "portal/items/gone.html", {"notice": notice}, status=410)
    response["Cache-Control"] = "no-store"
    return response
