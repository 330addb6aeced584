"""Chains of sign-off: which an agency has for each kind of thing, and setting them with a preview."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.forms import AgencyFilter
from gongkai.desk.agencies.reach import reached
from gongkai.desk.rights import may_open
from gongkai.desk.settings import forms
from gongkai.law.signing.chains import Stages, UnfitChain, faults, levels, read, urgent
from gongkai.signoff import actions, queries
from gongkai.signoff.queries.kinds import Kind

PER_PAGE = 50


@require_safe
def chains(request: DeskRequest) -> HttpResponse:
    """Which agency's chains to look at, and the chains for all."""
    form = AgencyFilter(request.GET)
    q, level, _ = form.chosen()
    found = reached(request.actor)
    if q:
        found = found.filter(name__contains=q)
    if level:
        found = found.filter(level=level)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": [agencies.row(agency) for agency in page],
        "kinds": queries.kinds(),
        "usual": [(kind, queries.shipped_or_set(kind.key)) for kind in queries.kinds()],
        "set_here": queries.kinds_set(None),
        "may_set": may_open(request.actor, "usual_chain_set"),
        "filters": kept.urlencode(),
    }
    return render(request, "desk/settings/chains.html", context)


@require_safe
def chain(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """The chain of each kind at one agency, with its urgent path."""
    rows = [(kind, stages, urgent(stages)) for kind, stages in _in_force(agency)]
    own = queries.kinds_set(agency.id)
    context = {
        "agency": agency,
        "rows": rows,
        "unsigned": [kind for kind, stages, _ in rows if not stages],
        "own": own,
        "usual": {key for key in own if queries.shipped_or_set(key)},
        "may_set": may_open(request.actor, "chain_set", agency.id),
    }
    return render(request, "desk/settings/chain.html", context)


def _in_force(agency: AgencyRow) -> list[tuple[Kind, Stages]]:
    return [(kind, queries.chain_of(agency.id, kind.key)) for kind in queries.kinds()]


@require_http_methods(["GET", "HEAD", "POST"])
def set_chain(request: DeskRequest, agency: AgencyRow, kind: str) -> HttpResponse:
    """Set the chain of a kind at an agency: fill in, look at the preview, save."""
    return _set(request, agency, _kind(kind), queries.chain_of(agency.id, kind))


@require_http_methods(["GET", "HEAD", "POST"])
def set_usual(request: DeskRequest, kind: str) -> HttpResponse:
    """The same for all agencies that have no chain of their own."""
    return _set(request, None, _kind(kind), queries.shipped_or_set(kind))


def _set(request: DeskRequest, agency: AgencyRow | None, about: Kind, now: Stages) -> HttpResponse:
    filled = forms.StepForms(request.POST or None, initial=forms.initial(now) if not request.POST else None)
    wrong: list[str] = []
    stages: Stages = ()
    if filled.is_bound and filled.is_valid():
        stages, wrong = _examined(forms.steps(filled), about)
        if not wrong and "save" in request.POST:
            wrong = _saved(request, agency, about.key, forms.steps(filled))
            if not wrong:
                usual = "" if agency else "通用"
                messages.success(
                    request, f"{about.label}的{usual}审签流程已保存，从下一件起使用；正在审签的不受影响。"
                )
                return _back(agency)
    context = {
        "agency": agency,
        "kind": about,
        "filled": filled,
        "wrong": wrong,
        "stages": stages,
        "urgent": urgent(stages),
        "levels": levels(stages) if stages else 0,
    }
    status = 422 if wrong or (filled.is_bound and not filled.is_valid()) else 200
    return render(request, "desk/settings/set_chain.html", context, status=status)


@require_POST
def unset_chain(request: DeskRequest, agency: AgencyRow, kind: str) -> HttpResponse:
    """Go back to the chain for all agencies."""
    return _unset(request, agency, _kind(kind))


@require_POST
def unset_usual(request: DeskRequest, kind: str) -> HttpResponse:
    """Take away the chain that was set for all agencies."""
    return _unset(request, None, _kind(kind))


def _unset(request: DeskRequest, agency: AgencyRow | None, about: Kind) -> HttpResponse:
    try:
        actions.unset_chain(
            agency_id=agency.id if agency else None, kind=about.key, by=request.actor, at=request.at
        )
        messages.success(request, _gone(agency, about))
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return _back(agency)


def _gone(agency: AgencyRow | None, about: Kind) -> str:
    """What holds now that a chain was taken away."""
    if not queries.shipped_or_set(about.key):
        whoever = "" if agency else "没有另设流程的机关，"
        return f"{whoever}{about.label}不再审签，随办理发出；正在审签的不受影响。"
    if agency:
        return f"{about.label}改用通用审签流程。"
    return f"{about.label}的通用审签流程已恢复为系统自带的；正在审签的不受影响。"


def _back(agency: AgencyRow | None) -> HttpResponse:
    return redirect("desk:chain", agency.slug) if agency else redirect("desk:chains")


def _kind(key: str) -> Kind:
    found = next((kind for kind in queries.kinds() if kind.key == key), None)
    if found is None:
        raise Http404
    return found


def _examined(raw: list[list[dict[str, Any]]], kind: Kind) -> tuple[Stages, list[str]]:
    """The stages, and why they cannot be used."""
    try:
        stages = read(raw)
    except UnfitChain as unfit:
        return (), list(unfit.faults)
    return stages, faults(stages, kind.demands)


def _saved(
    request: DeskRequest, agency: AgencyRow | None, kind: str, raw: list[list[dict[str, Any]]]
) -> list[str]:
    """Nothing if it was saved; why not otherwise."""
    agency_id = agency.id if agency else None
    try:
        actions.set_chain(agency_id=agency_id, kind=kind, steps=raw, by=request.actor, at=request.at)
    except actions.Refused as refusal:
        return list(refusal.messages)
    return []
