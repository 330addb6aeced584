"""What goes wrong before or around an operation: below /api/ a problem document, everywhere else the page of the house.

Django asks the handlers here (`gongkai.urls`). What is answered names the number under which the journal has the fault, and
nothing of the fault itself.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from gongkai.api import problems
from gongkai.guard.http.requests import request_id
from gongkai.portal.pages import errors

ROOT = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 for more than there is room for."""
    if not _ours(request):
        return errors.bad_request(request, exception)
    if isinstance(exception, RequestDataTooBig):
        return problems.document(413, problems.TOO_LARGE, problems.SEND_LESS)
    return problems.document(400, problems.WRONG, problems.UNREADABLE)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    if _ours(request):
        return problems.document(403, problems.FORBIDDEN, problems.NOT_FOR_YOU)
    return errors.forbidden(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    if _ours(request):
        return problems.nowhere()
    return errors.not_found(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """500: whatever nobody foresaw. Django has written it to the journal, where this number stands beside it."""
    if _ours(request):
        number = request_id()
        return problems.document(500, problems.BROKEN, problems.OURS.format(number=number), request_id=number)
    return errors.broken(request)


def _ours(request: HttpRequest) -> bool:
    return request.path_info.startswith(ROOT)
