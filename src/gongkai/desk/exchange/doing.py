"""Actions called from these pages: what was refused stands on the form, what was done in a message."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.exchange.access import KEEPERS
from gongkai.exchange.actions import Refused


def done(request: DeskRequest, form: forms.Form, said: str, act: Callable[..., Any], **given: Any) -> Any:
    """What an action gives back, True for nothing; None where it was refused."""
    try:
        made = act(**given, by=request.actor, at=request.at)
    except Refused as refused:
        form.add_error(None, list(refused.messages))
        return None
    messages.success(request, said)
    return True if made is None else made


def living(request: DeskRequest) -> list[AgencyRow]:
    """The agencies for which somebody lets systems in, and which exist on the day."""
    return [row for row in rows(request.actor, KEEPERS).values() if row.lives_on(request.on)]
