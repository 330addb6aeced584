"""Actions called from the pages of registers: what was refused stands on the form, what was done in a message."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.desk.registers.row_forms import RowForm
from gongkai.law.registers import Definition, definitions
from gongkai.registers.access import IMPORTERS
from gongkai.registers.actions import CellsRefused, Refused


def done(request: DeskRequest, form: forms.Form, said: str, action: Callable[..., Any], **given: Any) -> bool:
    """Whether an action was carried out."""
    try:
        action(**given, by=request.actor, at=request.at)
    except CellsRefused as refused:
        if isinstance(form, RowForm):
            form.note(refused.faults)
        else:
            form.add_error(None, list(refused.messages))
        return False
    except Refused as refused:
        form.add_error(None, list(refused.messages))
        return False
    messages.success(request, said)
    return True


def known(register: str) -> Definition:
    """The register that an address names; one that there is none of is not found."""
    if register not in definitions():
        raise Http404
    return definitions()[register]


def living(request: DeskRequest) -> list[AgencyRow]:
    """The agencies for which somebody imports, and which exist on the day."""
    return [row for row in rows(request.actor, IMPORTERS).values() if row.lives_on(request.on)]


def whole(text: str) -> int | None:
    """A number of an address; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
