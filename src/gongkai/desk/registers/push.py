"""Rows that other systems hand in over the network: no session, no cookie, no form; a signature, and an answer as JSON."""

import sys
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from gongkai.guard import actions as guard
from gongkai.guard.http.address import client_address, household
from gongkai.guard.http.uploads import takes_files
from gongkai.law.registers import definitions
from gongkai.records.actions.files import FileRefused
from gongkai.records.actions.refused import Refused
from gongkai.registers.actions.pushing import (
    LARGEST,
    CameBefore,
    Pushed,
    note_refusal,
    push,
)

SOURCE, TIMESTAMP, SIGNATURE = "X-Gongkai-Source", "X-Gongkai-Timestamp", "X-Gongkai-Signature"
TOO_OFTEN = "推送过于频繁，请过一小时再试；或者把几次合并成一次。"
TOO_LARGE = f"一次推送不能超过 {LARGEST // 1_000_000} MB。请分几次推送。"
NO_REGISTER = "没有这种登记簿，请核对地址。"
ONLY_POST = "只接受 POST。"
LACKING = "请求头里缺少 {names}。"
EMPTY = "没有内容。请每行写一个 JSON 对象。"
_HEADER = 200  # characters of one header that are looked at


class _Problem(Exception):
    """What a push is answered with that is not looked at any further."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


@csrf_exempt
@never_cache
@takes_files(files=1, largest=lambda: sys.maxsize)  # measured here, since the answer is JSON
def take(request: HttpRequest, register: str) -> JsonResponse:
    """Take in a push: 202 with the number of the delivery; a problem document with what to do otherwise."""
    at = timezone.now()
    try:
        source, pushed = _pushed(request, register, at)
    except _Problem as problem:
        answer = _problem(problem.status, problem.detail)
        answer["Allow"] = "POST"
        return answer
    return _answered(source, pushed, at)


def _pushed(request: HttpRequest, register: str, at: datetime) -> tuple[str, Pushed]:
    """The source that a push names, and the push; what need not be asked of a source is judged before its body is read."""
    if request.method != "POST":
        raise _Problem(405, ONLY_POST)
    house = household(client_address(request))
    if not guard.allowed("register_push", house, settings.PUSHES_PER_HOUR, at=at):
        raise _Problem(429, TOO_OFTEN)
    if register not in definitions():
        raise _Problem(404, NO_REGISTER)
    given = {name: request.headers.get(name, "")[:_HEADER] for name in (SOURCE, TIMESTAMP, SIGNATURE)}
    if lacking := [name for name, text in given.items() if not text]:
        raise _Problem(401, LACKING.format(names="、".join(lacking)))
    pushed = Pushed(register, f"POST {request.path}", _body(request), given[TIMESTAMP], given[SIGNATURE])
    return given[SOURCE], pushed


def _body(request: HttpRequest) -> bytes:
    """The body, never more of it than a push may have. Django's own reading would refuse it with a page."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise _Problem(413, TOO_LARGE)
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise _Problem(413, TOO_LARGE)
    if not body.strip():
        raise _Problem(400, EMPTY)
    return body


def _answered(source: str, pushed: Pushed, at: datetime) -> JsonResponse:
    number = int(source) if source.isascii() and source.isdigit() and len(source) < 18 else 0
    try:
        delivery = push(source_id=number, pushed=pushed, at=at)
    except PermissionDenied as refused:
        return _refused(401, number, str(refused), at)
    except CameBefore as refused:
        return _problem(409, str(refused))
    except (Refused, FileRefused) as refused:
        return _refused(422, number, str(refused), at)
    return JsonResponse({"delivery": delivery, "stage": "staging"}, status=202)


def _refused(status: int, source_id: int, why: str, at: datetime) -> JsonResponse:
    note_refusal(source_id=source_id, reason=why, at=at)
    return _problem(status, why)


def _problem(status: int, detail: str) -> JsonResponse:
    """A problem document (RFC 9457)."""
    return JsonResponse(
        {"title": "没有接收", "status": status, "detail": detail},
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


urlpatterns = [path("<slug:register>/rows", take, name="register_push")]
