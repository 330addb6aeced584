"""What a government has set about documents that govern: how they are counted, which periods run; dated, with what it rests on."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows as reached
from gongkai.desk.fields import day
from gongkai.law.bodies import BodyKind
from gongkai.law.normative import Counted
from gongkai.normative import access
from gongkai.normative.actions import Refused
from gongkai.normative.actions.placing import MOST, Placed, set_place_rule
from gongkai.normative.queries.places import PlaceRow, periods, rows_of

FROM = {Counted.ISSUED: "制发之日", Counted.EFFECTIVE: "施行之日"}
"""From which day a document counts, in words."""


class Place(forms.Form):
    """What one government sets from a day on."""

    agency = forms.TypedChoiceField(label="哪一级政府", coerce=int)
    since = day("自哪一天起适用", help_text="以前的日期仍按以前的规定。")
    counted_from = forms.TypedChoiceField(
        label="件数从哪一天起算",
        coerce=Counted,
        choices=[(each.value, words) for each, words in FROM.items()],
    )
    expiry_is_repeal = forms.BooleanField(label="有效期届满失效的，在年报表二中计入废止", required=False)
    listed_only = forms.BooleanField(
        label="没有列入清理后有效目录的，不得作为依据", required=False, initial=True
    )
    trial_shortest_months = forms.IntegerField(
        label="暂行、试行最短几个月", required=False, min_value=1, max_value=MOST["个月"]
    )
    trial_longest_months = forms.IntegerField(
        label="暂行、试行最长几个月", required=False, min_value=1, max_value=MOST["个月"]
    )
    basis = forms.CharField(label="依据", max_length=300, help_text="哪份文件这样规定：名称和文号。")

    def __init__(self, *args: Any, agencies: list[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(str(row.id), row.name) for row in agencies]  # type: ignore[attr-defined] # a choice field
        for name, known in periods().items():
            usual = known.values[-1].value
            self.fields[name] = forms.IntegerField(
                label=f"{known.title}（{known.unit}）",
                required=False,
                min_value=1,
                max_value=MOST[known.unit],
                help_text=f"不填的，按通行做法{usual}{known.unit}。",
            )
        kept = ["agency", "since", "counted_from", "expiry_is_repeal", "listed_only", *periods()]
        self.order_fields([*kept, "trial_shortest_months", "trial_longest_months", "basis"])

    def placed(self) -> Placed:
        """What the action is called with."""
        said = dict(self.cleaned_data)
        del said["agency"]
        chosen = {name: said.pop(name) for name in periods()}
        return Placed(**said, periods={name: value for name, value in chosen.items() if value is not None})


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: DeskRequest) -> HttpResponse:
    """What governments in reach have set, and the form that sets something from a day on."""
    seen = reached(request.actor, access.READERS | access.PLACERS)
    own = [row for row in reached(request.actor, access.PLACERS).values() if row.kind is BodyKind.GOVERNMENT]
    form = Place(request.POST or None, agencies=own, initial={"since": request.on}) if own else None
    if form is not None and form.is_bound and form.is_valid():
        try:
            set_place_rule(
                agency_id=form.cleaned_data["agency"], placed=form.placed(), by=request.actor, at=request.at
            )
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, "已保存，件数、期限从那一天起按新的规定计算。")
            return redirect("desk:documents_places")
    listed = [(seen[row.agency_id].name, row, _said(row)) for row in rows_of(seen)]
    context = {"form": form, "rows": listed}
    status = 422 if form is not None and form.errors else 200
    return render(request, "desk/normative/places.html", context, status=status)


def _said(row: PlaceRow) -> list[tuple[str, str]]:
    """What a row says, line by line: the words and what is set."""
    known = periods()
    lines = [
        ("件数", f"从{FROM[row.counted_from]}起算"),
        ("届满失效", "表二中计入废止" if row.expiry_is_repeal else "表二中不计入废止"),
        ("未列入清理目录的", "不得作为依据" if row.listed_only else "不作限制"),
    ]
    lines += [
        (known[name].title, f"{number}{known[name].unit}")
        for name, number in row.periods.items()
        if name in known
    ]
    trial = (
        ("暂行、试行最短", row.trial_shortest_months),
        ("暂行、试行最长", row.trial_longest_months),
    )
    return lines + [(words, f"{number}个月") for words, number in trial if number is not None]
