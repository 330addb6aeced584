"""Plain text and tables in text for masking: what is found is covered where it stands, all else stays."""

import csv
import io
from collections.abc import Callable

from gongkai.documents.checking.privacy.files.passages import Passage
from gongkai.documents.checking.privacy.files.telling import Spot
from gongkai.documents.checking.privacy.files.texts import COLUMNS, divider, lines, table
from gongkai.documents.checking.privacy.kinds import Hit
from gongkai.documents.checking.privacy.masking import replaced
from gongkai.documents.checking.privacy.masking.container import Unprovable
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.mhtml import page_of
from gongkai.documents.reading.sources.sniff import is_html

Find = Callable[[Passage], list[Spot]]

CELL = 131_072
"""Characters of a cell; the next quotation mark of a longer one is missing."""


def text_of(data: bytes) -> str:
    """The text of a file that is no page. Raises Unprovable for what cannot be written again as it was."""
    content = decode(data)
    if content is None or "\N{REPLACEMENT CHARACTER}" in content:
        raise Unprovable("不认得这份文件的文字编码，无法遮盖。请另存为 UTF-8 编码后再试。")
    if is_html(decode(page_of(data)) or ""):
        raise Unprovable("文件里是网页代码，无法遮盖。请删去代码，只留文字后再试。")
    return content


def bytes_of(text: str, like: bytes) -> bytes:
    """The text as UTF-8: with its mark, by which every program knows it, unless it had been UTF-8 without."""
    try:
        bare = not like.startswith(b"\xef\xbb\xbf") and bool(like.decode("utf-8"))
    except UnicodeDecodeError:
        bare = False
    return text.encode("utf-8" if bare else "utf-8-sig")


def cover_text(content: str, find: Find) -> tuple[str, list[Hit]]:
    """The text with what is found in it covered, and what that was."""
    covered = [
        Hit(
            spot.hit.kind,
            spot.piece.origin + spot.start,
            spot.piece.origin + spot.end,
            spot.hit.value,
            spot.hit.masked,
            spot.hit.certain,
        )
        for passage in lines(content)
        for spot in find(passage)
    ]
    return replaced(content, covered), covered


def cover_table(content: str, find: Find) -> tuple[str, list[Hit]]:
    """The table with what is found in its cells covered, and what that was. Raises Unprovable for one that is broken."""
    comma = divider(content)
    grid = _grid(content, comma)
    spots = [spot for passage in table(grid) for spot in find(passage)]
    if not spots:
        return content, []
    cells = {spot.piece.origin: spot.piece.text for spot in spots}
    for spot in sorted(spots, key=lambda each: each.start, reverse=True):
        cell = cells[spot.piece.origin]
        cells[spot.piece.origin] = cell[: spot.start] + spot.hit.masked + cell[spot.end :]
    for (row, column), text in cells.items():
        grid[row][column] = text
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=comma).writerows(grid)
    return out.getvalue(), [spot.hit for spot in spots]


def _grid(content: str, comma: str) -> list[list[str]]:
    try:
        grid = list(csv.reader(io.StringIO(content, newline=""), delimiter=comma))
    except csv.Error as error:
        raise Unprovable("表格的格式有误，无法遮盖。请用表格软件打开，另存以后再试。") from error
    # The library has a limit of its own, which another part of the process may have raised.
    if any(len(cell) > CELL for row in grid for cell in row):
        raise Unprovable(f"表格有超过 {CELL} 字的格子，格式有误，无法遮盖。请用表格软件打开，另存以后再试。")
    if any(len(row) > COLUMNS for row in grid):
        raise Unprovable(f"表格超过 {COLUMNS} 列，无法遮盖。请拆分以后再试。")
    return grid
