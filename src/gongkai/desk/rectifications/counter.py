"""A request for correction that came on paper or was told orally is typed in; then its number and code, to be handed over."""

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.applications.actions import rectifying
from gongkai.applications.queries.filing import WHO
from gongkai.applications.queries.kinds import Asker
from gongkai.applications.queries.rectifying.case import case
from gongkai.applications.queries.rectifying.claims import Claim, wrong
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.applications.counter import (
    CAME,
    FILES,
    AtCounter,
    one_of,
    registered,
    shown,
    taking_in,
    words,
)
from gongkai.guard.http.uploads import takes_files

_PAGE = "desk/rectifications/new.html"
WHAT = ("record", "place", "says_now", "should_say", "because")


def _lines(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class Register(AtCounter):
    """A request as it lies on the counter."""

    asker = one_of("谁提出", Asker)
    record = words("写错的文件或者页面", "写名称，不要写个人信息。")
    place = words("在哪里看到的", "网址、文号等。")
    says_now = _lines("现在的记录")
    should_say = _lines("要求更正为")
    because = _lines("证据和理由")
    sort = "asker"
    field_order = ("ticket", *CAME, sort, *WHO, *WHAT, "note")

    def clean(self) -> dict[str, Any]:
        """What the law asks of a request, beside its fields."""
        given = super().clean() or {}
        for name, message in wrong(self.claim()).items():
            self.add_error(name, message)
        return given

    def claim(self) -> Claim:
        """The request that is filled in."""
        return Claim(**self.said(*WHAT))

    def what(self) -> list[BoundField]:
        """What is to be corrected."""
        return [self[name] for name in WHAT]


@takes_files(files=FILES, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """The form; sent twice it is one request: the second answer is the same receipt."""
    agencies = taking_in(request)
    if request.method != "POST":
        return shown(request, _PAGE, Register(agencies=agencies, initial={"arrived_on": request.on}))
    form = Register(request.POST, agencies=agencies)
    receipt = None
    if form.is_valid():
        receipt = registered(request, form, partial(rectifying.register, claim=form.claim()), "更正申请书")
    if receipt is None:
        return shown(request, _PAGE, form)
    context = {
        "receipt": receipt,
        "held": case(request.actor, receipt.rectification_id, request.on),
        "asks_at": request.build_absolute_uri(reverse("home")),
    }
    return render(request, "desk/rectifications/receipt.html", context)
