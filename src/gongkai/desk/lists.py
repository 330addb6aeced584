"""Lists of cases at the desk: tabs and filters in the address, a lamp on each row, one page after the other."""

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.http import urlencode

from gongkai.applications.queries.paging import Lines
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.lamps import Shown


def listed(request: DeskRequest, form: forms.Form, tab: StrEnum, page: Lines[Any]) -> dict[str, Any]:
    """What the page of a list shows of it. `tab`: the one of its kind that is open; `rest`: the address without it."""
    limits = {name: str(value) for name, value in request.GET.items() if name in form.fields and value}
    return {
        "form": form,
        "page": page,
        "rows": [(row, Shown(row.light.value, row.says)) for row in page.rows],
        "tab": tab,
        "tabs": list(type(tab)),
        "first": "before" not in request.GET,
        "many": "agency" in form.fields,
        "limited": bool(limits),
        "rest": urlencode(limits),
    }
