"""Forms of a case, filled on demand: as a page with the applicant masked, as a PDF with everything, which is logged."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.queries import letters, sheets
from gongkai.desk.acting.frame import Trouble, trouble
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.applications.case import seen
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.outcomes.letters import letter


@require_safe
def sheet(request: DeskRequest, application_id: int, kind: str) -> HttpResponse:
    """A form as it reads."""
    one = seen(request, application_id)
    filled = sheets.sheet(request.actor, one.id, kind, _of(request), request.on)
    if filled is None:
        raise Http404
    context: dict[str, Any] = {
        "one": one,
        "name": letter(kind).name,
        "kind": kind,
        "of": _of(request),
        "shown": letters.as_page(filled),
        "may_print": Act.REVEAL in one.acts,
    }
    return render(request, "desk/applications/sheet.html", context)


@require_safe
def file(request: DeskRequest, application_id: int, kind: str) -> HttpResponse:
    """The form as a PDF, the applicant whole; the reading is logged."""
    try:
        made = actions.print_sheet(
            application_id=application_id, kind=kind, of=_of(request), by=request.actor, at=request.at
        )
    except actions.Refused as refusal:
        return trouble(request, Trouble(404, "没有这份单表", str(refusal)))
    except Unreadable as fault:
        return trouble(request, Trouble(409, "不能制成文件", str(fault)))
    answer = HttpResponse(made.data, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{made.name}.pdf"
    )
    return answer


def _of(request: DeskRequest) -> int | None:
    """Which letter or part of the case it belongs to."""
    given = request.GET.get("of", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None
