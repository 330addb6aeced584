"""Files that are held back, for the security administrator: the list, finding one, holding and releasing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows as agencies_in_reach
from gongkai.desk.files.forms import FindForm, ReasonForm
from gongkai.records.access import FILE_GUARDS
from gongkai.records.actions import files as actions
from gongkai.records.queries import quarantine as queries


@require_safe
def held(request: DeskRequest) -> HttpResponse:
    """What is held back at the agencies in reach, the newest first; and the files that were looked for."""
    form = FindForm(request.GET)
    asked = form.cleaned_data["q"].strip() if form.is_valid() else ""
    agencies = agencies_in_reach(request.actor, FILE_GUARDS)
    found = queries.find(request.actor, asked)
    context = {
        "form": form,
        "asked": asked,
        "found": [(row, agencies[row.agency_id].name) for row in found],
        "held": [(row, agencies[row.agency_id].name) for row in queries.held_for(request.actor)],
    }
    return render(request, "desk/files/held.html", context)


@require_POST
def hold(request: DeskRequest, file_id: int) -> HttpResponse:
    """Hold a file back: nobody opens it any more."""
    return _decided(request, file_id, actions.quarantine, "已隔离“{}”，不能再打开。已记入操作日志。")


@require_POST
def release(request: DeskRequest, file_id: int) -> HttpResponse:
    """Let a file out."""
    return _decided(request, file_id, actions.release, "已解除“{}”的隔离。已记入操作日志。")


def _decided(request: DeskRequest, file_id: int, act: Callable[..., Any], done: str) -> HttpResponse:
    seen = queries.one(request.actor, file_id)
    if seen is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"没有处理“{seen.name}”：请写明理由，{actions.REASON} 个字以内。")
        return redirect("desk:held_files")
    try:
        act(file_id=file_id, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)
        messages.success(request, done.format(seen.name))
    except actions.FileRefused as refused:
        messages.error(request, str(refused))
    return redirect("desk:held_files")
