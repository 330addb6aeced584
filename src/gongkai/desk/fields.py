"""Fields that look alike on every form of the desk."""

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow


def day(label: str, **more: Any) -> forms.DateField:
    """A civil day, picked from the browser's calendar or typed as 2026-03-31."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def offer_agencies(form: forms.Form, agencies: Iterable[AgencyRow]) -> None:
    """A choice among agencies, or none where there is one alone."""
    found = [(row.id, row.name) for row in agencies]
    if len(found) < 2:
        del form.fields["agency"]
        return
    form.fields["agency"].choices = [("", f"全部（{len(found)} 个）"), *found]  # type: ignore[attr-defined]


def choose_agency(form: forms.Form, agencies: Iterable[AgencyRow]) -> None:
    """One agency; not asked where there is one alone."""
    found = [(row.id, row.name) for row in agencies]
    field = form.fields["agency"]
    field.choices = found  # type: ignore[attr-defined] # a field of choices
    if len(found) == 1:
        field.widget = forms.HiddenInput()
        form.initial["agency"] = found[0][0]
