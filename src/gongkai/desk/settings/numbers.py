"""Patterns of numbers: which are in force at the agencies in reach, setting them, trying one out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.forms import AgencyFilter
from gongkai.desk.agencies.reach import reached
from gongkai.desk.rights import may_open
from gongkai.desk.settings.number_forms import EXAMPLES, Setting, Trial
from gongkai.records.actions.numbers import set_pattern
from gongkai.records.queries.numbers import (
    PLACEHOLDERS,
    NumberKind,
    PatternRefused,
    Standing,
    described,
    kinds,
    pattern,
    standings,
)

TRIED = (1, 2, 117)
"""The places of a series that are shown: the first two, and one of three digits."""
PER_PAGE = 10


@require_safe
def numbers(request: DeskRequest) -> HttpResponse:
    """The pattern of each kind at the agencies in reach; how a pattern is written, and what it would give."""
    asked = AgencyFilter(request.GET)
    page = Paginator(_asked(request, asked), PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    trial = Trial(request.GET if "text" in request.GET else Trial.first())
    context = {
        "asked": asked,
        "page": page,
        "rows": _rows(request, [agencies.row(agency) for agency in page]),
        "kinds": kinds(),
        "filters": kept.urlencode(),
        "form": trial,
        "tried": _tried(trial, request.on),
        "placeholders": _placeholders(),
        "examples": EXAMPLES,
    }
    return render(request, "desk/settings/numbers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def set_number(request: DeskRequest, agency: AgencyRow, kind: str) -> HttpResponse:
    """Set the pattern of a kind at an agency: fill in, look at the next numbers, save."""
    about = next((each for each in kinds() if each.name == kind), None)
    if about is None:
        raise Http404
    standing = standings([agency.id], request.on.year)[agency.id, kind]
    form = Setting(request.POST or None, kind=about, standing=standing, year=request.on.year)
    upcoming: list[str] = []
    if form.is_bound and form.is_valid():
        upcoming = _previewed(form, agency, standing, request.on)
        if upcoming and "save" in request.POST and _saved(request, agency, about, form):
            return redirect("desk:numbers")
    context = {
        "agency": agency,
        "kind": about,
        "standing": standing,
        "following": standing.upcoming(request.on, **_known(agency, about)),
        "form": form,
        "upcoming": upcoming,
        "placeholders": _placeholders(about),
    }
    return render(request, "desk/settings/set_number.html", context, status=422 if form.errors else 200)


def _asked(request: DeskRequest, form: AgencyFilter) -> Any:
    """The agencies in reach that exist, by what the filter asks."""
    q, level, _ = form.chosen()
    found = reached(request.actor).exclude(ends_on__lt=request.on)
    if q:
        found = found.filter(name__contains=q)
    return found.filter(level=level) if level else found


def _rows(
    request: DeskRequest, found: list[AgencyRow]
) -> list[tuple[AgencyRow, NumberKind, Standing, str, bool]]:
    """One line for each agency and kind: how it stands, the number that comes next, whether the viewer may set it."""
    by_key = standings([agency.id for agency in found], request.on.year)
    return [
        (
            agency,
            kind,
            standing := by_key[agency.id, kind.name],
            standing.upcoming(request.on, **_known(agency, kind)),
            may_open(request.actor, "number_set", agency.id),
        )
        for agency in found
        for kind in kinds()
    ]


def _known(agency: AgencyRow, kind: NumberKind) -> dict[str, str]:
    """What is known of the parts that come with the numbers."""
    return {"org": agency.organ_code} if "org" in kind.known else {}


def _tried(form: Trial, on: date) -> list[str]:
    """What a pattern would give; nothing, with the reason on the form, for one that is not proper."""
    if not form.is_valid():
        return []
    parts = dict(form.cleaned_data)
    try:
        made = pattern(parts.pop("text"))
        return [made.write(n, on, parts) for n in TRIED]
    except PatternRefused as refusal:
        form.add_error("text", str(refusal))
        return []


def _previewed(form: Setting, agency: AgencyRow, standing: Standing, on: date) -> list[str]:
    """The next two numbers by what was filled in; nothing, with the reason on the form, for what is not proper."""
    given = form.arguments()
    try:
        made = pattern(given["text"])
        goes_on = given["from_year"] == on.year or not made.yearly
        last = max(standing.last, given["after"]) if goes_on else 0
        day = on if given["from_year"] == on.year else date(given["from_year"], 1, 1)
        filled = {name: value for name, value in given["parts"].items() if value}
        known = {**_known(agency, standing.now.kind), **filled}
        return [made.sample(last + step, day, known) for step in (1, 2)]
    except PatternRefused as refusal:
        form.add_error("text", str(refusal))
        return []


def _saved(request: DeskRequest, agency: AgencyRow, kind: NumberKind, form: Setting) -> bool:
    """Whether it was saved; if not, the form says why."""
    given = form.arguments()
    try:
        set_pattern(kind.name, agency_id=agency.id, by=request.actor, at=request.at, **given)
    except PatternRefused as refusal:
        form.add_error("text", str(refusal))
        return False
    messages.success(
        request, f"“{agency.name}”{kind.label}的编号规则已保存，从 {given['from_year']} 年起使用。"
    )
    return True


def _placeholders(kind: NumberKind | None = None) -> list[tuple[str, str]]:
    """The placeholders that may be used, as they are written and what they mean."""
    usable = [
        name for name in PLACEHOLDERS if kind is None or name in kind.parts or name in ("year", "month", "n")
    ]
    return [(described(name).partition("（")[0], PLACEHOLDERS[name]) for name in usable]
