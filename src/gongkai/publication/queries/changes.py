"""Reads: what became public, was replaced, taken back or came back, in the order of the log: what a mirror follows.

Of what was never public nothing is told; of what was taken back its index number alone.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gongkai.publication.models import Into, Item, Stand
from gongkai.records.queries.among import Among
from gongkai.records.queries.deeds import Deed, deeds


class Turn(StrEnum):
    """What happened to an item before the public."""

    PUBLISHED = "published"
    REPLACED = "replaced"
    RESTORED = "restored"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        """The word that everybody sees."""
        return {
            "published": "公开",
            "replaced": "换成新版",
            "restored": "恢复公开",
            "withdrawn": "撤回",
            "expired": "到期下架",
        }[self.value]


ACTIONS = {
    "publication.publish": Turn.PUBLISHED,
    "publication.import_items": Turn.PUBLISHED,
    "publication.restore": Turn.RESTORED,
    "publication.withdraw": Turn.WITHDRAWN,
    "publication.withhold": Turn.WITHDRAWN,
    "publication.expire": Turn.EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Turned:
    """One change. `sequence`: of its entry in the log; several that came in together have the same. `public`: whether it is now."""

    sequence: int
    at: datetime
    turn: Turn
    index_no: str
    public: bool


@dataclass(frozen=True, slots=True)
class Turns:
    """Changes in their order, up to an entry, none of which is cut in two; `more`: whether there are others behind it."""

    rows: tuple[Turned, ...]
    upto: int
    more: bool


def turns(*, after: int, most: int) -> Turns:
    """The changes behind an entry of the log: entries, of which there are at most so many, in full. Three queries and one per import."""
    found = deeds(ACTIONS, after=after, most=most + 1)
    read = found[:most]
    items = _items({_number(each.subject) for each in read} - {0})
    first = _first(read, items)
    rows: list[Turned] = []
    upto = after
    for each in read:
        rows.extend(_turned(each, items, first))
        upto = each.seq
        if len(rows) >= most:
            break
    return Turns(tuple(rows), upto, more=upto < read[-1].seq or len(found) > most if read else False)


def _turned(deed: Deed, items: dict[int, tuple[str, bool]], first: set[int]) -> Iterator[Turned]:
    turn = ACTIONS[deed.action]
    if deed.action == "publication.import_items":
        yield from (Turned(deed.seq, deed.at, turn, *each) for each in _imported(deed))
        return
    index_no, public = items.get(_number(deed.subject), ("", False))
    if not index_no:
        return  # it never was public
    if turn is Turn.PUBLISHED and deed.seq not in first:
        turn = Turn.REPLACED
    yield Turned(deed.seq, deed.at, turn, index_no, public)


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


def _first(read: list[Deed], items: Collection[int]) -> set[int]:
    """The entries that made their items public for the first time."""
    said = {_number(each.subject): each for each in reversed(read) if each.action == "publication.publish"}
    wanted = frozenset(number for number in said if number in items)
    began = Item.objects.filter(Among("pk", wanted)).values_list("pk", "first_published_at", "run__into")
    return {said[pk].seq for pk, at, into in began if into != Into.PUBLIC and at == said[pk].at}


def _number(subject: str) -> int:
    kind, _, number = subject.partition(":")
    return int(number) if kind == "item" and number.isdecimal() else 0
