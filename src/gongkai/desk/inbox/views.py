"""The inbox over all kinds, and one round of sign-off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.inbox import forms
from gongkai.desk.lamps import shown
from gongkai.law.signing.standing import Verdict
from gongkai.signoff import actions, queries
from gongkai.signoff.queries import Option, Options, RoundRow, Which
from gongkai.signoff.queries.passage import passage
from gongkai.signoff.queries.rounds import seen_round


@require_safe
def inbox(request: DeskRequest, which: str) -> HttpResponse:
    """One of the three lists, of all kinds or of one."""
    kinds = queries.kinds()
    kind = request.GET.get("kind", "")
    found = queries.inbox(
        request.actor,
        Which(which),
        on=request.on,
        kind=kind if kind in {each.key for each in kinds} else "",
        page=_number(request.GET.get("page", "")),
    )
    rows = [(row, shown(row, request.on)) for row in found.rows]
    context = {"which": Which(which), "page": found, "rows": rows, "kinds": kinds, "kind": kind}
    return render(request, "desk/inbox/list.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


@require_safe
def one_round(request: DeskRequest, round_id: int) -> HttpResponse:
    """A thing on its way: what is approved, what was said, what the viewer may do now."""
    return _page(request, _seen(request, round_id))


@require_POST
def say(request: DeskRequest, round_id: int) -> HttpResponse:
    """Give an opinion. Refused, with the page as it now is, where the text has changed since it was shown."""
    held = _seen(request, round_id)
    given = request.POST.get("step", "")
    if given == forms.Submit.step:
        return _submitted(request, held)
    option = next((each for each in _steps(request, held) if each.step == given), None)
    if option is None:
        return _page(
            request, held, refused=["现在没有轮到您在这一步骤发表意见：可能已经有人办理，或者内容已经修改。"]
        )
    form = forms.Say(request.POST, option=option, digest=held.digest)
    if not form.is_valid():
        return _page(request, held, said=form)
    done = _try(request, actions.say, round_id=held.id, **form.cleaned_data)
    if done is not None:
        return _page(request, held, refused=done, said=form)
    messages.success(request, f"已办理：{forms.WORDS[form.cleaned_data['verdict']]}，“{held.title}”。")
    return redirect("desk:todo")


def _submitted(request: DeskRequest, held: RoundRow) -> HttpResponse:
    digest = request.POST.get("digest", "")
    done = _try(
        request, actions.say, round_id=held.id, step=forms.Submit.step, verdict=Verdict.SUBMIT, digest=digest
    )
    if done is not None:
        return _page(request, held, refused=done)
    messages.success(request, f"已送审：“{held.title}”。")
    return redirect("desk:todo")


@require_POST
def ask(request: DeskRequest, round_id: int) -> HttpResponse:
    """Ask another office to countersign."""
    held = _seen(request, round_id)
    form = forms.Ask(request.POST, agencies=_offices(request))
    if not form.is_valid():
        return _page(request, held, asked=form)
    done = _try(request, actions.countersign, round_id=held.id, **form.cleaned_data)
    if done is not None:
        return _page(request, held, refused=done, asked=form)
    messages.success(request, "已请对方会签。会签和本步骤都同意以后，才进入下一环节。")
    return redirect("desk:round", held.id)


@require_POST
def stop(request: DeskRequest, round_id: int) -> HttpResponse:
    """End a round without approval."""
    held = _seen(request, round_id)
    form = forms.Stop(request.POST)
    if not form.is_valid():
        return _page(request, held, refused=["终止审签要写明理由。"])
    done = _try(request, actions.stop, round_id=held.id, **form.cleaned_data)
    if done is not None:
        return _page(request, held, refused=done)
    messages.success(request, f"已终止审签：“{held.title}”。")
    return redirect("desk:round", held.id)


@require_POST
def urge(request: DeskRequest, round_id: int) -> HttpResponse:
    """Remind whoever has the thing before them."""
    held = _seen(request, round_id)
    done = _try(request, actions.remind, round_id=held.id)
    if done is not None:
        return _page(request, held, refused=done)
    messages.success(request, "已催办，对方的待办里会标出。")
    return redirect("desk:round", held.id)


def _try(request: DeskRequest, act: Any, **given: Any) -> list[str] | None:
    """Do it; the reasons where it is refused."""
    try:
        act(**given, by=request.actor, at=request.at)
    except actions.Refused as refusal:
        return list(refusal.messages)
    return None


def _seen(request: DeskRequest, round_id: int) -> RoundRow:
    """The round, if the viewer may see it; one that they may not see is not there for them."""
    held = seen_round(round_id, request.actor)
    if held is None:
        raise Http404
    return held


def _steps(request: DeskRequest, held: RoundRow) -> tuple[Option, ...]:
    found = queries.options(held.id, request.actor)
    return found.steps if found else ()


def _page(
    request: DeskRequest,
    held: RoundRow,
    *,
    refused: list[str] | None = None,
    said: forms.Say | None = None,
    asked: forms.Ask | None = None,
) -> HttpResponse:
    """The page of a round; with what was refused on it, it shows the round as it is now."""
    if refused:
        held = _seen(request, held.id)
    options = queries.options(held.id, request.actor)
    context = {
        "held": held,
        "steps": passage(held.id, request.actor),
        "lines": _history(request, held),
        "options": options,
        "says": _says(options, said, refused),
        "ask": _ask(request, options, asked),
        "refused": refused,
        "thing": _thing(held),
        "form": said if said and not refused else asked,
    }
    status = 409 if refused else 422 if context["form"] else 200
    return render(request, "desk/inbox/round.html", context, status=status)


def _says(
    options: Options | None, said: forms.Say | None, refused: list[str] | None
) -> list[tuple[Option, forms.Say]]:
    """A form for each step at which the viewer may speak. What was typed stays; the digest is that of the page."""
    if options is None:
        return []
    kept = said if said and not refused else None
    return [
        (
            each,
            kept
            if kept and kept.data.get("step") == each.step
            else forms.Say(option=each, digest=options.digest),
        )
        for each in options.steps
    ]


def _ask(request: DeskRequest, options: Options | None, asked: forms.Ask | None) -> forms.Ask | None:
    if options is None or not options.steps:
        return None
    return asked or forms.Ask(agencies=_offices(request), initial={"step": options.steps[0].step})


def _offices(request: DeskRequest) -> list[AgencyRow]:
    """Whom one may ask: every agency that exists; the list of agencies is public."""
    return [row for row in map(agencies.row, agencies.listed()) if row.lives_on(request.on)]


def _history(request: DeskRequest, held: RoundRow) -> tuple[Any, ...]:
    try:
        return queries.history(held.id, request.actor)
    except PermissionDenied:
        return ()


def _thing(held: RoundRow) -> str:
    """The address of the thing that is signed off; empty where its kind has no page."""
    view = {kind.key: kind.view for kind in queries.kinds()}.get(held.kind, "")
    try:
        return reverse(view, args=[held.subject.partition(":")[2]]) if view else ""
    except NoReverseMatch:
        return ""
