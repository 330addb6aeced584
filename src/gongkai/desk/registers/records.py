"""The rows of a register: the list, one with its history, a new one, a correction, out of the public view and back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.registers.doing import done, known, living, whole
from gongkai.desk.registers.forms import Because, Pull, RowFilter
from gongkai.desk.registers.row_forms import RowForm
from gongkai.desk.rights import may_open
from gongkai.desk.tables import attachment, few_an_hour
from gongkai.documents.register_sheets.template import csv_template, xlsx_template
from gongkai.law.registers import Definition
from gongkai.records.actions.revealing import NoReason
from gongkai.records.queries.numbers import civil_day
from gongkai.registers import actions
from gongkai.registers.access import IMPORTERS, READERS, require_importing
from gongkai.registers.actions.entering import enter
from gongkai.registers.queries.export import as_csv
from gongkai.registers.queries.lotteries import lottery
from gongkai.registers.queries.records import Asked, Detail, Past, Told, page, past, record
from gongkai.registers.queries.standing import held_row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RESULTS = "inspection_result"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do with a row: what is filled in, which action that goes to, what is said when it is done."""

    form: type[django_forms.Form]
    act: Callable[..., Any]
    done: str


DEEDS = {
    "pull": Deed(Pull, actions.pull, "已撤下，公众不再看到这一件。原来的内容仍然保留。"),
    "restore": Deed(Because, actions.restore, "已恢复公开。"),
}


@dataclass(frozen=True, slots=True)
class Altered:
    """A field that a change has altered: what it said until then, and afterwards."""

    label: str
    before: str
    after: str


@require_safe
def listing(request: DeskRequest, register: str) -> HttpResponse:
    """A page of the rows, the newest first."""
    made = known(register)
    form, asked = _asked(request, made)
    found = page(request.actor, asked)
    context = {
        "made": made,
        "form": form,
        "page": found,
        "first": not asked.before,
        "many": "agency" in form.fields,
        "filters": _filters(request),
        "may_enter": may_open(request.actor, "registers_new"),
        "has_party": bool(made.party),
        "has_amount": bool(made.amount),
    }
    return render(request, "desk/registers/listing.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest, register: str) -> HttpResponseBase:
    """What the public reads of the rows that are asked for, as CSV."""
    made = known(register)
    _, asked = _asked(request, made)
    reached = request.actor.reach(READERS)
    mine = reached if asked.agency_ids is None else asked.agency_ids & reached
    lines = as_csv(replace(asked, agency_ids=mine, words="", before="", states=()))
    name = f"{made.label}{request.on:%Y%m%d}.csv"
    response = StreamingHttpResponse(
        (line.encode() for line in lines), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_safe
def template(request: DeskRequest, register: str, kind: str) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """An empty table to fill in."""
    made = known(register)
    if kind == "csv":
        return attachment(f"{made.label}导入模板.csv", csv_template(made), "text/csv; charset=utf-8")
    if kind != "xlsx":
        raise Http404
    return attachment(f"{made.label}导入模板.xlsx", xlsx_template(made), XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, register: str) -> HttpResponse:
    """A row is entered by hand."""
    made = known(register)
    given = _given(request, made)
    form = RowForm(
        request.POST or None, definition=made, agencies=living(request), given=given, on=request.on
    )
    if form.is_bound and form.is_valid():
        kept: list[int] = []

        def act(**wanted: Any) -> None:
            kept.append(enter(**wanted))

        wanted = {
            "agency_id": form.cleaned_data["agency"],
            "register": register,
            "cells": form.cells(),
            "earlier": form.cleaned_data["earlier"],
        }
        if done(request, form, "已登记。公开范围内的内容，公众马上可以看到。", act, **wanted):
            return redirect("desk:registers_record", kept[0])
    context = {"made": made, "form": form}
    return render(request, "desk/registers/new.html", context, status=422 if form.errors else 200)


@require_safe
def one(request: DeskRequest, record_id: int) -> HttpResponse:
    """A row with its periods and what became of it."""
    return _shown(request, _seen(request, record_id))


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: DeskRequest, record_id: int) -> HttpResponse:
    """Fields of a row are corrected."""
    found = _seen(request, record_id)
    require_importing(request.actor, found.row.agency_id)
    held = held_row(request.actor, record_id)
    if held is None:
        raise Http404
    form = RowForm(request.POST or None, definition=held.definition, held=held.values)
    if form.is_bound and form.is_valid():
        wanted = {"record_id": record_id, "cells": form.cells(), "reason": form.cleaned_data["reason"]}
        if done(request, form, "已更正。原来的内容保留在变更记录里。", actions.correct, **wanted):
            return redirect("desk:registers_record", record_id)
    context = {"found": found, "made": held.definition, "form": form}
    return render(request, "desk/registers/correct.html", context, status=422 if form.errors else 200)


@require_POST
def do(request: DeskRequest, record_id: int, what: str) -> HttpResponse:
    """Take a row out of the public view, bring it back, or see what is masked of it."""
    found = _seen(request, record_id)
    require_importing(request.actor, found.row.agency_id)
    if what == "see":
        return _revealed(request, found)
    if what not in DEEDS:
        raise Http404
    deed = DEEDS[what]
    form = deed.form(request.POST)
    if form.is_valid() and done(request, form, deed.done, deed.act, record_id=record_id, **form.cleaned_data):
        return redirect("desk:registers_record", record_id)
    return _shown(request, found, forms={what: form})


def _revealed(request: DeskRequest, found: Detail) -> HttpResponse:
    form = Because(request.POST, prefix="see")
    if not form.is_valid():
        return _shown(request, found, forms={"see": form})
    try:
        texts = actions.see(
            record_id=found.row.id, reason=form.cleaned_data["reason"], by=request.actor, at=request.at
        )
    except NoReason as refused:
        form.add_error("reason", str(refused))
        return _shown(request, found, forms={"see": form})
    made = known(found.row.register)
    plain = [(made.by_key[key].label, text) for key, text in texts.items() if key in made.by_key]
    return _shown(request, found, plain=plain)


def _shown(
    request: DeskRequest,
    found: Detail,
    *,
    plain: list[tuple[str, str]] | None = None,
    forms: Mapping[str, django_forms.Form] | None = None,
) -> HttpResponse:
    """A row; `plain`: what is masked of it, for whoever said why; `forms`: what was sent and is wrong, by deed."""
    forms = forms or {}
    held = held_row(request.actor, found.row.id)
    wrong = next((form for form in forms.values() if form.errors), None)
    history = past(request.actor, found.row.id)
    context = {
        "found": found,
        "made": known(found.row.register),
        "held": held,
        "history": list(_altered(found, history)),
        "may": request.actor.holds(IMPORTERS, found.row.agency_id) is not None,
        "pull": forms.get("pull") or Pull(initial={"on": request.on}),
        "restore": forms.get("restore") or Because(),
        "see": forms.get("see") or Because(prefix="see"),
        "plain": plain,
        "form": wrong,
        "left_late": bool(found.left_at and found.leave_by and civil_day(found.left_at) > found.leave_by),
    }
    return render(request, "desk/registers/record.html", context, status=422 if wrong else 200)


def _altered(found: Detail, history: list[Past]) -> Iterator[tuple[Past, list[Altered]]]:
    """Each change with the fields that it altered, as the public reads them."""
    after: tuple[Told, ...] = found.fields
    for change in history:
        old, new = _texts(change.before), _texts(after)
        keys = dict.fromkeys([*new, *old])
        yield (
            change,
            [
                Altered(label, old.get((key, label), ""), new.get((key, label), ""))
                for key, label in keys
                if old.get((key, label)) != new.get((key, label))
            ],
        )
        after = change.before


def _texts(fields: tuple[Told, ...]) -> Mapping[tuple[str, str], str]:
    return {(told.key, told.label): told.text for told in fields}


def _asked(request: DeskRequest, made: Definition) -> tuple[RowFilter, Asked]:
    agencies = rows(request.actor, READERS).values()
    form = RowFilter(request.GET, agencies=agencies, this_year=request.on.year)
    form.is_valid()
    given = form.cleaned_data
    chosen = given.get("agency")
    return form, Asked(
        register=made.key,
        agency_ids=frozenset({chosen}) if chosen else None,
        year=given.get("year"),
        words=given.get("q") or "",
        before=request.GET.get("before", "")[:40],
        late=bool(given.get("late")),
        cell=request.GET.get("cell", "")[:100],
        states=(given["state"],) if given.get("state") else (),
    )


def _filters(request: DeskRequest) -> str:
    given = request.GET.copy()
    given.pop("before", None)
    return given.urlencode()


def _given(request: DeskRequest, made: Definition) -> dict[str, str]:
    """What a result of a draw is filled with beforehand."""
    number = whole(request.GET.get("draw", ""))
    drawn = lottery(request.actor, number) if made.key == RESULTS and number is not None else None
    place = whole(request.GET.get("lot", ""))
    if drawn is None or place is None or place >= len(drawn.lots):
        return {}
    name = drawn.lots[place][0]
    return {
        "draw_no": drawn.draw_no,
        "item_name": drawn.name,
        "party_name": name,
        "inspectors": "、".join(drawn.assigned.get(name, ())),
    }


def _seen(request: DeskRequest, record_id: int) -> Detail:
    found = record(request.actor, record_id)
    if found is None:
        raise Http404
    return found
