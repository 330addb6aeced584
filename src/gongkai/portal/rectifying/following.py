"""回执、办理进度: what somebody sees and does who has number and query code of a request for correction."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.agencies import queries as agencies
from gongkai.applications.actions import rectifying
from gongkai.applications.queries.rectifying.letters import pdf_of
from gongkai.applications.queries.rectifying.status import status
from gongkai.guard.http.uploads import takes_files
from gongkai.law.calendar.workdays import WEEKDAYS
from gongkai.law.rectification.answers import Answer
from gongkai.portal.applying import bringing, limits, receipts
from gongkai.portal.applying.opened import around, handed, opened, supplemented, taken_back
from gongkai.portal.applying.session import Known
from gongkai.portal.organs.applying import remedies

DONE = {"bc": "已经收到您补充的材料。", "ch": "您的更正申请已经撤回。"}
SUABLE = frozenset({Answer.CORRECTED, Answer.REFUSED})
"""Answers against which review and suit are open; a forwarding is a step on the way."""

_opened = partial(opened, rectification=True)


@never_cache
@require_safe
@_opened
def receipt(request: HttpRequest, known: Known) -> HttpResponse:
    """Number and query code, for the browser that has them."""
    told = status(known.id, localdate())
    context = {"told": told, **receipts.on_page(request, known.number, known.code)}
    return render(request, "portal/rectifying/receipt.html", context)


@never_cache
@require_safe
@_opened
def receipt_text(request: HttpRequest, known: Known) -> HttpResponse:
    """The receipt as a text to keep."""
    told = status(known.id, localdate())
    return receipts.as_text(
        request,
        told.number,
        known.code,
        agency=told.agency,
        of="更正申请",
        heading="更正申请回执",
        good_for="查询进度、补充证据、撤回申请、查看答复",
    )


@never_cache
@require_safe
@_opened
def standing(request: HttpRequest, known: Known) -> HttpResponse:
    """Where the request stands, in plain words."""
    return _status(request, known, ())


@never_cache
@require_safe
@_opened
def letter(request: HttpRequest, known: Known) -> HttpResponseBase:
    """The letter that tells the answer, noted in the log."""
    file_id = pdf_of(known.id)
    if file_id is None:
        raise Http404
    return handed(request, known, file_id, rectifying.downloaded)


@takes_files(files=bringing.AT_ONCE, largest=limits.room)
@never_cache
@require_POST
@_opened
def supplement(request: HttpRequest, known: Known) -> HttpResponse:
    """Bring the evidence that was asked for, or more."""
    return supplemented(request, known, rectifying.supplement, _status)


@never_cache
@require_POST
@_opened
def take_back(request: HttpRequest, known: Known) -> HttpResponse:
    """Take the request back, where the box says so."""
    return taken_back(request, known, rectifying.take_back, _status)


def _status(
    request: HttpRequest, known: Known, messages: tuple[str, ...], *, field: str = "", said: str = ""
) -> HttpResponse:
    told, today = status(known.id, localdate()), localdate()
    agency = agencies.find(told.agency_slug)
    suable = told.answer is not None and told.answer.answer in SUABLE
    context = {
        "told": told,
        "letter": pdf_of(known.id),
        "lines": told.answer.lines() if told.answer else [],
        "weekday": WEEKDAYS[told.course.due_on.weekday()] if told.course.due_on else "",
        "remedies": [*remedies(agencies.powers(agency.id, today), today)][-1:] if suable and agency else [],
        "guide": agencies.guide(agency.id, today) if agency else None,
        **around(request, messages, field, said, DONE),
    }
    return render(request, "portal/rectifying/status.html", context, status=422 if messages else 200)
