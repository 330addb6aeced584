"""What visitors may choose in the register: it stands in the address, and an unknown choice counts as none."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from gongkai.law.normative import DocumentKind
from gongkai.normative.queries.listing import STATES, Sought

MOST_ORGANS = 200
OLDEST = date(1949, 10, 1)


class OnDay(forms.Form):
    """The day on which the register, or a text, is looked at."""

    rq = forms.DateField(
        label="看哪一天的情况",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def on(self, today: date) -> date:
        """The day that was chosen; today where none was, or none that can be."""
        self.is_valid()
        chosen = self.cleaned_data.get("rq")
        return chosen if chosen and OLDEST <= chosen <= date(today.year + 50, 12, 31) else today


class RegisterFilter(OnDay):
    """Text, state, kind, agency, year and day."""

    q = forms.CharField(label="名称或者文号", required=False, max_length=100)
    yx = forms.ChoiceField(label="效力", required=False, choices=[("", "全部"), *STATES.items()])
    lb = forms.ChoiceField(
        label="类别",
        required=False,
        choices=[("", "全部"), *((each.value, each.label) for each in DocumentKind)],
    )
    field_order = ("q", "yx", "lb", "jg", "nf", "rq")

    def __init__(
        self, data: QueryDict, *, years: Iterable[int], organs: Iterable[tuple[int, str, str]], **more: Any
    ) -> None:
        """Offer these years of issue and, where there are several, these agencies."""
        super().__init__(data, label_suffix="", **more)
        self.organs = {slug: (pk, name) for pk, slug, name in organs}
        if 1 < len(self.organs) <= MOST_ORGANS:
            self._offer("jg", "机关", {slug: name for slug, (_, name) in self.organs.items()})
        self._offer("nf", "制发年份", {str(year): f"{year}年" for year in years})
        self.order_fields(self.field_order)
        self.is_valid()

    def _offer(self, name: str, label: str, offered: Mapping[str, str]) -> None:
        choices = [("", "全部"), *offered.items()]
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)

    def sought(self, today: date) -> Sought:
        """What is sought of the register."""
        said = self.cleaned_data
        organ = self.organs.get(str(self.data.get("jg") or ""))
        on = self.on(today)
        return Sought(
            words=said.get("q") or "",
            state=said.get("yx") or "",
            kind=DocumentKind(said["lb"]) if said.get("lb") else None,
            agencies=(organ[0],) if organ else None,
            year=int(said["nf"]) if said.get("nf") else None,
            on=on if on != today else None,
        )

    def chosen(self) -> list[tuple[str, str, str]]:
        """What was chosen: label, word, and the address without it."""
        return [
            (str(self.fields[name].label), self._word(name, value), self.query(but=name))
            for name, value in self._kept().items()
            if name in self.fields
        ]

    def query(self, *, but: str = "", **more: str) -> str:
        """What was chosen, for an address; `more` is chosen besides, or instead."""
        kept = {name: value for name, value in self._kept().items() if name != but}
        return urlencode({name: value for name, value in (kept | more).items() if value})

    def _word(self, name: str, value: str) -> str:
        choices = getattr(self.fields[name], "choices", None)
        return dict(choices).get(value, value) if choices else value

    def _kept(self) -> dict[str, str]:
        said = {name: str(value) for name, value in self.cleaned_data.items() if value}
        organ = str(self.data.get("jg") or "")
        return {"jg": organ, **said} if organ in self.organs else said
