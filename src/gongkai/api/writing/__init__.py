"""Handing in what is not public yet: drafts, by systems that have a token."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from gongkai.api import problems
from gongkai.api.serving import api
from gongkai.api.writing.drafts import router
from gongkai.api.writing.letting_in import View, measured_here, noted
from gongkai.api.writing.pushing import router as rows

__all__ = ["around", "router", "rows"]


@api.exception_handler(BadRequest)
@api.exception_handler(MultiPartParserError)
@api.exception_handler(SuspiciousOperation)
def _broken(_request: HttpRequest, _wrong: Exception) -> HttpResponse:
    """What cannot even be read: parts without an end, too many fields, lengths that are none."""
    return problems.document(400, problems.WRONG, problems.UNREADABLE)


def around(name: str, view: View) -> View:
    """What stands around the view of an address: nothing, unless it belongs to this part."""
    if name.startswith("api_draft"):
        return measured_here(noted(view))
    return measured_here(view) if name == "register_push" else view
