"""The catalogue of the open data, each set with its fields, its files. Scripts of other sites may read the files: no cookie matters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, http_date, quote_etag
from django.utils.timezone import localdate
from django.views.decorators.http import condition, require_safe

from gongkai.portal.freshness import kept
from gongkai.portal.open_data.files import as_csv, as_json
from gongkai.portal.open_data.freshness import state
from gongkai.portal.open_data.linked import TERMS, TYPE, catalogue
from gongkai.portal.open_data.rows import Record
from gongkai.portal.open_data.sets import Dataset, Size, dataset, sized
from gongkai.portal.saving import CSV

TYPES = {
    name: f"https://schema.org/{kind}"
    for name, kind in {
        "whole": "Dataset",
        "body": "GovernmentOrganization",
        "file": "DataDownload",
        "field": "PropertyValue",
    }.items()
}
"""What search engines call the parts of the page: names, from where nothing is loaded."""
KINDS = {"csv": CSV, "json": "application/json; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Line:
    """A set in the catalogue."""

    set: Dataset
    size: Size


@require_safe
@kept
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is to take away."""
    on = localdate()
    lines = [Line(each, size) for each, size in sized(on)]
    context = {
        "lists": [line for line in lines if line.set.every],
        "registers": [line for line in lines if not line.set.every and line.size.many],
        "empty": [line for line in lines if not line.set.every and not line.size.many],
        "terms": TERMS,
    }
    return render(request, "portal/open_data/catalogue.html", context)


@require_safe
@kept
def data_set(request: HttpRequest, key: str) -> HttpResponse:
    """One set: what its fields mean, where it is had."""
    found = _found(key)
    context = {
        "set": found,
        "types": TYPES,
        "size": found.size(localdate()),
        "terms": TERMS,
        "address": request.build_absolute_uri(reverse("data_set", args=[key])),
        "owner": settings.SITE_OWNER or settings.SITE_NAME,
        "files": [
            (kind.upper(), request.build_absolute_uri(address), KINDS[kind].partition(";")[0])
            for kind, address in (("csv", found.csv), ("json", found.json))
        ],
        "interface": f"{reverse('api_root')}{found.path}",
    }
    return render(request, "portal/open_data/set.html", context)


@require_safe
def data_file(request: HttpRequest, key: str, kind: str) -> HttpResponseBase:
    """A set as a file; not written again for whoever has it already."""
    found = _found(key)
    every = found.every
    if every is None:
        raise Http404
    on = localdate()

    def written() -> HttpResponseBase:
        name = f"{found.title}{on:%Y%m%d}.{kind}"
        told = _told(request, found, every(request, on), kind)
        answer = StreamingHttpResponse(told, content_type=KINDS[kind])
        answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return answer

    return opened(_fresh(request, written))


@require_safe
def dcat(request: HttpRequest) -> HttpResponseBase:
    """The catalogue for catalogues."""

    def written() -> HttpResponseBase:
        told = catalogue(request, sized(localdate()))
        return JsonResponse(told, content_type=TYPE, json_dumps_params={"ensure_ascii": False, "indent": 1})

    return opened(_fresh(request, written))


def opened(response: HttpResponseBase) -> HttpResponseBase:
    """The answer, which pages and scripts of other sites may read."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _told(request: HttpRequest, found: Dataset, rows: Iterator[Record], kind: str) -> Iterator[bytes]:
    if kind == "csv":
        return as_csv(found.columns, rows)
    head = {
        "dataset": found.key,
        "title": found.title,
        "url": request.build_absolute_uri(reverse("data_set", args=[found.key])),
        "terms": TERMS,
        "on": localdate(),
        "fields": {column.key: column.title for column in found.columns},
    }
    return as_json(head, rows)


def _fresh(request: HttpRequest, made: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    held = state(request, localdate(), timezone.now())

    @condition(
        etag_func=lambda _request: quote_etag(held.mark),
        last_modified_func=lambda _request: held.modified_at,
    )
    def answered(_request: HttpRequest) -> HttpResponseBase:
        return made()

    response = answered(request)
    if held.modified_at:
        response["Last-Modified"] = http_date(held.modified_at.timestamp())
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _found(key: str) -> Dataset:
    found = dataset(key)
    if found is None:
        raise Http404
    return found
