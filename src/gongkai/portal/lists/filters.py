"""What visitors may choose in lists of items: it stands in the address, and an unknown choice counts as none."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from gongkai.law.duties.publication import Validity
from gongkai.law.metadata import genres, topics
from gongkai.publication.queries.lists import Organ, Wanted

MOST_ORGANS = 200
"""Beyond this many, agencies are chosen on a page of their own: a menu of thousands helps nobody."""


class ListFilter(forms.Form):
    """Agency, year, topic, genre, validity. Only what is offered can be chosen."""

    def __init__(
        self,
        data: QueryDict,
        *,
        since: int | None,
        on: date,
        organs: Iterable[Organ] = (),
        validity: bool = True,
    ) -> None:
        """Offer the years from the oldest item (None: there is none) to the day, and these agencies if there are several."""
        super().__init__(data, label_suffix="")
        self.organs = {organ.slug: organ for organ in organs}
        few = 1 < len(self.organs) <= MOST_ORGANS
        years = range(on.year, since - 1, -1) if since else ()
        self._offer("jg", "机关", {slug: organ.name for slug, organ in self.organs.items()} if few else {})
        self._offer("nf", "发布年份", {str(year): f"{year}年" for year in years})
        self._offer("zt", "主题", topics())
        self._offer("tc", "体裁", genres())
        if validity:
            self._offer("yx", "有效性", {each.value: each.label for each in Validity})
        self.is_valid()

    def _offer(self, name: str, label: str, offered: Mapping[str, str]) -> None:
        if offered:
            choices = [("", "全部"), *offered.items()]
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)

    def narrowed(self, wanted: Wanted) -> Wanted:
        """What is wanted of it, as far as was chosen."""
        said = self.cleaned_data
        organ = self.organ()
        return replace(
            wanted,
            agencies=[organ.id] if organ else wanted.agencies,
            year=int(said["nf"]) if said.get("nf") else None,
            topic=said.get("zt") or "",
            genre=said.get("tc") or "",
            validity=Validity(said["yx"]) if said.get("yx") else None,
        )

    def organ(self) -> Organ | None:
        """The agency that was chosen, be it in the menu or by a link; None for all."""
        return self.organs.get(str(self.data.get("jg") or ""))

    def chosen(self) -> list[tuple[str, str, str]]:
        """What was chosen: label, word, and the address without it."""
        return [
            (str(self.fields[name].label), dict(self.fields[name].choices)[value], self.query(but=name))  # type: ignore[attr-defined] # all are ChoiceFields
            for name, value in self._kept().items()
            if name in self.fields
        ]

    def query(self, *, but: str = "") -> str:
        """What was chosen, for an address."""
        return urlencode({name: value for name, value in self._kept().items() if name != but})

    def _kept(self) -> dict[str, str]:
        said = {name: value for name, value in self.cleaned_data.items() if value}
        organ = self.organ()
        return {"jg": organ.slug, **said} if organ else said
