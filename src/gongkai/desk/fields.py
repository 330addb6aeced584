"""Fields that look alike on every form of the desk."""

from typing import Any

from django import forms


def day(label: str, **more: Any) -> forms.DateField:
    """A civil day, picked from the browser's calendar or typed as 2026-03-31."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)
