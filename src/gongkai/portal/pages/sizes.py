"""How large the text of an item is set. Chosen by links, kept in a cookie: it works without script."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

COOKIE = "zihao"
SMALLEST, USUAL, LARGEST = -1, 0, 3
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class TypeSize:
    """The present size, and those that the buttons lead to; None at the end of the scale."""

    now: int
    smaller: int | None
    larger: int | None


def type_size(request: HttpRequest) -> TypeSize:
    """The size that the visitor has chosen."""
    now = _understood(request.COOKIES.get(COOKIE, ""))
    return TypeSize(now, now - 1 if now > SMALLEST else None, now + 1 if now < LARGEST else None)


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Set the size (`to=1`), and go back to where the visitor was."""
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("items")
    response = redirect(back)
    response["Cache-Control"] = "no-store"
    chosen = _understood(request.GET.get("to", ""))
    if chosen == USUAL:
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(COOKIE, str(chosen), max_age=YEAR, samesite="Lax", httponly=True)
    return response


def _understood(text: str) -> int:
    known = {str(size): size for size in range(SMALLEST, LARGEST + 1)}
    return known.get(text, USUAL)
