"""One report under way: what it says, what is wrong with it, its tables, its way to publication."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.annual_reports import actions
from gongkai.annual_reports.access import WRITERS, may_review
from gongkai.annual_reports.actions import Refused
from gongkai.annual_reports.queries.beside import Figure as Beside
from gongkai.annual_reports.queries.beside import figures
from gongkai.annual_reports.queries.corrections import corrections
from gongkai.annual_reports.queries.course import NEXT, State, state_of, steps_of
from gongkai.annual_reports.queries.drafted import Draft, draft, stops
from gongkai.annual_reports.queries.drilling import behind
from gongkai.annual_reports.queries.kinds import StepKind
from gongkai.annual_reports.queries.listing import may_see
from gongkai.annual_reports.queries.shown import shown
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.official import Figure, filled
from gongkai.desk.reports import forms
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.due import annual_report_due
from gongkai.records.queries.log import history
from gongkai.signoff.queries import round_of
from gongkai.signoff.queries.passage import passage

LOGGED = 40


@dataclass(frozen=True, slots=True)
class Deed:
    """One step: what is filled in, which action that goes to, what is said when it is done, who takes it."""

    form: type[django_forms.Form]
    act: Callable[..., Any]
    done: str
    kind: StepKind
    review: bool = False
    remarks_as: str = "because"


DEEDS = {
    "submit": Deed(forms.Again, actions.submit, "已报送主管部门审核。", StepKind.SUBMITTED),
    "withdraw": Deed(forms.Remarks, actions.withdraw, "已撤回，可以修改。", StepKind.WITHDRAWN),
    "return": Deed(
        forms.Remarks,
        actions.give_back,
        "已退回修改。",
        StepKind.RETURNED,
        review=True,
        remarks_as="remarks",
    ),
    "accept": Deed(
        forms.Accepting, actions.accept, "审核通过。", StepKind.ACCEPTED, review=True, remarks_as="remarks"
    ),
    "sign": Deed(forms.Again, actions.send_to_sign, "已送签。", StepKind.SENT_TO_SIGN),
    "take": Deed(forms.Remarks, actions.take_from_signing, "已收回，可以修改。", StepKind.REFUSED),
    "publish": Deed(forms.Again, actions.publish, "已发布。", StepKind.PUBLISHED),
    "reopen": Deed(forms.Remarks, actions.reopen, "请修改以后重新报送。", StepKind.REOPENED),
}
"""What may be done with a report, by the last part of the address."""


def seen(request: DeskRequest, working_id: int) -> Draft:
    """The report, if the viewer may see it; one that they may not see is not there for them."""
    found = draft(working_id) if may_see(request.actor, working_id) else None
    if found is None:
        raise Http404
    return found


@require_safe
def report(request: DeskRequest, working_id: int) -> HttpResponse:
    """A report under way whole: where it stands, what keeps it, its texts with their numbers."""
    made = seen(request, working_id)
    held = made.working
    steps = steps_of(working_id)
    state = state_of(steps)
    writes = request.actor.holds(WRITERS, held.agency.id) is not None
    reviews = may_review(request.actor, held.agency.id)
    round_ = round_of(f"working_report:{working_id}")
    context = {
        "made": made,
        "held": held,
        "state": state,
        "open": state is State.WRITING,
        "writes": writes,
        "due_on": annual_report_due(held.year, held.agency.level),
        "deeds": [
            (name, deed.kind.label, deed.form(auto_id=f"{name}_%s"))
            for name, deed in DEEDS.items()
            if deed.kind in NEXT[state] and (reviews if deed.review else writes)
        ],
        "faults": made.faults if state is State.WRITING else (),
        "findings": [(finding, stops(finding)) for finding in made.findings],
        "parts": shown(made),
        "steps": steps,
        "round": round_,
        "passage": passage(round_.id, request.actor) if round_ and state is State.SIGNING else (),
        "corrections": corrections(held.agency.slug, held.year),
        "log": history(f"working_report:{working_id}", size=LOGGED).rows,
    }
    return render(request, "desk/reports/report.html", context)


@require_POST
def do(request: DeskRequest, working_id: int, what: str) -> HttpResponse:
    """Take one of these steps; what is refused is said on the page of the report."""
    seen(request, working_id)
    deed = DEEDS.get(what)
    if deed is None:
        raise Http404
    form = deed.form(request.POST)
    if not form.is_valid():
        unfilled(request, form)
        return redirect("desk:report", working_id)
    given = {deed.remarks_as: form.cleaned_data["remarks"]} if "remarks" in form.fields else {}
    _done(request, deed.act, {"working_id": working_id, **given}, deed.done)
    return redirect("desk:report", working_id)


@require_safe
def tables(request: DeskRequest, working_id: int) -> HttpResponse:
    """The tables as the form prints them: each figure leads to what it counts, last year's below it, what the checks say beside."""
    made = seen(request, working_id)
    held = made.working
    beside = figures(held, made.report.sections)
    cells = {cell: _figure(working_id, each) for cell, each in beside.items()}
    context = {
        "made": made,
        "held": held,
        "tables": [filled(held.year, table, cells) for table in ("t2", "t3", "t4")],
        "found": [
            (finding, stops(finding), finding.where in held.form.cells)
            for finding in made.findings
            if finding.cells or finding.where in held.form.cells
        ],
        "hand": [(each, held.form.cells[each.cell]) for each in held.by_hand.values()],
        "blank": sum(each.value is None for each in beside.values()),
        "may_write": held.open and request.actor.holds(WRITERS, held.agency.id) is not None,
        "by_hand": forms.ByHand(form=held.form, initial={"cell": request.GET.get("cell", "")}),
        "none": forms.NoneOfIt(auto_id="none_%s"),
    }
    return render(request, "desk/reports/tables.html", context)


def _figure(working_id: int, each: Beside) -> Figure:
    severities = [finding.severity.value for finding in each.findings]
    return Figure(
        text=_said(each.value),
        address="" if each.value is None else reverse("desk:report_cell", args=[working_id, each.spec.id]),
        hint=each.told,
        severity=next((one for one in ("error", "warning", "info") if one in severities), ""),
        last=_said(each.last_year),
        by_hand=each.by_hand is not None,
    )


def _said(value: Number | None) -> str:
    return "" if value is None else f"{value:f}" if not isinstance(value, int) else str(value)


@require_safe
def cell(request: DeskRequest, working_id: int, cell: str) -> HttpResponse:
    """What is behind one figure: the very documents, records, applications, cases that it counts."""
    made = seen(request, working_id)
    if cell not in made.working.form.cells:
        raise Http404
    context = {
        "held": made.working,
        "spec": made.working.form.cells[cell],
        "behind": behind(made.working, cell, request.actor),
        "sums": [made.working.form.cells[each] for each in _sum_of(made, cell)],
        "may_write": made.working.open and request.actor.holds(WRITERS, made.working.agency.id) is not None,
    }
    return render(request, "desk/reports/cell.html", context)


def _sum_of(made: Draft, cell: str) -> tuple[str, ...]:
    found = behind(made.working, cell)
    return found.sum_of if found else ()


@require_POST
def figure(request: DeskRequest, working_id: int, what: str) -> HttpResponse:
    """Set a figure by hand, take one back, or state that there is nothing of what stands in the blank cells."""
    made = seen(request, working_id)
    form = _figure_form(what, made, request)
    if not form.is_valid():
        unfilled(request, form)
        return redirect("desk:report_tables", working_id)
    said = form.cleaned_data
    if what == "set":
        given = {"reason": said["reason"], "source": said["source"]}
        act = {"working_id": working_id, "figures": {said["cell"]: said["value"]}, **given}
        _done(request, actions.set_by_hand, act, "已填写，表格里标明“手填”。")
    elif what == "none":
        _done(request, actions.state_none, {"working_id": working_id, **said}, "空白的格已经填0。")
    elif said["figure_id"] not in {each.id for each in made.working.by_hand.values()}:
        raise Http404
    else:
        _done(request, actions.take_back, said, "已撤销，恢复平台计出的数。")
    return redirect("desk:report_tables", working_id)


def _figure_form(what: str, made: Draft, request: DeskRequest) -> django_forms.Form:
    match what:
        case "set":
            return forms.ByHand(request.POST, form=made.working.form)
        case "none":
            return forms.NoneOfIt(request.POST)
        case "take-back":
            return forms.TakeBack(request.POST)
    raise Http404


def unfilled(request: DeskRequest, form: django_forms.Form) -> None:
    """Say above the next page what was not filled in rightly."""
    for name, said in form.errors.items():
        messages.error(request, f"{form.fields[name].label}：{''.join(map(str, said))}")


def _done(request: DeskRequest, act: Callable[..., Any], given: dict[str, Any], done: str) -> bool:
    """Whether an action was carried out; where it was refused, each reason stands above the page."""
    try:
        act(**given, by=request.actor, at=request.at)
    except Refused as refusal:
        for message in refusal.messages:
            messages.error(request, message)
        return False
    messages.success(request, done)
    return True
