"""Business systems: entered, limited, given tokens, which are shown once."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.exchange.doing import done, living
from gongkai.desk.exchange.forms import Because, Life, Limits, NewSystem, Which
from gongkai.desk.rights import may_open
from gongkai.exchange import actions
from gongkai.exchange.access import ENDERS, KEEPERS, READERS, require_ending
from gongkai.exchange.queries.notices import notices
from gongkai.exchange.queries.systems import SystemRow, days, handed_in, system, systems
from gongkai.exchange.queries.webhooks import webhooks


@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """The systems that are let in and the addresses that are told, of the agencies in reach."""
    closed = request.GET.get("closed") == "1"
    context = {
        "notices": () if closed else notices(request.actor, request.at, READERS),
        "systems": systems(request.actor, request.at, closed=closed),
        "webhooks": webhooks(request.actor, request.at, closed=closed),
        "closed": closed,
        "may_keep": may_open(request.actor, "exchange_system_new"),
    }
    return render(request, "desk/exchange/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """A system is entered; its token is made on its page."""
    form = NewSystem(request.POST or None, agencies=living(request))
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        wanted = {"agency_id": given.pop("agency"), **given}
        made = done(request, form, f"已登记业务系统“{given['name']}”。", actions.open_system, **wanted)
        if made is not None:
            return redirect("desk:exchange_system", made)
    context = {"form": form, "title": "登记业务系统"}
    return render(request, "desk/exchange/new.html", context, status=422 if form.errors else 200)


@require_safe
def one(request: DeskRequest, system_id: int) -> HttpResponse:
    """A system with its tokens, what it did, what it handed in."""
    return _shown(request, _seen(request, system_id))


@require_POST
def do(request: DeskRequest, system_id: int, what: str) -> HttpResponse:
    """Make or end a token, set the limits, close it."""
    row = _seen(request, system_id)
    require_ending(request.actor, row.agency_id)
    if what not in _DEEDS:
        raise Http404
    return _DEEDS[what](request, row)


def _alter(request: DeskRequest, row: SystemRow) -> HttpResponse:
    form = Limits(request.POST)
    return _did(request, row, "alter", form, "已修改。", actions.alter_system)


def _close(request: DeskRequest, row: SystemRow) -> HttpResponse:
    form = Because(request.POST)
    return _did(request, row, "close", form, "已停用，全部令牌马上失效。", actions.close_system)


def _end_token(request: DeskRequest, row: SystemRow) -> HttpResponse:
    form = Which(request.POST)
    if form.is_valid() and form.cleaned_data["token"] in {one.id for one in row.tokens}:
        token_id = form.cleaned_data["token"]
        if done(request, form, "令牌已停用，马上失效。", actions.end_token, token_id=token_id):
            return redirect("desk:exchange_system", row.id)
    return _shown(request, row, forms={"end": form})


def _token(request: DeskRequest, row: SystemRow) -> HttpResponse:
    """Make a token and show it in this answer alone: it is nowhere to be read again."""
    form = Life(request.POST)
    if form.is_valid():
        given = {"system_id": row.id, **form.cleaned_data}
        secret = done(request, form, "令牌已生成，只显示这一次。", actions.make_token, **given)
        if secret:
            return _shown(request, _seen(request, row.id), told=secret)
    return _shown(request, row, forms={"token": form})


_DEEDS = {"alter": _alter, "close": _close, "token": _token, "end-token": _end_token}


def _did(request: DeskRequest, row: SystemRow, what: str, form: Form, said: str, act: Any) -> HttpResponse:
    if form.is_valid() and done(request, form, said, act, system_id=row.id, **form.cleaned_data):
        return redirect("desk:exchange_system", row.id)
    return _shown(request, row, forms={what: form})


def _seen(request: DeskRequest, system_id: int) -> SystemRow:
    """The system, if the viewer reaches it; one that they do not is not there for them."""
    found = system(request.actor, system_id, request.at)
    if found is None:
        raise Http404
    return found


def _shown(
    request: DeskRequest, row: SystemRow, *, told: str = "", forms: Mapping[str, Form] | None = None
) -> HttpResponse:
    """A system; `told`: a token, just made; `forms`: what was sent and is wrong, by deed."""
    forms = forms or {}
    wrong = next((form for form in forms.values() if form.errors), None)
    open_still = row.closed_at is None
    initial = {
        "scopes": list(row.scopes),
        "networks": "\n".join(row.networks),
        "per_hour": row.per_hour,
        "per_day": row.per_day,
    }
    context = {
        "row": row,
        "days": days(row.id, request.at),
        "handed_in": handed_in(row.id),
        "may_keep": open_still and request.actor.holds(KEEPERS, row.agency_id) is not None,
        "may_end": open_still and request.actor.holds(ENDERS, row.agency_id) is not None,
        "may_read": may_open(request.actor, "item"),
        "alter": forms.get("alter") or Limits(initial=initial),
        "life": forms.get("token") or Life(),
        "close": forms.get("close") or Because(),
        "told": told,
        "address": request.build_absolute_uri(reverse("api_drafts")),
        "form": wrong,
    }
    return render(request, "desk/exchange/system.html", context, status=422 if wrong else 200)
