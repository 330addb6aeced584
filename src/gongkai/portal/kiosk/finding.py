"""Searching at the touch screen: by first letters or words; without typing, by columns and topics."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe

from gongkai.portal.kiosk.hall import shelves_of
from gongkai.portal.kiosk.machine import frame, machine
from gongkai.portal.searching.asking import understood
from gongkai.portal.searching.naming import names
from gongkai.portal.searching.unready import UNREADY
from gongkai.search.queries import Answer, Asked, EntryKind, Hit, Unusable, find

A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A hit. `address`: of its page at the touch screen, "" where it has none."""

    title: str
    agency: str
    day: str
    address: str


@require_safe
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """What was asked, and what was found; with nothing asked the keys, columns and topics. What is typed stays nowhere."""
    at = machine(slug)
    said = understood(request.GET, size=A_PAGE)
    context = {
        **frame(at, up=reverse("kiosk", args=[slug])),
        "said": said,
        "shelves": [] if said.asked.text else shelves_of(slug),
        **(_found(slug, said.asked) if said.asked.text else {}),
    }
    response = render(request, "portal/kiosk/search.html", context)
    if request.GET:
        response["Cache-Control"] = "no-store"
    return response


def _found(slug: str, asked: Asked) -> dict[str, object]:
    """Hits of this page; what to say where the index cannot be read."""
    try:
        answer: Answer = find(asked)
    except Unusable:
        return {"unready": UNREADY}
    named = names(answer, (), localdate())
    lines = [
        Line(
            "".join(piece.text for piece in hit.title),
            named.agency(hit),
            f"{localtime(hit.published_at):%Y-%m-%d}",
            _address(slug, hit),
        )
        for hit in answer.hits
    ]
    return {"answer": answer, "lines": lines}


def _address(slug: str, hit: Hit) -> str:
    if hit.kind is EntryKind.ITEM:
        return reverse("kiosk_item", args=[slug, hit.key])
    if hit.kind is EntryKind.REPORT:
        organ, year = hit.key.split("/")
        return reverse("kiosk_report", args=[slug, organ, int(year)])
    return reverse("kiosk_topic", args=[slug, hit.key]) if hit.kind is EntryKind.TOPIC else ""
