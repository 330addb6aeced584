"""The list of chains: tabs and filters in the address, export."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.applications.access import READERS
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.applications.asked import one_of, sought
from gongkai.desk.fields import offer_agencies
from gongkai.desk.lists import listed
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.remedies.access import WORKERS
from gongkai.remedies.queries.kinds import Cause
from gongkai.remedies.queries.listing import Filter, Group, all_chains, chains

YEARS = 7
HEAD = ("登记编号", "争议的事项", "机关", "争议类型", "提起", "本机关期限", "时限情况", "进展", "审结")


class Limits(forms.Form):
    """By words, agency, cause, year of registration."""

    q = sought("争议的事项或登记编号")
    agency = one_of("机关", int)
    cause = one_of("争议类型", Cause)
    year = one_of("登记年度", int)

    def __init__(self, *args: Any, agencies: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["cause"].choices = [("", "全部"), *((each.value, each.label) for each in Cause)]
        fields["year"].choices = [
            ("", "全部"),
            *((str(on.year - back), f"{on.year - back}年") for back in range(YEARS)),
        ]
        offer_agencies(self, agencies)

    def wanted(self, group: Group) -> Filter:
        """What was asked for; a field that says what it cannot asks nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Filter(group, given.get("agency"), given.get("cause"), given.get("year"), given.get("q", ""))


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """One page of the chains, those that were registered last first."""
    group, form = _asked(request)
    page = chains(request.actor, form.wanted(group), request.on, before=request.GET.get("before", ""))
    context = listed(request, form, group, page) | {"keeps": bool(request.actor.reach(WORKERS))}
    return render(request, "desk/remedies/list.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """All that the filters find, as CSV; only so many such files in an hour."""
    group, form = _asked(request)
    return as_csv(f"复议诉讼{request.on:%Y%m%d}.csv", _lines(request, form.wanted(group)))


def _asked(request: DeskRequest) -> tuple[Group, Limits]:
    said = request.GET.get("tab", "")
    agencies = rows(request.actor, READERS).values()
    group = Group(said) if said in set(Group) else Group.ALL
    return group, Limits(request.GET, agencies=agencies, on=request.on)


def _lines(request: DeskRequest, wanted: Filter) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in all_chains(request.actor, wanted, request.on):
        yield (
            *(row.number, row.title, row.agency, row.cause.label, row.opened_on or "", row.due_on or ""),
            *(row.says, row.stage.label, row.closed_on or ""),
        )
