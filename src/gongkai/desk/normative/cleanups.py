"""Clean-up campaigns: the list of them, a new one, how far one is over all bodies, the list of one body."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.fields import day
from gongkai.desk.normative.importing import XLSX
from gongkai.desk.tables import as_csv, attachment, few_an_hour
from gongkai.law.normative import Conclusion, tally
from gongkai.normative import access
from gongkai.normative.actions import Refused
from gongkai.normative.actions import cleanup as acts
from gongkai.normative.actions.cleanup import Begun, Judgement
from gongkai.normative.queries.card import of_number
from gongkai.normative.queries.cleanup import campaigns as reads
from gongkai.normative.queries.cleanup.campaigns import Told
from gongkai.normative.queries.cleanup.sheets import (
    SheetLine,
    decisions,
    lines,
    published_lists,
    sheet,
    turns,
)

WRITING = ["GET", "HEAD", "POST"]
SHOWN = 100
HEAD = ("机关", "文件", "文号", "类别", "制发日期", "现在的效力", "清理结论", "理由")


class Start(forms.Form):
    """A campaign as it is started."""

    agency = forms.TypedChoiceField(label="组织清理的机关", coerce=int)
    title = forms.CharField(label="名称", max_length=100, help_text="例如：2026年行政规范性文件清理。")
    basis = forms.CharField(label="依据", max_length=300, help_text="哪份文件要求这次清理。")
    as_of = day("基准日", help_text="清理各机关在这一天有效的规章和行政规范性文件。")
    due_on = day("报送的最后一天")


class Why(forms.Form):
    """What is to be put right."""

    reason = forms.CharField(label="退回的理由", max_length=300)


class Carry(forms.Form):
    """Which document carries out what was concluded."""

    cause = forms.CharField(
        label="引起变动的文件",
        max_length=200,
        help_text="决定废止、宣布失效的文件：登记簿里的文号，或者完整的标题。",
    )
    on = day("自哪一天起")
    agency = forms.TypedChoiceField(label="哪些机关的", required=False, coerce=int, empty_value=None)
    reason = forms.CharField(
        label="理由", max_length=300, required=False, help_text="法律提醒的，确实需要这样办理时写明理由。"
    )


@dataclass(frozen=True, slots=True)
class Field:
    """A document in the list of a body with what is filled in for it."""

    line: SheetLine
    conclusion: str
    reason: str


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """The campaigns in which bodies in reach take part."""
    context = {
        "campaigns": reads.campaigns(request.actor),
        "may_start": bool(request.actor.reach(access.CLEANERS)),
    }
    return render(request, "desk/normative/cleanups.html", context)


@require_http_methods(WRITING)
def new(request: DeskRequest) -> HttpResponse:
    """A campaign is started."""
    offered = [row for row in rows(request.actor, access.CLEANERS).values() if row.lives_on(request.on)]
    form = Start(request.POST or None, initial={"as_of": request.on})
    form.fields["agency"].choices = [(row.id, row.name) for row in offered]  # type: ignore[attr-defined] # a choice field
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        begun = Begun(title=said["title"], as_of=said["as_of"], due_on=said["due_on"], basis=said["basis"])
        try:
            made = acts.start_cleanup(agency_id=said["agency"], begun=begun, by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "清理已经开始，各机关在“规范性文件清理”中填报。")
            return redirect("desk:cleanup", made)
    return render(
        request, "desk/normative/cleanup_new.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
def one(request: DeskRequest, cleanup_id: int) -> HttpResponse:
    """How far a campaign is: every body with its list, what was concluded, what is not carried out."""
    told = _told(request, cleanup_id)
    runs = access.may_clean(request.actor, told.row.agency_id)
    shown = [each for each in told.rows if reads.sees(request.actor, told.row, each.agency_id)]
    tallied = tally(told.campaign)
    finished = told.row.bodies == told.row.accepted
    found = told.findings(request.on) if runs and finished else []
    context = {
        "campaign": told.row,
        "rows": shown,
        "runs": runs,
        "conclusions": list(Conclusion),
        "tallied": [(each, tallied[each]) for each in Conclusion],
        "documents": sum(each.documents for each in told.rows),
        "concluded": sum(each.concluded for each in told.rows),
        "late": told.row.missing and request.on > told.row.due_on,
        "finished": finished,
        "to_do": len(told.to_do(request.on)) if runs else 0,
        "findings": found[:SHOWN],
        "more": len(found) - SHOWN,
        "decisions": decisions(cleanup_id),
        "lists": published_lists(cleanup_id),
        "writers": [
            row for row in rows(request.actor, access.CLEANERS).values() if row.id == told.row.agency_id
        ],
    }
    return render(request, "desk/normative/cleanup.html", context)


@require_POST
def do(request: DeskRequest, cleanup_id: int, what: str) -> HttpResponse:
    """Ask for missing lists; draft the result for the public."""
    told = _told(request, cleanup_id)
    who: dict[str, Any] = {"cleanup_id": cleanup_id, "by": request.actor, "at": request.at}
    try:
        if what == "remind":
            messages.success(request, f"已向{acts.remind(**who)}个机关催报。")
        elif what == "lists":
            item_id = acts.draft_lists(agency_id=told.row.agency_id, **who)
            messages.success(request, "清理结果已经起草。请补充栏目等要素，检查后送审。")
            return redirect("desk:item", item_id)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:cleanup", cleanup_id)


@require_http_methods(WRITING)
def carry(request: DeskRequest, cleanup_id: int) -> HttpResponse:
    """Carry out what was concluded by one document: first what it would do, then all of it at once."""
    told = _told(request, cleanup_id)
    if not access.may_clean(request.actor, told.row.agency_id):
        raise PermissionDenied("落实清理结论由组织清理的主管部门办理。")
    form = Carry(request.POST or None, initial={"on": request.on})
    offered = [(str(each.agency_id), each.agency) for each in told.rows if each.documents]
    form.fields["agency"].choices = [("", "全部机关"), *offered]  # type: ignore[attr-defined] # a choice field
    seen = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            given: dict[str, Any] = {
                "cleanup_id": cleanup_id,
                "cause_id": _cause(said["cause"]),
                "on": said["on"],
                "agency_id": said["agency"],
                "by": request.actor,
                "at": request.at,
            }
            if "preview" in request.POST:
                seen = acts.foresee_carrying_out(**given)
            else:
                done = acts.carry_out(**given, reason=said["reason"])
                messages.success(request, f"已落实{done}件，登记簿和各日的计数随之变动。")
                return redirect("desk:cleanup", cleanup_id)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
    waiting = lines(told, (pk for pk, _ in told.to_do(request.on)), {}, request.on)
    context = {
        "campaign": told.row,
        "form": form,
        "waiting": waiting[:SHOWN],
        "count": len(waiting),
        "seen": seen,
    }
    status = 422 if form.errors else 200
    return render(request, "desk/normative/cleanup_carry.html", context, status=status)


@require_safe
def body(request: DeskRequest, cleanup_id: int, body_id: int) -> HttpResponse:
    """The list of one body: each document with its conclusion."""
    return _body(request, cleanup_id, body_id)


@require_POST
def body_do(request: DeskRequest, cleanup_id: int, body_id: int, what: str) -> HttpResponse:
    """Save or hand in the list of a body; return or accept it."""
    told = _seen(request, cleanup_id, body_id)
    who: dict[str, Any] = {"body_id": body_id, "by": request.actor, "at": request.at}
    try:
        if what in ("save", "hand_in"):
            acts.conclude(judgements=_judgements(request, told, body_id), **who)
            if what == "hand_in":
                acts.hand_in(**who)
        elif what == "return":
            form = Why(request.POST)
            acts.return_list(reason=form.cleaned_data.get("reason", "") if form.is_valid() else "", **who)
        elif what == "accept":
            acts.accept_list(**who)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _body(request, cleanup_id, body_id, refused=True)
    messages.success(request, DONE[what])
    return redirect("desk:cleanup_body", cleanup_id, body_id)


DONE = {
    "save": "已保存，还没有报送。",
    "hand_in": "清单已报送。",
    "return": "清单已退回。",
    "accept": "清单已审核通过。",
}


@require_safe
@few_an_hour
def export(request: DeskRequest, cleanup_id: int, kind: str) -> HttpResponseBase:
    """All documents of the campaign with what was concluded, as CSV or as a workbook."""
    told = _told(request, cleanup_id)
    name = f"{told.row.title}{request.on:%Y%m%d}"
    if kind == "csv":
        return as_csv(f"{name}.csv", _lines(request, told))
    if kind == "xlsx":
        return attachment(f"{name}.xlsx", _workbook(_lines(request, told)), XLSX)
    raise Http404


def _workbook(rows_: Iterator[tuple[object, ...]]) -> bytes:
    """Rows as a workbook, every cell a text."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet("清理清单")
        page.set_column(0, len(HEAD) - 1, 20)
        page.freeze_panes(1, 0)
        for row, line in enumerate(rows_):
            for column, value in enumerate(line):
                page.write_string(row, column, str(value))
    return out.getvalue()


def _lines(request: DeskRequest, told: Told) -> Iterator[tuple[object, ...]]:
    yield HEAD
    seen = [each for each in told.rows if reads.sees(request.actor, told.row, each.agency_id)]
    ids = [pk for each in seen for pk in told.scope.get(each.agency_id, ())]
    judged = {pk: one for each in seen for pk, one in told.of_body(each.id).items()}
    for line in lines(told, ids, judged, request.on):
        concluded = (line.judged.conclusion.label, line.judged.reason) if line.judged else ("", "")
        yield (
            line.agency,
            line.title,
            line.number,
            line.kind.label,
            line.issued_on or "",
            line.validity,
            *concluded,
        )


def _body(request: DeskRequest, cleanup_id: int, body_id: int, *, refused: bool = False) -> HttpResponse:
    told = _seen(request, cleanup_id, body_id)
    row = next(each for each in told.rows if each.id == body_id)
    edits = row.stage.owed and access.may_keep(request.actor, row.agency_id)
    given = _typed(request) if refused else lambda _: None
    context = {
        "campaign": told.row,
        "row": row,
        "fields": [_field(each, given(each.id)) for each in sheet(told, body_id, request.on)],
        "conclusions": list(Conclusion),
        "edits": edits,
        "runs": access.may_clean(request.actor, told.row.agency_id),
        "turns": turns(body_id),
        "why": Why(),
        "late": row.stage.owed and request.on > told.row.due_on,
    }
    return render(request, "desk/normative/cleanup_body.html", context, status=409 if refused else 200)


def _typed(request: DeskRequest) -> Callable[[int], tuple[str, str] | None]:
    """What was filled in for a document and could not be kept."""

    def given(pk: int) -> tuple[str, str] | None:
        if f"c{pk}" not in request.POST:
            return None
        return request.POST[f"c{pk}"], request.POST.get(f"r{pk}", "")

    return given


def _field(line: SheetLine, typed: tuple[str, str] | None) -> Field:
    if typed is not None:
        return Field(line, *typed)
    return Field(
        line,
        line.judged.conclusion.value if line.judged else "",
        line.judged.reason if line.judged else "",
    )


def _judgements(request: DeskRequest, told: Told, body_id: int) -> list[Judgement]:
    """What was filled in for the documents of the list."""
    found = []
    for pk in told.scope.get(told.bodies[body_id].agency_id, ()):
        if f"c{pk}" in request.POST:
            chosen = request.POST[f"c{pk}"]
            conclusion = Conclusion(chosen) if chosen in set(Conclusion) else None
            found.append(Judgement(pk, conclusion, request.POST.get(f"r{pk}", "")))
    return found


def _told(request: DeskRequest, cleanup_id: int) -> Told:
    """A campaign, if a body in reach takes part in it."""
    told = reads.told(cleanup_id)
    agencies = {each.agency_id for each in told.bodies.values()} if told else set()
    if told is None or not (
        access.may_clean(request.actor, told.row.agency_id) or agencies & request.actor.reach(access.READERS)
    ):
        raise Http404
    return told


def _seen(request: DeskRequest, cleanup_id: int, body_id: int) -> Told:
    told = _told(request, cleanup_id)
    held = told.bodies.get(body_id)
    if held is None or not reads.sees(request.actor, told.row, held.agency_id):
        raise Http404
    return told


def _cause(text: str) -> int:
    """The document of this number or title. Refused where there is none, or more than one."""
    found = of_number(text.strip())
    if len(found) != 1:
        why = "有几份文件都是这样，请填写文号" if found else "登记簿里没有这份文件，请先登记、公布"
        raise Refused(f"“{text}”：{why}。")
    return found[0]
