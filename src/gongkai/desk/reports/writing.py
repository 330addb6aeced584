"""The editor of one part: the text as typed, what it reads, suggested sentences, what last year's report said."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.annual_reports import actions
from gongkai.annual_reports.access import WRITERS
from gongkai.annual_reports.actions import Overtaken, Refused
from gongkai.annual_reports.queries.drafted import Draft
from gongkai.annual_reports.queries.shown import last_years_text, marks, part_of, suggested
from gongkai.annual_reports.queries.texts import TextRow, earlier_texts
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.reports import forms
from gongkai.desk.reports.report import seen
from gongkai.law.report.tokens.filling import fill
from gongkai.law.report.tokens.parts import Part, parts


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: DeskRequest, working_id: int, part: str) -> HttpResponse:
    """Write one part. Who was overtaken sees both texts and loses none; `look` shows how it reads without saving."""
    made = seen(request, working_id)
    which = next((each for each in parts(made.working.form) if each.id == part), None)
    if which is None:
        raise Http404
    row = part_of(made, which).row
    form = forms.Write(request.POST or None, initial={"number": row.number, "text": row.text})
    overtaken: TextRow | None = None
    if form.is_bound and form.is_valid() and "look" not in request.POST:
        said = form.cleaned_data
        try:
            actions.write_text(
                working_id=working_id,
                part=part,
                text=said["text"],
                based_on=said["number"],
                by=request.actor,
                at=request.at,
            )
        except Overtaken as refusal:
            overtaken = refusal.now
            form.data = {**form.data.dict(), "number": str(refusal.now.number)}  # type: ignore[attr-defined] # a QueryDict
            form.add_error(None, list(refusal.messages))
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, f"已保存“{which.heading}”。")
            return redirect("desk:report", working_id)
    return _page(request, made, which, form, overtaken)


def _page(
    request: DeskRequest, made: Draft, part: Part, form: forms.Write, overtaken: TextRow | None
) -> HttpResponse:
    typed = form["text"].value() or ""
    reads = fill(typed, made.figures, part.id)
    lacks = replace(part_of(made, part), paragraphs=tuple(filter(str.strip, reads.text.splitlines())))
    context = {
        "held": made.working,
        "part": part,
        "one": lacks,
        "refused": reads.refused,
        "form": form,
        "overtaken": overtaken,
        "suggested": suggested(made, part),
        "marks": marks(made),
        "problems": [(f"{{{{problem.{at}}}}}", said) for at, said in enumerate(made.figures.problems, 1)]
        if part.id == "s5_problems"
        else [],
        "last_year": last_years_text(made.previous, part),
        "earlier": earlier_texts(made.working.id, part.id)[1:],
        "may_write": made.working.open and request.actor.holds(WRITERS, made.working.agency.id) is not None,
    }
    return render(request, "desk/reports/text.html", context, status=422 if form.errors else 200)
