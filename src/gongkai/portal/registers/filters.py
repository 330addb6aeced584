"""What visitors may choose of a register: it stands in the address, and an unknown choice counts as none."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from gongkai.law.registers import Definition
from gongkai.registers.queries.public_figures import Sums
from gongkai.registers.queries.records import Asked

MOST_ORGANS = 200
"""Beyond this many, agencies are chosen among the figures: a menu of thousands helps nobody."""
LONGEST = 100


class RegisterFilter(forms.Form):
    """Words, agency, year, kind of party. Only what has public records is offered."""

    q = forms.CharField(label="名称、文号或者编号", required=False, max_length=LONGEST)

    def __init__(
        self, data: QueryDict, made: Definition, sums: Iterable[Sums], *, words: bool = True
    ) -> None:
        """`words`: whether words can be asked for too."""
        super().__init__(data, label_suffix="")
        self.made, self.sums = made, list(sums)
        self.organs = {each.slug: (each.agency_id, each.agency) for each in self.sums}
        if not words:
            del self.fields["q"]
        organs = {slug: name for slug, (_, name) in self.organs.items()}
        self._offer("jg", "机关", organs if 1 < len(organs) <= MOST_ORGANS else {})
        years = sorted({each.year for each in self.sums}, reverse=True)
        self._offer("nf", "年份", {str(year): f"{year}年" for year in years})
        if made.party_kind:
            kinds = sorted({each.party_kind for each in self.sums if each.party_kind})
            self._offer("lb", made.field(made.party_kind).label, {kind: kind for kind in kinds})
        self.is_valid()

    def _offer(self, name: str, label: str, offered: Mapping[str, str]) -> None:
        if offered:
            choices = [("", "全部"), *offered.items()]
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)

    @property
    def organ(self) -> tuple[int, str] | None:
        """The agency that was chosen, be it in the menu or by a link: number and name."""
        return self.organs.get(str(self.data.get("jg") or ""))

    def asked(self, before: str = "") -> Asked:
        """What is asked of the register."""
        said = self.cleaned_data
        return Asked(
            register=self.made.key,
            agency_ids=frozenset([self.organ[0]]) if self.organ else None,
            year=int(said["nf"]) if said.get("nf") else None,
            party_kind=said.get("lb") or "",
            words=said.get("q") or "",
            before=before,
        )

    def fitting(self) -> list[Sums]:
        """The sums of what was chosen, words aside."""
        asked = self.asked()
        return [
            each
            for each in self.sums
            if (asked.agency_ids is None or each.agency_id in asked.agency_ids)
            and asked.year in (None, each.year)
            and asked.party_kind in ("", each.party_kind)
        ]

    def chosen(self) -> list[tuple[str, str, str]]:
        """What was chosen: label, word, and the address without it."""
        kept = self._kept()
        return [
            (self._label(name), self._word(name, value), self.query(but=name)) for name, value in kept.items()
        ]

    def query(self, *, but: str = "", **more: str) -> str:
        """What was chosen, for an address; `more` is chosen besides, or instead."""
        kept = {name: value for name, value in self._kept().items() if name != but}
        said = urlencode({name: value for name, value in (kept | more).items() if value})
        return f"?{said}" if said else ""

    def _label(self, name: str) -> str:
        return str(self.fields[name].label) if name in self.fields else "机关"

    def _word(self, name: str, value: str) -> str:
        if name == "jg":
            return self.organs[value][1]
        return f"{value}年" if name == "nf" else value

    def _kept(self) -> dict[str, str]:
        said = {name: str(value) for name, value in self.cleaned_data.items() if value}
        return {"jg": str(self.data["jg"]), **said} if self.organ else said
