"""What the public reads of a column in which the agency has nothing (空栏目说明)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.catalogue import forms
from gongkai.publication.actions.statements import end_statement, state_empty
from gongkai.publication.queries.columns import column_of
from gongkai.publication.queries.shelves import statements
from gongkai.records.actions.refused import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: DeskRequest, agency: AgencyRow, column_id: int) -> HttpResponse:
    """Say that the agency has nothing for a column, or say it anew as of today."""
    row = column_of(agency.id, column_id, request.on)
    if row is None:
        raise Http404
    said = statements(agency.id).get(column_id)
    form = forms.StateEmpty(request.POST or None, initial={"text": said.text} if said else None)
    if form.is_bound and form.is_valid():
        given = {"column_id": column_id, "agency_id": agency.id, **form.cleaned_data}
        try:
            state_empty(**given, by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, f"栏目“{row.title}”已向公众说明。")
            return redirect("desk:agency_columns", agency.slug)
    context = {"agency": agency, "row": row, "form": form, "said": said}
    return render(request, "desk/catalogue/state_empty.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: DeskRequest, agency: AgencyRow, column_id: int) -> HttpResponse:
    """Take back what was said; the public sees the column no longer."""
    try:
        end_statement(column_id=column_id, agency_id=agency.id, by=request.actor, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "空栏目说明已撤下，公众不再看到这个栏目。")
    return redirect("desk:agency_columns", agency.slug)
