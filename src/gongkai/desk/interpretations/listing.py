"""The interpretation tasks of the agencies that somebody reaches, as a list and as a file."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows as reached
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.normative import access
from gongkai.normative.queries.interpretations import Tab, TaskRow, Wanted, every_task, tasks

HEAD = (
    "文件",
    "文号",
    "解读机关",
    "责任人",
    "计划形式",
    "解读期限",
    "文件公布日期",
    "解读公布日期",
    "进度",
)


class TaskFilter(forms.Form):
    """By words and agency; an empty field asks nothing."""

    q = forms.CharField(label="文件标题或者文号", required=False, max_length=60)
    agency = forms.TypedChoiceField(label="机关", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, agencies: Iterable[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(row.id), row.name) for row in agencies]
        self.fields["agency"].choices = [("", "全部"), *found]  # type: ignore[attr-defined] # a choice field
        if len(found) < 2:
            del self.fields["agency"]


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """One page, newest first; what it is limited to stands in its address."""
    form, wanted = _asked(request)
    before = request.GET.get("before", "")
    page = tasks(request.actor, wanted, before=before)
    kept = request.GET.copy()
    for name in ("tab", "before"):
        kept.pop(name, None)
    context = {
        "form": form,
        "tab": wanted.tab,
        "tabs": list(Tab),
        "page": page,
        "rows": page.rows,
        "many": "agency" in form.fields,
        "rest": kept.urlencode(),
        "limited": bool(wanted.words or wanted.agency_id),
        "first": not before,
    }
    return render(request, "desk/interpretations/list.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """All that the filters find, as CSV; only so many such files in an hour."""
    _, wanted = _asked(request)
    return as_csv(f"政策解读任务{request.on:%Y%m%d}.csv", _lines(every_task(request.actor, wanted)))


def _asked(request: DeskRequest) -> tuple[TaskFilter, Wanted]:
    agencies = reached(request.actor, access.READERS)
    form = TaskFilter(request.GET, agencies=agencies.values())
    form.is_valid()
    said = form.cleaned_data
    tab = request.GET.get("tab", "")
    wanted = Wanted(Tab(tab) if tab in set(Tab) else Tab.WORK, said.get("agency"), said.get("q", ""))
    return form, wanted


def _lines(rows: Iterable[TaskRow]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for row in rows:
        yield (
            "；".join(row.titles),
            "；".join(row.numbers),
            row.agency,
            row.responsible,
            "、".join(form.label for form in row.forms),
            row.due_on or "",
            row.published_on or "",
            row.released_on or "",
            row.stands,
        )
