"""机关代字: which codes the document numbers of each agency begin with, and registering them."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.forms import AgencyFilter
from gongkai.desk.agencies.reach import reached
from gongkai.desk.rights import may_open
from gongkai.publication import actions
from gongkai.publication.actions.codes import set_document_codes
from gongkai.publication.queries.codes import CodesRow, codes_in_use

PER_PAGE = 50


class Setting(forms.Form):
    """The codes of an agency, as people write them."""

    codes = forms.CharField(
        label="代字",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一个，或者用顿号分开，例如：云政发、云政办发。全部删去的，不再核对代字。",
    )

    def chosen(self) -> list[str]:
        """The codes one by one."""
        return re.split(r"[、，,；;\s]+", self.cleaned_data["codes"])


@require_safe
def codes(request: DeskRequest) -> HttpResponse:
    """What the agencies in reach have registered."""
    form = AgencyFilter(request.GET)
    q, level, _ = form.chosen()
    found: Any = reached(request.actor).exclude(ends_on__lt=request.on)
    if q:
        found = found.filter(name__contains=q)
    if level:
        found = found.filter(level=level)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    known = codes_in_use([agency.pk for agency in page])
    rows = [_row(request, agencies.row(agency), known) for agency in page]
    context = {"form": form, "page": page, "rows": rows, "filters": kept.urlencode()}
    return render(request, "desk/settings/codes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def set_codes(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Register the codes of an agency in the place of those before."""
    known = codes_in_use([agency.id]).get(agency.id)
    form = Setting(request.POST or None, initial={"codes": "\n".join(known.codes) if known else ""})
    if request.method == "POST" and form.is_valid() and _saved(request, agency, form):
        return redirect("desk:codes")
    context = {"agency": agency, "form": form, "known": known}
    return render(request, "desk/settings/set_codes.html", context, status=422 if form.errors else 200)


def _row(
    request: DeskRequest, agency: AgencyRow, known: dict[int, CodesRow]
) -> tuple[AgencyRow, CodesRow | None, bool]:
    return agency, known.get(agency.id), may_open(request.actor, "codes_set", agency.id)


def _saved(request: DeskRequest, agency: AgencyRow, form: Setting) -> bool:
    """Whether it was saved; if not, the form says why."""
    try:
        kept = set_document_codes(agency_id=agency.id, codes=form.chosen(), by=request.actor, at=request.at)
    except actions.Refused as refused:
        form.add_error("codes", list(refused.messages))
        return False
    told = f"的发文代字已登记：{'、'.join(kept)}。" if kept else "的发文代字已停用，不再核对。"
    messages.success(request, f"“{agency.name}”{told}")
    return True
