"""What visitors may choose: a region, a group of bodies that can be compared, a year, a figure. An unknown choice counts as none."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from gongkai.annual_reports.queries.peers import Offered
from gongkai.portal.observatory.figures import ALL, BY_KEY


class GroupFilter(forms.Form):
    """Region and group; where nothing is chosen, the group with the most reports."""

    def __init__(self, data: QueryDict, held: Sequence[Offered]) -> None:
        """Offer the groups that have reports, of the region where one is chosen."""
        regions = sorted({each.region for each in held})
        region = next((name for name in regions if name == data.get("dq")), "")
        here = [each for each in held if region in ("", each.region)]
        largest = max(here, key=lambda each: each.reports).group if here else None
        chosen = next((each.group for each in held if each.group.key == data.get("zu")), largest)
        self.group = chosen if any(each.group == chosen for each in here) else largest
        super().__init__(self._filled() | {"dq": region}, label_suffix="")
        self._offer("dq", "地区", [("", "全部地区"), *((name, name) for name in regions)])
        self._offer("zu", "机关组", [(each.group.key, _named(each)) for each in here])

    def _filled(self) -> dict[str, str]:
        """What the fields show: what is looked at, chosen or not."""
        return {"zu": self.group.key if self.group else ""}

    def _offer(self, name: str, label: str, choices: Iterable[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=list(choices))

    @property
    def query(self) -> str:
        """What is looked at, for an address, with its question mark."""
        return f"?{urlencode({name: value for name, value in self.data.items() if value})}"


class FigureFilter(GroupFilter):
    """Besides one figure and a year; the first figure and the newest year where nothing is chosen."""

    def __init__(self, data: QueryDict, held: Sequence[Offered], years: Sequence[int]) -> None:
        """`years`: newest first."""
        self.figure = BY_KEY.get(data.get("zb") or "", ALL[0])
        self.year = next((year for year in years if str(year) == data.get("nd")), next(iter(years), None))
        super().__init__(data, held)
        self._offer("zb", "指标", [(each.key, each.title) for each in ALL])
        self._offer("nd", "年度", [(str(year), f"{year} 年") for year in years])
        self.order_fields(["zb", "dq", "zu", "nd"])

    def _filled(self) -> dict[str, str]:
        """What the fields show: what is looked at, chosen or not."""
        return super()._filled() | {"zb": self.figure.key, "nd": str(self.year or "")}


def _named(each: Offered) -> str:
    return f"{each.group.label}（{each.bodies} 个）"
