"""What visitors may choose: filters of the list, reports to compare."""

from collections.abc import Iterable, Sequence

from django import forms
from django.http import QueryDict

from gongkai.law.report.schema import Level

MOST_COMPARED = 8


class ReportFilter(forms.Form):
    """Which agencies and years the list shows. An unknown choice counts as none."""

    def __init__(self, data: QueryDict, *, regions: Iterable[str], years: Iterable[int]) -> None:
        """Offer the regions and years that the database has."""
        super().__init__(data, label_suffix="")
        choices = {
            "region": ("地区", [("", "全部地区"), *((name, name) for name in regions)]),
            "level": ("层级", [("", "全部层级"), *((level.value, level.label) for level in Level)]),
            "year": ("年度", [("", "全部年度"), *((str(year), f"{year} 年") for year in years)]),
        }
        for name, (label, offered) in choices.items():
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=offered)

    def chosen(self) -> tuple[str, Level | None, int | None]:
        """Region, level, year: each empty unless validly chosen."""
        self.is_valid()
        kept = self.cleaned_data
        level, year = kept.get("level"), kept.get("year")
        return kept.get("region") or "", Level(level) if level else None, int(year) if year else None


def compared(values: Sequence[str]) -> list[tuple[str, int]]:
    """The reports to compare from `r=slug:year` parameters, without repetitions; malformed ones are left out."""
    pairs = []
    for value in values:
        slug, _, year = value.partition(":")
        if slug and year.isdecimal() and len(year) == 4:
            pairs.append((slug, int(year)))
    return list(dict.fromkeys(pairs))[:MOST_COMPARED]
