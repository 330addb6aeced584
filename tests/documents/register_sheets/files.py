"""Files of registers: penalties as CSV, XLSX and JSON lines, right unless a test changes them."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from gongkai.documents.register_sheets import Line, open_sheet
from gongkai.law.registers import Definition, definition
from tests.law.registers.rows import penalties

PENALTY = definition("administrative_penalty")
KEYS = list(next(penalties(1)))
HEADS = [PENALTY.field(key).label for key in KEYS]


def table(count: int) -> list[list[str]]:
    """Headings and so many rows."""
    return [HEADS, *([row[key] for key in KEYS] for row in penalties(count))]


def as_csv(rows: Iterable[Sequence[str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def as_lines(rows: Sequence[Sequence[Any]]) -> bytes:
    """Rows as JSON lines, the first one being the keys."""
    heads, *below = rows
    return "".join(
        json.dumps(dict(zip(heads, row, strict=False)), ensure_ascii=False) + "\n" for row in below
    ).encode()


def as_xlsx(
    rows: Iterable[Sequence[Any]],
    change: Callable[[xlsxwriter.Workbook, Any], object] = lambda _book, _sheet: None,
    options: Mapping[str, Any] | None = None,
) -> bytes:
    """Rows as a workbook; `change` is given the book and its sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **(options or {})})
    sheet = book.add_worksheet("数据")
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if value not in ("", None):
                sheet.write(place, column, value)
    change(book, sheet)
    book.close()
    return out.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with a part written otherwise."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return out.getvalue()


def lines(
    folder: Path,
    data: bytes,
    name: str = "处罚.csv",
    mapping: Mapping[str, str] | None = None,
    register: Definition = PENALTY,
    after: int = 0,
) -> list[Line]:
    """What is read of a file."""
    place = folder / "file"
    place.write_bytes(data)
    with open_sheet(place, name, register, mapping) as sheet:
        return list(sheet.lines(after))
