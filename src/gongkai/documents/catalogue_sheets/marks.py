"""What a cell says: which boxes of a list are filled, whether a column is ticked, the lines of a text."""

import re

from gongkai.documents.catalogue_sheets.layout import LEVELS, carrier_of, squeezed
from gongkai.documents.reading.sources.cleaning import collapse
from gongkai.law.metadata import Carrier

# The last ones are boxes of Wingdings, which Word and WPS put there as characters of their own.
_FILLED, _EMPTY = "■☑☒✓✔√▣▪●◼⬛█\uf06e\uf0fe\uf052", "□☐◻○▫⬜▢\uf06f\uf0a8\uf0a3"
_BOX = re.compile(f"([{_FILLED}{_EMPTY}])")
_NO = frozenset({"", "否", "无", "0", "-", "—", "——", "/", "×", "✗", "✘"})
_YES = frozenset({"是", "有", "1", "y", "Y", "v", "V"})
_BETWEEN = re.compile(r"[、;；\n]+")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a cell, without blanks around them and empty ones."""
    return tuple(line for part in text.splitlines() if (line := collapse(part).strip()))


def one_line(text: str) -> str:
    """A text that a narrow column broke, as it was meant."""
    return collapse(text).strip()


def ticked(text: str) -> bool:
    """Whether a column is chosen. Words beside the tick, such as who the group is, choose it too."""
    plain = squeezed(text)
    if box := _BOX.match(plain):
        return box[1] in _FILLED
    return plain not in _NO


def beside_tick(text: str) -> str:
    """What stands in a ticked cell besides the tick: the name of the group."""
    words = _BOX.sub("", one_line(text)).strip(" （）()：:")
    return "" if words in _YES | _NO else words


def carriers_in(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The carriers that are chosen, in their usual order, and the labels that nobody knows.

    A list without boxes names what is chosen.
    """
    parts = _BOX.split(text)
    if len(parts) == 1:
        chosen = [part for part in _BETWEEN.split(text) if part.strip()]
    else:
        chosen = [label for box, label in zip(parts[1::2], parts[2::2], strict=True) if box in _FILLED]
    known = {label: carrier_of(label) for label in chosen}
    found = set(known.values())
    unknown = [squeezed(label) for label, carrier in known.items() if not carrier]
    return tuple(each.value for each in Carrier if each.value in found), unknown


def levels_in(text: str) -> tuple[str, ...]:
    """The levels that a cell names in words: 县级、乡级."""
    plain = squeezed(text)
    return tuple(level for level, label in LEVELS.items() if label[0] in plain)
