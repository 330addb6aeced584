"""How many documents are interpreted, in which forms, how late: by agency and period, as a page and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows as reached
from gongkai.desk.fields import day
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.normative import access
from gongkai.normative.actions.interpretation_measures import keep_measures
from gongkai.normative.queries.interpretation_measures import Behind, Line, Picture, kept, picture
from gongkai.records.actions.refused import Refused

HEAD = (
    "机关",
    "文件",
    "文号",
    "种类",
    "文件公布日期",
    "解读公布日期",
    "相差工作日",
    "情况",
    "形式",
    "先行公布的理由",
    "说明",
)


class Period(forms.Form):
    """Which documents: published between two days, by which agency."""

    since = day("文件公布日期从", required=False)
    until = day("到", required=False)
    agency = forms.TypedChoiceField(label="机关", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, agencies: dict[int, AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(row.id), row.name) for row in agencies.values()]
        self.fields["agency"].choices = [("", "全部"), *found]  # type: ignore[attr-defined] # a choice field
        if len(found) < 2:
            del self.fields["agency"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is asked for."""

    form: Period
    agencies: dict[int, AgencyRow]
    chosen: int | None
    since: date
    until: date

    @property
    def query(self) -> str:
        """The query that asks for the same."""
        kept_ = {"since": self.since, "until": self.until, "agency": self.chosen or ""}
        return urlencode(kept_)

    def picture(self, request: DeskRequest) -> Picture:
        """The figures."""
        ids = {self.chosen} if self.chosen else set(self.agencies)
        return picture(request.actor, ids, self.since, self.until, request.on)


@require_safe
def measures(request: DeskRequest) -> HttpResponse:
    """Rate, shares of the forms, days late, each with its denominator; the documents behind them."""
    asked = _asked(request)
    found = asked.picture(request)
    owed = [line for line in found.lines if line.behind not in (Behind.TOGETHER, Behind.IN_TIME)]
    keeps = {row.id: row for row in asked.agencies.values() if access.may_keep(request.actor, row.id)}
    context = {
        "form": asked.form,
        "asked": asked,
        "picture": found,
        "forms": [(form, share) for form, share in found.whole.measures.forms if share.numerator],
        "owed": owed,
        "keeps": _keeper(asked, keeps),
        "kept": kept({asked.chosen} if asked.chosen else set(asked.agencies)),
    }
    return render(request, "desk/interpretations/measures.html", context)


@require_safe
@few_an_hour
def export(request: DeskRequest) -> HttpResponseBase:
    """Every document of the period with how its interpretation stands, as CSV."""
    found = _asked(request).picture(request)
    return as_csv(f"政策解读情况{request.on:%Y%m%d}.csv", _lines(found))


@require_POST
def keep(request: DeskRequest) -> HttpResponse:
    """Keep the figures of a period as they are today."""
    asked = _asked(request, request.POST)
    number = request.POST.get("keeper", "")
    keeper = next((row for row in asked.agencies.values() if str(row.id) == number), None)
    if keeper is None:
        messages.error(request, "没有选中机关，请重新选择。")
        return redirect("desk:interpretation_measures")
    try:
        keep_measures(
            agency_id=keeper.id,
            below=asked.chosen is None and len(asked.agencies) > 1,
            since=asked.since,
            until=asked.until,
            on=request.on,
            by=request.actor,
            at=request.at,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "本期数据已留存，以后不再变动。")
    return redirect(f"{reverse('desk:interpretation_measures')}?{asked.query}")


def _keeper(asked: Asked, keeps: dict[int, AgencyRow]) -> list[AgencyRow]:
    """For whom the figures are kept: the chosen agency, else the first one whose register the viewer keeps."""
    if asked.chosen is not None:
        return [keeps[asked.chosen]] if asked.chosen in keeps else []
    return list(keeps.values())[:1]


def _asked(request: DeskRequest, data: Any = None) -> Asked:
    """What is asked for; this year up to today where nothing is."""
    agencies = reached(request.actor, access.READERS)
    said = (request.GET if data is None else data).copy()
    for name, usual in (("since", date(request.on.year, 1, 1)), ("until", request.on)):
        said[name] = said.get(name) or usual.isoformat()
    form = Period(said, agencies=agencies)
    form.is_valid()
    chosen = form.cleaned_data.get("agency")
    since = form.cleaned_data.get("since") or date(request.on.year, 1, 1)
    until = form.cleaned_data.get("until") or request.on
    return Asked(form, agencies, chosen if chosen in agencies else None, since, max(since, until))


def _lines(found: Picture) -> Iterator[tuple[object, ...]]:
    yield HEAD
    for line in found.lines:
        yield _line(line)
    rate = found.whole.measures.rate
    yield ("合计", f"应解读 {rate.denominator} 件", "", "", "", "", "", f"已解读 {rate.numerator} 件")


def _line(line: Line) -> tuple[object, ...]:
    return (
        line.agency,
        line.title,
        line.document_no,
        line.kind.label,
        line.published_on,
        line.released_on or "",
        "" if line.lag is None else line.lag,
        line.behind.label,
        "、".join(form.label for form in line.forms),
        line.ahead,
        " ".join(line.notes),
    )
