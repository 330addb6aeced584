"""The form of a row, made from the definition of its register. What a cell must be is judged by the law, not here."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.fields import choose_agency
from gongkai.law.registers import Definition, Field, Kind, Shown
from gongkai.law.registers.reading import LENGTHS, read

KEPT = "原来的内容不在这里显示。不改的，留空；要改的，填写新的内容。"
EMPTIED = "原来填错、本来没有的，勾选以后不再有这一项。"
CLEAR = "clear-"
_UNCHANGED = "（不改）"
_HINTS = {
    Kind.DATE: "",
    Kind.MONEY: "单位：元，最多两位小数。",
    Kind.YEAR: "例如：2026。",
    Kind.USCC: "18 位。",
    Kind.URL: "以 http:// 或者 https:// 开头。",
}
_LONGEST = 20_000


class RowForm(forms.Form):
    """One row. `held`: the texts of a row that is corrected, None for a new one; what is sealed of it is not shown."""

    def __init__(
        self,
        *args: Any,
        definition: Definition,
        held: Mapping[str, str] | None = None,
        given: Mapping[str, str] | None = None,
        agencies: Iterable[AgencyRow] = (),
        on: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.definition, self.held = definition, held
        if held is None:
            self.fields["agency"] = forms.TypedChoiceField(label="机关", coerce=int)
            choose_agency(self, agencies)
        for field in definition.fields:
            self.fields[field.key] = made = _field(field, closed=self.closed(field))
            made.initial = (held or given or {}).get(field.key, "")
            if self.closed(field) and not field.required:
                self.fields[CLEAR + field.key] = forms.BooleanField(
                    label=f"清空“{field.label}”", required=False, help_text=EMPTIED
                )
            if field.key in definition.business_key and held is not None:
                made.help_text = f"用来识别这一件，不能改。{made.help_text}".strip()
        if held is None:
            self.fields["earlier"] = forms.BooleanField(label="以前在别处已经公开，不计逾期", required=False)
        else:
            self.fields["reason"] = forms.CharField(
                label="更正原因", max_length=200, help_text="写入变更记录。"
            )

    def closed(self, field: Field) -> bool:
        """Whether what a field says is not shown here: it is sealed, or may be."""
        if self.held is None or field.key in self.held:
            return False
        return field.shown is not Shown.PLAIN

    def clean(self) -> dict[str, Any]:
        """Every mistake of a new row at once, those of the law beside what is missing."""
        kept = super().clean() or {}
        for key in self.cleared():
            if kept.get(key):
                self.add_error(key, "已勾选清空，这里不要再填写。")
        if self.held is None:
            faults = read(self.definition, self.cells(), self.on).faults
            self.note({fault.field: fault.message for fault in faults if fault.field not in self.errors})
        return kept

    def cleared(self) -> list[str]:
        """The sealed fields that are to be emptied."""
        return [field.key for field in self.definition.fields if self.cleaned_data.get(CLEAR + field.key)]

    def cells(self) -> dict[str, str]:
        """What the action is called with: all cells of a new row, those that may change of one that is corrected."""
        texts = {field.key: str(self.cleaned_data.get(field.key, "")) for field in self.definition.fields}
        if self.held is None:
            return {key: text for key, text in texts.items() if text}
        cleared = self.cleared()
        return {
            field.key: texts[field.key]
            for field in self.definition.fields
            if texts[field.key] or not self.closed(field) or field.key in cleared
        }

    def note(self, faults: Mapping[str, str]) -> None:
        """Put what the law found on its fields; what is about the row, or about a field that is not here, above them."""
        for key, message in faults.items():
            self.add_error(key if key in self.fields else None, message)


def _field(field: Field, *, closed: bool) -> forms.Field:
    hint = " ".join(filter(None, (_HINTS.get(field.kind, ""), field.note, KEPT if closed else "")))
    asked: dict[str, Any] = {
        "label": field.label,
        "required": field.required and not closed,
        "help_text": hint,
    }
    if field.kind is Kind.CHOICE:
        choices = [("", _UNCHANGED if closed else "请选择"), *((each, each) for each in field.choices)]
        return forms.ChoiceField(choices=choices, **asked)
    most = field.length or LENGTHS.get(field.kind, 0) or 200
    if field.kind is Kind.LONG:
        area = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(max_length=min(most, _LONGEST), widget=area, **asked)
    if field.kind is Kind.DATE:
        return forms.CharField(
            max_length=40, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **asked
        )
    # Long enough for what is too long to be told so by the law, in its words.
    return forms.CharField(max_length=most + 200, **asked)
