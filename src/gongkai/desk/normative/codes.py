"""文号代字: the codes of agencies whose document numbers the platform gives, each in a series of its own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import choices, rows
from gongkai.normative.actions import Refused
from gongkai.normative.actions.code_series import set_series
from gongkai.normative.queries.code_series import series_of
from gongkai.records.access import NUMBER_KEEPERS
from gongkai.records.actions.numbers import MOST


class Code(forms.Form):
    """A code of an agency."""

    agency = forms.TypedChoiceField(label="机关", coerce=int)
    code = forms.CharField(label="代字", max_length=40, help_text="年份前面的字，例如：云政办函。")
    running = forms.TypedChoiceField(
        label="怎样编号",
        coerce=lambda value: value == "yes",
        choices=[("yes", "由本平台依次编号"), ("no", "停用，以后填写文号")],
    )
    after = forms.IntegerField(
        label="今年已经编到第几号",
        required=False,
        min_value=1,
        max_value=MOST,
        help_text="今年在别处编过号的，填最后一号，从下一号接着编；没有的不填。",
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = offered  # type: ignore[attr-defined] # a choice field


@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: DeskRequest) -> HttpResponse:
    """The codes of the agencies in reach with the last number of each, and the form that adds one or ends it."""
    reach: dict[int, AgencyRow] = rows(request.actor, NUMBER_KEEPERS)
    form = Code(request.POST or None, offered=choices(reach.values(), request.on))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            set_series(
                agency_id=said["agency"],
                code=said["code"],
                running=said["running"],
                after=said["after"] or 0,
                by=request.actor,
                at=request.at,
            )
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "已保存。")
            return redirect("desk:documents_codes")
    found = series_of(reach, request.on.year)
    context = {
        "form": form,
        "rows": [(reach[row.agency_id].name, row) for row in found],
        "year": request.on.year,
    }
    return render(request, "desk/normative/codes.html", context, status=422 if form.errors else 200)
