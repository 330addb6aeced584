"""Reads: which item a row of an export is: by its title and its day; what it might be where that is not certain."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from django.db.models import Q

from gongkai.channels.models import Post
from gongkai.publication.models import Item, Stand
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.queries.numbers import civil_day

NEAR = timedelta(days=60)
"""An item and its post are not further apart: titles such as 招聘公告 come again."""
LIKE = 0.6
MOST = 3
_WINDOW = 2_000
SHOWN = (Stand.PUBLIC, Stand.EXPIRED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that a row may be."""

    item_id: int
    title: str
    agency_id: int
    on: date


@dataclass(frozen=True, slots=True)
class Held:
    """What stands on a carrier already: posts by address, and by title and day."""

    addresses: Mapping[str, int]
    titles: Mapping[tuple[str, date], int]


def items_by_title(keys: Collection[str]) -> dict[str, list[Candidate]]:
    """The items that everybody may see or saw, by the key of their title: those with one of these; a query for each 500."""
    found: defaultdict[str, list[Candidate]] = defaultdict(list)
    wanted = sorted(set(keys) - {""})
    for begin in range(0, len(wanted), 500):
        rows = Item.objects.filter(
            public__title_key__in=wanted[begin : begin + 500],
            stand__in=SHOWN,
            first_published_at__isnull=False,
        ).values_list("public__title_key", "pk", "title", "agency", "first_published_at")
        for key, item_id, title, agency_id, at in rows:
            if at is not None:
                found[key].append(Candidate(item_id, title, agency_id, civil_day(at)))
    return found


def match(candidates: Iterable[Candidate], on: date, agency_id: int) -> Candidate | None:
    """The item near a day, one of the agency's own before others; None where two are equally near."""
    near = [each for each in candidates if abs(each.on - on) <= NEAR]
    ranked = sorted((each.agency_id != agency_id, abs(each.on - on), each.item_id) for each in near)
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return None
    return next(each for each in near if each.item_id == ranked[0][2])


def neighbours(agency_id: int, first: date, last: date) -> list[Candidate]:
    """The agency's items that went out around a period, among which likenesses are sought; one query."""
    rows = Item.objects.filter(
        Q(agency=agency_id),
        stand__in=SHOWN,
        first_published_at__date__gte=first - NEAR,
        first_published_at__date__lte=last + NEAR,
    ).order_by("-first_published_at", "-pk")
    return [
        Candidate(item_id, title, agency_id, civil_day(at))
        for item_id, title, at in rows.values_list("pk", "title", "first_published_at")[:_WINDOW]
        if at is not None
    ]


def alike(title: str, on: date, among: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The items whose titles are most like this one, near its day."""
    key = title_key(title)
    found = []
    for each in among:
        if abs(each.on - on) > NEAR:
            continue
        other = title_key(each.title)
        matcher = SequenceMatcher(None, key, other, autojunk=False)
        inside = bool(key) and (key in other or other in key)
        if inside or (matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE):
            found.append((not inside, -matcher.ratio(), each.item_id, each))
    return tuple(each for *_, each in sorted(found, key=lambda row: row[:3])[:MOST])


def held_on(carrier_id: int) -> Held:
    """What stands on a carrier; one query."""
    addresses: dict[str, int] = {}
    titles: dict[tuple[str, date], int] = {}
    rows = Post.objects.filter(carrier=carrier_id, void__isnull=True).order_by("-pk")
    for post_id, address, key, out_at in rows.values_list("pk", "address", "title_key", "out_at"):
        if address:
            addresses[address] = post_id
        titles[key, civil_day(out_at)] = post_id
    return Held(addresses, titles)
