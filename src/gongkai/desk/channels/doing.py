"""Actions called from forms: what was refused stands on the form, what was done in a message."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages

from gongkai.desk.acting.request import DeskRequest
from gongkai.records.actions.files import FileRefused, note_refusal
from gongkai.records.actions.refused import Refused


def done(request: DeskRequest, form: forms.Form, said: str, action: Callable[..., Any], **given: Any) -> bool:
    """Whether an action was carried out."""
    try:
        action(**given, by=request.actor, at=request.at)
    except FileRefused as refused:
        note_refusal(refused, by=request.actor, at=request.at)
        form.add_error(None, str(refused))
        return False
    except Refused as refused:
        form.add_error(None, list(refused.messages))
        return False
    messages.success(request, said)
    return True
