"""The search for machines: the same question in the address, the answer as JSON. Fields: docs/developers/search-api.md."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe

from gongkai.portal.searching.asking import ORDERS, PARAMETERS, understood
from gongkai.portal.searching.naming import Names, address, names
from gongkai.portal.searching.unready import UNREADY, when_ready
from gongkai.search.queries import FURTHEST, Answer, Hit, find

MOST = 100
"""Hits of one page."""


def unready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - as every view
    """The index cannot be read at the moment."""
    response = _problem(UNREADY.advice, title=UNREADY.title, status=UNREADY.status)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@when_ready(unready)
def search(request: HttpRequest) -> HttpResponse:
    """Hits, total and facets; a problem document (RFC 9457) for numbers and orders that there are not."""
    size, page = request.GET.get("size", "20"), request.GET.get("p", "1")
    for name, text, most in (("size", size, MOST), ("p", page, FURTHEST)):
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
            return _problem(f"参数 {name} 应当是 1 到 {most} 的整数。")
    if request.GET.get("px", "") not in ORDERS:
        return _problem("参数 px 只能是空、xin 或者 jiu。")
    said = understood(request.GET, size=int(size))
    if said.asked.page * said.asked.size > FURTHEST:
        return _problem(f"只能翻到第 {FURTHEST} 条，请用筛选条件缩小范围。")
    answer = find(said.asked)
    named = names(answer, (), localdate())
    return JsonResponse(_told(request, answer, named), json_dumps_params={"ensure_ascii": False})


def _told(request: HttpRequest, answer: Answer, named: Names) -> dict[str, Any]:
    return {
        "total": answer.total,
        "page": answer.page,
        "pages": answer.pages,
        "dropped": list(answer.dropped),
        "hits": [_hit(request, hit, named) for hit in answer.hits],
        "facets": {
            PARAMETERS[facet]: [
                {
                    "value": _value(facet, one.value, named),
                    "name": named.of(facet, one.value),
                    "hits": one.hits,
                }
                for one in counted
            ]
            for facet, counted in answer.facets.items()
        },
    }


def _hit(request: HttpRequest, hit: Hit, named: Names) -> dict[str, Any]:
    return {
        "kind": hit.kind.value,
        "key": hit.key,
        "title": "".join(piece.text for piece in hit.title),
        "document_no": hit.number,
        "agency": named.agency(hit),
        "column": named.column(hit),
        "published_at": localtime(hit.published_at).isoformat(timespec="seconds"),
        "validity": hit.validity,
        "snippet": [{"text": piece.text, "hit": piece.hit} for piece in hit.snippet],
        "url": request.build_absolute_uri(address(hit)),
    }


def _value(facet: str, value: str, named: Names) -> str:
    """What narrows the next question: agencies by their address."""
    if facet == "agency" and value.isdigit() and int(value) in named.bodies:
        return named.bodies[int(value)].slug
    return value


def _problem(detail: str, *, title: str = "参数不对", status: int = 400) -> HttpResponse:
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JsonResponse(
        told,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
