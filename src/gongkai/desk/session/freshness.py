"""Dangerous things ask again who is there."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

USUAL = 10
"""Minutes for which a login, or a confirmation, counts."""

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponse]


def confirmed_within(request: HttpRequest, minutes: int) -> bool:
    """Whether the person has proved in the last minutes who is there: by the login or by a confirmation since."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - float(records[-1]["at"]) < minutes * 60


def fresh(minutes: int = USUAL) -> Callable[[View[R, P]], View[R, P]]:
    """A view that opens only to somebody who has proved in the last minutes who is there.

    Others confirm by password or second factor and come back to the page. A form is not kept meanwhile, since it may
    hold personal data: they come back to the page that showed it. Decorate that page too, and it seldom happens.
    """

    def guard(view: View[R, P]) -> View[R, P]:
        def guarded(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if confirmed_within(request, minutes):
                return view(request, *args, **kwargs)
            return ask_again(request)

        return wraps(view)(guarded)  # type: ignore[return-value] # the same call, by the name of its first argument

    return guard


def ask_again(request: HttpRequest) -> HttpResponse:
    """Send somebody to prove who is there, and back to the page; to the login whoever has nothing to prove it with here."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else _page_before(request)
    if request.method == "POST":
        messages.warning(request, "请先确认身份。刚才填写的内容没有提交，确认后请再提交一次。")
    proof = get_reauthentication_flows(request.user)
    return redirect_to_login(back, reverse("account_reauthenticate") if proof else reverse("account_again"))


def _page_before(request: HttpRequest) -> str:
    """The page of ours that a form was sent from; the start page where the browser does not say."""
    sent_from = urlsplit(request.headers.get("Referer", ""))
    same = sent_from.netloc == request.get_host() and sent_from.path.startswith("/")
    return sent_from.path if same else reverse("own_account")
