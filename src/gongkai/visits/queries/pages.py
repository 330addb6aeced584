"""Which pages are counted, and what stands behind their addresses: items, lists of columns, home pages of agencies."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from gongkai.agencies.models import Agency
from gongkai.publication.models import Column, Item

PATTERN = r"/(?:xxgk/[^?]+|zfxxgk/[-a-zA-Z0-9_]+(?:/(?:fdzdgk|zd)/[-a-zA-Z0-9_]+)?)/"
"""Addresses below the prefix of the platform, as they were sent. None has a word in it that opens something."""
COUNTED = frozenset({"item", "organ", "column", "systems_column"})
"""The names of these addresses."""
_ITEM = re.compile(r"/xxgk/(?P<index_no>.+)/")
_LIST = re.compile(r"/zfxxgk/(?P<slug>[^/]+)(?:/(?:fdzdgk|zd)/(?P<key>[^/]+))?/")
_MANY = 500


@dataclass(slots=True)
class Visited:
    """How often what was opened: items by agency and number, columns by agency and key. Nothing of addresses that lead nowhere."""

    items: Counter[tuple[int, int]] = field(default_factory=Counter)
    columns: Counter[tuple[int, str]] = field(default_factory=Counter)


def visited(pages: Mapping[str, int]) -> Visited:
    """What stands behind addresses with their counts. Items that were withdrawn since are found too."""
    items: Counter[str] = Counter()
    lists: Counter[tuple[str, str]] = Counter()
    for page, many in pages.items():
        if said := _ITEM.fullmatch(page):
            items[said["index_no"]] += many
        elif said := _LIST.fullmatch(page):
            lists[said["slug"], said["key"] or ""] += many
    return Visited(_items(items), _lists(lists))


def _items(asked: Counter[str]) -> Counter[tuple[int, int]]:
    found: Counter[tuple[int, int]] = Counter()
    for some in _slices([number[:100] for number in asked]):
        for pk, agency, number in Item.objects.filter(index_no__in=some).values_list(
            "pk", "agency", "index_no"
        ):
            found[agency, pk] += asked[number]
    return found


def _lists(asked: Counter[tuple[str, str]]) -> Counter[tuple[int, str]]:
    slugs = dict(
        pair
        for some in _slices({slug for slug, _ in asked})
        for pair in Agency.objects.filter(slug__in=some).values_list("slug", "pk")
    )
    keys = {
        key
        for some in _slices({key for _, key in asked})
        for key in Column.objects.filter(key__in=some).values_list("key", flat=True)
    }
    found: Counter[tuple[int, str]] = Counter()
    for (slug, key), many in asked.items():
        if slug in slugs and (not key or key in keys):
            found[slugs[slug], key] += many
    return found


def _slices(values: Collection[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while some := list(islice(rest, _MANY)):
        yield some
