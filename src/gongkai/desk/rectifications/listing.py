"""The list of requests for correction: filters in the address, export."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.applications.access import INTAKE
from gongkai.applications.queries.rectifying.listing import (
    Filter,
    Group,
    all_rectifications,
    rectifications,
)
from gongkai.applications.queries.rectifying.permits import SEERS
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.applications.asked import Limited, one_of, sought
from gongkai.desk.lists import listed
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.law.rectification.course import State

HEAD = (
    *("登记编号", "文件或者页面", "申请人", "机关", "收件途径", "收到日期", "办理期限", "时限情况", "状态"),
    "办结日期",
)


class Limits(Limited):
    """By words, state, agency, way, year."""

    q = sought("名称、登记编号或申请人")
    state = one_of("状态", State)
    field_order = ("q", "state", "agency", "way", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("state", [(state.value, state.label) for state in State])

    def wanted(self, group: Group) -> Filter:
        """What was asked for."""
        given = self.chosen()
        return Filter(
            group=group,
            state=given.get("state"),
            agency_id=given.get("agency"),
            way=given.get("way"),
            year=given.get("year"),
            words=given.get("q", ""),
        )


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """One page of the requests, those that came last first; what it is limited to stands in its address."""
    group, form = _asked(request)
    page = rectifications(request.actor, form.wanted(group), request.on, before=request.GET.get("before", ""))
    context = listed(request, form, group, page) | {"takes_in": bool(request.actor.reach(INTAKE))}
    return render(request, "desk/rectifications/list.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """All that the filters find, as CSV with those who ask masked; only so many such files in an hour."""
    group, form = _asked(request)
    return as_csv(f"更正申请{request.on:%Y%m%d}.csv", _lines(request, form.wanted(group)))


def _asked(request: DeskRequest) -> tuple[Group, Limits]:
    said = request.GET.get("tab", "")
    agencies = rows(request.actor, SEERS).values()
    return (
        Group(said) if said in set(Group) else Group.ALL,
        Limits(request.GET, agencies=agencies, on=request.on),
    )


def _lines(request: DeskRequest, wanted: Filter) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in all_rectifications(request.actor, wanted, request.on):
        yield (
            *(row.number, row.record, row.requester, row.agency, row.way.label, row.arrived_on),
            *(row.due_on or "", row.says, row.state.label, row.closed_on or ""),
        )
