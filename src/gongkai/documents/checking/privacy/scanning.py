"""All that is personal in a text, each place once."""

from collections.abc import Collection, Iterable

from gongkai.documents.checking.privacy.conditions import conditions
from gongkai.documents.checking.privacy.groups import Found
from gongkai.documents.checking.privacy.homes import births, homes
from gongkai.documents.checking.privacy.kinds import ABOUT, Hit, Kind
from gongkai.documents.checking.privacy.names import names
from gongkai.documents.checking.privacy.numbers import numbers
from gongkai.documents.checking.privacy.plain import bare, plain
from gongkai.documents.checking.privacy.signs import signs

# Of things in the same place the one that says more is told; a name or a word inside an address is part of it.
_FIRST = (
    *(
        Kind.CN_ID,
        Kind.USCC,
        Kind.BANK_CARD,
        Kind.CN_ID15,
        Kind.QQ,
        Kind.EMAIL,
        Kind.MOBILE,
        Kind.LANDLINE,
        Kind.PASSPORT,
    ),
    *(
        Kind.PLATE,
        Kind.WECHAT,
        Kind.BIRTH_DATE,
        Kind.ADDRESS,
        Kind.NAME,
        Kind.DISEASE,
        Kind.DISABILITY,
        Kind.MINOR,
    ),
)
_RANK = {kind: rank for rank, kind in enumerate(_FIRST)}


def scan(text: str, known: Collection[str] = ()) -> list[Hit]:
    """Personal data in a text, in its order, no two in one place. Takes time in proportion to the length.

    `known`: telephones and mail addresses that the body publishes itself; they are not told. `certain` is what a check
    character or a check sum proves; all else is likely at best.
    """
    read = plain(text)
    own = {bare(each).lower() for each in known} - {""}
    found = [
        each
        for each in (*numbers(read), *signs(read), *homes(read), *births(read))
        if not own or bare(each.value).lower() not in own
    ]
    settled = _apart(found)
    named = _apart([*settled, *names(read, settled)])
    who = [each for each in named if each.kind is Kind.NAME]
    return [_hit(text, each) for each in _apart([*named, *conditions(read, who)])]


def _apart(found: Iterable[Found]) -> list[Found]:
    """No two in one place: what is certain comes first, then what says more, then the longer."""
    taken: set[int] = set()
    kept: list[Found] = []
    for each in sorted(found, key=lambda it: (not it.certain, _RANK[it.kind], it.start - it.end, it.start)):
        places = range(each.start, each.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(each)
    return sorted(kept, key=lambda it: it.start)


def _hit(text: str, found: Found) -> Hit:
    value = text[found.start : found.end]
    return Hit(found.kind, found.start, found.end, value, ABOUT[found.kind].mask(found.value), found.certain)
