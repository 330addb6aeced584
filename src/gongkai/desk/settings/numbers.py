"""Patterns of numbers, tried out before anybody uses them."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.records.queries.numbers import LENGTH, PLACEHOLDERS, PatternRefused, pattern

EXAMPLES = ("{code}公开告〔{year}〕{n}号", "{year}{n:06}", "{code}-{kind}-{year}-{n:04}")
TRIED = (1, 2, 117)
"""The places of a series that are shown: the first two, and one of three digits."""


class PatternForm(forms.Form):
    """A pattern and what stands for its placeholders."""

    text = forms.CharField(label="编号格式", max_length=LENGTH, initial=EXAMPLES[0])
    code = forms.CharField(label="机关代字", max_length=20, required=False, initial="云")
    kind = forms.CharField(label="事项代字", max_length=20, required=False, initial="申")


@require_safe
def numbers(request: DeskRequest) -> HttpResponse:
    """How a pattern is written, and what it would give."""
    form = PatternForm(request.GET if "text" in request.GET else _first())
    tried: list[str] = []
    yearly = False
    if form.is_valid():
        try:
            made = pattern(form.cleaned_data["text"])
            parts = {name: form.cleaned_data[name] for name in ("code", "kind")}
            tried, yearly = [made.write(n, request.on.year, parts) for n in TRIED], made.yearly
        except PatternRefused as refusal:
            form.add_error("text", str(refusal))
    context = {
        "form": form,
        "tried": tried,
        "yearly": yearly,
        "placeholders": PLACEHOLDERS,
        "examples": EXAMPLES,
    }
    return render(request, "desk/settings/numbers.html", context)


def _first() -> dict[str, object]:
    return {name: field.initial for name, field in PatternForm.base_fields.items()}
