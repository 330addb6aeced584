"""Plain text: one Line for each line of the file, blanks and tabs inside kept, numbered as an editor numbers them."""

import re
from collections.abc import Iterator

from gongkai.documents.reading.blocks import Block, Line
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.cleaning import clean
from gongkai.documents.reading.sources.html import html_grids
from gongkai.documents.reading.sources.refusals import ONLY_THE_REPORT, refusal

_END = re.compile("\r\n|\n|\r")
# Breaks inside a numbered line: form feed (a new page), vertical tab (Word's soft break), Unicode separators.
_INNER_BREAK = re.compile("[\f\v\x85\u2028\u2029]")
# Extractors write wrapped table labels of Markdown so.
_MARKDOWN_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# And whole tables as HTML between lines of plain text.
_TABLE_OPENS = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_CLOSES = re.compile(r"</table\s*>", re.IGNORECASE)
_MOST_TABLES = 100
# Control characters that no editor writes.
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_STRAY_CONTROLS = 8


def looks_binary(text: str) -> bool:
    """Whether this is no text although it could be decoded: control characters beyond a stray few."""
    return len(_CONTROL.findall(text)) > _STRAY_CONTROLS + len(text) // 500


def text_blocks(text: str, name: str) -> Iterator[Block]:
    """The lines of a plain text that hold something; `where` is "line N", counted from 1.

    HTML tables between the lines are grids. Raises Unreadable when the text is far longer than a report.
    """
    if len(text) > limits.CHARACTERS:
        raise refusal(name, "的文字过多，不像是一份年度报告", ONLY_THE_REPORT)
    return _blocks(text)


def _blocks(text: str) -> Iterator[Block]:
    """Plain lines up to the next table, that table, and so on; a table that is never closed is plain lines."""
    number, start, grids = 1, 0, 0
    for _ in range(_MOST_TABLES):
        opens = _TABLE_OPENS.search(text, start)
        closes = _TABLE_CLOSES.search(text, opens.end()) if opens else None
        if not opens or not closes:
            break
        before, table = text[start : opens.start()], text[opens.start() : closes.end()]
        yield from _lines(before, number)
        for grid in html_grids(table, grids):
            grids += 1
            yield grid
        number += len(_END.findall(before)) + len(_END.findall(table))
        start = closes.end()
    yield from _lines(text[start:], number)


def _lines(text: str, first: int) -> Iterator[Line]:
    for number, line in enumerate(_END.split(text), first):
        for piece in _INNER_BREAK.split(line):
            shown = clean(_MARKDOWN_BREAK.sub(" ", piece)).rstrip(" ")
            if shown.strip() or "\t" in shown:  # a tab alone divides the cells printed before and after it
                yield Line(shown, f"line {number}")
