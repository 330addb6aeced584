"""The items that somebody sees, by how they stand, and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.items.forms import ItemFilter
from gongkai.desk.rights import may_open
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.publication.access import READERS
from gongkai.publication.queries import Stand
from gongkai.publication.queries.columns import columns
from gongkai.publication.queries.items import Filter, ItemRow, State, all_items, counts, items

HEAD = ("索引号", "标题", "机关", "栏目", "状态", "在办稿件", "发布时间", "最近变动")


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the list."""

    label: str
    stands: frozenset[Stand] = frozenset()
    work: State | None = None


TABS = {
    "all": Tab("全部"),
    **{state.value: Tab(state.label, work=state) for state in State},
    **{
        stand.value: Tab(stand.label, frozenset({stand}))
        for stand in (Stand.PUBLIC, Stand.WITHHELD, Stand.WITHDRAWN)
    },
    "gone": Tab("下架、作废、删除", frozenset({Stand.EXPIRED, Stand.DROPPED, Stand.REMOVED})),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for: its form, which tab, what that means."""

    form: ItemFilter
    tab: str
    wanted: Filter


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """One page of the items, newest touched first; what it is limited to stands in its address."""
    asked = _asked(request)
    work = counts(request.actor)
    kept = request.GET.copy()
    kept.pop("before", None)
    rest = kept.copy()
    rest.pop("tab", None)
    context = {
        "form": asked.form,
        "page": items(request.actor, asked.wanted, before=request.GET.get("before", "")),
        "tab": asked.tab,
        "tabs": [(key, tab.label, work.get(tab.work) if tab.work else None) for key, tab in TABS.items()],
        "filters": kept.urlencode(),
        "rest": rest.urlencode(),
        "first": "before" not in request.GET,
        "many": "agency" in asked.form.fields,
        "may_write": may_open(request.actor, "item_new"),
    }
    return render(request, "desk/items/list.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """All items that the filters find, as CSV; only so many such files in an hour."""
    wanted = _asked(request).wanted
    return as_csv(f"信息{request.on:%Y%m%d}.csv", _lines(request, wanted))


def _asked(request: DeskRequest) -> Asked:
    agencies = rows(request.actor, READERS)
    chosen = _agency(request, set(agencies))
    offered = columns(chosen, request.on) if chosen is not None else ()
    form = ItemFilter(request.GET, agencies=agencies.values(), columns=offered)
    form.is_valid()
    key = request.GET.get("tab", "all")
    tab = TABS.get(key, TABS["all"])
    given = form.cleaned_data
    wanted = Filter(
        agency_id=given.get("agency"),
        column_id=given.get("column"),
        entry_key=request.GET.get("entry", "")[:80],
        stands=tab.stands,
        work=tab.work,
        words=given.get("q", ""),
    )
    return Asked(form, key if key in TABS else "all", wanted)


def _agency(request: DeskRequest, reached: set[int]) -> int | None:
    """Whose columns are offered: of the agency that is chosen, else of the one that the viewer works in."""
    named = request.GET.get("agency", "")
    if named.isascii() and named.isdigit() and int(named) in reached:
        return int(named)
    return next((duty.agency_id for duty in request.actor.duties if duty.agency_id in reached), None)


def _lines(request: DeskRequest, wanted: Filter) -> Iterator[tuple[object, ...]]:
    yield HEAD
    yield from map(_line, all_items(request.actor, wanted))


def _line(row: ItemRow) -> tuple[object, ...]:
    out = timezone.localtime(row.published_at).isoformat(" ", "minutes") if row.published_at else ""
    return (
        row.index_no,
        row.title,
        row.agency,
        row.column,
        row.stand.label,
        row.state.label if row.state else "",
        out,
        timezone.localtime(row.touched_at).isoformat(" ", "minutes"),
    )
