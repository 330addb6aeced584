"""What is answered when something is not right: problem documents (RFC 9457), whose detail says in Chinese what to do."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Field, Schema
from ninja.errors import AuthenticationError, ValidationError

MEDIA_TYPE = "application/problem+json"

WRONG = "参数不对"
NOT_FOUND = "没有找到"
GONE = "已经撤回"
NOT_ALLOWED = "不支持这种请求方法"
TOO_MANY = "请求过于频繁"
NOT_LET_IN = "没有通过身份验证"
FORBIDDEN = "不能这样做"
TOO_LARGE = "内容太大"
BROKEN = "接口出错了"

ASK_OTHERWISE = "这个地址只接受 {methods}。"
NO_ADDRESS = "没有这个地址，请核对接口文档。"
SAY_AGAIN = "请求的内容不对：{where}。请核对接口文档。"
BRING_TOKEN = "请在请求头 Authorization 里带上有效的令牌。"
UNREADABLE = "请求的格式不对，读不出来。请核对请求头和内容。"
SEND_LESS = "请求的内容超过限制，没有收下。请减少以后再送，或者分几次送。"
NOT_FOR_YOU = "这里不接受这样的请求，请核对接口文档。"
OURS = "这是我们的问题，不是请求有误。请稍后再试；如果一直这样，请与本网站联系，并告诉我们请求编号 {number}。"


class ProblemDocument(Schema):
    """A problem document (RFC 9457)."""

    type: str = Field(description="总是 about:blank")
    title: str = Field(description="问题的种类")
    status: int = Field(description="HTTP 状态码")
    detail: str = Field(description="哪里不对，怎么办")


class Problem(Exception):
    """What a request is answered with instead of what it asked for. `more`: further fields of the document."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail
        self.headers, self.more = dict(headers or {}), more


def document(
    status: int, title: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: object
) -> HttpResponse:
    """The answer with a problem document."""
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JsonResponse(
        told,
        status=status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
        json_dumps_params={"ensure_ascii": False},
    )


def of_problem(_request: HttpRequest, problem: Problem) -> HttpResponse:
    """The answer to what was refused."""
    return document(problem.status, problem.title, problem.detail, headers=problem.headers, **problem.more)


def of_validation(_request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """The answer to parameters and bodies that do not fit the document of the interface: the names, never what was sent."""
    named = dict.fromkeys(".".join(map(str, one["loc"][1:])) or str(one["loc"][0]) for one in wrong.errors)
    return document(400, WRONG, SAY_AGAIN.format(where="、".join(name[:100] for name in list(named)[:5])))


def of_authentication(_request: HttpRequest, _wrong: AuthenticationError) -> HttpResponse:
    """The answer to who is not known."""
    return document(401, NOT_LET_IN, BRING_TOKEN, headers={"WWW-Authenticate": "Bearer"})


def nowhere() -> HttpResponse:
    """The answer to an address that there is not."""
    return document(404, NOT_FOUND, NO_ADDRESS)


def not_allowed(methods: str) -> HttpResponse:
    """The answer to a method that there is not."""
    return document(405, NOT_ALLOWED, ASK_OTHERWISE.format(methods=methods), headers={"Allow": methods})


def responses(*statuses: int) -> dict[Any, Any]:
    """The refusals that an operation may be answered with, for its `response`."""
    return dict.fromkeys(statuses, ProblemDocument)
