"""Reads: what became of items before the public, as entries of the log say it: for those who follow (`records.queries.turns`)."""

from collections.abc import Collection, Iterator, Sequence

from gongkai.publication.models import Into, Item, Stand
from gongkai.records.queries.among import Among
from gongkai.records.queries.deeds import Deed
from gongkai.records.queries.turns import Kind, Teller, Told, Turn, Turned, number_of

ACTIONS = {
    "publication.publish": Turn.PUBLISHED,
    "publication.import_items": Turn.PUBLISHED,
    "publication.restore": Turn.RESTORED,
    "publication.withdraw": Turn.WITHDRAWN,
    "publication.withhold": Turn.WITHDRAWN,
    "publication.expire": Turn.EXPIRED,
}


def _prepared(read: Sequence[Deed]) -> Told:
    """Two queries, and one for each import that is told of."""
    items = _items({_number(each) for each in read} - {0})
    first = _first(read, items)
    return lambda deed: _turned(deed, items, first)


def _turned(deed: Deed, items: dict[int, tuple[str, bool]], first: set[int]) -> Iterator[Turned]:
    turn = ACTIONS[deed.action]
    if deed.action == "publication.import_items":
        for number, stands in _imported(deed):
            yield Turned(deed.seq, deed.at, turn, Kind.ITEM, (number,), stands)
        return
    index_no, public = items.get(_number(deed), ("", False))
    if not index_no:
        return  # it never was public
    if turn is Turn.PUBLISHED and deed.seq not in first:
        turn = Turn.REPLACED
    yield Turned(deed.seq, deed.at, turn, Kind.ITEM, (index_no,), public)


def _imported(deed: Deed) -> list[tuple[str, bool]]:
    """The items of a block that came in as public ones."""
    span = deed.details.get("items") or []
    if deed.details.get("into") != Into.PUBLIC or len(span) != 2:
        return []
    found = Item.objects.filter(run=int(deed.subject.partition(":")[2]), pk__range=span).exclude(index_no="")
    return [
        (number, stand == Stand.PUBLIC)
        for number, stand in found.order_by("pk").values_list("index_no", "stand")
    ]


def _items(numbers: Collection[int]) -> dict[int, tuple[str, bool]]:
    found = Item.objects.filter(Among("pk", frozenset(numbers))).exclude(index_no="")
    return {
        pk: (number, stand == Stand.PUBLIC)
        for pk, number, stand in found.values_list("pk", "index_no", "stand")
    }


def _first(read: Sequence[Deed], items: Collection[int]) -> set[int]:
    """The entries that made their items public for the first time."""
    said = {_number(each): each for each in reversed(read) if each.action == "publication.publish"}
    wanted = frozenset(number for number in said if number in items)
    began = Item.objects.filter(Among("pk", wanted)).values_list("pk", "first_published_at", "run__into")
    return {said[pk].seq for pk, at, into in began if into != Into.PUBLIC and at == said[pk].at}


def _number(deed: Deed) -> int:
    return number_of(deed, "item")


ITEMS = Teller(frozenset(ACTIONS), _prepared)
