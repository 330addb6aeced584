"""Reading at the touch screen: an item, a report, a topic. Links of texts lead nowhere there; files are taken away by telephone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.annual_reports import queries as annual
from gongkai.compilations.queries.shown import shown
from gongkai.documents.paper.codes import code
from gongkai.portal.freshness import kept
from gongkai.portal.items.box import box
from gongkai.portal.items.standing import standing
from gongkai.portal.items.views import UNKNOWN
from gongkai.portal.kiosk.machine import frame, machine
from gongkai.portal.pages.errors import trouble
from gongkai.portal.sheets.sheet import lay_out
from gongkai.publication.queries import Use, public
from gongkai.publication.queries.public import Notice
from gongkai.publication.queries.showing import as_page, without_links, without_number


@require_safe
@kept
def item(request: HttpRequest, slug: str, index_no: str) -> HttpResponse:
    """An item whole, but for its files; a notice where it was taken back."""
    at, found = machine(slug), public.item(index_no)
    around = frame(at, up=reverse("kiosk_newest", args=[slug]))
    if found is None:
        return trouble(request, UNKNOWN)
    if isinstance(found, Notice):
        response = render(request, "portal/kiosk/gone.html", {**around, "notice": found}, status=410)
        response["Cache-Control"] = "no-store"
        return response
    said, where = found.content, reverse("item", args=[found.index_no])
    address = request.build_absolute_uri(where)
    body = without_links(without_number(said.body, said.document_no))
    context = {
        **around,
        "item": found,
        "box": box(found, at.on),
        "standing": standing(found, at.on),
        "text": as_page(body, pictures_at=f"{where}attachments/"),
        "attached": [file for file in found.files if file.use is Use.ATTACHMENT],
        "address": address,
        "code": code(address),
    }
    return render(request, "portal/kiosk/item.html", context)


@require_safe
@kept
def report(request: HttpRequest, slug: str, organ: str, year: int) -> HttpResponse:
    """An annual report: its words and its official tables."""
    at, stored = machine(slug), annual.stored(organ, year, on=localdate())
    if stored is None:
        raise Http404
    address = request.build_absolute_uri(reverse("report", args=[organ, year]))
    context = {
        **frame(at, up=reverse("kiosk_reports", args=[slug])),
        "stored": stored,
        "sheet": lay_out(stored.report, ()),
        "address": address,
        "code": code(address),
    }
    return render(request, "portal/kiosk/report.html", context)


@require_safe
@kept
def topic(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    """A topic: what stands here leads on, what stands elsewhere is named alone."""
    at, found = machine(slug), shown(topic)
    if found is None:
        raise Http404
    address = request.build_absolute_uri(reverse("topic", args=[topic]))
    context = {
        **frame(at, up=reverse("kiosk_search", args=[slug])),
        "topic": found,
        "address": address,
        "code": code(address),
    }
    return render(request, "portal/kiosk/topic.html", context)
