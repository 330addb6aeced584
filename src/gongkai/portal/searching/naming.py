"""What facets and their values are called."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.law.duties.publication import Validity
from gongkai.law.metadata import genres, topics
from gongkai.publication.queries.columns import titles
from gongkai.search.queries import Answer, EntryKind, Hit

FACETS = {
    "agency": "发布机关",
    "column": "栏目",
    "genre": "体裁",
    "year": "发布年份",
    "topic": "主题",
    "validity": "有效性",
}
"""The facets in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Names:
    """What is needed to name the values of an answer."""

    bodies: Mapping[int, AgencyRow]
    columns: Mapping[str, str]

    def of(self, facet: str, value: str) -> str:
        """The name of a value; the value itself where nobody knows it."""
        if facet == "agency":
            return self.bodies[int(value)].name if value.isdigit() and int(value) in self.bodies else value
        return self.columns.get(value, value) if facet == "column" else _NAMED[facet](value)

    def agency(self, hit: Hit) -> str:
        """Who published a hit."""
        return self.bodies[hit.agency_id].name

    def column(self, hit: Hit) -> str:
        """Where a hit stands."""
        return self.columns.get(hit.column, "") if hit.kind is EntryKind.ITEM else hit.kind.label


def names(answer: Answer, chosen: Iterable[str], on: date) -> Names:
    """Three queries at most, however many values there are."""
    counted = [int(one.value) for one in answer.facets.get("agency", ()) if one.value.isdigit()]
    ids = {*counted, *(hit.agency_id for hit in answer.hits), *(int(one) for one in chosen if one.isdigit())}
    keys = {one.value for one in answer.facets.get("column", ())} | {hit.column for hit in answer.hits}
    return Names(agencies.as_of_all(ids, on), titles(keys))


def address(hit: Hit) -> str:
    """Where a hit can be read."""
    if hit.kind is EntryKind.ITEM:
        return reverse("item", args=[hit.key])
    named, *numbers = hit.key.split("/")
    return reverse(_PAGES[hit.kind], args=[named, *map(int, numbers)])


def _year(value: str) -> str:
    return f"{value}年"


def _genre(value: str) -> str:
    """Of what is no item: what it is. Reports of items count with those on disclosure."""
    if value in _KINDS:
        return EntryKind(value).label
    return genres().get(value, value)


def _topic(value: str) -> str:
    return topics().get(value, value)


def _validity(value: str) -> str:
    return Validity(value).label if value in set(Validity) else value


_KINDS = frozenset(EntryKind) - {EntryKind.ITEM}
_PAGES = {
    EntryKind.REPORT: "report",
    EntryKind.QUESTION: "question",
    EntryKind.TOPIC: "topic",
    EntryKind.GAZETTE: "gazette_issue",
}
_NAMED: Mapping[str, Callable[[str], str]] = {
    "year": _year,
    "genre": _genre,
    "topic": _topic,
    "validity": _validity,
}
