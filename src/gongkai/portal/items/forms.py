"""Which two editions a visitor compares."""

from django import forms
from django.http import QueryDict

from gongkai.publication.queries.published import EditionLine


class TwoEditions(forms.Form):
    """An older and a newer edition, among those that are shown. An unknown choice counts as none."""

    def __init__(self, data: QueryDict, editions: tuple[EditionLine, ...]) -> None:
        """Offer the editions that are shown; the last two, if nothing is chosen."""
        shown = [each for each in editions if not each.closed]
        super().__init__(data or None, label_suffix="")
        self.last_two = tuple(each.number for each in shown[-2:])
        choices = [(str(each.number), f"第 {each.number} 版") for each in shown]
        for name, label, number in zip(("jiu", "xin"), ("旧版", "新版"), self.last_two, strict=False):
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=choices, initial=number
            )

    def chosen(self) -> tuple[int, int] | None:
        """Both numbers; None where there are not two editions, or the choice is none."""
        if len(self.last_two) < 2:
            return None
        if not self.is_bound:
            return self.last_two[0], self.last_two[1]
        if not self.is_valid():
            return None
        old, new = self.cleaned_data["jiu"], self.cleaned_data["xin"]
        return (int(old), int(new)) if old and new and old != new else None
