"""What is done to a topic on its page: opened, closed, sections added and removed, what stands in it moved and taken out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.compilations import actions
from gongkai.compilations.actions import Refused, Way
from gongkai.compilations.queries.candidates import candidates
from gongkai.compilations.queries.topics import SectionRow, TopicCard
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.topics import forms
from gongkai.desk.topics.topic import seen


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: what is filled in, which action that goes to, what is said when it is done."""

    form: type[django_forms.Form]
    act: Callable[..., Any]
    done: str
    prefix: str = ""


class _Nothing(django_forms.Form):
    """Nothing is filled in."""


DEEDS = {
    "open": Deed(_Nothing, actions.open_topic, "专题已公开。"),
    "close": Deed(forms.Because, actions.close_topic, "专题已结束：页面保留，并注明已经结束。"),
    "section": Deed(forms.SectionFields, actions.add_section, "已增加分栏。", "new"),
    "remove": Deed(forms.OfSection, actions.remove_section, "已去掉分栏。"),
    "out": Deed(forms.TakeOut, actions.take_out, "已移出。"),
}


@require_POST
def do(request: DeskRequest, topic_id: int, what: str) -> HttpResponse:
    """Do one of these things; what is wrong with it, or refused, is said on the page of the topic."""
    seen(request, topic_id)
    if what == "move":
        return _move(request, topic_id)
    deed = DEEDS.get(what)
    if deed is None:
        raise Http404
    form = deed.form(request.POST, prefix=deed.prefix or None)
    if not form.is_valid():
        for name, said in form.errors.items():
            label = form.fields[name].label or ""
            messages.error(request, f"{label}：{''.join(map(str, said))}")
    elif _done(request, deed.act, {"topic_id": topic_id, **form.cleaned_data}):
        messages.success(request, deed.done)
    return redirect("desk:topic", topic_id)


def _move(request: DeskRequest, topic_id: int) -> HttpResponse:
    """Up or down; the page opens again where the thing stands now."""
    form = forms.Moved(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    place, section = said["place_id"], said["section_id"]
    given = {"topic_id": topic_id, "way": Way(said["way"])}
    if place is not None:
        _done(request, actions.move_place, given | {"place_id": place})
        at = f"#p{place}"
    else:
        _done(request, actions.move_section, given | {"section_id": section or 0})
        at = f"#s{section}"
    return redirect(reverse("desk:topic", args=[topic_id]) + at)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: DeskRequest, topic_id: int, section_id: int) -> HttpResponse:
    """Name and note of a section, written anew."""
    held = seen(request, topic_id)
    row = _section(held, section_id)
    form = forms.SectionFields(request.POST or None, initial={"title": row.title, "note": row.note})
    if form.is_bound and form.is_valid():
        given = {"topic_id": topic_id, "section_id": section_id, **form.cleaned_data}
        if _done(request, actions.alter_section, given, form):
            messages.success(request, "已保存分栏。")
            return redirect("desk:topic", topic_id)
    context = {"topic": held, "section": row, "form": form}
    return render(request, "desk/topics/section.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def put_in(request: DeskRequest, topic_id: int, section_id: int) -> HttpResponse:
    """Items that can be put into a section, found by words; and a form for what stands on somebody else's site."""
    held = seen(request, topic_id)
    row = _section(held, section_id)
    outside = forms.PutInAddress(request.POST if "address" in request.POST else None)
    if request.method == "POST":
        done = _put_in(request, {"topic_id": topic_id, "section_id": section_id}, outside)
        if done:
            messages.success(request, f"已加入“{row.title}”。")
            return redirect(
                request.get_full_path() if done == "item" else reverse("desk:topic", args=[topic_id])
            )
    form = forms.Search(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    there = frozenset(place.index_no for place in row.places if place.index_no)
    found = candidates(words, agency_id=None if words else held.agency_id)
    context = {
        "topic": held,
        "section": row,
        "search": form,
        "words": words,
        "found": [(each, each.index_no in there) for each in found],
        "outside": outside,
        "form": outside,
    }
    return render(request, "desk/topics/put_in.html", context, status=422 if outside.errors else 200)


def _put_in(request: DeskRequest, where: dict[str, Any], outside: forms.PutInAddress) -> str:
    """What was put in ("item", "address"), "" where nothing was."""
    if outside.is_bound:
        if not outside.is_valid():
            return ""
        return (
            "address" if _done(request, actions.put_in_address, where | outside.cleaned_data, outside) else ""
        )
    form = forms.PutInItem(request.POST)
    if not form.is_valid():
        raise Http404
    return "item" if _done(request, actions.put_in_item, where | form.cleaned_data) else ""


def _section(held: TopicCard, section_id: int) -> SectionRow:
    found = next((each for each in held.sections if each.id == section_id), None)
    if found is None:
        raise Http404
    return found


def _done(
    request: DeskRequest,
    act: Callable[..., Any],
    given: dict[str, Any],
    form: django_forms.Form | None = None,
) -> bool:
    """Whether an action was carried out; the reasons are said on the form, or above the page, where it was refused."""
    try:
        act(**given, by=request.actor, at=request.at)
    except Refused as refusal:
        if form is not None:
            form.add_error(None, list(refusal.messages))
        else:
            messages.error(request, str(refusal))
        return False
    return True
