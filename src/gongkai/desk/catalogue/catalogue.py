"""The catalogue of an agency: its fields with how far each has come, its rows with what is published under them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.catalogue import forms
from gongkai.desk.catalogue.around import choice, to_own
from gongkai.desk.catalogue.printed import printed
from gongkai.desk.rights import may_open
from gongkai.law.report.schema import Level
from gongkai.publication.actions.catalogue import set_fields as act_set_fields
from gongkai.publication.queries.catalogue import catalogue as rows_of
from gongkai.publication.queries.catalogue import fields_of, has_every_field
from gongkai.publication.queries.completion import Kept, by_field, completion, kept
from gongkai.publication.queries.tickets import waiting
from gongkai.records.actions.refused import Refused


@require_safe
def own(request: DeskRequest) -> HttpResponse:
    """On to the catalogue of the viewer's agency."""
    return to_own(request, "agency_catalogue")


@require_safe
def catalogue(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """The fields of an agency, and the rows of the one that is chosen."""
    found = kept(agency.id, request.on)
    by = by_field(found)
    chosen = next((each for each in by if each.field == request.GET.get("field")), None)
    context = {
        **_around(request, agency, found),
        "fields": by,
        "chosen": chosen,
        "rows": [row for row in found if chosen and row.entry.field == chosen.field],
        "every": has_every_field(agency.level),
    }
    return render(request, "desk/catalogue/catalogue.html", context)


@require_safe
def missing(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """The rows that are to be published proactively and have nothing under them."""
    found = kept(agency.id, request.on)
    context = {**_around(request, agency, found), "rows": [row for row in found if row.missing]}
    return render(request, "desk/catalogue/missing.html", context)


@require_safe
def entry(request: DeskRequest, agency: AgencyRow, key: str) -> HttpResponse:
    """One row as it is printed, and what can be proposed about it."""
    rows = {row.key: row for row in rows_of(agency.id, request.on, absent=True)}
    if key not in rows:
        raise Http404
    row = rows[key]
    under = next(
        (each for each in kept(agency.id, request.on, field=row.field) if each.entry.key == key), None
    )
    context = {
        "agency": agency,
        "row": row,
        "kept": under,
        "lines": printed(row),
        "government": agency.level != Level.DEPARTMENT,
        "may_propose": may_open(request.actor, "ticket_new", agency.id),
    }
    return render(request, "desk/catalogue/entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def set_fields(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Which fields a body has charge of."""
    held = sorted(fields_of(agency.id, request.on))
    form = forms.Fields(request.POST or None, initial={"field_ids": held})
    if request.method == "POST" and form.is_valid():
        try:
            act_set_fields(agency_id=agency.id, **form.cleaned_data, by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "负责的领域已保存，公开目录从今天起随之调整。")
            return redirect("desk:agency_catalogue", agency.slug)
    context = {"agency": agency, "form": form, "every": has_every_field(agency.level)}
    return render(request, "desk/catalogue/fields.html", context, status=422 if form.errors else 200)


def _around(request: DeskRequest, agency: AgencyRow, found: tuple[Kept, ...]) -> dict[str, object]:
    """What every page of a catalogue shows."""
    return {
        "agency": agency,
        "choice": choice(request.actor, agency),
        "done": completion(found),
        "missing": sum(1 for row in found if row.missing),
        "waiting": waiting(request.actor, agency.id),
        "government": agency.level != Level.DEPARTMENT,
        "may_keep": may_open(request.actor, "catalogue_import", agency.id),
        "may_propose": may_open(request.actor, "ticket_new", agency.id),
    }
