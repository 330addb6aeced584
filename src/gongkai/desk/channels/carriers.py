"""The register of carriers: the list, one with what stands on it, a new one, its changes and its end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.channels.access import IMPORTERS, KEEPERS, POSTERS, READERS
from gongkai.channels.actions import alter_carrier, close_carrier, enter_carrier
from gongkai.channels.queries.carriers import CarrierRow, Wanted, carriers, one_carrier
from gongkai.channels.queries.intakes import intakes
from gongkai.channels.queries.posts import put_out
from gongkai.channels.queries.standing import Scope
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.channels.doing import done
from gongkai.desk.channels.forms import CarrierFields, CarrierFilter, CloseCarrier, NewCarrier
from gongkai.desk.rights import may_open
from gongkai.desk.tables import as_csv, few_an_hour

HEAD = (
    *(
        "机关",
        "渠道",
        "名称",
        "平台",
        "账号",
        "网址",
        "地点",
        "开放时间",
        "责任科室",
        "备案状态",
        "备案编号",
        "备案日期",
    ),
    *("开通日期", "停用日期", "停用原因", "发布记录", "阅读数"),
)
BEGINNING = date(2000, 1, 1)


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """The carriers of the agencies in reach."""
    form = _filter(request)
    found = carriers(request.actor, _wanted(form))
    context = {
        "form": form,
        "rows": found,
        "many": "agency" in form.fields,
        "unfiled": sum(1 for row in found if row.media and row.filing.value == "not_filed"),
        "may_keep": may_open(request.actor, "carrier_new"),
        "filters": request.GET.urlencode(),
    }
    return render(request, "desk/channels/carriers.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """The same as CSV; only so many such files in an hour."""
    found = carriers(request.actor, _wanted(_filter(request)))
    return as_csv(f"载体登记{request.on:%Y%m%d}.csv", _lines(found))


@require_safe
def one(request: DeskRequest, carrier_id: int) -> HttpResponse:
    """A carrier with what stands on it, and what was imported."""
    row = seen(request, carrier_id)
    scope = Scope(agencies=frozenset({row.agency_id}), since=BEGINNING, until=request.on, carrier=row.id)
    actor = request.actor
    context = {
        "row": row,
        "page": put_out(scope, before=request.GET.get("before", "")),
        "first": "before" not in request.GET,
        "intakes": intakes(actor, carrier_id=row.id),
        "may_keep": actor.holds(KEEPERS, row.agency_id) is not None,
        "may_post": actor.holds(POSTERS, row.agency_id) is not None and row.closed_on is None,
        "may_import": actor.holds(IMPORTERS, row.agency_id) is not None and row.imports,
    }
    return render(request, "desk/channels/carrier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """A carrier enters the register."""
    agencies = [row for row in rows(request.actor, KEEPERS).values() if row.lives_on(request.on)]
    form = NewCarrier(request.POST or None, agencies=agencies, initial={"opened_on": request.on})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        said = f"已登记“{given['name']}”。"
        wanted = {"agency_id": given["agency"], "kind": given["kind"], "details": form.details()}
        if done(request, form, said, enter_carrier, **wanted):
            return redirect("desk:carriers")
    context = {"form": form}
    return render(request, "desk/channels/carrier_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def alter(request: DeskRequest, carrier_id: int) -> HttpResponse:
    """What is told of a carrier is brought up to date."""
    row = seen(request, carrier_id)
    held = {name: getattr(row, name) for name in CarrierFields.base_fields}
    form = CarrierFields(request.POST or None, initial=held)
    if form.is_bound and form.is_valid():
        given = {"carrier_id": row.id, "details": form.details()}
        if done(request, form, f"“{row.name}”的登记已更新。", alter_carrier, **given):
            return redirect("desk:carrier", row.id)
    context = {"form": form, "row": row}
    return render(request, "desk/channels/carrier_alter.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: DeskRequest, carrier_id: int) -> HttpResponse:
    """A carrier is used no longer."""
    row = seen(request, carrier_id)
    form = CloseCarrier(request.POST or None, initial={"on": request.on})
    if form.is_bound and form.is_valid():
        given = {"carrier_id": row.id, **form.cleaned_data}
        if done(request, form, f"已登记“{row.name}”停用，发布记录仍然保留。", close_carrier, **given):
            return redirect("desk:carrier", row.id)
    context = {"form": form, "row": row}
    return render(request, "desk/channels/carrier_close.html", context, status=422 if form.errors else 200)


def seen(request: DeskRequest, carrier_id: int) -> CarrierRow:
    """The carrier, if the viewer reaches it; one that they do not is not there for them."""
    row = one_carrier(request.actor, carrier_id)
    if row is None:
        raise Http404
    return row


def _filter(request: DeskRequest) -> CarrierFilter:
    form = CarrierFilter(request.GET, agencies=rows(request.actor, READERS).values())
    form.is_valid()
    return form


def _wanted(form: CarrierFilter) -> Wanted:
    given = form.cleaned_data
    wanted = Wanted(agency_id=given.get("agency"), kind=given.get("kind"))
    return replace(wanted, state=given.get("state") or "open")


def _lines(found: list[CarrierRow]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in found:
        yield (
            *(
                row.agency,
                row.kind.label,
                row.name,
                row.platform,
                row.account,
                row.address,
                row.place,
                row.hours,
            ),
            *(row.office, row.filing.label if row.media else "", row.filing_no, row.filed_on or ""),
            *(row.opened_on, row.closed_on or "", row.closed_because, row.posts, row.reads),
        )
