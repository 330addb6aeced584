"""What an agency, or the whole platform, has set about three-sync: for all documents, or for those of one kind."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows as reached
from gongkai.law.normative import DocumentKind
from gongkai.normative import access
from gongkai.normative.actions.interpretation_measures import LEAST_PERCENT, MOST_DAYS, set_rule
from gongkai.normative.queries import interpretation_rules
from gongkai.normative.queries.interpretation_rules import ALIKE, RuleRow
from gongkai.records.actions.refused import Refused


class RuleForAll(forms.Form):
    """One rule for the whole platform."""

    kind = forms.ChoiceField(
        label="文件种类",
        required=False,
        choices=[("", "所有种类"), *((kind.value, kind.label) for kind in DocumentKind)],
    )
    plan_first = forms.BooleanField(label="没有解读方案的文件不能送审", required=False, initial=True)
    together = forms.BooleanField(
        label="应当解读的文件，与解读同步发布；不同步的不能发布", required=False, initial=True
    )
    departments_interpret = forms.BooleanField(label="部门的规范性文件也要解读", required=False, initial=True)
    fault = forms.IntegerField(
        label="晚多少个工作日算严重超期",
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text="不填的，按通行做法10个工作日。",
    )
    alike_percent = forms.IntegerField(
        label="与原文相同的字数达到百分之多少时提醒",
        min_value=LEAST_PERCENT,
        max_value=100,
        initial=ALIKE,
    )


class Rule(RuleForAll):
    """One rule of an agency."""

    agency = forms.TypedChoiceField(label="机关", coerce=int)
    field_order = ("agency",)

    def __init__(self, *args: Any, agencies: list[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(str(row.id), row.name) for row in agencies]  # type: ignore[attr-defined]
        if len(agencies) == 1:
            self.fields["agency"].initial = agencies[0].id


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: DeskRequest) -> HttpResponse:
    """What counts now for the agencies in reach, and the form that sets something else."""
    reach = reached(request.actor, access.READERS)
    own = [row for row in reach.values() if access.may_keep(request.actor, row.id)]
    form = Rule(request.POST or None, agencies=own) if own else None
    if form is not None and form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        agency_id = said.pop("agency")
        try:
            set_rule(agency_id=agency_id, rule=RuleRow(**said), by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "已保存，从现在起适用。")
            return redirect(reverse("desk:interpretation_rules"))
    return _page(request, form, {pk: row.name for pk, row in reach.items()})


@require_http_methods(["GET", "HEAD", "POST"])
def rules_for_all(request: DeskRequest) -> HttpResponse:
    """What counts for the whole platform where an agency has set nothing, and the form that sets something else."""
    form = RuleForAll(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            set_rule(agency_id=None, rule=RuleRow(**form.cleaned_data), by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "已保存，从现在起适用于没有自己设置的机关。")
            return redirect("desk:interpretation_rules_all")
    return _page(request, form, {}, whole=True)


def _page(
    request: DeskRequest, form: RuleForAll | None, names: dict[int, str], *, whole: bool = False
) -> HttpResponse:
    known = interpretation_rules.rules().rows
    rows = [
        (names[rule.agency_id] if rule.agency_id else "全平台", _kind(rule.kind), rule)
        for rule in known.values()
        if rule.agency_id is None or rule.agency_id in names
    ]
    context = {"rows": rows, "form": form, "whole": whole}
    status = 422 if form is not None and form.errors else 200
    return render(request, "desk/interpretations/rules.html", context, status=status)


def _kind(kind: str) -> str:
    return DocumentKind(kind).label if kind else "所有种类"
