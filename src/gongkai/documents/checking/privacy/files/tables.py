"""Rows of tables with what is written over their columns: a heading says what the figures below it are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from gongkai.documents.checking.privacy.files.passages import Passage, Piece

# A heading that says that people are listed.
_PEOPLE = re.compile(
    r"姓\s*名|身份|证件|证号|电话|手机|联系|住址|地址|出生|卡号|[账帐]号|户主|性别|年龄|民族|病|残疾"
)
_HEAD = re.compile(r"[^\d\n]{1,16}")
# Titles and notes stand above the headings.
_HEADINGS_WITHIN = 8
# Excel counts days from the last day of 1899, and believes in a 29th of February 1900.
_DAY_ZERO = date(1899, 12, 30)

Row = Sequence[Piece | None]
"""Cells by column; None where there is nothing."""


def rows(cells: Iterable[Row], table: str) -> Iterator[Passage]:
    """The rows as passages, every cell with the heading of its column."""
    heads: dict[int, str] = {}
    for number, row in enumerate(cells):
        if not heads and number < _HEADINGS_WITHIN and _is_heading(row):
            heads = {at: _plain(cell.text) for at, cell in enumerate(row) if cell is not None}
        pieces = tuple(
            _under(heads.get(at, ""), cell)
            for at, cell in enumerate(row)
            if cell is not None and cell.text.strip()
        )
        if pieces:
            yield Passage(pieces, table)


def column_name(column: int) -> str:
    """The letters of a column counted from 0, as programs show them."""
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _under(head: str, cell: Piece) -> Piece:
    """A cell below its heading; a day of birth that a sheet keeps as a number is written out."""
    text = cell.text
    if "出生" in head and re.fullmatch(r"[1-5]?[0-9]{4}", text):
        day = _DAY_ZERO + timedelta(days=int(text))
        text = f"{day.year}年{day.month}月{day.day}日"
    return Piece(cell.label, text, "" if head == _plain(text) else head, cell.origin)


def _is_heading(row: Row) -> bool:
    texts = [_plain(cell.text) for cell in row if cell is not None and cell.text.strip()]
    return (
        len(texts) > 1
        and all(map(_HEAD.fullmatch, texts))
        and sum(bool(_PEOPLE.search(text)) for text in texts) >= 1
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)
