"""Lists over all agencies: what is newest, the policy library, the register of normative documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.portal.freshness import kept
from gongkai.portal.lists.filters import ListFilter
from gongkai.portal.lists.listing import Listing, taken_away
from gongkai.publication.queries.lists import ALL, NORMATIVE, POLICIES, Wanted, first_year, organs


@require_safe
@kept
def newest(request: HttpRequest, file: str = "") -> HttpResponse:
    """What was published last, by all agencies or as far as was chosen."""
    listing = _listing(request, "信息公开目录", reverse("items"), ALL)
    if file:
        return taken_away(request, listing, file)
    return render(request, "portal/lists/newest.html", {"listing": listing, "page": listing.page()})


@require_safe
@kept
def policies(request: HttpRequest, file: str = "") -> HttpResponse:
    """The policy documents of all agencies."""
    return _library(request, _listing(request, "政策文件库", reverse("policies"), POLICIES), file)


@require_safe
@kept
def normative(request: HttpRequest, file: str = "") -> HttpResponse:
    """The normative documents alone, of all agencies.   依据：条例第二十条第（一）项"""
    return _library(request, _listing(request, "行政规范性文件库", reverse("normative"), NORMATIVE), file)


def _library(request: HttpRequest, listing: Listing, file: str) -> HttpResponse:
    if file:
        return taken_away(request, listing, file)
    context = {"listing": listing, "page": listing.page(), "normative": listing.wanted == NORMATIVE}
    return render(request, "portal/lists/library.html", context)


def _listing(request: HttpRequest, title: str, address: str, wanted: Wanted) -> Listing:
    on = localdate()
    form = ListFilter(request.GET, since=first_year(wanted, on=on), on=on, organs=organs())
    return Listing(title, address, form, wanted, on, request.GET.get("before", ""))
