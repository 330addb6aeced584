"""The accounts and places of an agency.   依据：条例第二十三至二十五条"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.channels.queries.carriers import CarrierRow, public_carriers
from gongkai.channels.queries.kinds import PLACES
from gongkai.portal.freshness import kept
from gongkai.portal.organs.frame import frame

TITLE = "新媒体和查阅场所"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the page."""

    key: str
    title: str
    empty: str
    rows: tuple[CarrierRow, ...]


@require_safe
@kept
def channels(request: HttpRequest, slug: str) -> HttpResponse:
    """What an agency puts its information out on besides this platform, and where one can go."""
    body = frame(slug, localdate())
    rows = [] if body.ended else public_carriers(body.agency.id, body.on)
    context = {"body": body, "way": body.way(), "here": TITLE, "sections": _sections(rows)}
    return render(request, "portal/channels/channels.html", context)


def _sections(rows: list[CarrierRow]) -> list[Section]:
    accounts = tuple(row for row in rows if row.kind not in PLACES)
    places = tuple(row for row in rows if row.kind in PLACES)
    return [
        Section("accounts", "政务新媒体和政府公报", "本机关没有在本平台登记政务新媒体账号。", accounts),
        Section("places", "查阅点、公开栏、电子屏", "本机关没有在本平台登记查阅场所。", places),
    ]
