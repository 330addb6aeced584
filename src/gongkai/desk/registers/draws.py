"""Lots of random inspections: the lists, the digests, the draw that everybody can repeat, what the inspections found."""

from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.registers.doing import done, living
from gongkai.desk.registers.draw_forms import Beacon, NewDraw
from gongkai.desk.registers.forms import Because, Nothing
from gongkai.desk.rights import may_open
from gongkai.registers.access import IMPORTERS, require_importing
from gongkai.registers.actions.lotteries import commit_lottery, draw_lottery, drop_lottery, plan_lottery
from gongkai.registers.queries.lotteries import LotteryRow, LotteryStage, lotteries, lottery, proved

DEEDS: dict[str, tuple[type[django_forms.Form], Any, str]] = {
    "commit": (Nothing, commit_lottery, "摘要已公布，名录不能再改。请从明天起抽取。"),
    "draw": (Beacon, draw_lottery, "已抽取，并登记到“随机抽取记录”。任何人都可以复算。"),
    "drop": (Because, drop_lottery, "已作废。"),
}


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """The last draws."""
    context = {"rows": lotteries(request.actor), "may": may_open(request.actor, "registers_draw_new")}
    return render(request, "desk/registers/draws.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """The lists of a draw are entered."""
    form = NewDraw(request.POST or None, agencies=living(request))
    if form.is_bound and form.is_valid():
        kept: list[int] = []

        def act(**wanted: Any) -> None:
            kept.append(plan_lottery(**wanted))

        said = "已登记。请核对名录，然后公布摘要。"
        if done(request, form, said, act, agency_id=form.cleaned_data["agency"], plan=form.plan()):
            return redirect("desk:registers_draw", kept[0])
    context = {"form": form}
    return render(request, "desk/registers/draw_new.html", context, status=422 if form.errors else 200)


@require_safe
def one(request: DeskRequest, lottery_id: int) -> HttpResponse:
    """A draw: its lists, its digests, its lots and the proof."""
    return _shown(request, _seen(request, lottery_id))


@require_POST
def do(request: DeskRequest, lottery_id: int, what: str) -> HttpResponse:
    """Publish the digests, draw, or give it up."""
    row = _seen(request, lottery_id)
    require_importing(request.actor, row.agency_id)
    if what not in DEEDS:
        raise Http404
    form_type, act, said = DEEDS[what]
    form = form_type(request.POST)
    if form.is_valid() and done(request, form, said, act, lottery_id=row.id, **form.cleaned_data):
        return redirect("desk:registers_draw", row.id)
    return _shown(request, row, **{what: form})


def _shown(request: DeskRequest, row: LotteryRow, **forms: django_forms.Form) -> HttpResponse:
    wrong = next((form for form in forms.values() if form.errors), None)
    context = {
        "row": row,
        "stages": LotteryStage,
        "lots": [(name, rank, row.assigned.get(name, ())) for name, rank in row.lots],
        "findings": proved(row) if row.stage is LotteryStage.DRAWN else (),
        "may": request.actor.holds(IMPORTERS, row.agency_id) is not None,
        "draw": forms.get("draw") or Beacon(),
        "drop": forms.get("drop") or Because(),
        "form": wrong,
    }
    return render(request, "desk/registers/draw.html", context, status=422 if wrong else 200)


def _seen(request: DeskRequest, lottery_id: int) -> LotteryRow:
    found = lottery(request.actor, lottery_id)
    if found is None:
        raise Http404
    return found
