"""Which bodies count in a roll-up and which do not, whatever their names say."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.annual_reports import actions
from gongkai.annual_reports.access import COLLECTORS, collected_by
from gongkai.annual_reports.actions import Refused
from gongkai.annual_reports.queries.rules import by_name, rules_of
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.reports import intake_forms as forms
from gongkai.desk.reports.report import unfilled


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """Every rule about bodies below, those that were taken back too; what names say; a form for one more."""
    mine = collected_by(request.actor)
    offered = [row for row in rows(request.actor, COLLECTORS).values() if row.id in mine]
    chosen = {"agency": request.GET.get("agency", ""), "first_year": request.on.year - 1}
    context = {
        "rules": rules_of(mine),
        "named": by_name(mine),
        "form": forms.Rule(agencies=offered, initial=chosen),
        "offered": bool(offered),
    }
    return render(request, "desk/reports/rules.html", context)


@require_POST
def add(request: DeskRequest) -> HttpResponse:
    """Say that a body counts, or that it does not."""
    form = forms.Rule(request.POST, agencies=rows(request.actor, COLLECTORS).values())
    if not form.is_valid():
        unfilled(request, form)
        return redirect("desk:reports_rules")
    said = form.cleaned_data
    try:
        actions.set_roll_up_rule(
            said["agency"],
            counts=said["counts"],
            first_year=said["first_year"],
            reason=said["reason"],
            by=request.actor,
            at=request.at,
        )
        messages.success(request, "已设定，下次汇总时生效。")
    except Refused as refused:
        for message in refused.messages:
            messages.error(request, message)
    return redirect("desk:reports_rules")


@require_POST
def take_back(request: DeskRequest, rule_id: int) -> HttpResponse:
    """Its name says again whether the body counts."""
    if rule_id not in {each.id for each in rules_of(collected_by(request.actor))}:
        raise Http404
    try:
        actions.take_back_roll_up_rule(
            rule_id, why=request.POST.get("why", ""), by=request.actor, at=request.at
        )
        messages.success(request, "已撤销，下次汇总时生效。")
    except Refused as refused:
        for message in refused.messages:
            messages.error(request, message)
    return redirect("desk:reports_rules")
