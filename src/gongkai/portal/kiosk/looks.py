"""大字 and 矮屏: a style sheet that follows from cookies, so that a page is the same file for all and no script is needed."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.portal.kiosk.machine import machine

NORMAL = "bz"
"""bz = 标准: without any of them."""


@dataclass(frozen=True, slots=True)
class Look:
    """One of them: the cookie by which it is kept, and the rules of its sheet."""

    cookie: str
    rules: str


LOOKS = {
    "dz": Look("kiosk_dz", "html.kiosk { font-size: 36px; }\n"),  # dz = 大字
    "ap": Look("kiosk_ap", ".kiosk main { padding-top: 45vh; }\n"),  # ap = 矮屏
}


@never_cache
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The rules of what was chosen."""
    chosen = (look.rules for look in LOOKS.values() if request.COOKIES.get(look.cookie) == "1")
    return HttpResponse("".join(chosen), content_type="text/css; charset=utf-8")


@never_cache
@require_safe
def choose(request: HttpRequest, slug: str, look: str) -> HttpResponse:
    """Choose one of them, or none any more; back to the page of the touch screen where the visitor was (`next`)."""
    home, back = reverse("kiosk", args=[machine(slug).slug]), request.GET.get("next", "")
    inside = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith(home)
    response, path = redirect(back if inside else home), reverse("kiosk_choose")
    if look == NORMAL:
        for each in LOOKS.values():
            response.delete_cookie(each.cookie, path=path, samesite="Lax")
    elif look in LOOKS:
        response.set_cookie(LOOKS[look].cookie, "1", path=path, samesite="Lax", httponly=True)
    else:
        raise Http404
    return response
