"""Webhooks: addresses that are told what changes, their secrets, which are shown once, and what became of each message."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.exchange.doing import done, living
from gongkai.desk.exchange.forms import Because, NewWebhook, Nothing, Told
from gongkai.exchange import actions
from gongkai.exchange.access import ENDERS, KEEPERS, SENDERS, require_ending, require_sending
from gongkai.exchange.queries.webhooks import PAGE, WebhookRow, deliveries, delivery, webhook

_SAID = {
    "alter": "已修改，从下一条消息起生效。",
    "try": "已安排试发，一般一分钟内送出。请稍后刷新本页。",
    "pause": "已暂停。这期间的消息留着，恢复后补发。",
    "resume": "已恢复，留着的消息马上补发。",
    "close": "已停用，不再推送。",
}
_ACTS: dict[str, Callable[..., Any]] = {
    "alter": actions.alter_webhook,
    "try": actions.try_out,
    "pause": actions.pause_webhook,
    "resume": actions.resume_webhook,
    "close": actions.close_webhook,
}
_FORMS: dict[str, type[Form]] = {"alter": Told, "pause": Because, "close": Because}
_LARGEST = 18  # digits


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """An address is entered; its secret stands on the page that follows, this once."""
    form = NewWebhook(request.POST or None, agencies=living(request))
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        wanted = {"agency_id": given.pop("agency"), **given}
        said = f"已登记推送“{given['name']}”。"
        made = done(request, form, said, actions.open_webhook, **wanted)
        if made is not None:
            number, secret = made
            return _shown(request, _seen(request, number), told=secret)
    context = {"form": form, "title": "登记推送"}
    return render(request, "desk/exchange/new.html", context, status=422 if form.errors else 200)


@require_safe
def one(request: DeskRequest, webhook_id: int) -> HttpResponse:
    """A webhook with its messages, newest first."""
    return _shown(request, _seen(request, webhook_id))


@require_POST
def do(request: DeskRequest, webhook_id: int, what: str) -> HttpResponse:
    """Change it, make another secret, try it out, pause and resume it, close it."""
    row = _seen(request, webhook_id)
    require_ending(request.actor, row.agency_id)
    if what == "secret":
        return _secret(request, row)
    if what not in _SAID:
        raise Http404
    form = _FORMS.get(what, Nothing)(request.POST)
    given = {"webhook_id": row.id}
    if form.is_valid() and done(request, form, _SAID[what], _ACTS[what], **given, **form.cleaned_data):
        return redirect("desk:exchange_webhook", row.id)
    return _shown(request, row, forms={what: form})


@require_safe
def message(request: DeskRequest, webhook_id: int, delivery_id: int) -> HttpResponse:
    """One message with all attempts."""
    row = _seen(request, webhook_id)
    found = delivery(row.id, delivery_id)
    if found is None:
        raise Http404
    may = row.closed_at is None and request.actor.holds(SENDERS, row.agency_id) is not None
    return render(request, "desk/exchange/message.html", {"row": row, "message": found, "may_send": may})


@require_POST
def again(request: DeskRequest, webhook_id: int, delivery_id: int) -> HttpResponse:
    """Have a message sent once more."""
    row = _seen(request, webhook_id)
    require_sending(request.actor, row.agency_id)
    if delivery(row.id, delivery_id) is None:
        raise Http404
    form, said = Nothing(request.POST), "已安排重发，一般一分钟内送出。"
    form.is_valid()
    if done(request, form, said, actions.send_again, delivery_id=delivery_id):
        return redirect("desk:exchange_message", row.id, delivery_id)
    return _shown(request, row, forms={"again": form})


def _secret(request: DeskRequest, row: WebhookRow) -> HttpResponse:
    """Make a secret and show it in this answer alone."""
    form = Nothing(request.POST)
    form.is_valid()
    said = "密钥已更换，只显示这一次。原来的再用7天。"
    secret = done(request, form, said, actions.renew_secret, webhook_id=row.id)
    if not secret:
        return _shown(request, row, forms={"secret": form})
    return _shown(request, _seen(request, row.id), told=secret)


def _seen(request: DeskRequest, webhook_id: int) -> WebhookRow:
    """The webhook, if the viewer reaches it; one that they do not is not there for them."""
    found = webhook(request.actor, webhook_id, request.at)
    if found is None:
        raise Http404
    return found


def _shown(
    request: DeskRequest, row: WebhookRow, *, told: str = "", forms: Mapping[str, Form] | None = None
) -> HttpResponse:
    """A webhook; `told`: its secret, just made; `forms`: what was sent and is wrong, by deed."""
    forms = forms or {}
    wrong = next((form for form in forms.values() if form.errors), None)
    open_still = row.closed_at is None
    only = request.GET.get("only", "")
    found = deliveries(row.id, before=_number(request.GET.get("before", "")), only=only)
    initial = {"address": row.address, "events": list(row.events), "below": row.below}
    context = {
        "row": row,
        "deliveries": found[:PAGE],
        "before": found[PAGE - 1].id if len(found) > PAGE else 0,
        "only": only,
        "may_keep": open_still and request.actor.holds(KEEPERS, row.agency_id) is not None,
        "may_end": open_still and request.actor.holds(ENDERS, row.agency_id) is not None,
        "may_send": open_still and request.actor.holds(SENDERS, row.agency_id) is not None,
        "alter": forms.get("alter") or Told(initial=initial),
        "pause": forms.get("pause") or Because(auto_id="pause_%s"),
        "close": forms.get("close") or Because(),
        "told": told,
        "form": wrong,
    }
    return render(request, "desk/exchange/webhook.html", context, status=422 if wrong else 200)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LARGEST else 0
