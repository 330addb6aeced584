"""Columns of an agency: the tree with what it has otherwise, and whether they are fed (栏目体检)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies.queries import AgencyRow, listed
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.catalogue import forms
from gongkai.desk.catalogue.around import choice, to_own
from gongkai.desk.rights import may_open
from gongkai.desk.tables import as_csv
from gongkai.publication.actions.columns import add_column, alter_column, end_column, set_column
from gongkai.publication.queries import columns as queries
from gongkai.publication.queries.columns import ColumnRow, column_of
from gongkai.publication.queries.feeding import Feeding, State, feeding
from gongkai.publication.queries.shelves import empty_columns, statements
from gongkai.records.actions.refused import Refused

HEAD = ("栏目", "类型", "责任科室", "公开信息数", "最近更新", "应更新", "状态")


@require_safe
def own(request: DeskRequest) -> HttpResponse:
    """On to the columns of the viewer's agency."""
    return to_own(request, "agency_columns")


@require_safe
def columns(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """All columns of an agency, hidden ones too, each below the one that holds it."""
    rows = queries.columns(agency.id, request.on, hidden=True)
    names = _names(rows)
    said, empty = statements(agency.id), empty_columns(agency.id, rows)
    context = {
        "agency": agency,
        "choice": choice(request.actor, agency),
        "rows": [(row, _owner(row, agency, names), said.get(row.id), row.id in empty) for row in rows],
        "may_keep": may_open(request.actor, "column_set", agency.id),
    }
    return render(request, "desk/catalogue/columns.html", context)


def _names(rows: tuple[ColumnRow, ...]) -> dict[int, str]:
    owners = {row.owner_id for row in rows if row.owner_id}
    return dict(listed().filter(pk__in=owners).values_list("pk", "name"))


def _owner(row: ColumnRow, agency: AgencyRow, names: dict[int, str]) -> str:
    if row.owner_id is None:
        return "通用"
    return "本机关" if row.owner_id == agency.id else names[row.owner_id]


@require_safe
def checkup(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Which columns are late, which are empty."""
    found = feeding(agency.id, request.on)
    chosen = next((state for state in State if state.value == request.GET.get("state")), None)
    context = {
        "agency": agency,
        "choice": choice(request.actor, agency),
        "counts": [(state, sum(1 for each in found if each.state is state)) for state in State],
        "chosen": chosen,
        "rows": [each for each in found if chosen in (None, each.state)],
        "total": len(found),
    }
    return render(request, "desk/catalogue/checkup.html", context)


@require_safe
def export(request: DeskRequest, agency: AgencyRow) -> HttpResponseBase:
    """The same as CSV."""
    rows = [_line(each) for each in feeding(agency.id, request.on)]
    return as_csv(f"{agency.name}栏目体检{request.on:%Y%m%d}.csv", [HEAD, *rows])


def _line(each: Feeding) -> tuple[object, ...]:
    row = each.column
    last, due = each.last_on or "", each.due_on or ""
    return (row.title, row.kind.label, row.office, each.items, last, due, each.state.word)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """A column of the agency's own."""
    offered = queries.columns(agency.id, request.on, hidden=True)
    form = forms.AddColumn(request.POST or None, columns=offered)
    if form.is_bound and form.is_valid():
        given = {"owner_id": agency.id, **form.cleaned_data}
        if _done(request, form, add_column, f"已增设栏目“{form.cleaned_data['title']}”。", given):
            return redirect("desk:agency_columns", agency.slug)
    context = {"agency": agency, "form": form}
    return render(request, "desk/catalogue/add_column.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, agency: AgencyRow, column_id: int) -> HttpResponse:
    """What the agency has otherwise than the column says: another name, place, interval; or it hides it."""
    row = _row(request, agency, column_id)
    form = forms.SetColumn(request.POST or None, initial=queries.change_of(agency.id, column_id))
    if form.is_bound and form.is_valid():
        given = {"agency_id": agency.id, "column_id": column_id, **form.cleaned_data}
        if _done(request, form, set_column, f"栏目“{row.title}”的调整已保存。", given):
            return redirect("desk:agency_columns", agency.slug)
    context = {"agency": agency, "row": row, "form": form, "own": row.owner_id == agency.id}
    return render(request, "desk/catalogue/set_column.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def alter(request: DeskRequest, agency: AgencyRow, column_id: int) -> HttpResponse:
    """Make a column of the agency's own another one, for all bodies that have it."""
    row = _own_row(request, agency, column_id)
    form = forms.AlterColumn(request.POST or None, initial=queries.column_itself(column_id))
    if form.is_bound and form.is_valid():
        given = {"column_id": column_id, **form.cleaned_data}
        if _done(request, form, alter_column, f"栏目“{form.cleaned_data['title']}”已修改。", given):
            return redirect("desk:agency_columns", agency.slug)
    context = {"agency": agency, "row": row, "form": form}
    return render(request, "desk/catalogue/alter_column.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: DeskRequest, agency: AgencyRow, column_id: int) -> HttpResponse:
    """End a column of the agency's own."""
    row = _own_row(request, agency, column_id)
    form = forms.EndColumn(request.POST or None, initial={"on": request.on})
    if form.is_bound and form.is_valid():
        given = {"column_id": column_id, **form.cleaned_data}
        said = f"栏目“{row.title}”自{form.cleaned_data['on']:%Y-%m-%d}的次日起停用，其中的信息仍然公开。"
        if _done(request, form, end_column, said, given):
            return redirect("desk:agency_columns", agency.slug)
    context = {"agency": agency, "row": row, "form": form}
    return render(request, "desk/catalogue/end_column.html", context, status=422 if form.errors else 200)


def _row(request: DeskRequest, agency: AgencyRow, column_id: int) -> ColumnRow:
    found = column_of(agency.id, column_id, request.on)
    if found is None:
        raise Http404
    return found


def _own_row(request: DeskRequest, agency: AgencyRow, column_id: int) -> ColumnRow:
    found = _row(request, agency, column_id)
    if found.owner_id != agency.id:
        raise Http404
    return found


def _done(
    request: DeskRequest, form: Any, action: Callable[..., Any], said: str, given: dict[str, Any]
) -> bool:
    """Whether an action was carried out; the reasons stand on the form where it was refused."""
    try:
        action(**given, by=request.actor, at=request.at)
    except Refused as refusal:
        form.add_error(None, list(refusal.messages))
        return False
    messages.success(request, said)
    return True
