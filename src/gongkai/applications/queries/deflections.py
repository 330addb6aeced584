"""Reads: how often somebody who began to apply found the public page instead."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from gongkai.applications.models import Deflection
from gongkai.records.queries.among import Among


@dataclass(frozen=True, slots=True)
class Deflected:
    """A year of it. `pages`: the pages that were found most often, by their key, with how often."""

    year: int
    total: int
    pages: tuple[tuple[str, int], ...]


def deflected(agency_ids: Collection[int], year: int, most: int = 10) -> Deflected:
    """What was found at these agencies in a year, the most found first: two queries."""
    found = Deflection.objects.filter(Among("agency", frozenset(agency_ids)), on__year=year)
    pages = found.values_list("key").annotate(many=Count("pk")).order_by("-many", "key")[:most]
    return Deflected(year, found.count(), tuple(pages))


def found_instead(keys: Collection[str]) -> dict[str, int]:
    """How often each of these pages was found instead of applying, whenever."""
    found = Deflection.objects.filter(key__in=keys).values_list("key").annotate(many=Count("pk"))
    return dict(found.order_by())
