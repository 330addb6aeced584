"""One row of a register's file, and how many there may be."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.cleaning import clean
from gongkai.documents.reading.sources.refusals import refusal

ROWS = 1_000_000
"""Rows below the headings of one file."""
COLUMNS = 300
CELL = 40_000
"""Characters of one cell: twice the longest field."""
SPLIT = "请按年度或者单位分成几个文件。"

# What `cleaning.clean` changes: fixed blanks, invisible signs, radicals and compatibility forms.
_UNCLEAN = re.compile("[\x00\xa0\xad\u2000-\u200f\u202f\u205f\u2060\ufeff\u2e80-\u2fdf\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number as a person counts it, its texts by field, without the empty ones; what is wrong with its shape.

    `beside`: what stands under headings that mean no field, by the sign that a mapping gave them ("@as_of"). `faults`: heading
    (empty: the row) and what to do.
    """

    row: int
    cells: Mapping[str, str]
    beside: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[tuple[str, str], ...] = ()


def tidy(text: str) -> str:
    """A text of a cell: cleaned, without blanks around it, without the apostrophe that marks it as text."""
    bare = (clean(text) if _UNCLEAN.search(text) else text).strip()
    return bare[1:].lstrip() if bare.startswith("'") else bare


def counted(lines: Iterable[Line], name: str) -> Iterator[Line]:
    """The rows, and the refusal of the one that is too many."""
    for number, line in enumerate(lines, 1):
        if number > ROWS:
            raise too_many(name)
        yield line


def too_many(name: str) -> Unreadable:
    """The refusal of a file with too many rows."""
    return refusal(name, f"超过{ROWS:,}行", SPLIT)
