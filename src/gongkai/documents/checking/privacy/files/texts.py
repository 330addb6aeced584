"""Plain text, CSV and web pages, with what a page does not show."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from gongkai.documents.checking.privacy.files.office import author
from gongkai.documents.checking.privacy.files.passages import Note, Passage, Piece, Reading, line
from gongkai.documents.checking.privacy.files.tables import column_name, rows
from gongkai.documents.reading.blocks import Grid, Unreadable
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.html import html_blocks
from gongkai.documents.reading.sources.html.markup import tamed
from gongkai.documents.reading.sources.mhtml import page_of
from gongkai.documents.reading.sources.sniff import is_html
from gongkai.law.findings import Severity

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_VALUE = re.compile(r"\s([A-Za-z][\w:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_DUMB = re.compile(
    r"class|id|style|src|width|height|rowspan|colspan|rel|type|charset|http-equiv|lang|xmlns\S*|on\w+",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\n\s*\n+")
COLUMNS = 500
"""So many columns of a table are read."""


def text(data: bytes, name: str) -> Reading:
    """A text, a table in commas or tabs, or a page, told by what it is."""
    content = decode(page_of(data))
    if content is None:
        yield Note(
            "全文",
            "不认得这份文件的文字编码，没有检查。请另存为 UTF-8 编码后再检查。",
            severity=Severity.ERROR,
        )
    elif is_html(content):
        yield from _page(content, name)
    elif name.lower().endswith((".csv", ".tsv")):
        yield from _table(content)
    else:
        yield from lines(content)


def lines(content: str) -> Iterator[Passage]:
    """Stretches of text between empty lines, each under the number of its first line."""
    at = 0
    for gap in [*_BLANK.finditer(content), None]:
        piece = content[at : gap.start() if gap else len(content)]
        if piece.strip():
            first = content.count("\n", 0, at) + 1 if at < 1_000_000 else 0
            yield line(
                f"第{first}行起" if first and "\n" in piece.strip() else f"第{first}行" if first else "后文",
                piece,
                origin=at,
            )
        if gap:
            at = gap.end()


def divider(content: str) -> str:
    """What stands between the cells of a table in text."""
    head = content[:10_000]
    return max((",", "\t", ";", "|"), key=head.count)


def table(grid: Iterable[Sequence[str]]) -> Iterator[Passage]:
    """The rows of a table in text, each cell with its row and column as its origin."""
    cells = (
        [
            Piece(f"{column_name(across)}{down}", each, origin=(down - 1, across)) if each else None
            for across, each in enumerate(row[:COLUMNS])
        ]
        for down, row in enumerate(grid, 1)
    )
    return rows(cells, "表格")


def _table(content: str) -> Reading:
    try:
        yield from table(csv.reader(io.StringIO(content, newline=""), delimiter=divider(content)))
    except csv.Error:
        yield from lines(content)


def _page(content: str, name: str) -> Reading:
    markup = tamed(content)
    if markup is None:
        yield Note(
            "全文", "网页的标记过多或者嵌套过深，没有检查。请复制正文另存后再检查。", severity=Severity.ERROR
        )
        return
    seen: list[str] = []
    try:
        for block in html_blocks(content, name)[0]:
            if isinstance(block, Grid):
                yield from rows(_grid(block), block.where.replace("table ", "表格"))
                seen += [slot.text for slot in block.slots]
            else:
                yield line(block.where.replace("paragraph ", "第") + "段", block.text)
                seen.append(block.text)
    except Unreadable:
        yield Note("全文", "网页结构异常，没有检查。请复制正文另存后再检查。", severity=Severity.ERROR)
    besides = "\n".join(seen)
    yield from _unseen(content, besides)
    whole = LexborHTMLParser(markup).root
    if whole is not None:
        yield Passage((Piece("网页上不显示的文字", whole.text(deep=True, separator="\n")),), besides=besides)


def _grid(block: Grid) -> Iterator[list[Piece | None]]:
    """The rows of a table of a page."""
    by_row: dict[int, list[Piece | None]] = {}
    label = block.where.replace("table ", "表格")
    for slot in block.slots:
        row = by_row.setdefault(slot.row, [])
        row += [None] * (slot.column - len(row))
        row.append(Piece(f"{label}第{slot.row + 1}行第{slot.column + 1}格", slot.text))
    return iter(by_row.values())


def _unseen(content: str, besides: str) -> Reading:
    """Comments, links, words of pictures, what was typed into forms."""
    for number, found in enumerate(_COMMENT.finditer(content), 1):
        if found[1].strip():
            yield line(f"网页注释{number}", found[1], besides=besides)
    values = [
        found[2] or found[3] or found[4] or ""
        for found in _VALUE.finditer(_COMMENT.sub("", content))
        if not _DUMB.fullmatch(found[1])
    ]
    yield line("网页标记的属性", "\n\n".join(each for each in values if len(each) > 4), besides=besides)
    who = re.search(
        r"<meta[^>]{0,80}\bname\s*=\s*[\"']?author[\"']?[^>]{0,20}content\s*=\s*[\"']([^\"']{1,80})",
        content,
        re.IGNORECASE,
    )
    if who:
        yield author("网页的作者", who[1])
