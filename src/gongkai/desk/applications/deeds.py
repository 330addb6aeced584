"""What is done with an application: one form for each act, with what it will do."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.agencies.queries import members
from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Brought
from gongkai.applications.queries.case import REVEALABLE, Case, Part
from gongkai.applications.queries.kinds import FileUse
from gongkai.applications.queries.previewing import charged, preview
from gongkai.applications.queries.repeats import repeats_of
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.applications import forms, prepared, work_forms
from gongkai.desk.applications.acts import DEEDS, Call
from gongkai.desk.applications.case import seen
from gongkai.guard.http.uploads import takes_files
from gongkai.law.deadlines.lamps import of_clock
from gongkai.law.fees.charge import Charge
from gongkai.law.fees.tiers import Method
from gongkai.records.actions.files import FileRefused, note_refusal, receive

AT_ONCE = 10
WRITING = ["GET", "HEAD", "POST"]


@takes_files(files=AT_ONCE, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(WRITING)
def do(request: DeskRequest, application_id: int, what: str) -> HttpResponse:
    """The form of one act, with what it will do; sent, it is done, or shown again with what is wrong.

    The button 先看结果 shows what would happen for what was filled in, and does nothing.
    """
    one, act = seen(request, application_id), _act(what)
    if request.method != "POST":
        if act not in one.acts:
            return _page(request, one, act, None, refused=[_not_now(one, act)])
        return _page(request, one, act, _form(request, one, act))
    form = _form(request, one, act, request.POST)
    if "preview" in request.POST:
        return _looked(request, one, act, form)
    return _done(request, one, act, form) if form.is_valid() else _page(request, one, act, form)


def _looked(request: DeskRequest, one: Case, act: Act, form: forms.OnCase) -> HttpResponse:
    """What would happen for what is filled in so far; what is still empty is no fault yet."""
    faults = [each for found in form.errors.as_data().values() for each in found]
    if any(each.code != "required" for each in faults):
        return _page(request, one, act, form)
    begun = _form(request, one, act, initial=request.POST.dict())
    return _page(request, one, act, begun, said=form.cleaned_data)


def _done(request: DeskRequest, one: Case, act: Act, form: forms.OnCase) -> HttpResponse:
    """Do it and go back to the application; what is refused is shown with what was typed."""
    deed = DEEDS[act]
    try:
        call = _call(request, one, act, form.cleaned_data)
        if prepared.signed(one, act):
            return prepared.keep(request, one, act, call.said, call.files)
        result = deed.run(call)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=one.agency_id)
        form.add_error(None, str(refused))
        return _page(request, one, act, form)
    except actions.Refused as refusal:
        now = seen(request, one.id)
        kept = _form(request, now, act, _anew(request, now))
        return _page(request, now, act, kept, refused=list(refusal.messages))
    if deed.shown_once:
        return render(request, "desk/applications/deed_once.html", {"one": one, "act": act, "shown": result})
    messages.success(request, deed.done)
    return redirect("desk:application", one.id)


@require_http_methods(WRITING)
def reveal(request: DeskRequest, application_id: int, field: str) -> HttpResponse:
    """Show one thing about the applicant whole, once, on the answer to a form that says why."""
    one = seen(request, application_id)
    if field not in REVEALABLE:
        raise Http404
    form = work_forms.Why(request.POST or None)
    context: dict[str, Any] = {"one": one, "what": REVEALABLE[field], "form": form}
    if form.is_bound and form.is_valid():
        try:
            context["shown"] = actions.reveal_applicant(
                application_id=one.id, field=field, **form.cleaned_data, **_who(request)
            )
            return render(request, "desk/applications/case_revealed.html", context)
        except actions.Refused as refused:
            form.add_error(None, list(refused.messages))
    return render(request, "desk/applications/case_reveal.html", context, status=422 if form.errors else 200)


@takes_files(files=AT_ONCE, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(WRITING)
def part(request: DeskRequest, application_id: int, part_id: int) -> HttpResponse:
    """Whoever was given a part of the work answers it, with files; others read it."""
    one = seen(request, application_id)
    given = next((each for each in one.parts if each.id == part_id), None)
    if given is None:
        raise Http404
    form = work_forms.Answer(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return _part_page(request, one, given, form)
    try:
        files = _brought(request, FileUse.SEARCH) if _may_answer(request, one, given) else ()
        actions.finish_part(assignment_id=given.id, **form.cleaned_data, files=files, **_who(request))
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=one.agency_id)
        form.add_error(None, str(refused))
        return _part_page(request, one, given, form)
    except actions.Refused as refusal:
        return _part_page(request, seen(request, one.id), given, form, refused=list(refusal.messages))
    messages.success(request, "已回复分办，办件人可以看到。")
    return redirect("desk:application", one.id)


def _part_page(
    request: DeskRequest, one: Case, given: Part, form: work_forms.Answer, *, refused: list[str] | None = None
) -> HttpResponse:
    given = next(each for each in one.parts if each.id == given.id)
    context = {
        "one": one,
        "part": given,
        "form": form,
        "refused": refused,
        "may": _may_answer(request, one, given),
        "lamp": of_clock(one.clock),
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "desk/applications/deed_part.html", context, status=status)


def _may_answer(request: DeskRequest, one: Case, given: Part) -> bool:
    mine = given.person_id in (None, request.actor.user_id)
    return mine and given.done_at is None and Act.FINISH_PART in one.acts


def _act(what: str) -> Act:
    """The act of an address; those with pages of their own are not here."""
    if what not in set(Act) or Act(what) not in DEEDS:
        raise Http404
    return Act(what)


def _not_now(one: Case, act: Act) -> str:
    return f"这件申请现在是“{one.clock.state.label}”，不能{act.label}，或者这一事项不由您办理。"


def _who(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.actor, "at": request.at}


def _form(
    request: DeskRequest, one: Case, act: Act, data: Any = None, initial: Mapping[str, Any] | None = None
) -> forms.OnCase:
    """The form of an act, with what it offers to choose from."""
    given: dict[str, Any] = {"one": one, "on": request.on, "initial": initial or {}}
    if act is Act.ASSIGN:
        given["people"] = _colleagues(request, one)
    if act is Act.MERGE:
        given["others"] = repeats_of(request.actor, one.id)
    if act is Act.VOID and "event" in request.GET:
        given["initial"] = {"event_id": request.GET["event"]}
    if act is Act.SPLIT and "positions" in request.GET:
        given["initial"] = {"positions": request.GET.getlist("positions")}
    held = prepared.under_change(request, one, act)
    if held is not None and not initial:
        given["initial"] = dict(held.said)
    form = DEEDS[act].form(data, **given)
    if prepared.signed(one, act):
        for name in prepared.LATER:
            form.fields.pop(name, None)
    return form


def _colleagues(request: DeskRequest, one: Case) -> list[tuple[int, str]]:
    """Who has a role at the agency, each with all of them."""
    roles: dict[tuple[int, str], list[str]] = {}
    for row in members(viewer=request.actor, on=request.on, agency_id=one.agency_id):
        if not row.closed and not row.role.runs_the_system and row.begins_on <= request.on:
            roles.setdefault((row.user_id, row.name), []).append(row.role.label)
    return [(user, f"{name}（{'、'.join(labels)}）") for (user, name), labels in roles.items()]


def _anew(request: DeskRequest, now: Case) -> Any:
    """What was typed, on top of the application as it is now: whoever sends it again has seen that."""
    kept = request.POST.copy()
    kept["moves"] = str(now.moves)
    return kept


def _call(request: DeskRequest, one: Case, act: Act, said: Mapping[str, Any]) -> Call:
    use = said.get("use") or DEEDS[act].use
    files = _brought(request, use) if use and act in one.acts else ()
    who = {"application_id": one.id, "moves": said["moves"], **_who(request)}
    return Call(said, files, who)


def _brought(request: DeskRequest, use: FileUse) -> tuple[Brought, ...]:
    """The files that were sent; FileRefused for one that cannot be taken in."""
    given = request.FILES.getlist("files")
    if len(given) > AT_ONCE:
        raise actions.Refused(f"一次最多上传 {AT_ONCE} 个文件，请分次上传。")
    return tuple(Brought(use, receive(file, file.name or "材料")) for file in given)


def _page(
    request: DeskRequest,
    one: Case,
    act: Act,
    form: forms.OnCase | None,
    *,
    refused: list[str] | None = None,
    said: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page of an act; with what was refused on it, or a form that is not right yet. `said`: what it is previewed with."""
    deed = DEEDS[act]
    said = said or (_said(form) if form is not None else None)
    fact = deed.fact(said, request.on) if deed.fact and said is not None else None
    context = {
        "one": one,
        "act": act,
        "deed": deed,
        "form": form,
        "refused": refused,
        "lamp": of_clock(one.clock),
        "would": preview(one.ledger, fact, request.on) if fact is not None and not refused else None,
        "charges": _charges(request, one, said) if act is Act.NOTIFY_FEE and said is not None else (),
        "signed": prepared.signed(one, act),
        "can_look": deed.fact is not None,  # not asked in the template: templates call what they can
        "looked": "preview" in request.POST,
        "accept": AT_ONCE if deed.use else 0,
    }
    status = 409 if refused else 422 if form is not None and form.errors else 200
    return render(request, "desk/applications/deed.html", context, status=status)


def _said(form: forms.OnCase) -> dict[str, Any] | None:
    """What is filled in, or stands there at first; None where it is not right."""
    if form.is_bound:
        return form.cleaned_data if form.is_valid() else None
    return {name: form.get_initial_for_field(each, name) for name, each in form.fields.items()}


def _charges(request: DeskRequest, one: Case, said: Mapping[str, Any]) -> list[Charge]:
    """The fee by item, and by page where the pages are known, each with its tiers."""
    pages = said.get("pages") or 0
    try:
        found = [charged(request.actor, one.id, Method.BY_ITEM)]
        return [*found, charged(request.actor, one.id, Method.BY_PAGE, pages)] if pages else found
    except actions.Refused:
        return []
