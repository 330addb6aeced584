"""How the short commands answer: JSON for programs, lines and columns for people."""

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gongkai.cli import batch
from gongkai.cli.screen import printable, width, wrap
from gongkai.law.basis import Basis

WIDEST = 120  # columns of prose that are still read with ease


def print_json(answer: Any) -> None:
    """One JSON document, indented, in UTF-8 on every terminal."""
    batch.show(_json(answer, indent=2))


def json_line(answer: Any) -> bytes:
    """A JSON document as one line of UTF-8."""
    return _json(answer)


def print_lines(lines: Iterable[str]) -> None:
    """Lines for people, coloured on a terminal that wants it."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    batch.show("".join(f"{line}\n" for line in lines), colour=colour)


def columns(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> Iterator[str]:
    """Rows as aligned lines, two blanks between the columns; the last column is folded to fit the terminal.

    `right` are the columns of figures, counted from 0.
    """
    wide = [max(map(width, column)) for column in zip(*rows, strict=True)]
    indent = sum(wide[:-1]) + 2 * (len(wide) - 1)
    for row in rows:
        cells = [_set(printable(cell), wide[at], at in right) for at, cell in enumerate(row[:-1])]
        last = _set(printable(row[-1]), wide[-1], True) if len(row) - 1 in right else printable(row[-1])
        first, *more = folded(last, indent)
        yield "  ".join([*cells, first]).rstrip()
        yield from (" " * indent + line for line in more)


def folded(text: str, indent: int = 0) -> Iterator[str]:
    """A text in lines that fit the terminal beside so many columns of indent."""
    return wrap(printable(text), max(min(shutil.get_terminal_size().columns, WIDEST) - indent, 20))


def basis_text(bases: Iterable[Basis]) -> str:
    """Citations in one line, as everywhere in JSON."""
    return "；".join(map(str, bases))


def _json(answer: Any, indent: int | None = None) -> bytes:
    text = json.dumps(answer, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _set(text: str, wide: int, right: bool) -> str:
    blank = " " * (wide - width(text))
    return blank + text if right else text + blank
