"""Tickets (动态调整): rows of the catalogue are proposed to be added, altered, ended; somebody else decides."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.catalogue import forms
from gongkai.desk.catalogue.around import choice
from gongkai.desk.catalogue.printed import difference, printed
from gongkai.desk.rights import may_open
from gongkai.law.metadata import fields
from gongkai.publication.actions.tickets import decide_ticket, open_ticket
from gongkai.publication.queries import Change
from gongkai.publication.queries import tickets as queries
from gongkai.publication.queries.catalogue import EntryRow, catalogue, fields_of, has_every_field
from gongkai.publication.queries.tickets import TicketRow
from gongkai.records.actions.refused import Refused

PER_PAGE = 20


@require_safe
def listing(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """The tickets of an agency, those that wait first."""
    page = Paginator(queries.tickets(request.actor, agency.id), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "agency": agency,
        "choice": choice(request.actor, agency),
        "page": page,
        "waiting": queries.waiting(request.actor, agency.id),
        "rows": [queries.row_of(each) for each in page],
        "may_propose": may_open(request.actor, "ticket_new", agency.id),
    }
    return render(request, "desk/catalogue/tickets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Propose a new row; with `key` another form of a row that is there, or with `end` that it goes."""
    rows = {row.key: row for row in catalogue(agency.id, request.on, absent=True)}
    row = rows.get(request.GET.get("key", ""))
    if row is None and request.GET.get("key"):
        raise Http404
    change = _change(row, ending="end" in request.GET)
    form = _form(request, agency, row, change)
    if form.is_bound and form.is_valid():
        made = _proposed(request, agency, row, change, form)
        if made is not None:
            messages.success(request, "调整单已提交，由其他人审定。")
            return redirect("desk:ticket", agency.slug, made)
    context = {"agency": agency, "form": form, "row": row, "change": change}
    return render(request, "desk/catalogue/propose.html", context, status=422 if form.errors else 200)


def _change(row: EntryRow | None, *, ending: bool) -> Change:
    if row is None or row.absent_because:
        return Change.ADD
    return Change.END if ending else Change.ALTER


def _form(
    request: DeskRequest, agency: AgencyRow, row: EntryRow | None, change: Change
) -> forms.Reason | forms.Row:
    data = request.POST or None
    if change is Change.END:
        return forms.Reason(data)
    if row is None:
        every = has_every_field(agency.level)
        held = fields_of(agency.id, request.on)
        field = request.GET.get("field", "")
        return forms.Row(data, offered=fields() if every or not held else held, initial={"field": field})
    initial = {**asdict(row), "elements": "\n".join(row.elements), "basis": "\n".join(row.basis)}
    return forms.Row(data, offered=[row.field], position=row.position, initial=initial)


def _proposed(
    request: DeskRequest,
    agency: AgencyRow,
    row: EntryRow | None,
    change: Change,
    form: forms.Reason | forms.Row,
) -> int | None:
    """The number of the ticket; None with the reasons on the form where it is refused."""
    given: dict[str, Any] = {name: form.cleaned_data[name] for name in ("cause", "why")}
    try:
        return open_ticket(
            agency_id=agency.id,
            change=change,
            key=row.key if row else "",
            proposal=form.proposal() if isinstance(form, forms.Row) else {},
            **given,
            by=request.actor,
            at=request.at,
        )
    except Refused as refusal:
        form.add_error(None, list(refusal.messages))
        return None


@require_safe
def ticket(request: DeskRequest, agency: AgencyRow, ticket_id: int) -> HttpResponse:
    """One ticket: what is to be other, why, and the decision."""
    return _page(request, agency, _ticket(request, agency, ticket_id), forms.Decision())


@require_POST
def decide(request: DeskRequest, agency: AgencyRow, ticket_id: int) -> HttpResponse:
    """Adopt or decline it."""
    found = _ticket(request, agency, ticket_id)
    form = forms.Decision(request.POST)
    if not form.is_valid():
        return _page(request, agency, found, form)
    adopt = form.cleaned_data["outcome"] == "adopt"
    try:
        decide_ticket(
            ticket_id=found.id, adopt=adopt, note=form.cleaned_data["note"], by=request.actor, at=request.at
        )
    except Refused as refusal:
        form.add_error(None, list(refusal.messages))
        return _page(request, agency, found, form)
    messages.success(request, "已采纳，目录从今天起调整。" if adopt else "已登记为不采纳。")
    return redirect("desk:tickets", agency.slug)


def _ticket(request: DeskRequest, agency: AgencyRow, ticket_id: int) -> TicketRow:
    found = queries.ticket(request.actor, ticket_id)
    if found is None or found.agency_id != agency.id:
        raise Http404
    return found


def _page(request: DeskRequest, agency: AgencyRow, found: TicketRow, form: forms.Decision) -> HttpResponse:
    rows = {row.key: row for row in catalogue(agency.id, request.on)}
    before = rows.get(found.key) if found.decided_at is None else None
    ending = found.change is Change.END
    mine = bool(found.proposers & {request.actor.username, *_stood_in_for(request)})
    context = {
        "agency": agency,
        "ticket": found,
        "lines": printed(before)
        if ending and before
        else difference(None if ending else before, found.proposal),
        "compared": before is not None and not ending,
        "form": form,
        "mine": mine,
        "may_decide": may_open(request.actor, "ticket_decide", agency.id) and not mine,
    }
    return render(request, "desk/catalogue/ticket.html", context, status=422 if form.errors else 200)


def _stood_in_for(request: DeskRequest) -> set[str]:
    return {duty.acting_for for duty in request.actor.duties if duty.acting_for}
