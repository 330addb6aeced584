"""Reads: what became public, changed, was taken back or came back, of whatever kind, in the order of the log: what a mirror follows.

Of what was never public nothing is told; of what was taken back its key alone.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gongkai.records.queries.deeds import Deed, deeds


class Turn(StrEnum):
    """What happened to something before the public."""

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


class Kind(StrEnum):
    """What it happened to. A list: to several of its rows at once, which are not named one by one."""

    ITEM = "item"
    DOCUMENT = "document"
    REPORT = "report"
    RECORD = "record"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Turned:
    """One change. `sequence`: of its entry in the log; several that came in together have the same. `public`: whether it is now.

    `key`: by which it is asked for: index number; number of a document; address of an agency and year; register and number.
    """

    sequence: int
    at: datetime
    turn: Turn
    kind: Kind
    key: tuple[str | int, ...]
    public: bool


Told = Callable[[Deed], Iterable[Turned]]


@dataclass(frozen=True, slots=True)
class Teller:
    """What makes changes of some entries. `prepared`: reads what it needs of many at once, and tells them one by one."""

    actions: Collection[str]
    prepared: Callable[[Sequence[Deed]], Told]


@dataclass(frozen=True, slots=True)
class Turns:
    """Changes in their order, up to an entry, none of which is cut in two; `more`: whether there are others behind it."""

    rows: tuple[Turned, ...]
    upto: int
    more: bool


def turns(tellers: Collection[Teller], *, after: int, most: int) -> Turns:
    """The changes behind an entry of the log: entries, of which there are at most so many, in full.

    One query, and those of the tellers, as many for a few entries as for all.
    """
    actions = frozenset().union(*(each.actions for each in tellers))
    found = deeds(actions, after=after, most=most + 1)
    read = found[:most]
    told = _told(tellers, read)
    rows: list[Turned] = []
    upto = after
    for each in read:
        rows.extend(told[each.action](each))
        upto = each.seq
        if len(rows) >= most:
            break
    return Turns(tuple(rows), upto, more=upto < read[-1].seq or len(found) > most if read else False)


def _told(tellers: Collection[Teller], read: Sequence[Deed]) -> dict[str, Told]:
    """By the name of an action, who tells of it."""
    made: dict[str, Told] = {}
    for teller in tellers:
        if theirs := [each for each in read if each.action in teller.actions]:
            told = teller.prepared(theirs)
            made.update((each.action, told) for each in theirs)
    return made


def number_of(deed: Deed, kind: str) -> int:
    """The number in the subject of an entry that is about this kind of thing; 0 for all others."""
    begin, _, number = deed.subject.partition(":")
    return int(number) if begin == kind and number.isdecimal() else 0
