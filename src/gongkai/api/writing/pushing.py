"""Rows that other systems hand in over the network: no session, no cookie, no form; a signature, and an answer as JSON."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Field, Path, Router, Schema

from gongkai.api import problems
from gongkai.api.problems import responses
from gongkai.guard import actions as guard
from gongkai.guard.http.address import client_address, household
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

router = Router(tags=["登记簿"])

SOURCE, TIMESTAMP, SIGNATURE = "X-Gongkai-Source", "X-Gongkai-Timestamp", "X-Gongkai-Signature"
TOO_OFTEN = "推送过于频繁，请过一小时再试；或者把几次合并成一次。"
TOO_LARGE = f"一次推送不能超过 {LARGEST // 1_000_000} MB。请分几次推送。"
NO_REGISTER = "没有这种登记簿，请核对地址。"
NOT_TAKEN = "没有接收"
LACKING = "请求头里缺少 {names}。"
EMPTY = "没有内容。请每行写一个 JSON 对象。"
_HEADER = 200  # characters of one header that are looked at


class _Problem(Exception):
    """What a push is answered with that is not looked at any further."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


class Pushing(Schema):
    """What a push is answered with."""

    delivery: int = Field(description="报送的编号")
    stage: str = Field(description="总是 staging：已经收下，正在读")


_BODY = {
    "required": True,
    "content": {"application/jsonl": {"schema": {"type": "string", "format": "binary"}}},
}
_HEADERS = [
    {"in": "header", "name": name, "required": True, "schema": {"type": "string"}, "description": what}
    for name, what in (
        (SOURCE, "数据来源的编号"),
        (TIMESTAMP, "1970年以来的秒数"),
        (SIGNATURE, "HMAC-SHA256 签名"),
    )
]


@router.post(
    "/registers/{slug:key}/rows",
    response={202: Pushing, **responses(400, 401, 404, 409, 413, 422, 429)},
    url_name="register_push",
    summary="向登记簿推送数据",
    openapi_extra={"requestBody": _BODY, "parameters": _HEADERS},
)
def push_rows(request: HttpRequest, key: Path[str]) -> HttpResponse:
    """每行一个 JSON 对象，整批签名；收下以后在后台读，有错误的整批不入库。"""
    at = timezone.now()
    try:
        source, pushed = _pushed(request, key, at)
    except _Problem as problem:
        return _problem(problem.status, problem.detail)
    return _answered(source, pushed, at)


def _pushed(request: HttpRequest, register: str, at: datetime) -> tuple[str, Pushed]:
    """The source that a push names, and the push; what need not be asked of a source is judged before its body is read."""
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


def _answered(source: str, pushed: Pushed, at: datetime) -> HttpResponse:
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


def _refused(status: int, source_id: int, why: str, at: datetime) -> HttpResponse:
    note_refusal(source_id=source_id, reason=why, at=at)
    return _problem(status, why)


def _problem(status: int, detail: str) -> HttpResponse:
    """A problem document (RFC 9457)."""
    return problems.document(status, NOT_TAKEN, detail)
