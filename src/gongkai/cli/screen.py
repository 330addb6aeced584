"""Text on a terminal: Chinese characters are two columns wide, control characters are not passed on."""

import unicodedata
from collections.abc import Iterator, Sequence

import click

_WIDE = frozenset("WF")
_HANGING = frozenset("，。、；：！？）》〉】”’,.;:!?)")


def printable(text: str) -> str:
    """The text with characters that could steer a terminal shown as �; line breaks and tabs become blanks."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else " " if character.isspace() else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )


def width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in _WIDE
        else 1
        for character in text
    )


def wrap(text: str, columns: int) -> Iterator[str]:
    """The text in lines of about so many columns, broken anywhere as Chinese is; at least one line.

    A punctuation mark never begins a line: it hangs over the edge of the line before.
    """
    line, used = "", 0
    for character in text:
        needs = width(character)
        if used + needs > columns and line and character not in _HANGING:
            yield line
            line, used = "", 0
        line, used = line + character, used + needs
    yield line


def table(rows: Sequence[Sequence[str]], *, first: int) -> Iterator[str]:
    """Rows as aligned lines: labels to the left in at most `first` columns, everything else to the right."""
    folded = [(list(wrap(row[0], first)), row[1:]) for row in rows]
    label = max(width(line) for lines, _ in folded for line in lines)
    widths = [max(map(width, column)) for column in zip(*(cells for _, cells in folded), strict=True)]
    for lines, cells in folded:
        yield from lines[:-1]
        figures = "".join(_right(cell, wide + 2) for cell, wide in zip(cells, widths, strict=True))
        yield (lines[-1] + " " * (label - width(lines[-1])) + figures).rstrip()


def paint(text: str, colour: str | None, *, bold: bool = False, dim: bool = False) -> str:
    """The text in a colour; None leaves it plain."""
    return click.style(text, fg=colour, bold=bold or None, dim=dim or None)


def _right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text
