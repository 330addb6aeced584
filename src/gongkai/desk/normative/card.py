"""One document on its page, what is done with it, new ones."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.desk.agencies.reach import rows
from gongkai.desk.fields import day
from gongkai.desk.normative import forms
from gongkai.desk.normative.deeds import DEEDS, Change, Deed, Given, Issue, TakeStep, foreseen
from gongkai.desk.rights import may_open
from gongkai.guard.http.uploads import takes_files
from gongkai.normative import access, actions
from gongkai.normative.actions import Foreseen, Refused
from gongkai.normative.queries.card import Card, card_for
from gongkai.normative.queries.caused import unlisted
from gongkai.normative.queries.entries import Sort
from gongkai.normative.queries.handing_in import handing_in
from gongkai.normative.queries.life import toned
from gongkai.records.actions.files import FileRefused, note_refusal
from gongkai.records.queries.log import history

LOGGED = 20
WRITING = ["GET", "HEAD", "POST"]


class OnDay(Form):
    """The day on which a document is looked at."""

    on = day("看哪一天的情况", required=False)


@require_safe
def document(request: DeskRequest, document_id: int) -> HttpResponse:
    """How a document stands on a day, what happened to it, its text then, what can be done now."""
    form = OnDay(request.GET)
    on = form.cleaned_data["on"] if form.is_valid() and form.cleaned_data["on"] else request.on
    held = _seen(request, document_id, on)
    offered = _offered(request, held)
    context = {
        "card": held,
        "on": on,
        "today": request.on,
        "day": OnDay({"on": on.isoformat()}),
        "tone": toned(held.standing.validity) if held.standing else "",
        "line": held.life.line(request.on),
        "happened": tuple(reversed(held.entries)),
        "steps_are": Sort.STEP,
        "changes_are": (Sort.CHANGED, Sort.CHANGES),
        "unlisted": unlisted(held.life, on),
        "acts": [(name, deed) for name, deed in offered if deed.listed and not deed.danger],
        "danger": [(name, deed) for name, deed in offered if deed.listed and deed.danger],
        "may": {name for name, _ in offered},
        "explains": access.may_draft(request.actor, held.holder_id)
        and may_open(request.actor, "interpretation_begin"),
        "log": history(f"normative:{document_id}", size=LOGGED).rows,
    }
    return render(request, "desk/normative/card.html", context)


@takes_files(files=1, largest=lambda: settings.FILE_MEGABYTES * 1_000_000)
@require_http_methods(WRITING)
def do(request: DeskRequest, document_id: int, what: str) -> HttpResponse:
    """The form of one thing to do; sent, it is done, or shown again with what is wrong. A change is shown before."""
    held = _seen(request, document_id, request.on)
    deed = DEEDS.get(what)
    if deed is None:
        raise Http404
    if not deed.may(request.actor, held):
        raise PermissionDenied("这份文件现在不能这样办理，或者这一事项不由您办理。")
    form = _form(request, held, deed)
    if not form.is_bound or not form.is_valid():
        return _page(request, held, deed, form)
    given = Given(request, held, form)
    try:
        if isinstance(form, Change) and "preview" in request.POST:
            return _page(request, held, deed, form, foreseen(given))
        deed.run(given)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at, agency_id=held.holder_id)
        form.add_error("file", str(refused))
        return _page(request, held, deed, form)
    except Refused as refusal:
        form.add_error(None, list(refusal.messages))
        return _page(request, held, deed, form)
    messages.success(request, deed.done)
    return redirect("desk:documents") if what == "void" else redirect("desk:document", document_id)


@require_http_methods(WRITING)
def new(request: DeskRequest) -> HttpResponse:
    """A document that is going to be made is taken up."""
    offered = rows(request.actor, access.DRAFTERS).values()
    form = forms.TakeUp(request.POST or None, agencies=offered, initial=dict(forms.USUAL))
    done = "已登记起草。办理到哪个环节，请逐个登记。"
    return _begun(
        request, form, lambda **said: actions.take_up(described=form.described(), **said), done, made=False
    )


@require_http_methods(WRITING)
def enter(request: DeskRequest) -> HttpResponse:
    """A document that was made before, or elsewhere, is entered."""
    offered = rows(request.actor, access.KEEPERS).values()
    form = forms.EnterMade(request.POST or None, agencies=offered, initial=dict(forms.USUAL))
    done = "已补录。请登记条文，以及引起它变动的文件。"
    return _begun(
        request, form, lambda **said: actions.enter_document(entered=form.entered(), **said), done, made=True
    )


def _begun(
    request: DeskRequest, form: Form, begin: Callable[..., int], done: str, *, made: bool
) -> HttpResponse:
    """The form of a new document, or the document once it is sent; `made`: it was made already."""
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            number = begin(agency_id=said["agency"], reason=said["reason"], by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, done)
            return redirect("desk:document", number)
    context = {"form": form, "made": made}
    return render(request, "desk/normative/new.html", context, status=422 if form.errors else 200)


@require_safe
def file(request: DeskRequest, document_id: int, file_id: int) -> HttpResponseBase:
    """A paper of a step, for whoever may see the document; the reading is logged."""
    held = _seen(request, document_id, request.on)
    if file_id not in {each.file_id for each in held.entries if each.file_id}:
        raise Http404
    return handed(request, file_id)


def _seen(request: DeskRequest, document_id: int, on: date) -> Card:
    found = card_for(request.actor, document_id, on)
    if found is None:
        raise Http404
    return found


def _offered(request: DeskRequest, held: Card) -> list[tuple[str, Deed]]:
    return [(name, deed) for name, deed in DEEDS.items() if deed.may(request.actor, held)]


def _form(request: DeskRequest, held: Card, deed: Deed) -> Form:
    row = request.GET.get("row", "")
    begun = deed.begun(held) | (
        {"row": int(row)} if row.isascii() and row.isdigit() and len(row) < 19 else {}
    )
    if "on" in deed.form.base_fields:
        begun.setdefault("on", request.on)
    form = deed.form(request.POST or None, request.FILES or None, initial=begun)
    if isinstance(form, TakeStep):
        form.offer(held, request.actor)
    if isinstance(form, Issue):
        form.offer(held, request.on.year)
    return form


def _page(
    request: DeskRequest, held: Card, deed: Deed, form: Form, seen: Foreseen | None = None
) -> HttpResponse:
    context = {
        "card": held,
        "deed": deed,
        "form": form,
        "files": isinstance(form, TakeStep),
        "previews": isinstance(form, Change),
        "foreseen": seen,
        "handed_in": handing_in(held.id, request.on) if isinstance(form, TakeStep) else None,
    }
    return render(request, "desk/normative/deed.html", context, status=422 if form.errors else 200)
