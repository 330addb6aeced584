"""The editor of one part: the text as typed, what it reads, suggested sentences to put in, last year's problems to answer."""

from dataclasses import dataclass, replace

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
from gongkai.law.report.tokens.carrying import unanswered
from gongkai.law.report.tokens.filling import fill
from gongkai.law.report.tokens.parts import PROBLEMS, Part, parts

UNSAVED = ("look", "put", "answer", "open")
"""Buttons that change what is on the page and save nothing."""
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Carried:
    """A problem of last year: its number, its token, what it says, whether the text says what became of it, what was typed."""

    number: int
    mark: str
    said: str
    answered: bool
    typed: str


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: DeskRequest, working_id: int, part: str) -> HttpResponse:
    """Write one part. Who was overtaken sees both texts and loses none; `look` shows how it reads without saving.

    `put`, `answer`, `open` put a sentence into what is typed, and save nothing either.
    """
    made = seen(request, working_id)
    which = next((each for each in parts(made.working.form) if each.id == part), None)
    if which is None:
        raise Http404
    row = part_of(made, which).row
    form = forms.Write(request.POST or None, initial={"number": row.number, "text": row.text})
    overtaken: TextRow | None = None
    if form.is_bound and form.is_valid() and not request.POST.keys().isdisjoint(UNSAVED):
        _put(request, made, which, form)
    elif form.is_bound and form.is_valid():
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


def _put(request: DeskRequest, made: Draft, part: Part, form: forms.Write) -> None:
    """Put what a button asks for into the text on the page; the number of the version that was seen stays."""
    typed, given = form.cleaned_data["text"].rstrip(), request.POST
    above, below = "", ""
    if "put" in given:
        below = next((each.text for each in suggested(made, part) if each.text == given["put"]), "")
        if not below:
            form.add_error(None, "数据有变动，没有这一句了。请看现在可以采用的句子。")
    elif "answer" in given or "open" in given:
        number = _problem(given.get("answer") or given.get("open") or "", made)
        said = given.get(f"answer-{number}", "").strip()[:_LONGEST]
        if not number:
            return
        if "open" in given:
            above = f"仍然存在的问题：{{{{problem.{number}}}}}。"
        elif said:
            ending = "" if said.endswith(("。", "！", "；")) else "。"
            below = f"针对上年“{{{{problem.{number}}}}}”的问题，{said}{ending}"
        else:
            form.add_error(None, f"请先写明第 {number} 个问题的改进情况，再写进文字。")
    if above or below:
        text = "\n".join(filter(None, (above, typed, below)))
        form.data = {**given.dict(), "text": text}
        messages.info(request, "已放进文字，还没有保存。请核对、修改以后保存。")


def _problem(said: str, made: Draft) -> int:
    """The number of a problem of last year; 0 for anything else."""
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 0
    return number if number <= len(made.figures.problems) else 0


def _carried(request: DeskRequest, made: Draft, text: str) -> list[Carried]:
    """Last year's problems, each with whether the text answers it."""
    open_ones = {finding.expected for finding in unanswered(text, made.figures.problems)}
    used = request.POST.get("answer", "")
    return [
        Carried(
            number,
            f"{{{{problem.{number}}}}}",
            said,
            said not in open_ones,
            "" if used == str(number) and said not in open_ones else request.POST.get(f"answer-{number}", ""),
        )
        for number, said in enumerate(made.figures.problems, 1)
    ]


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
        "suggested": suggested(made, part) if part.id != PROBLEMS else [],
        "marks": marks(made),
        "problems": _carried(request, made, typed) if part.id == PROBLEMS else [],
        "last_year": last_years_text(made.previous, part),
        "earlier": earlier_texts(made.working.id, part.id)[1:],
        "may_write": made.working.open and request.actor.holds(WRITERS, made.working.agency.id) is not None,
    }
    return render(request, "desk/reports/text.html", context, status=422 if form.errors else 200)
