"""The platform counts visits itself where it serves the pages: where they are files, nginx does, and both would count twice."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from gongkai.visits.backends.lines import append, counted
from gongkai.visits.queries.pages import COUNTED
from gongkai.visits.queries.robots import robot

logger = logging.getLogger(__name__)


class Counting:
    """Middleware: one line for each counted page that a reader was given, or has still in the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if counted() and settings.COPIES is None and _visit(request, response):
            try:
                append(request.path_info, timezone.now())
            except OSError as error:
                logger.warning("访问计数写不进去：%s", error.strerror)
        return response


def _visit(request: HttpRequest, response: HttpResponseBase) -> bool:
    match = request.resolver_match
    return (
        request.method == "GET"
        and response.status_code in (200, 304)
        and match is not None
        and match.view_name in COUNTED
        and "Sec-Purpose" not in request.headers
        and "Purpose" not in request.headers
        and not robot(request.headers.get("User-Agent", ""))
    )
