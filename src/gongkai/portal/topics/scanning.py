"""The short addresses that QR codes lead to: on to what is meant, and one more is counted for the day.

Nothing is kept of who came. The browser keeps for ten minutes that it was here, signed, so that a page that is opened again does
not count again; programs that say what they are, and what a browser only fetches ahead, do not count.
"""

import logging
import re

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.compilations.actions.scanning import count_scan
from gongkai.compilations.queries.shown import Target, target
from gongkai.portal.pages.errors import Trouble, trouble

COOKIE, SALT, WHILE = "m", "gongkai.scan", 600  # seconds
UNKNOWN = Trouble(404, "没有找到二维码对应的内容", "可能抄错了短网址，或者专题还没有公开。请从专题列表查找。")

_PROGRAMS = re.compile(r"bot\b|spider|crawl|slurp|preview", re.IGNORECASE)
_log = logging.getLogger(__name__)


@require_safe
def scan(request: HttpRequest, key: str) -> HttpResponse:
    """On to the topic, the section, or the item; whoever cannot be counted gets there too."""
    found = target(key)
    if found is None:
        return trouble(request, UNKNOWN)
    response = redirect(_onward(found))
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    if _counts(request, key):
        _count(found)
        response.set_signed_cookie(
            COOKIE,
            key,
            salt=SALT,
            max_age=WHILE,
            path=reverse("scan", args=[key]),
            httponly=True,
            samesite="Lax",
            secure=settings.HTTPS,
        )
    return response


def _onward(found: Target) -> str:
    if found.index_no:
        return reverse("item", args=[found.index_no])
    address = reverse("topic", args=[found.slug])
    if found.place_id:
        return f"{address}#p{found.place_id}"
    return f"{address}#s{found.section_id}" if found.section_id else address


def _counts(request: HttpRequest, key: str) -> bool:
    ahead = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}"
    if request.method != "GET" or "prefetch" in ahead:
        return False
    if _PROGRAMS.search(request.headers.get("User-Agent", "")):
        return False
    return bool(request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=WHILE) != key)


def _count(found: Target) -> None:
    """A database that is busy costs a count, and nobody the way."""
    try:
        count_scan(code_id=found.code_id, on=localdate())
    except OperationalError:
        _log.warning("a scan was not counted: the database is busy")
