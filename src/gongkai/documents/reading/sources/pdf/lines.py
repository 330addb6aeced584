"""Glyphs to lines of text: by baseline, left to right, wide gaps as tabs."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from gongkai.documents.reading.sources.cleaning import is_cjk, is_wordlike
from gongkai.documents.reading.sources.pdf.page import Glyph

# All in parts of the character height `em`.
_SAME_LINE = 0.35  # baselines of one line differ by less: raised marks, mixed fonts
_OVERPRINT = 0.25  # the same character this near is printed twice to look bold
_COLUMN_GAP = 1.0  # a gap this wide divides columns
_WORD_GAP = 0.2  # a gap this wide divides two words of Latin letters, or two numbers
_CHINESE_GAP = 0.6  # between Chinese characters smaller gaps are justification


class TextLine(NamedTuple):
    """A line of text and where it stands on its page, in points; `em` is the width of a full character."""

    text: str
    left: float
    right: float
    top: float
    base: float
    em: float


def text_lines(glyphs: Iterable[Glyph], *, tabs: bool = True) -> list[TextLine]:
    """The lines that the glyphs form, from top to bottom. Without `tabs`, wide gaps are blanks."""
    return [line for row in _rows(glyphs) if (line := _line(row, "\t" if tabs else " ")) is not None]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that share a baseline."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        tolerance = _SAME_LINE * (glyph.bottom - glyph.top)
        if rows and glyph.base - rows[-1][0].base <= tolerance:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _line(row: list[Glyph], column_sign: str) -> TextLine | None:
    row.sort(key=lambda glyph: glyph.left)
    inked = [glyph for glyph in row if not glyph.char.isspace()]
    if not inked:
        return None
    em = _em(inked)
    pieces = [inked[0].char]
    before, blank = inked[0], False
    for glyph in row[row.index(inked[0]) + 1 :]:
        if glyph.char.isspace():
            blank = True
            continue
        if glyph.char == before.char and glyph.left - before.left < _OVERPRINT * em:
            continue
        pieces += [_gap(before, glyph, em, blank, column_sign), glyph.char]
        before, blank = glyph, False
    return TextLine(
        "".join(pieces), inked[0].left, before.right, min(glyph.top for glyph in inked), row[0].base, em
    )


def _em(inked: Sequence[Glyph]) -> float:
    """The width of a full character: that of the Chinese ones, or twice that of digits and letters."""
    wide = [glyph.right - glyph.left for glyph in inked if is_cjk(glyph.char)]
    return median(wide) if wide else 2 * median(glyph.right - glyph.left for glyph in inked)


def _gap(before: Glyph, after: Glyph, em: float, blank: bool, column_sign: str) -> str:
    """What stands between two glyphs: nothing, a blank, or what divides columns."""
    gap = after.left - before.right
    if gap > _COLUMN_GAP * em:
        return column_sign
    if blank:
        return " "
    words = is_wordlike(before.char) and is_wordlike(after.char)
    return " " if gap > (_WORD_GAP if words else _CHINESE_GAP) * em else ""
