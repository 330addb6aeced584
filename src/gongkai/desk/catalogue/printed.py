"""A row of the catalogue line by line, as it is printed, and what a proposal makes other in it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from gongkai.documents.catalogue_sheets import LABELS, LEVELS
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.items import items
from gongkai.law.metadata import Audience, Carrier, FiveOpen, fields
from gongkai.publication.queries.catalogue import EntryRow

SHOWN = {**LABELS, "five_open": "“五公开”阶段", "duty": "法定主动公开内容"}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "field": {each.id: each.label for each in fields().values()},
    "carriers": {each.value: each.label for each in Carrier},
    "audience": {each.value: each.label for each in Audience},
    "mode": {each.value: each.label for each in Attribute},
    "levels": LEVELS,
    "five_open": {each.value: each.label for each in FiveOpen},
    "duty": {each.id: each.title for each in items().values()},
}
_LISTS = frozenset({"elements", "basis"})


@dataclass(frozen=True, slots=True)
class Printed:
    """One line of a row: its heading, what is to stand there, and what stands there now."""

    label: str
    lines: tuple[str, ...]
    before: tuple[str, ...] = ()
    changed: bool = False


def printed(row: EntryRow) -> list[Printed]:
    """A row as it is."""
    return [Printed(label, lines) for name, label in SHOWN.items() if (lines := _lines(name, asdict(row)))]


def difference(row: EntryRow | None, proposal: Mapping[str, Any]) -> list[Printed]:
    """A row as it is proposed, beside the one that is there, if there is one."""
    known = asdict(row) if row else {}
    found = []
    for name, label in SHOWN.items():
        before, after = _lines(name, known), _lines(name, proposal)
        if before or after:
            found.append(Printed(label, after, before, changed=row is not None and before != after))
    return found


def _lines(name: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    value, words = row.get(name), _WORDS.get(name, {})
    given = value if isinstance(value, list | tuple) else [value or ""]
    told = [words.get(str(each), str(each)) for each in given if each]
    return tuple(told) if name in _LISTS else ("、".join(told),) if told else ()
