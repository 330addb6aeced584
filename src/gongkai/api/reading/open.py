"""Around every operation that reads: how often, what was asked, whether it changed since, who may read the answer."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import wraps
from inspect import signature
from typing import Any, get_args

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.http import http_date
from django.utils.timezone import localdate
from ninja import Router, Schema

from gongkai.api import problems
from gongkai.guard import actions as guard
from gongkai.guard.http.address import client_address, household
from gongkai.portal.open_data.freshness import state
from gongkai.portal.open_data.views import opened
from gongkai.portal.searching.asking import PARAMETERS

TOO_OFTEN = (
    "同一网络一小时内的请求次数已经用完，请在 {minutes} 分钟以后再试；整库取用请用每页 100 条的整库接口。"
)
UNKNOWN = "没有这些参数：{names}。请核对接口文档。"
NUL = "参数里有不能使用的字符。"
WORDS = frozenset({"q", *PARAMETERS.values()})
"""Parameters of the search, which takes whatever is typed."""
GRAIN = 20
"""Requests of a household that are counted together."""
_HOUR, _USED_UP = 3600, -1
_SHOWN = 40

Run = Callable[..., HttpResponseBase]


def reading() -> Router:
    """A router whose operations read: everything that is the same for all of them is around each."""
    router = Router()
    router.add_decorator(_read, mode="view")
    return router


def _read(run: Run) -> Run:
    operation: Any = getattr(run, "__self__", None)
    known = set(_parameters(operation.view_func))

    @wraps(run)
    def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        now = timezone.now()
        refused = _too_often(request, now) or _unknown(request, known - named.keys())
        return opened(refused or _judged(request, run(request, **named), now))

    return answered


def _parameters(view: Callable[..., object]) -> Iterator[str]:
    """The names of what an operation may be asked with, what is in its address among them."""
    for name, parameter in signature(view).parameters.items():
        inner = get_args(parameter.annotation)[:1]
        if inner and isinstance(inner[0], type) and issubclass(inner[0], Schema):
            yield from inner[0].model_fields
        else:
            yield name


def _too_often(request: HttpRequest, now: datetime) -> HttpResponse | None:
    if _allowed(household(client_address(request)), now):
        return None
    left = _HOUR - int(now.timestamp()) % _HOUR
    detail = TOO_OFTEN.format(minutes=-(-left // 60))
    return problems.document(429, problems.TOO_MANY, detail, headers={"Retry-After": str(left)})


def _allowed(house: str, now: datetime) -> bool:
    """Whether a household may go on in this hour. The database counts some requests at once: each count is a write, and those wait
    for each other. So each process may let a household have a handful more.
    """
    grain = max(1, min(GRAIN, settings.API_PER_HOUR // 100))
    seen, name = caches["default"], f"api_{int(now.timestamp()) // _HOUR}_{house}"
    held: int = seen.get(name, 0)
    if held >= 0 and held % grain == 0:
        held = held if guard.allowed("api", house, settings.API_PER_HOUR // grain, at=now) else _USED_UP
    seen.set(name, held + 1 if held >= 0 else _USED_UP, _HOUR)
    return held >= 0


def _unknown(request: HttpRequest, known: set[str]) -> HttpResponse | None:
    """A misspelt filter would give everything: better to say so."""
    others = [name[:_SHOWN] for name in request.GET if name not in known]
    if others:
        return problems.document(400, problems.WRONG, UNKNOWN.format(names="、".join(others[:5])))
    if any("\0" in value for name, values in request.GET.lists() for value in values if name not in WORDS):
        return problems.document(400, problems.WRONG, NUL)
    return None


def _judged(request: HttpRequest, response: HttpResponseBase, now: datetime) -> HttpResponseBase:
    """The answer, or that the program has it already."""
    if response.status_code == 200 and isinstance(response, HttpResponse):
        patch_cache_control(response, public=True, no_cache=True)
        set_response_etag(response)
        modified = state(request, localdate(), now).modified_at
        seconds = int(modified.timestamp()) if modified else None
        if seconds is not None:
            response["Last-Modified"] = http_date(seconds)
        return get_conditional_response(request, response["ETag"], seconds, response) or response
    return response
