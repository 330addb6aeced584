"""Pages for what went wrong: they say what happened and what to do next, and read no table."""

from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an error page says."""

    status: int
    title: str
    advice: str


BAD_REQUEST = Trouble(400, "无法处理这个请求", "请求的内容不完整或格式不对。请返回上一页，重新填写后再试。")
FORBIDDEN = Trouble(403, "您无权查看这一页", "这一页不对外开放。如有疑问，请与本网站联系。")
EXPIRED = Trouble(
    403,
    "页面已过期，请重新提交",
    "为了保护您，提交前需要校验页面。请返回上一页，刷新后再提交；并请允许本网站使用 Cookie。",
)
NOT_FOUND = Trouble(
    404, "没有找到这一页", "地址可能写错了，或者内容已经移动。请从首页、信息公开目录或者年度报告目录查找。"
)
TOO_LARGE = Trouble(
    413,
    "文件太大",
    "上传的内容超过限制，没有收下。请返回上一页，压缩或者拆分以后再上传。",
)
REPORT_TOO_LARGE = Trouble(
    413,
    "文件太大",
    "上传的报告超过限制，没有收下。请返回上一页，压缩以后再上传；也可以把报告的正文粘贴到文本框。",
)
TOO_MANY = Trouble(
    429,
    "提交过于频繁",
    "同一网络一小时内体检的次数有限。请稍后再试；需要批量体检，请下载本平台的命令行工具。",
)
BROKEN = Trouble(
    500, "网站出错了", "这是我们的问题，不是您的操作有误。请稍后再试；如果一直这样，请与本网站联系。"
)
AWAY = Trouble(
    503,
    "现在不能检索和提交",
    "已经公开的信息可以照常阅读。检索、筛选、在线申请和查询进度暂时不能使用，我们正在恢复，请稍后再试；着急的事，请直接与受理机关联系。",
)
"""Said by the web server in front while the platform behind it does not answer (docs/operators/static-pages.md)."""
BUSY = Trouble(503, "正在体检的报告较多", "请过一两分钟再提交。")


def trouble(request: HttpRequest, what: Trouble) -> HttpResponse:
    """The page for one kind of trouble, with its status."""
    template = (
        "portal/kiosk/error.html" if request.path_info.startswith("/kiosk/") else "portal/pages/error.html"
    )
    response = render(request, template, {"trouble": what, "slug": _machine(request)}, status=what.status)
    response["Cache-Control"] = "no-store"
    return response


def _machine(request: HttpRequest) -> str:
    """The touch screen (gongkai.portal.kiosk) that an address names, "" for none: whoever stands there stays there."""
    try:
        return str(resolve(request.path_info).kwargs.get("slug", ""))
    except Resolver404:
        return ""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return trouble(request, _too_large(request) if isinstance(exception, RequestDataTooBig) else BAD_REQUEST)


def _too_large(request: HttpRequest) -> Trouble:
    """What helps with a report does not help with anything else. It may be refused before the address was resolved."""
    try:
        name = resolve(request.path_info).url_name
    except Resolver404:
        name = None
    return REPORT_TOO_LARGE if name == "checkup" else TOO_LARGE


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return trouble(request, FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    return trouble(request, EXPIRED)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return trouble(request, NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    return trouble(request, BROKEN)
