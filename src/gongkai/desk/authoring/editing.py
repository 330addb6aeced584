"""Text and metadata of an item: edited beside the original, saved by hand or by itself; two who edit are told apart."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.agencies import queries as agencies
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.authoring import choices, word_files
from gongkai.desk.authoring.forms import Edit, Offered
from gongkai.desk.authoring.opened import Open, opened
from gongkai.desk.authoring.places import spot
from gongkai.documents.comparing import abridged
from gongkai.documents.rich_text import clean
from gongkai.law.report.schema import Level
from gongkai.publication.actions import Overtaken, Refused, save
from gongkai.publication.queries.columns import columns
from gongkai.publication.queries.comparing import differences

NOT_BY_ITSELF = "审签中的稿件不自动保存：修改后请点“保存”，原有审签意见随之作废。"


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, item_id: int) -> HttpResponse:
    """The page on which an item is written. A text that somebody else saved meanwhile is not overwritten but compared."""
    held = opened(request, item_id)
    form = _form(request, held)
    if form.is_bound and "again" not in request.POST and form.is_valid():
        try:
            _save(request, held, form)
        except Overtaken as overtaken:
            return _conflict(request, opened(request, item_id), form, overtaken)
        except Refused as refused:
            form.add_error(None, list(refused.messages))
        else:
            return _onward(request, item_id)
    return _page(request, held, form)


@require_POST
def autosave(request: DeskRequest, item_id: int) -> JsonResponse:
    """Save what stands in the form; the number of the revision, or why not, for the script of the page."""
    held = opened(request, item_id)
    form = _form(request, held)
    if not held.is_draft:
        return JsonResponse({"message": NOT_BY_ITSELF}, status=422)
    if not form.is_valid():
        wrong = [f"{form[name].label}：{errors[0]}" for name, errors in form.errors.items()]
        return JsonResponse({"message": "；".join(map(str, wrong))}, status=422)
    try:
        revision = _save(request, held, form)
    except Overtaken as overtaken:
        return JsonResponse({"message": str(overtaken)}, status=409)
    except Refused as refused:
        return JsonResponse({"message": "；".join(refused.messages)}, status=422)
    return JsonResponse({"revision": revision, "saved": f"{localtime(request.at):%H:%M}"})


def _form(request: DeskRequest, held: Open) -> Edit:
    content = held.edition.content
    found = columns(held.item.agency_id, request.on)
    agency = agencies.find(held.item.agency_slug)
    duty = next((row.duty for row in found if row.id == content.column_id), "")
    lists: dict[str, Any] = {
        "entry_key": choices.entry_choices(held.item.agency_id, request.on, duty),
        "duty": choices.duty_choices(Level(agency.level) if agency else Level.DEPARTMENT),
    }
    offered = Offered(found, content, lists)
    return Edit(request.POST or None, offered=offered, content=content, revision=held.edition.revision)


def _save(request: DeskRequest, held: Open, form: Edit) -> int:
    return save(
        edition_id=held.edition.id,
        revision=form.cleaned_data["revision"],
        content=form.content(),
        by=request.actor,
        at=request.at,
    )


def _onward(request: DeskRequest, item_id: int) -> HttpResponse:
    if "check" in request.POST:
        return redirect("desk:item_checks", item_id)
    messages.success(request, f"已保存，{localtime(request.at):%H:%M}。")
    return redirect("desk:item_edit", item_id)


def _page(request: DeskRequest, held: Open, form: Edit) -> HttpResponse:
    original = held.original
    context = {
        "held": held,
        "form": form,
        "files": held.attachments,
        "original": original,
        "beside": word_files.beside(original.digest, original.name) if original else None,
        "unsaved": form.is_bound,
        "spot": spot(request.GET.get("at", ""), held.edition.content, held.edition.revision),
    }
    return render(request, "desk/items/edit.html", context, status=422 if form.errors else 200)


def _conflict(request: DeskRequest, held: Open, form: Edit, overtaken: Overtaken) -> HttpResponse:
    """Both texts compared; what was typed goes on in the form, upon the revision that is there now."""
    mine = form.content()
    found = differences(held.edition.content, replace(mine, body=clean(mine.body)), held.item.agency_id)
    sent: QueryDict = request.POST.copy()
    sent["revision"] = str(held.edition.revision)
    form.data = sent
    context = {
        "held": held,
        "form": form,
        "who": overtaken.who,
        "when": overtaken.when,
        "pieces": () if found.same_text else abridged(found.body),
        "differences": found.fields,
    }
    return render(request, "desk/items/conflict.html", context, status=409)
