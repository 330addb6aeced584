"""A chain is registered: against an application of the agency, or against what the platform does not have."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.fields import choose_agency, day
from gongkai.remedies import actions
from gongkai.remedies.access import WORKERS
from gongkai.remedies.actions import Challenged, Person, Refused
from gongkai.remedies.queries.kinds import Cause, Claimant, Part
from gongkai.remedies.queries.naming import application_of


class New(forms.Form):
    """What is challenged, and by whom."""

    agency = forms.TypedChoiceField(label="被申请人、被告", coerce=int)
    application_no = forms.CharField(
        label="申请登记编号",
        max_length=100,
        required=False,
        help_text="对本平台办理的申请不服的填写，答复和送达的日期会自动读取。",
    )
    title = forms.CharField(label="争议的事项", max_length=200, help_text="写事项，不要写个人信息。")
    cause = forms.TypedChoiceField(
        label="争议类型", coerce=Cause, choices=[(each.value, each.label) for each in Cause]
    )
    owed_by = day(
        "答复期限届满的日期", required=False, help_text="逾期没有答复、又不在本平台办理的，填这一天。"
    )
    claimant = forms.TypedChoiceField(
        label="由谁提起", coerce=Claimant, choices=[(each.value, each.label) for each in Claimant]
    )
    name = forms.CharField(
        label="申请人（原告）的姓名、名称", max_length=120, required=False, help_text="加密保存。"
    )
    contact = forms.CharField(label="联系方式", max_length=200, required=False, help_text="加密保存。")

    def persons(self) -> list[Person]:
        """Who undertakes it, where it was filled in."""
        given = self.cleaned_data
        return [Person(Part.CLAIMANT, given["name"], given["contact"])] if given["name"] else []


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """The form; sent, the chain is registered."""
    form = New(request.POST or None, initial={"application_no": request.GET.get("application", "")})
    agencies = rows(request.actor, WORKERS).values()
    choose_agency(form, [row for row in agencies if row.lives_on(request.on)])
    if form.is_bound and form.is_valid():
        try:
            made = _opened(request, form)
        except Refused as refused:
            form.add_error(None, list(refused.messages))
        else:
            messages.success(request, "已登记，请接着登记复议、诉讼的事项。")
            return redirect("desk:remedy", made)
    status = 422 if form.errors else 200
    return render(request, "desk/remedies/new.html", {"form": form}, status=status)


def _opened(request: DeskRequest, form: New) -> int:
    given: dict[str, Any] = form.cleaned_data
    number = given["application_no"].strip()
    application_id = application_of(given["agency"], number) if number else None
    if number and application_id is None:
        raise Refused("本机关没有这个登记编号的申请，请核对。")
    challenged = Challenged(
        title=given["title"],
        cause=given["cause"],
        claimant=given["claimant"],
        application_id=application_id,
        owed_by=given["owed_by"],
    )
    return actions.open_chain(
        agency_id=given["agency"],
        challenged=challenged,
        persons=form.persons(),
        by=request.actor,
        at=request.at,
    )
