"""Agencies: the list, the tree, one with its history, decisions about its life with a preview."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.agencies import access, actions, queries
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies import forms, reach
from gongkai.desk.rights import may_open
from gongkai.law.roles import Role

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Verb:
    """One decision about the life of an agency: what it is called, its form, its action."""

    label: str
    form: type[forms.Decision]
    act: Callable[..., list[Any]]
    grave: bool = False


VERBS = {
    "rename": Verb("更名", forms.Rename, actions.rename),
    "move": Verb("调整隶属关系", forms.Move, actions.move),
    "merge": Verb("合并", forms.Merge, actions.merge, grave=True),
    "split": Verb("拆分", forms.Split, actions.split, grave=True),
    "abolish": Verb("撤销", forms.Ending, actions.abolish, grave=True),
}


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """The agencies that the viewer reaches, with filters."""
    form = forms.AgencyFilter(request.GET)
    found = _filtered(request, form).select_related("parent")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    rows = [(queries.row(agency), agency.parent.name if agency.parent else "") for agency in page]
    context = {"form": form, "page": page, "rows": rows, "filters": kept.urlencode(), "on": request.on}
    context["may_import"] = may_open(request.actor, "import")
    return render(request, "desk/agencies/list.html", context)


def _filtered(request: DeskRequest, form: forms.AgencyFilter) -> Any:
    q, level, state = form.chosen()
    found = reach.reached(request.actor)
    ended = Q(ends_on__lt=request.on)
    if state != "all":
        found = found.filter(ended) if state == "ended" else found.exclude(ended)
    if level:
        found = found.filter(level=level)
    if q:
        found = found.filter(
            Q(name__contains=q) | Q(short_name__contains=q) | Q(organ_code=q) | Q(division_code=q)
        )
    return found


@require_safe
def tree(request: DeskRequest) -> HttpResponse:
    """The same as a tree, as it stands today."""
    branches = queries.tree(on=request.on, within=request.actor.reach(Role))
    context = {"branches": branches, "may_import": may_open(request.actor, "import")}
    return render(request, "desk/agencies/tree.html", context)


@require_safe
def detail(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """One agency: what it is, what it was, what stands below it."""
    around = reach.rows(request.actor)
    context = {
        "agency": agency,
        "parent": around.get(agency.parent_id or 0),
        "below": [row for row in around.values() if row.parent_id == agency.id and row.lives_on(request.on)],
        "former": queries.former_selves(agency.id)[::-1],
        "successions": queries.successions(agency.id),
        "alive": agency.lives_on(request.on),
        "powers": queries.powers(agency.id, request.on),
        "verbs": VERBS.items() if access.may_keep(request.actor, agency.id) else (),
        "may_register": may_open(request.actor, "register", agency.id),
        "may_letterhead": may_open(request.actor, "letterhead", agency.id),
    }
    return render(request, "desk/agencies/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, agency: AgencyRow, what: str) -> HttpResponse:
    """Decide about the life of an agency: a form, then a preview of what would change, then the decision."""
    if what not in VERBS:
        raise Http404
    verb = VERBS[what]
    others = list(reach.rows(request.actor, access.KEEPERS).values())
    form = verb.form(request.POST or None, agency=agency, others=others, today=request.on)
    confirmed = "confirm" in request.POST
    changes = _decided(request, form, verb, dry_run=not confirmed) if form.is_bound else None
    if changes is not None and confirmed:
        messages.success(request, f"“{agency.name}”{verb.label}已登记，已记入操作日志。")
        return redirect("desk:agency", agency.slug)
    shown = changes is not None and "back" not in request.POST
    context = {"agency": agency, "what": what, "verb": verb, "form": form, "changes": changes}
    page = "desk/agencies/preview.html" if shown else "desk/agencies/change.html"
    return render(request, page, context, status=422 if form.errors else 200)


def _decided(request: DeskRequest, form: forms.Decision, verb: Verb, *, dry_run: bool) -> list[Any] | None:
    """What changes, or would; None with the reasons on the form where it is refused."""
    if not form.is_valid():
        return None
    try:
        return verb.act(**form.arguments(), by=request.actor, at=request.at, dry_run=dry_run)
    except actions.Refused as refusal:
        form.add_error(None, list(refusal.messages))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: DeskRequest, agency: AgencyRow) -> HttpResponse:
    """Enter a new agency below this one."""
    form = forms.Register(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.register(
                **form.cleaned_data, region=agency.region, parent=agency.slug, by=request.actor, at=request.at
            )
        except actions.Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, f"“{made.name}”已登记。")
            return redirect("desk:agency", made.slug)
    context = {"agency": agency, "form": form}
    return render(request, "desk/agencies/register.html", context, status=422 if form.errors else 200)
