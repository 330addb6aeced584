"""The door of the desk: every page is wrapped here with the row of the table of rights that its address has."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest, stamp
from gongkai.desk.rights import RIGHTS, Right
from gongkai.desk.session.acting import actor_of
from gongkai.records.access import Actor

NO_ROLE = "您的角色不办理这一页上的事项。如需办理，请联系本机关的系统管理员。"
NO_PAGE = "地址可能写错了，内容已经移动，或者它不属于您所在的机关。"


def page(route: str, view: Callable[..., HttpResponseBase], name: str, **kwargs: Any) -> URLPattern:
    """An address of the desk. KeyError while the program starts if the table of rights has no row for it."""
    return path(route, _guarded(view, name, RIGHTS[name]), kwargs, name=name)


def _guarded(
    view: Callable[..., HttpResponseBase], name: str, right: Right
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def opened(request: DeskRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        _let_in(request)
        response = _answered(view, request, right, kwargs)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store"
        return response

    opened.desk_name = name  # type: ignore[attr-defined] # what the matrix test reads
    return opened


def _let_in(request: DeskRequest) -> None:
    """Note who acts, when and from where, once for the request."""
    stamp(request)
    request.actor = actor_of(request)


def _answered(
    view: Callable[..., HttpResponseBase], request: DeskRequest, right: Right, kwargs: dict[str, Any]
) -> HttpResponseBase:
    """The page; or the page that says why not, in the frame of the desk."""
    try:
        if right.of_agency:
            kwargs["agency"] = _agency(request.actor, right, kwargs.pop("slug"))
        else:
            _require(right, request.actor)
        return view(request, **kwargs)
    except PermissionDenied as refusal:
        return trouble(request, Trouble(403, "您不能办理这一事项", str(refusal) or NO_ROLE))
    except Http404:
        return trouble(request, Trouble(404, "没有找到这一页", NO_PAGE))


def _agency(actor: Actor, right: Right, slug: str) -> AgencyRow:
    """The agency that the address names. One beyond every reach of the actor is not found rather than forbidden."""
    found = agencies.find(slug)
    if found is None or found.id not in actor.reach(actor.roles):
        raise Http404
    _require(right, actor, found.id)
    return found


def _require(right: Right, actor: Actor, agency_id: int | None = None) -> None:
    if not right.opens(actor, agency_id):
        raise PermissionDenied(NO_ROLE)
