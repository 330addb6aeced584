"""Reads: whether pages were of use. Who says nothing is content nowhere: items without a word are counted by themselves."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from gongkai.feedback.models import Rating, Use
from gongkai.law.roles import Role
from gongkai.publication.access import READERS
from gongkai.publication.models import Item, Stand
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among

_ROLES: frozenset[Role] = READERS


@dataclass(frozen=True, slots=True)
class Figures:
    """How often each was said; how many public items anybody said something of, and how many nobody did."""

    said: list[tuple[Use, int]]
    rated: int
    unrated: int


def figures(viewer: Actor) -> Figures:
    """Of the agencies that somebody sees."""
    reach = viewer.reach(_ROLES)
    words = Rating.objects.filter(agency__in=reach)
    counted = dict(words.order_by().values_list("use").annotate(many=Count("pk")))
    public = Item.objects.filter(agency__in=reach, stand=Stand.PUBLIC)
    rated = public.filter(index_no__in=words.values("item")).count()
    return Figures([(use, counted.get(use, 0)) for use in Use], rated, public.count() - rated)


@dataclass(frozen=True, slots=True)
class Said:
    """How often each was said: in a month ("3"), or of an item (its index number). `share`: of what was said most often, in percent."""

    of: str
    useful: int
    so_so: int
    useless: int
    share: int

    @property
    def all(self) -> int:
        """All together."""
        return self.useful + self.so_so + self.useless


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """The words of readers on an item, which is None where there is none of this number any more."""

    said: Said
    id: int | None
    title: str
    agency: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader wrote beside; numbers of people are masked already."""

    on: date
    item: str
    title: str
    use: Use
    says: str


def months(agencies: Set[int], year: int) -> list[Said]:
    """The months of a year."""
    found = _counted(_of(agencies, year), "on__month")
    most = max((sum(each.values()) for each in found.values()), default=0)
    return [_said(str(month), found.get(month, Counter()), most) for month in range(1, 13)]


def by_item(agencies: Set[int], year: int, *, most: int | None = None) -> list[ItemSaid]:
    """Those of which most readers said something first; at most so many."""
    rows = _of(agencies, year)
    top = rows.values_list("item").annotate(many=Count("pk")).order_by("-many", "item")[:most]
    counts = dict(top)
    found = _counted(rows if most is None else rows.filter(item__in=list(counts)), "item")
    items = _titles(rows.values("item") if most is None else list(counts))
    highest = max(counts.values(), default=0)
    return [
        ItemSaid(_said(number, found[number], highest), *items.get(number, (None, number, "")))
        for number in counts
    ]


def words(agencies: Set[int], year: int, *, most: int | None = None) -> list[Words]:
    """What readers wrote, newest first."""
    rows = list(_of(agencies, year).exclude(says="").order_by("-on", "-pk")[:most])
    items = _titles({row.item for row in rows})
    return [
        Words(row.on, row.item, items[row.item][1] if row.item in items else row.item, Use(row.use), row.says)
        for row in rows
    ]


def _of(agencies: Set[int], year: int) -> QuerySet[Rating]:
    since, until = date(year, 1, 1), date(year, 12, 31)
    return Rating.objects.filter(Among("agency", agencies), on__gte=since, on__lte=until).order_by()


def _counted(rows: QuerySet[Rating], field: str) -> dict[Any, Counter[str]]:
    found: dict[Any, Counter[str]] = {}
    for key, use, many in rows.values_list(field, "use").annotate(Count("pk")):
        found.setdefault(key, Counter())[use] += many
    return found


def _said(of: str, found: Counter[str], most: int) -> Said:
    said = (found[Use.USEFUL], found[Use.SO_SO], found[Use.USELESS])
    return Said(of, *said, share=round(100 * sum(said) / most) if most else 0)


def _titles(numbers: Any) -> dict[str, tuple[int, str, str]]:
    found = Item.objects.filter(index_no__in=numbers).values_list("index_no", "pk", "title", "agency__name")
    return {number: (pk, title, agency) for number, pk, title, agency in found}
