"""The page of one request for correction, and one form for each act on it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications.actions import Brought, Refused, rectifying
from gongkai.applications.queries.on_its_way import remedies_open
from gongkai.applications.queries.rectifying.case import OF_EVENTS, REVEALABLE, Case, case, file_of
from gongkai.applications.queries.rectifying.letters import letter_of
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.desk.lamps import Shown
from gongkai.desk.rectifications.forms import DEEDS, Deed, Why
from gongkai.documents.holidays import installed_calendar
from gongkai.guard.http.uploads import takes_files
from gongkai.records.actions.files import FileRefused, note_refusal, receive

AT_ONCE = 10
WRITING = ["GET", "HEAD", "POST"]
ON_LETTER = frozenset({Act.SEND, Act.SERVE, Act.RETURNED})
"""What is done with the letter, beside it."""
RECORD = "record"
"""What the record says, what it should say and why, revealed at once."""


@require_safe
def overview(request: DeskRequest, rectification_id: int) -> HttpResponse:
    """What is to be corrected, for whom (both masked), what was done and what can be done next."""
    one = seen(request, rectification_id)
    sent = letter_of(one)
    elsewhere = {Act.REVEAL, *ON_LETTER, *([Act.LETTER] if sent else [])}
    acts = [(act, act.label) for act in one.acts if act not in elsewhere]
    context = {
        "one": one,
        "lamp": Shown(one.light.value, one.says),
        "acts": acts,
        "letter": sent,
        "on_letter": [(act, act.label) for act in one.acts if sent and act in ON_LETTER & sent.acts],
        "open": remedies_open(sent, installed_calendar()) if sent else None,
        "may_reveal": Act.REVEAL in one.acts,
        "happened": tuple(reversed(one.happened)),
        "files": [(event, file) for event in one.happened for file in event.files],
    }
    return render(request, "desk/rectifications/case.html", context)


@require_safe
def file(request: DeskRequest, rectification_id: int, file_id: int) -> HttpResponseBase:
    """A file of the request, for whoever may see it; the reading is logged."""
    found = file_of(request.actor, rectification_id, file_id)
    if found is None:
        raise Http404
    return handed(request, found)


@require_http_methods(WRITING)
def reveal(
    request: DeskRequest, rectification_id: int, field: str, event_id: int | None = None
) -> HttpResponse:
    """Show something whole, once, on the answer to a form that says why."""
    one = seen(request, rectification_id)
    names = OF_EVENTS if event_id is not None else {**REVEALABLE, RECORD: "更正内容"}
    if field not in names:
        raise Http404
    form = Why(request.POST or None)
    context: dict[str, Any] = {"one": one, "what": names[field], "form": form}
    if form.is_bound and form.is_valid():
        try:
            context["shown"] = _revealed(request, one, field, event_id, form.cleaned_data["reason"])
            return render(request, "desk/rectifications/revealed.html", context)
        except Refused as refused:
            form.add_error(None, list(refused.messages))
    status = 422 if form.errors else 200
    return render(request, "desk/rectifications/reveal.html", context, status=status)


def _revealed(
    request: DeskRequest, one: Case, field: str, event_id: int | None, reason: str
) -> list[tuple[str, str]]:
    who: dict[str, Any] = {
        "rectification_id": one.id,
        "by": request.actor,
        "at": request.at,
        "reason": reason,
    }
    if field == RECORD and event_id is None:
        return rectifying.reveal_record(**who)
    return [("", rectifying.reveal_content(field=field, event_id=event_id, **who))]


@takes_files(files=AT_ONCE, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(WRITING)
def do(request: DeskRequest, rectification_id: int, what: str) -> HttpResponse:
    """The form of one act; sent, it is done, or shown again with what is wrong."""
    one, act = seen(request, rectification_id), _act(what)
    deed = DEEDS[act]
    if request.method != "POST":
        if act not in one.acts:
            says = f"这件更正申请现在是“{one.course.state.label}”，不能{act.label}，或者这一事项不由您办理。"
            return _page(request, one, act, None, [says])
        begun = {"moves": one.moves, "way": request.GET.get("way", "")}
        return _page(
            request, one, act, deed.form(initial=begun | ({"on": request.on} if act in ON_LETTER else {}))
        )
    form = deed.form(request.POST)
    return _done(request, one, act, form) if form.is_valid() else _page(request, one, act, form)


def _done(request: DeskRequest, one: Case, act: Act, form: Any) -> HttpResponse:
    """Do it and go back to the request; what is refused is shown with what was typed."""
    deed = DEEDS[act]
    try:
        result = deed.run(
            form.cleaned_data,
            _brought(request, one, deed, act),
            rectification_id=one.id,
            by=request.actor,
            at=request.at,
        )
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=one.agency_id)
        form.add_error(None, str(refused))
        return _page(request, one, act, form)
    except Refused as refusal:
        now = seen(request, one.id)
        kept = request.POST.copy()
        kept["moves"] = str(now.moves)
        return _page(request, now, act, deed.form(kept), list(refusal.messages))
    if deed.shown_once:
        return render(
            request, "desk/rectifications/deed_once.html", {"one": one, "act": act, "shown": result}
        )
    messages.success(request, deed.done)
    return redirect("desk:rectification", one.id)


def seen(request: DeskRequest, rectification_id: int) -> Case:
    """The request, if the viewer may see it; one that they may not see is not there for them."""
    found = case(request.actor, rectification_id, request.on)
    if found is None:
        raise Http404
    return found


def _act(what: str) -> Act:
    if what not in set(Act) or Act(what) not in DEEDS:
        raise Http404
    return Act(what)


def _brought(request: DeskRequest, one: Case, deed: Deed, act: Act) -> tuple[Brought, ...]:
    """The files, taken in only for whoever may do it."""
    if deed.use is None or act not in one.acts:
        return ()
    return tuple(
        Brought(deed.use, receive(each, each.name or "材料"))
        for each in request.FILES.getlist("files")[:AT_ONCE]
    )


def _page(
    request: DeskRequest, one: Case, act: Act, form: Any, refused: list[str] | None = None
) -> HttpResponse:
    context = {
        "one": one,
        "act": act,
        "deed": DEEDS[act],
        "form": form,
        "refused": refused,
        "lamp": Shown(one.light.value, one.says),
        "accept": AT_ONCE if DEEDS[act].use else 0,
        "may_reveal": Act.REVEAL in one.acts,
    }
    status = 409 if refused else 422 if form is not None and form.errors else 200
    return render(request, "desk/rectifications/deed.html", context, status=status)
