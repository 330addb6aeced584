"""What goes out and what leaves the page by the clock (定时和到期), with the forms that change that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms as fields
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows as reached
from gongkai.desk.items.forms import Expiry, Schedule
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.publication import access
from gongkai.publication.queries import schedule as queries
from gongkai.publication.queries.items import State
from gongkai.publication.queries.schedule import DueRow, Filter, What
from gongkai.publication.queries.withheld import how_many
from gongkai.records.access import Actor

PER_PAGE = 50
HEAD = ("时间", "事项", "标题", "机关", "栏目", "索引号", "稿件状态", "展示至")
TABS: dict[str, tuple[str, What | None]] = {
    "all": ("全部", None),
    **{what.value: (what.label, what) for what in What},
}


class ScheduleFilter(fields.Form):
    """By month and agency; an empty field asks nothing."""

    month = fields.ChoiceField(label="月份", required=False)
    agency = fields.TypedChoiceField(label="机关", required=False, coerce=int, empty_value=None)

    def __init__(
        self, *args: Any, months: dict[date, int], agencies: Iterable[AgencyRow], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [(f"{day:%Y-%m}", f"{day.year}年{day.month}月（{many}件）") for day, many in months.items()]
        self.fields["month"].choices = [("", "全部"), *offered]  # type: ignore[attr-defined] # a choice field
        found = [(str(row.id), row.name) for row in agencies]
        self.fields["agency"].choices = [("", "全部"), *found]  # type: ignore[attr-defined] # a choice field
        if len(found) < 2:
            del self.fields["agency"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is asked for: its form, which tab, what that means, how much there is in each month."""

    form: ScheduleFilter
    tab: str
    wanted: Filter
    months: dict[date, int]

    @property
    def total(self) -> int:
        """How much is listed."""
        return self.months[self.wanted.month] if self.wanted.month else sum(self.months.values())


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """One page, soonest first; what it is limited to stands in its address."""
    asked = _asked(request)
    number = min(max(_number(request.GET.get("page", "")), 1), max(-(-asked.total // PER_PAGE), 1))
    rows = queries.schedule(request.actor, asked.wanted, first=(number - 1) * PER_PAGE, most=PER_PAGE)
    kept = request.GET.copy()
    kept.pop("page", None)
    rest = kept.copy()
    rest.pop("tab", None)
    context = {
        "form": asked.form,
        "tab": asked.tab,
        "tabs": [(key, label) for key, (label, _) in TABS.items()],
        "rows": [(row, _form(row, request.actor)) for row in rows],
        "many": "agency" in asked.form.fields,
        "filters": kept.urlencode(),
        "rest": rest.urlencode(),
        "total": asked.total,
        "number": number,
        "more": number * PER_PAGE < asked.total,
        "to_look_at": how_many(request.actor, request.on, due=True),
        "on": request.on,
    }
    return render(request, "desk/items/schedule.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """All that the filters find, as CSV; only so many such files in an hour."""
    rows = queries.whole_schedule(request.actor, _asked(request).wanted)
    return as_csv(f"定时和到期{request.on:%Y%m%d}.csv", _lines(rows))


def _asked(request: DeskRequest) -> Asked:
    agencies = reached(request.actor, access.READERS)
    key = request.GET.get("tab", "all")
    what = TABS.get(key, TABS["all"])[1]
    named = request.GET.get("agency", "")
    agency_id = int(named) if named in {str(each) for each in agencies} else None
    months = queries.months(request.actor, Filter(agency_id, what))
    form = ScheduleFilter(request.GET, months=months, agencies=agencies.values())
    month = next((day for day in months if f"{day:%Y-%m}" == request.GET.get("month")), None)
    return Asked(form, key if key in TABS else "all", Filter(agency_id, what, month), months)


def _form(row: DueRow, viewer: Actor) -> fields.Form | None:
    """The form by which the viewer changes a time; None for whoever may not."""
    may = (
        access.WRITERS if row.what is What.PUBLISH and row.state is not State.APPROVED else access.PUBLISHERS
    )
    if viewer.holds(may, row.agency_id) is None:
        return None
    if row.what is What.EXPIRE:
        return Expiry(initial={"expires_on": row.expires_on}, auto_id=f"id_expiry_{row.item_id}_%s")
    given = {"edition_id": row.edition_id, "publish_after": row.at, "expires_on": row.expires_on}
    return Schedule(initial=given, auto_id=f"id_schedule_{row.item_id}_%s")


def _lines(rows: Iterable[DueRow]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in rows:
        yield (
            f"{localtime(row.at):%Y-%m-%d %H:%M}" if row.at else row.on,
            row.what.label,
            row.title,
            row.agency,
            row.column,
            row.index_no,
            row.state.label if row.state else "",
            row.expires_on or "",
        )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
