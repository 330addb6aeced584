"""The receipt of what was handed in: number and query code, on the page and as a text to keep."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime

from gongkai.documents.paper.codes import code as qr
from gongkai.portal.saving import attachment


def on_page(request: HttpRequest, number: str, code: str) -> dict[str, Any]:
    """What every receipt shows: the code, where one asks with it, and the way there to be scanned."""
    where = reverse("apply_query")
    return {
        "code": in_halves(code),
        "address": request.build_absolute_uri(where),
        "qr": qr(request.build_absolute_uri(f"{where}?bh={number}")),
    }


def as_text(
    request: HttpRequest, number: str, code: str, *, agency: str, of: str, heading: str, good_for: str
) -> HttpResponse:
    """The receipt `of` something as a text to keep. `good_for`: what number and code are needed for."""
    lines = [
        heading,
        "",
        f"受理机关：{agency}",
        f"登记编号：{number}",
        f"查询码：{in_halves(code)}",
        f"查询地址：{request.build_absolute_uri(reverse('apply_query'))}",
        f"保存时间：{localtime():%Y-%m-%d %H:%M}",
        "",
        f"凭登记编号和查询码{good_for}。请妥善保存，不要告诉别人。",
        "",
    ]
    data = "\r\n".join(lines).encode("utf-8-sig")
    return attachment(data, f"{of}回执{number}.txt", "text/plain; charset=utf-8")


def in_halves(said: str) -> str:
    """Two groups of four are easier to copy."""
    plain = said.upper().replace(" ", "")
    return f"{plain[:4]} {plain[4:]}"
