"""Something sealed of a chain or a complaint, shown whole once to whoever says why."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.remedies.forms import Why
from gongkai.remedies.actions import Refused


def shown_once(request: DeskRequest, around: Mapping[str, Any], read: Callable[[str], str]) -> HttpResponse:
    """The form that asks why, or what `read` tells for that reason; it may raise Refused. `around`: of what and of whom."""
    form = Why(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            shown = read(form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, list(refused.messages))
        else:
            return render(request, "desk/remedies/revealed.html", {**around, "shown": shown})
    status = 422 if form.errors else 200
    return render(request, "desk/remedies/reveal.html", {**around, "form": form}, status=status)
