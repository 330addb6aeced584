"""办理期限计算器: everything asked stands in the address, so that an answer can be kept, shared and printed."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.documents.deadlines.answer import answer
from gongkai.documents.holidays import installed_calendar
from gongkai.documents.writing.as_calendar import entry
from gongkai.portal.deadline.asking import ask
from gongkai.portal.deadline.examples import EXAMPLES
from gongkai.portal.deadline.filling import filled, tidied
from gongkai.portal.saving import attachment

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """The form, and the answer to what stands in the address; an address with empty parts is first made short."""
    said = tidied(request.GET)
    if "add" not in request.GET and request.GET.dict() != said:
        return HttpResponseRedirect(_address("deadline", said))
    filling = filled(request.GET)
    result = ask(filling, installed_calendar(), timezone.localdate()) if said else None
    errors = filling.errors if said else []
    context = {
        "filling": filling,
        "result": result,
        "errors": errors,
        "examples": EXAMPLES,
        "query": urlencode(said),
        "today": timezone.localdate(),
    }
    return render(request, "portal/deadline/calculator.html", context, status=422 if errors else 200)


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The question and the answer as `gongkai deadline --json` writes it."""
    filling = filled(request.GET)
    if not filling.is_valid():
        return _json({"state": "invalid", "errors": [message for _, message in filling.errors]}, status=422)
    question = filling.document()
    found = answer(question, calendar=installed_calendar(), today=timezone.localdate())
    return _json({"question": question, **found}, status=422 if found["state"] == "invalid" else 200)


def _json(content: dict[str, Any], status: int) -> HttpResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def as_reminder(request: HttpRequest) -> HttpResponse:
    """The due day as an entry for a calendar program; not found where nothing is due."""
    filling, today = filled(request.GET), timezone.localdate()
    result = ask(filling, installed_calendar(), today)
    if result is None or result.clock.due_on is None or not result.can_remind:
        raise Http404
    made = entry(
        due_on=result.clock.due_on,
        title="政府信息公开申请答复到期",
        says=result.in_words,
        known_by=urlencode(tidied(request.GET)),
        made_on=today,
    )
    return attachment(made, "答复到期.ics", CALENDAR)


def _address(name: str, said: dict[str, str]) -> str:
    return f"{reverse(name)}?{urlencode(said)}" if said else reverse(name)
