"""基层政务公开标准目录: the fields of an agency with what is done of each, and the rows of one field.

依据：国办发〔2019〕54号
"""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.law.metadata import fields
from gongkai.portal.freshness import kept
from gongkai.portal.organs.frame import frame
from gongkai.publication.queries.completion import by_field, completion, publishers
from gongkai.publication.queries.completion import kept as rows_of
from gongkai.publication.queries.lists import PublicPage, Wanted, latest

TITLE = "基层政务公开标准目录"


@require_safe
@kept
def catalogue(request: HttpRequest, slug: str) -> HttpResponse:
    """The fields that the agency has, and how much of each is published."""
    body = frame(slug, localdate())
    rows = rows_of(body.agency.id, body.on)
    there = by_field(rows)
    context = {
        "body": body,
        "way": body.way(),
        "here": TITLE,
        "part": "jczwgk",
        "fields": there,
        "done": completion(rows),
        "without": len(fields()) - len({each.field for each in there} & fields().keys()),
    }
    return render(request, "portal/organs/catalogue.html", context)


@require_safe
@kept
def field(request: HttpRequest, slug: str, field: str) -> HttpResponse:
    """The rows of one field, what is wanted of each, and what is published under one that was chosen (`sx`)."""
    body = frame(slug, localdate())
    rows = rows_of(body.agency.id, body.on, field=field)
    if not rows:
        raise Http404
    chosen = next((row for row in rows if row.entry.key == request.GET.get("sx")), None)
    context = {
        "body": body,
        "way": body.way((TITLE, reverse("catalogue", args=[slug]))),
        "here": rows[0].entry.field_label,
        "part": "jczwgk",
        "field": field,
        "rows": rows,
        "done": completion(rows),
        "chosen": chosen,
        "page": _under(body.agency.id, chosen.entry.key, body.on, request) if chosen else None,
    }
    return render(request, "portal/organs/field.html", context)


def _under(agency_id: int, key: str, on: date, request: HttpRequest) -> PublicPage:
    """What is published under a row: by the agency and by whoever publishes for it."""
    wanted = Wanted(agencies=publishers(agency_id), entry_key=key)
    return latest(wanted, on=on, before=request.GET.get("before", ""))
