"""Back to where a visitor was: a switch changes what a page looks like, not where somebody is."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

YEAR = 365 * 24 * 3600


def chosen(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    """The way back, with a choice kept for a year; an empty one is forgotten."""
    response = redirect(back(request))
    response["Cache-Control"] = "no-store"
    if value:
        response.set_cookie(
            cookie, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    else:
        response.delete_cookie(cookie, samesite="Lax")
    return response


def back(request: HttpRequest) -> str:
    """The page of this site whose link was followed, as the browser tells (`Referer`); the home page where it tells none."""
    told = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(told, allowed_hosts={request.get_host()}):
        return reverse("home")
    where = urlsplit(told)
    path = where.path or "/"
    if path.startswith(("//", "/\\")) or not path.startswith("/"):
        return reverse("home")
    return f"{path}?{where.query}" if where.query else path
