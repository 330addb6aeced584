"""A decision is composed: results on the left, facts and text in the middle, checks on the right.

Without script the button 更新 brings the page anew; nothing is kept until it is saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.queries import wording
from gongkai.applications.queries.case import Case, Draft, case
from gongkai.applications.queries.deciding import Part, counted_as_shown, counts_in, row_of, tried
from gongkai.applications.queries.drafting import (
    answered_before,
    decision_card,
    remedies_of,
    reply_of,
)
from gongkai.applications.queries.kinds import Doing
from gongkai.applications.queries.outcome_tree import Choice, choices, questions
from gongkai.applications.queries.repeats import Repeat
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.applications.decision_findings import Seen
from gongkai.desk.applications.decision_forms import Chosen, Facts, as_filled, kept, needed, posted
from gongkai.law.ledger import Kind
from gongkai.law.outcomes.catalogue import Group
from gongkai.law.remedies.notices import RemedyNotice
from gongkai.law.wording import day
from gongkai.signoff.actions import Refused as SignoffRefused

ANSWER = "answer-"
NOT_NOW = "这件申请现在不能拟写答复：可能已经答复、正在等待补正，或者不由您办理。"
_WITHHELD = (Group.DENIED, Group.UNABLE)
_APART = (Group.UNPROCESSED, Group.OTHER)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the drafter works on: the case, its open draft, the results of the day, the earlier applications."""

    held: Case
    draft: Draft | None
    known: Mapping[str, Choice]
    earlier: Sequence[Repeat]
    on: date

    @property
    def things(self) -> dict[int, str]:
        """What is asked for, by its place."""
        return {each.position: each.name for each in self.held.wanted}

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of what happened and was not taken back."""
        return frozenset(each.kind for each in self.held.happened if not each.void)


@dataclass(frozen=True, slots=True)
class Composed:
    """The draft as the page has it. `auto` is the text that follows from the results alone."""

    chosen: Sequence[Chosen]
    form: Facts
    facts: dict[str, Any]
    parts: tuple[Part, ...]
    body: str
    auto: str
    remedy: RemedyNotice | None
    revision: int

    @property
    def text(self) -> str:
        """The whole text, with the locked paragraph."""
        return wording.whole(self.body, self.facts["remedy"])


@dataclass(frozen=True, slots=True)
class Apart:
    """What is given, and what cannot stand in the same answer; `address`: where it is split off, empty where it cannot be now."""

    given: Sequence[str]
    others: Sequence[str]
    address: str


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: DeskRequest, application_id: int) -> HttpResponse:
    """Compose the decision of an application; save it, send it into sign-off."""
    desk = _desk(request, application_id)
    if request.method != "POST":
        return _page(request, desk, _of_draft(desk))
    made = _of_post(request, desk)
    if not {"save", "send"} & request.POST.keys():
        return _page(request, desk, made)
    unfinished = [each.unfinished for each in made.chosen if each.unfinished]
    if made.form.errors:
        unfinished.append("有的内容填写不正确，请改正后再保存。")
    if unfinished:
        return _page(request, desk, made, unfinished)
    return _kept(request, desk, made)


def _kept(request: DeskRequest, desk: Desk, made: Composed) -> HttpResponse:
    """Save it, and send it where that was asked for; what is refused is said on the page, with what was typed."""
    saved = ""
    try:
        decision_id = _saved(request, desk, made)
        if "send" not in request.POST:
            messages.success(request, "已保存，还没有送审。")
            return redirect("desk:application_decide", desk.held.id)
        made, saved = replace(made, revision=_revision(request, decision_id)), "已经保存，但没有送审："
        _sent(request, decision_id, made.revision)
    except (actions.Refused, SignoffRefused) as refusal:
        now = _desk(request, desk.held.id) if saved else desk
        return _page(request, now, made, (saved, *refusal.messages) if saved else refusal.messages)
    messages.success(request, f"已送审：“{desk.held.title}”的答复。下一步由保密审查员、法制审核员审查。")
    return redirect("desk:application_decision", decision_id)


def answers(request: DeskRequest) -> dict[str, str]:
    """What was typed in answer to the warnings, by the key of each."""
    return {
        name.removeprefix(ANSWER): str(why)[:200]
        for name, why in request.POST.items()
        if name.startswith(ANSWER)
    }


def number(request: DeskRequest, name: str) -> int:
    """A number that the form carries; -1 for what is none, which nothing has."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def urgent(request: DeskRequest) -> str:
    """Why it is urgent; empty where nobody ticked that it is."""
    return request.POST.get("urgent", "")[:200] if "is_urgent" in request.POST else ""


def _desk(request: DeskRequest, application_id: int) -> Desk:
    held = case(request.actor, application_id, request.on)
    if held is None:
        raise Http404
    if Act.DECIDE not in held.acts:
        raise PermissionDenied(NOT_NOW)
    draft = held.decision if held.decision and held.decision.issued_at is None else None
    return Desk(held, draft, choices(request.on), answered_before(held.id), request.on)


def _of_draft(desk: Desk) -> Composed:
    """The draft as it was saved; a new one begins with the names that the last reply of the agency had."""
    draft = desk.draft
    facts = dict(draft.facts) if draft else {}
    parts = tuple(Part(**part) for part in draft.parts) if draft else ()  # type: ignore[arg-type] # as the table keeps them
    facts = remedies_of(desk.held.agency_id, desk.on) | facts
    chosen = kept(parts, desk.things, desk.known)
    form = Facts(initial=as_filled(facts), **_asked_of(desk, parts))
    text = wording.without(draft.text, str(facts.get("remedy", ""))) if draft else ""
    return _composed(desk, chosen, form, facts, parts, text, draft.revision if draft else 0)


def _of_post(request: DeskRequest, desk: Desk) -> Composed:
    post = request.POST
    chosen = posted(post, desk.things, desk.known)
    parts = tuple(part for each in chosen for part in each.parts())
    # A field that the results need only now was not on the page: it begins as the draft has it, or as new.
    begun = as_filled(remedies_of(desk.held.agency_id, desk.on) | (desk.draft.facts if desk.draft else {}))
    shown = set(post.get("shown", "").split())
    asked = _asked_of(desk, parts)
    data = post.copy()
    for name in asked["needed"]:
        if name not in shown and begun.get(name) not in (None, "", False, []):
            value = begun[name]
            data.setlist(name, value if isinstance(value, list) else [str(value)])
    form = Facts(data, **asked)
    form.is_valid()
    body = post.get("body", "").replace("\r\n", "\n").strip()
    untouched = not body or _mark(body) == post.get("drafted", "") or "rewrite" in post
    made = _composed(desk, chosen, form, form.said(), parts, body, number(request, "revision"))
    return replace(made, body=made.auto) if untouched else made


def _composed(
    desk: Desk,
    chosen: Sequence[Chosen],
    form: Facts,
    facts: dict[str, Any],
    parts: tuple[Part, ...],
    body: str,
    revision: int,
) -> Composed:
    auto = wording.body(_told(desk, facts), parts, facts, desk.on)
    remedy = wording.remedy(parts, facts, desk.on)
    facts = facts | {"remedy": remedy.text if remedy else ""}
    return Composed(chosen, form, facts, parts, body, auto, remedy, revision)


def _apart(desk: Desk, chosen: Sequence[Chosen]) -> Apart | None:
    """The things that one answer cannot hold together: given, or withheld in part, beside those that are not processed.

    The law finds no ground to withhold in the latter (O124): they want an application of their own.
    """
    given = [each for each in chosen if each.gives]
    others = [each for each in chosen if each.choice and each.choice.group in _APART]
    if not given or not others:
        return None
    address = ""
    if Act.SPLIT in desk.held.acts:
        places = urlencode([("positions", each.position) for each in others])
        address = f"{reverse('desk:application_do', args=[desk.held.id, Act.SPLIT.value])}?{places}"
    return Apart([each.name for each in given], [each.name for each in others], address)


def _search_first(desk: Desk, parts: Sequence[Part]) -> str:
    """Where the search is entered without which nobody can say that there is no such information; empty where it is there."""
    missing = any((part.outcome, part.variant) == ("unable_not_held", "not_exist") for part in parts)
    if not missing or Doing.SEARCHED in desk.kinds or Act.SEARCH not in desk.held.acts:
        return ""
    return reverse("desk:application_do", args=[desk.held.id, Act.SEARCH.value])


def _asked_of(desk: Desk, parts: Sequence[Part]) -> dict[str, Any]:
    """What the form of facts asks about these results, with the proofs that no event shows already."""
    shown = counted_as_shown(desk.kinds)
    values = [f"{part.outcome}.{part.variant}" if part.variant else part.outcome for part in parts]
    proofs = {
        key: label
        for value in values
        if value in desk.known
        for key, label in desk.known[value].proofs
        if key not in shown
    }
    names = needed(parts, third_party_asked=Kind.THIRD_PARTY_ASKED in desk.kinds)
    return {
        "needed": [name for name in names if name != "proofs" or proofs],
        "proofs": proofs,
        "earlier": desk.earlier,
    }


def _told(desk: Desk, facts: Mapping[str, Any]) -> wording.Asked:
    held = desk.held
    looked = [each for each in held.happened if each.kind == Doing.SEARCHED and not each.void]
    search = ""
    if looked:
        last = looked[-1]
        search = (
            f"{day(last.on)}在{last.details.get('scope', '')}范围内以{last.details.get('method', '')}检索"
        )
    earlier = ""
    if facts.get("earlier") in {one.id for one in desk.earlier}:
        named, on = reply_of(int(facts["earlier"]))
        earlier = f"{named}，{day(on)}" if on else named
    received_on, you = held.receipt_on or held.arrived_on, held.person.kind.you
    return wording.Asked(held.number, received_on, desk.things, search, earlier, you)


def _saved(request: DeskRequest, desk: Desk, made: Composed) -> int:
    return actions.save_decision(
        application_id=desk.held.id,
        parts=made.parts,
        text=made.text,
        facts=made.facts,
        by=request.actor,
        at=request.at,
        revision=made.revision,
    )


def _sent(request: DeskRequest, decision_id: int, revision: int) -> None:
    actions.submit_decision(
        decision_id=decision_id,
        revision=revision,
        answered=answers(request),
        by=request.actor,
        at=request.at,
        urgent_because=urgent(request),
    )


def _revision(request: DeskRequest, decision_id: int) -> int:
    card = decision_card(request.actor, decision_id)
    return card.revision if card else -1


def _mark(text: str) -> str:
    """By which the page knows a text that nobody has touched since it was drafted."""
    return sha256(text.strip().encode()).hexdigest()[:16]


def _page(request: DeskRequest, desk: Desk, made: Composed, refused: Sequence[str] = ()) -> HttpResponse:
    found = tried(desk.held.id, made.parts, made.facts, desk.on)
    found += list(made.remedy.findings) if made.remedy else []
    complete = all(each.choice for each in made.chosen)
    context = {
        "held": desk.held,
        "draft": desk.draft,
        "made": made,
        "tree": questions(desk.on),
        "grounds": [
            (group, [one for one in desk.known.values() if one.group is group]) for group in _WITHHELD
        ],
        "drafted": _mark(made.auto),
        "found": Seen.of(found, answers(request)),
        "row": counts_in(row_of(made.parts), desk.on) if made.parts else "",
        "complete": complete,
        "apart": _apart(desk, made.chosen),
        "search_first": _search_first(desk, made.parts),
        "blank": wording.BLANK in made.body,
        "refused": refused,
        "urgent": request.POST.get("urgent", ""),
        "form": made.form,
    }
    return render(request, "desk/applications/decision_edit.html", context, status=409 if refused else 200)
