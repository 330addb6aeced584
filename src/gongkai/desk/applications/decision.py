"""The page of a decision: exactly what is to be approved, what the checks say, who speaks now; sent, issued, put away."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.applications import actions
from gongkai.applications.queries import letter_facts
from gongkai.applications.queries.deciding import Part, counts_in
from gongkai.applications.queries.drafting import DecisionCard, decision_card, findings_of
from gongkai.applications.queries.materials import materials_of
from gongkai.applications.queries.outcome_tree import choices
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.applications.composing import answers, decide, number, urgent
from gongkai.desk.applications.decision_findings import Seen
from gongkai.desk.applications.decision_forms import Facts, as_filled, needed
from gongkai.desk.inbox.forms import Say
from gongkai.law.outcomes.catalogue import outcome
from gongkai.signoff import queries as signoff
from gongkai.signoff.actions import Refused as SignoffRefused
from gongkai.signoff.queries.passage import passage
from gongkai.signoff.queries.rounds import seen_round

__all__ = ["decide", "decision", "drop", "issue", "submit"]


@require_safe
def decision(request: DeskRequest, decision_id: int) -> HttpResponse:
    """A decision as it is approved."""
    return _page(request, _seen(request, decision_id))


@require_POST
def submit(request: DeskRequest, decision_id: int) -> HttpResponse:
    """Send it into sign-off, with an answer to each warning; with an error or an unanswered warning, the page again."""
    held = _seen(request, decision_id)
    refused = _tried(
        request,
        actions.submit_decision,
        decision_id=held.id,
        revision=number(request, "revision"),
        answered=answers(request),
        urgent_because=urgent(request),
    )
    if refused is not None:
        return _page(request, _seen(request, decision_id), refused)
    messages.success(request, f"已送审：“{held.title}”的答复。下一步由保密审查员、法制审核员审查。")
    return redirect("desk:application_decision", held.id)


@require_POST
def issue(request: DeskRequest, decision_id: int) -> HttpResponse:
    """Send the signed answer out."""
    held = _seen(request, decision_id)
    refused = _tried(request, actions.issue, decision_id=held.id, moves=number(request, "moves"))
    if refused is not None:
        return _page(request, _seen(request, decision_id), refused)
    messages.success(request, "答复已经发出，文号由系统编定。请按申请人要求的途径送达，并登记送达情况。")
    return redirect("desk:application_decision", held.id)


@require_POST
def drop(request: DeskRequest, decision_id: int) -> HttpResponse:
    """Put a draft away."""
    held = _seen(request, decision_id)
    refused = _tried(request, actions.drop_decision, decision_id=held.id)
    if refused is not None:
        return _page(request, _seen(request, decision_id), refused)
    messages.success(request, "这份答复已经作废，记录保留。需要时请重新拟写。")
    return redirect("desk:application", held.application_id)


def _seen(request: DeskRequest, decision_id: int) -> DecisionCard:
    """The decision, if the viewer may see its application; one that they may not see is not there for them."""
    held = decision_card(request.actor, decision_id)
    if held is None:
        raise Http404
    return held


def _tried(request: DeskRequest, act: Callable[..., object], **given: Any) -> Sequence[str] | None:
    """Do it; the reasons where it is refused."""
    try:
        act(**given, by=request.actor, at=request.at)
    except (actions.Refused, SignoffRefused) as refusal:
        return tuple(refusal.messages)
    return None


def _page(request: DeskRequest, held: DecisionCard, refused: Sequence[str] = ()) -> HttpResponse:
    on = request.on
    round_ = seen_round(held.round_id, request.actor) if held.round_id else None
    options = signoff.options(round_.id, request.actor) if round_ else None
    known = {one["key"]: one["why"] for one in held.answered} | dict(answers(request))
    changes = held.open and held.drafts
    context = {
        "held": held,
        "row": counts_in(held.row, held.issued_at.date() if held.issued_at else on),
        "results": [(held.wanted.get(part.wanted, ""), _named(part), part) for part in held.parts],
        "facts": in_words(held),
        "materials": materials_of(request.actor, held.application_id),
        "found": _found(request, held, known) if held.open else None,
        "round": round_,
        "steps": passage(round_.id, request.actor) if round_ else (),
        "says": [(one, Say(option=one, digest=options.digest)) for one in options.steps] if options else (),
        "approved": held.open and held.state == "approved",
        "can_edit": changes and (held.state != "open" or bool(options and options.write)),
        "can_send": changes and (held.state in ("", "stopped") or bool(options and options.submit)),
        "can_issue": held.open and held.issues and held.state == "approved",
        "can_drop": changes and held.state != "open",
        "refused": refused,
        "urgent": request.POST.get("urgent", ""),
    }
    return render(request, "desk/applications/decision.html", context, status=409 if refused else 200)


def _found(request: DeskRequest, held: DecisionCard, known: Mapping[str, str]) -> Seen:
    """What the law says of the decision, and what stands in the way of its letter."""
    letter = letter_facts.drafted(request.actor, held.id, request.on)
    return Seen.of(findings_of(held.id, request.on), known, letter[1] if letter else ())


def _named(part: Part) -> str:
    """The result in words, also one that can no longer be chosen."""
    chosen = outcome(part.outcome)
    variant = next((one.name for one in chosen.variants if one.id == part.variant), "")
    return f"{chosen.name}：{variant}" if variant else chosen.name


def in_words(held: DecisionCard) -> list[tuple[str, str]]:
    """The facts that the drafter states, as officers read them."""
    proofs = {key: label for one in choices(held.saved_at.date()).values() for key, label in one.proofs}
    names = needed(held.parts, third_party_asked=True)
    form = Facts(needed=names, proofs=proofs, earlier=())
    filled = as_filled(held.facts)
    return [
        (str(field.label), said)
        for name, field in form.fields.items()
        if (said := _said(field, filled.get(name), proofs))
    ]


def _said(field: Any, value: Any, proofs: Mapping[str, str]) -> str:
    if value in (None, "", False, []):
        return ""
    if isinstance(value, list):
        return "；".join(proofs.get(each, each) for each in value)
    if value is True:
        return "是"
    return str(dict(getattr(field, "choices", ())).get(value, value))
