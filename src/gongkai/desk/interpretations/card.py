"""The page of one interpretation task, and one form for each act on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.interpretations.forms import DEEDS, Deed
from gongkai.normative.actions import interpreting
from gongkai.normative.queries.interpretations import Task, item_of, task, tasks_of
from gongkai.publication.queries.items import State
from gongkai.records.actions.refused import Refused

FIRST = ("draft", "link", "ask", "note", "serve")


@require_safe
def card(request: DeskRequest, interpretation_id: int) -> HttpResponse:
    """Documents with their gates, the plan, the forms, questions, and what can be done next."""
    one = _seen(request, interpretation_id)
    questions = any(shape.form == "questions" for shape in one.shapes)
    acts = [(name, DEEDS[name].label) for name in FIRST if one.drafts and (name != "ask" or questions)]
    context = {
        "one": one,
        "acts": acts,
        "shapes": [(shape, _stands(shape.state, released=shape.released)) for shape in one.shapes],
        "documents": [
            (served, _stands(served.state, released=bool(served.sync.told.published_on)))
            for served in one.documents
        ],
    }
    return render(request, "desk/interpretations/card.html", context)


@require_POST
def begin(request: DeskRequest) -> HttpResponse:
    """Go to the interpretation of a document; one that has none gets it."""
    number = request.POST.get("document", "")
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        raise Http404
    known = [each for each in tasks_of(int(number)) if task(request.actor, each, request.on)]
    if known:
        return redirect("desk:interpretation", known[0])
    try:
        made = interpreting.begin(document_id=int(number), by=request.actor, at=request.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:interpretations")
    messages.success(request, "解读任务已建立，请先登记解读方案。")
    return redirect("desk:interpretation", made)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: DeskRequest, interpretation_id: int, what: str) -> HttpResponse:
    """The form of one act; sent, it is done, or shown again with what is wrong."""
    one = _seen(request, interpretation_id)
    deed = DEEDS.get(what)
    if deed is None:
        raise Http404
    if not getattr(one, deed.may):
        raise PermissionDenied
    given: dict[str, Any] = {"task": one, "viewer": request.actor}
    if request.method != "POST":
        begun = {name: request.GET[name] for name in ("row", "document_id", "form") if name in request.GET}
        return _page(request, one, deed, deed.form(initial=begun, **given))
    form = deed.form(request.POST, **given)
    if form.is_valid():
        try:
            made = deed.action(interpretation_id=one.id, **form.cleaned_data, by=request.actor, at=request.at)
        except Refused as refusal:
            form.add_error(None, list(refusal.messages))
        else:
            messages.success(request, deed.done)
            return _next(one, what, made)
    return _page(request, one, deed, form)


def _next(one: Task, what: str, made: object) -> HttpResponse:
    """A draft is written on at once; everything else leads back to the task."""
    if what == "draft":
        found = item_of(int(str(made)))
        return redirect("desk:item_edit", found)
    return redirect("desk:interpretation", one.id)


def _seen(request: DeskRequest, interpretation_id: int) -> Task:
    """The task, if the viewer may see it; one that they may not see is not there for them."""
    found = task(request.actor, interpretation_id, request.on)
    if found is None:
        raise Http404
    return found


def _stands(state: State | None, *, released: bool) -> tuple[str, str]:
    """How a text stands, in a word, and its tone."""
    if released:
        return "已公布", "ok"
    if state is None:
        return "没有稿件", "warn"
    return state.label, "ok" if state is State.APPROVED else ""


def _page(request: DeskRequest, one: Task, deed: Deed, form: Any) -> HttpResponse:
    context = {"one": one, "deed": deed, "form": form}
    return render(request, "desk/interpretations/deed.html", context, status=422 if form.errors else 200)
