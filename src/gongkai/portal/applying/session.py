"""For half an hour whoever has given number and query code need not give them again; both lie sealed in a cookie of theirs.

They are held against the table at each request, so that a code that was given anew shuts out whoever had the old one.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.applications.actions import Refused, rectifying
from gongkai.applications.actions.citizens import find
from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing, box

COOKIE = "sqcx"
LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Drawer:
    """A cookie in which number and code lie sealed, sent to a page and what lies below it. `place`: what it is sealed for;
    `lasts`: for how long.
    """

    cookie: str
    place: str
    page: str
    lasts: timedelta = LASTS

    def read(self, request: HttpRequest) -> tuple[str, str] | None:
        """Number and code, for as long as they may lie there; None where there are none."""
        try:
            sealed = request.get_signed_cookie(self.cookie, salt=self.place, max_age=self.lasts)
            number, _, code = box().open(sealed or "", place=self.place).partition("\n")
        except (KeyError, BadSignature, KeysMissing, Unsealable):
            return None
        return number, code

    def put(self, response: HttpResponse, number: str, code: str) -> None:
        """Keep them in this browser for so long."""
        response.set_signed_cookie(
            self.cookie,
            box().seal(f"{number}\n{code}", place=self.place),
            salt=self.place,
            max_age=self.lasts,
            path=reverse(self.page),
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )

    def empty(self, response: HttpResponse) -> None:
        """Take them out again."""
        response.delete_cookie(self.cookie, path=reverse(self.page), samesite="Lax")


_DRAWER = Drawer(COOKIE, "applying.session", "apply_query")


@dataclass(frozen=True, slots=True)
class Known:
    """An application whose number and code somebody has; with `rectification` it is a request for correction."""

    id: int
    number: str
    code: str
    rectification: bool = False

    @property
    def page(self) -> str:
        """The name of the address of the page that says where it stands."""
        return "rectify_status" if self.rectification else "apply_status"


def known(request: HttpRequest) -> Known | None:
    """The application that this browser has opened, for as long as it may."""
    pair = _DRAWER.read(request)
    try:
        return opened(*pair) if pair else None
    except Refused:
        return None


def opened(number: str, code: str) -> Known | None:
    """The application or request for correction with this number and this code; nothing tells which of them was wrong.

    Both are looked for whatever is found, so that nothing shows which kind there is.
    """
    found, asked = find(number, code), rectifying.find(number, code)
    if found is None and asked is None:
        return None
    return Known(found or asked or 0, number, code, rectification=found is None)


def remember(response: HttpResponse, what: Known) -> None:
    """Open it to this browser for half an hour."""
    _DRAWER.put(response, what.number, what.code)


def forget(response: HttpResponse) -> None:
    """Shut it again."""
    _DRAWER.empty(response)
