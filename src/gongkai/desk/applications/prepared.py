"""A notice that is signed before it leaves: what it will say and do, sent into sign-off, spoken to, put away."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Brought
from gongkai.applications.queries import letters, signing
from gongkai.applications.queries.case import Case
from gongkai.applications.queries.signing import PreparedCard
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.inbox.forms import Say
from gongkai.signoff import queries as signoff
from gongkai.signoff.actions import Refused as SignoffRefused
from gongkai.signoff.queries.passage import passage
from gongkai.signoff.queries.rounds import seen_round

LATER = ("on", "received_on")
"""What nobody knows before the letter leaves."""


def signed(one: Case, act: Act) -> bool:
    """Whether the agency has what this act lets leave signed first."""
    return act in signing.KIND_OF and signing.to_be_signed(one.agency_id, signing.KIND_OF[act])


def under_change(request: DeskRequest, one: Case, act: Act) -> PreparedCard | None:
    """What was prepared and is opened to be changed, by this act of this case; None where the address names nothing."""
    asked = request.GET.get("prepared", "")
    if not asked:
        return None
    found = signing.prepared_card(request.actor, int(asked)) if asked.isascii() and asked.isdigit() else None
    if found is None or (found[0].application_id, found[0].act) != (one.id, act) or not found[0].open:
        raise Http404
    return found[0]


def keep(
    request: DeskRequest, one: Case, act: Act, given: Mapping[str, Any], files: tuple[Brought, ...]
) -> HttpResponse:
    """Keep what was filled in, and show what will leave. Refused as the act."""
    said = {name: value for name, value in given.items() if name != "moves" and value not in (None, "")}
    held = under_change(request, one, act)
    who: dict[str, Any] = {"said": said, "files": files, "by": request.actor, "at": request.at}
    if held is None:
        made = actions.prepare(application_id=one.id, act=act, moves=given.get("moves"), **who)
    else:
        made = held.id
        actions.change_prepared(prepared_id=made, revision=held.revision, **who)
    messages.success(request, "文书已经拟好，还没有发出。请核对内容后送审，签发时系统办理并发出。")
    return redirect("desk:application_prepared", made)


@require_safe
def prepared(request: DeskRequest, prepared_id: int) -> HttpResponse:
    """What was prepared, as it is approved."""
    return _page(request, prepared_id)


@require_POST
def submit(request: DeskRequest, prepared_id: int) -> HttpResponse:
    """Send it into sign-off."""
    revision = request.POST.get("revision", "")
    refused = _tried(
        request,
        actions.submit_prepared,
        prepared_id=_seen(request, prepared_id).id,
        revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0,
    )
    if refused is not None:
        return _page(request, prepared_id, refused)
    messages.success(request, "已送审。签发时系统办理这一事项、发出文书，不用另外发出。")
    return redirect("desk:application_prepared", prepared_id)


@require_POST
def drop(request: DeskRequest, prepared_id: int) -> HttpResponse:
    """Put it away."""
    held = _seen(request, prepared_id)
    refused = _tried(request, actions.drop_prepared, prepared_id=held.id)
    if refused is not None:
        return _page(request, prepared_id, refused)
    messages.success(request, "这份文书已经作废，记录保留。需要时请重新拟制。")
    return redirect("desk:application_letters", held.application_id)


def _seen(request: DeskRequest, prepared_id: int) -> PreparedCard:
    found = signing.prepared_card(request.actor, prepared_id)
    if found is None:
        raise Http404
    return found[0]


def _tried(request: DeskRequest, act: Callable[..., object], **given: Any) -> list[str] | None:
    """Do it; the reasons where it is refused."""
    try:
        act(**given, by=request.actor, at=request.at)
    except (actions.Refused, SignoffRefused) as refusal:
        return list(refusal.messages)
    return None


def _page(request: DeskRequest, prepared_id: int, refused: list[str] | None = None) -> HttpResponse:
    found = signing.prepared_card(request.actor, prepared_id)
    if found is None:
        raise Http404
    held, what = found
    round_ = seen_round(held.round_id, request.actor) if held.round_id else None
    options = signoff.options(round_.id, request.actor) if round_ else None
    context = {
        "held": held,
        "shown": [letters.as_page(each) for each in what],
        "left": held.letters,
        "round": round_,
        "steps": passage(round_.id, request.actor) if round_ else (),
        "says": [(one, Say(option=one, digest=options.digest)) for one in options.steps] if options else (),
        "change": _change(held) if held.changes and (not options or options.write) else "",
        "can_send": held.changes and (held.state in ("draft", "stopped") or bool(options and options.submit)),
        "can_drop": held.changes and held.state != "open",
        "refused": refused,
    }
    return render(request, "desk/applications/prepared.html", context, status=409 if refused else 200)


def _change(held: PreparedCard) -> str:
    """The address of the form that it was filled in on; empty for what was not filled in."""
    if held.act is Act.LETTER:
        return ""
    address = reverse("desk:application_do", args=[held.application_id, held.act.value])
    return f"{address}?{urlencode({'prepared': held.id})}"
