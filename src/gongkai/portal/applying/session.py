"""For half an hour whoever has given number and query code need not give them again; both lie sealed in a cookie of theirs.

They are held against the table at each request, so that a code that was given anew shuts out whoever had the old one.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.applications.actions import Refused
from gongkai.applications.actions.citizens import find
from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing, box

COOKIE = "sqcx"
LASTS = timedelta(minutes=30)
_SALT, _PLACE = "applying.session", "applying.session"


@dataclass(frozen=True, slots=True)
class Known:
    """An application whose number and code somebody has."""

    id: int
    number: str
    code: str


def known(request: HttpRequest) -> Known | None:
    """The application that this browser has opened, for as long as it may."""
    try:
        sealed = request.get_signed_cookie(COOKIE, salt=_SALT, max_age=LASTS)
        number, _, code = box().open(sealed or "", place=_PLACE).partition("\n")
        return opened(number, code)
    except (KeyError, BadSignature, KeysMissing, Refused, Unsealable):
        return None


def opened(number: str, code: str) -> Known | None:
    """The application with this number and this code; nothing tells which of them was wrong."""
    found = find(number, code)
    return Known(found, number, code) if found is not None else None


def remember(response: HttpResponse, what: Known) -> None:
    """Open it to this browser for half an hour."""
    response.set_signed_cookie(
        COOKIE,
        box().seal(f"{what.number}\n{what.code}", place=_PLACE),
        salt=_SALT,
        max_age=LASTS,
        path=reverse("apply_query"),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Shut it again."""
    response.delete_cookie(COOKIE, path=reverse("apply_query"), samesite="Lax")
