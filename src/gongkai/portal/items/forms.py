"""What visitors may choose in the list of items."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from gongkai.publication.queries.public import Organ


class ItemFilter(forms.Form):
    """Whose items the list shows. An unknown choice counts as none."""

    def __init__(self, data: QueryDict, organs: Iterable[Organ]) -> None:
        """Offer the agencies that have something public."""
        super().__init__(data, label_suffix="")
        self.organs = {organ.slug: organ for organ in organs}
        choices = [("", "全部机关"), *((organ.slug, organ.name) for organ in self.organs.values())]
        self.fields["jg"] = forms.ChoiceField(label="机关", required=False, choices=choices)

    def chosen(self) -> Organ | None:
        """The agency, or None for all."""
        self.is_valid()
        return self.organs.get(self.cleaned_data.get("jg") or "")
