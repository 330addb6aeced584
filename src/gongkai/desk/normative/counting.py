"""Counts with their proof, numbers that run on, what is to be done, figures of reports checked."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.fields import day
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.law.findings import Finding
from gongkai.law.normative import DocumentKind, StatedStock, check_share, check_stock
from gongkai.normative import access
from gongkai.normative.queries import tasks as due
from gongkai.normative.queries.cleanup.campaigns import waiting
from gongkai.normative.queries.counting import FIGURES, Counted, count, counted_by
from gongkai.normative.queries.serials import check
from gongkai.records.access import Actor

HEAD = ("机关", *FIGURES.values(), "相符")
WHAT = tuple(FIGURES)


class Period(forms.Form):
    """From the evening of which day to that of which, of what kind."""

    start = day("期初（这一天结束时）")
    end = day("期末（这一天结束时）")
    kind = forms.TypedChoiceField(
        label="类别",
        required=False,
        coerce=DocumentKind,
        empty_value=None,
        choices=[
            ("", "规章和行政规范性文件"),
            *((each.value, each.label) for each in DocumentKind if each.governs),
        ],
    )

    def clean(self) -> dict[str, object]:
        """The days in their order."""
        said = super().clean() or {}
        if said.get("start") and said.get("end") and said["start"] > said["end"]:
            self.add_error("end", "期末在期初之前，请核对两个日期。")
        return said


class Stated(forms.Form):
    """Figures that a report states."""

    made = forms.IntegerField(label="本年制发件数", min_value=0, max_value=1_000_000)
    repealed = forms.IntegerField(label="本年废止件数", min_value=0, max_value=1_000_000)
    in_force = forms.IntegerField(label="现行有效件数", min_value=0, max_value=1_000_000)
    expired = forms.IntegerField(label="本年失效件数", min_value=0, max_value=1_000_000, required=False)
    before = forms.IntegerField(label="上年末有效件数", min_value=0, max_value=1_000_000, required=False)
    percent = forms.DecimalField(
        label="报告写的比例（%）", min_value=0, max_value=100, max_digits=6, decimal_places=3, required=False
    )
    numerator = forms.IntegerField(label="比例的分子", min_value=0, max_value=1_000_000, required=False)
    denominator = forms.IntegerField(label="比例的分母", min_value=0, max_value=1_000_000, required=False)

    def findings(self) -> list[Finding]:
        """What is to be said of them."""
        said = self.cleaned_data
        stock = StatedStock(said["made"], said["repealed"], said["in_force"], said["expired"], said["before"])
        found = list(check_stock(stock))
        percent: Decimal | None = said["percent"]
        if percent is not None:
            found += check_share("share", percent.normalize(), said["denominator"], said["numerator"])
        return found


@require_safe
def counts(request: DeskRequest) -> HttpResponse:
    """The counts of the bodies in reach with the proof that they fit; every figure leads to its documents."""
    form, counted = _counted(request)
    context = {
        "form": form,
        "counted": counted,
        "rows": [(row, [(name, getattr(row.count, name)) for name in WHAT]) for row in counted.rows]
        if counted
        else [],
        "total": [(name, getattr(counted.total, name)) for name in WHAT] if counted else [],
        "heads": HEAD[1:-1],
        "query": request.GET.urlencode(),
        "period": urlencode({name: form.data.get(name, "") for name in ("start", "end", "kind")}),
    }
    return render(request, "desk/normative/counts.html", context, status=422 if counted is None else 200)


@require_safe
@few_an_hour
def counts_export(request: DeskRequest) -> HttpResponseBase:
    """The same as CSV."""
    _, counted = _counted(request)
    return as_csv(f"规范性文件计数{request.on:%Y%m%d}.csv", _count_lines(counted))


def _count_lines(counted: Counted | None) -> Iterator[tuple[object, ...]]:
    yield HEAD
    if counted is None:
        return
    for row in counted.rows:
        figures = (getattr(row.count, name) for name in WHAT)
        yield (row.agency, *figures, "相符" if row.count.balanced else "不符")
    yield ("合计", *(getattr(counted.total, name) for name in WHAT), "相符" if counted.proven else "不符")


def _period(request: DeskRequest) -> Period:
    """The period that is asked for; else from the last day of last year to today."""
    last = date(request.on.year - 1, 12, 31)
    usual = {"start": last.isoformat(), "end": request.on.isoformat(), "kind": ""}
    return Period({name: request.GET.get(name) or value for name, value in usual.items()})


def _counted(request: DeskRequest) -> tuple[Period, Counted | None]:
    form = _period(request)
    if not form.is_valid():
        return form, None
    said = form.cleaned_data
    return form, count(_reach(request.actor), said["start"], said["end"], kind=said["kind"])


@require_safe
def cell(request: DeskRequest) -> HttpResponse:
    """The documents behind one figure: of one body, or of all in reach."""
    form = _period(request)
    figure, reach = request.GET.get("what", "closing"), _reach(request.actor)
    if figure not in FIGURES or not form.is_valid():
        raise Http404
    named = request.GET.get("agency", "")
    if named:
        reach &= {int(named)} if named.isascii() and named.isdigit() and len(named) < 19 else set()
    said = form.cleaned_data
    found = counted_by(figure, reach, said["start"], said["end"], said["kind"])
    context = {
        "figure": FIGURES[figure],
        "lines": found,
        "total": sum(times for _, times in found),
        "start": said["start"],
        "end": said["end"],
    }
    return render(request, "desk/normative/cell.html", context)


@require_safe
def serials(request: DeskRequest) -> HttpResponse:
    """The numbers code by code: gaps, duplicates, days that run backwards."""
    checked = check(_reach(request.actor))
    return render(request, "desk/normative/serials.html", {"checked": checked})


@require_safe
def tasks(request: DeskRequest) -> HttpResponse:
    """What is to be done about documents, and by when."""
    found = due.tasks(_reach(request.actor), request.on)
    chosen = request.GET.get("kind", "")
    kinds = [(each, sum(one.kind is each for one in found)) for each in due.TaskKind]
    shown = [each for each in found if chosen in ("", each.kind.value)]
    names = {pk: row.name for pk, row in rows(request.actor, access.READERS).items()}
    context = {
        "tasks": [(each, names.get(each.agency_id, "")) for each in shown],
        "kinds": kinds,
        "chosen": chosen,
        "all": len(found),
        "waiting": waiting(request.actor),
    }
    return render(request, "desk/normative/tasks.html", context)


@require_safe
def stated(request: DeskRequest) -> HttpResponse:
    """Figures of a report, entered and checked; nothing is kept."""
    form = Stated(request.GET if "made" in request.GET else None)
    found = form.findings() if form.is_bound and form.is_valid() else None
    context = {"form": form, "findings": found}
    return render(request, "desk/normative/stated.html", context, status=422 if form.errors else 200)


def _reach(actor: Actor) -> frozenset[int]:
    return actor.reach(access.READERS)
