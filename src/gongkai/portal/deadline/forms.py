"""What a visitor fills in: the application, what happened since, the settings of the jurisdiction.

The forms only see to it that what must be there is there. Whether it makes sense is judged by the law, in one place.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from unicodedata import normalize

from django import forms

from gongkai.law.deadlines.choices import CHOICES, LENGTHS
from gongkai.law.findings import Finding
from gongkai.law.ledger import Channel, Kind
from gongkai.portal.deadline.kinds import ASKED, EXTRAS, GROUPS, LABELS

_FIELD = re.compile(r"\s?\b(who|received_on|to|working_days|days)\b", re.ASCII)
LONGEST = 40  # characters of a date or a number
LONGEST_NAME = 60
SHORT = re.compile(r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")


class DayInput(forms.DateInput):
    """A date picker; a text box while it holds what no picker could show, so that nothing typed is lost."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if value and not _is_day(str(value)):
            context["widget"]["type"] = "text"
        return context


class DayField(forms.CharField):
    """A date as text: 2026-09-22, also 2026年9月22日, 2026/9/22, 20260922. Anything else stays as it was typed."""

    widget = DayInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST, required=options.pop("required", False), **options)

    def to_python(self, value: Any) -> str:
        text = normalize("NFKC", super().to_python(value) or "").strip()
        if found := SHORT.fullmatch(text):
            year, month, day = (part for part in found.groups() if part)
            return f"{year}-{month:0>2}-{day:0>2}"
        return text


class NumberField(forms.CharField):
    """A number of days as text; only what is written in digits becomes a number."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST, required=False, **options)

    def clean(self, value: Any) -> int | str:
        text = normalize("NFKC", super().clean(value)).strip()
        return int(text) if re.fullmatch(r"-?\d{1,9}", text) else text


class ApplicationForm(forms.Form):
    """When and how an application came in, and the day for which to compute."""

    received_on = DayField(
        label="收到申请的日期", required=True, error_messages={"required": "请填写收到申请的日期。"}
    )
    channel = forms.ChoiceField(
        label="收到方式",
        required=False,
        choices=[(channel.value, channel.label) for channel in Channel],
        error_messages={"invalid_choice": "没有“%(value)s”这种收到方式，请从列表里选一项。"},
    )
    confirmed_on = DayField(label="双方确认收到的日期")
    as_of = DayField(label="算到哪一天")

    channels = tuple(Channel)

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, label_suffix="")
        for name in ("received_on", "confirmed_on", "as_of"):
            self.fields[name].widget.attrs["aria-describedby"] = f"id_{name}_help"

    @property
    def chosen_channel(self) -> str:
        """The channel that the page shows as chosen."""
        return self["channel"].value() or Channel.IN_PERSON


class EventForm(forms.Form):
    """One thing that happened. The fields that its kind does not have are hidden unless something is in them."""

    kind = forms.CharField(label="发生了什么", required=False, max_length=LONGEST)
    on = DayField(label="日期")
    who = forms.CharField(label="第三方名称（有几个时用来区分）", required=False, max_length=LONGEST_NAME)
    side = forms.ChoiceField(
        label="谁确认的",
        required=False,
        choices=[("", "双方已确认"), ("agency", "只有机关确认"), ("applicant", "只有申请人确认")],
    )
    received_on = DayField(label="对方收到的日期")
    to = DayField(label="截止日")
    working_days = NumberField(label="几个工作日")
    days = NumberField(label="几日（自然日）")
    excused = forms.BooleanField(label="逾期，但有正当理由", required=False)

    groups = GROUPS

    def __init__(self, data: Mapping[str, str] | None = None, *, number: int) -> None:
        super().__init__(data, prefix=f"e{number}", label_suffix="")
        self.number = number
        self.remarks: list[Finding] = []
        for (kind, name), label in LABELS.items():
            if kind == self.chosen:
                self.fields[name].label = label

    @property
    def chosen(self) -> str:
        """The kind as it was sent."""
        return str(self["kind"].value() or "")

    @property
    def strange(self) -> bool:
        """Whether the kind is none that the form offers; it is kept all the same."""
        return bool(self.chosen) and all(self.chosen not in kinds for _, kinds in GROUPS)

    @property
    def extras(self) -> list[tuple[forms.BoundField, bool, str]]:
        """The further fields: each, whether it is shown, and the kinds that have it with their name for it."""
        return [(self[name], self._shows(name), _kinds_with(name)) for name in EXTRAS]

    def _shows(self, name: str) -> bool:
        return not self.chosen or name in _fields(self.chosen) or bool(self[name].value())

    @property
    def place(self) -> str:
        """How findings name the fact of this row."""
        return f"{self.cleaned_data['kind']}@{self.cleaned_data['on']}"

    def in_its_words(self, name: str, message: str) -> tuple[str, str]:
        """A message of the law with the names of fields as the page prints them, and the field that it speaks of."""
        named = _FIELD.search(message)
        told = _FIELD.sub(lambda found: f"“{self.fields[found[1]].label}”", message)
        return (named[1] if named else name), f"第{self.number}项：{told}"

    def clean(self) -> dict[str, Any]:
        """What a row needs as soon as anything is in it, and nothing that its kind does not have."""
        kept = super().clean() or {}
        kind = kept.get("kind")
        if not kind and any(kept.values()):
            self.add_error("kind", f"第{self.number}项：请选择发生了什么。")
        if kind and kind not in tuple(Kind):
            self.add_error("kind", f"第{self.number}项：没有“{kind}”这种事项，请从列表里选一项。")
        if kind and not kept.get("on") and "on" not in self.errors:
            self.add_error("on", f"第{self.number}项：请填写日期。")
        if kind and not self.strange:
            for name in EXTRAS:
                if kept.get(name) and name not in _fields(kind):
                    label = Kind(kind).label
                    self.add_error(
                        name, f"第{self.number}项：“{label}”没有这一栏，请清空，或者改选别的事项。"
                    )
        return kept

    def event(self) -> dict[str, Any]:
        """The row as an event of the JSON document."""
        kept = {name: value for name, value in self.cleaned_data.items() if value not in ("", None, False)}
        if side := kept.pop("side", ""):
            kept["who"] = side
        return kept


class SettingsForm(forms.Form):
    """What provinces read differently; an empty answer is the default."""

    choices = CHOICES
    lengths = LENGTHS

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, label_suffix="")
        for choice in CHOICES:
            self.fields[choice.name] = forms.ChoiceField(
                label=choice.label,
                required=False,
                choices=[("", f"{choice.answers[0][1]}（缺省）"), *choice.answers[1:]],
                error_messages={"invalid_choice": f"“{choice.label}”：请从列表里选一项。"},
            )
        for length in LENGTHS:
            self.fields[length.name] = NumberField(label=length.label)

    @property
    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """Each field and what the law says about it."""
        return [(self[told.name], told.why) for told in (*CHOICES, *LENGTHS)]

    @property
    def changed(self) -> list[tuple[str, str]]:
        """What differs from the default: the question and the answer, as the page prints them."""
        answers = {choice.name: dict(choice.answers) for choice in CHOICES}
        return [
            (str(self.fields[name].label), answers.get(name, {}).get(value, f"{value}个工作日"))
            for name, value in self.cleaned_data.items()
            if value != ""
        ]

    def settings(self) -> dict[str, Any]:
        """The settings of the JSON document: those that differ from the default."""
        kept = {name: value for name, value in self.cleaned_data.items() if value != ""}
        if kept.pop("reasons_pause", "") == "true":
            kept["reasons_pause"] = True
        return kept


def _is_day(text: str) -> bool:
    """Whether a date picker can show it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _fields(kind: str) -> tuple[str, ...]:
    """The further fields of a kind; all of them for one that is not known."""
    return ASKED.get(Kind(kind), ()) if kind in tuple(Kind) else EXTRAS


def _kinds_with(name: str) -> str:
    """For the script: the kinds that have a field, each with its name for it after a colon."""
    return ";".join(
        f"{kind}:{LABELS.get((kind, name), '')}" for kind, names in ASKED.items() if name in names
    )
