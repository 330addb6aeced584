"""Sources of items for tests, as people and older platforms write them."""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from gongkai.documents.items.rows import Fault, Raw
from gongkai.documents.items.sources import open_source
from gongkai.documents.items.understanding import Given, understand


def lines(*rows: Mapping[str, Any] | str) -> bytes:
    """JSON lines; a text stands as it is."""
    return "".join(
        f"{row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)}\n" for row in rows
    ).encode()


def placed(folder: Path, name: str, data: bytes) -> Path:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return place


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook(*rows: Sequence[str], formula: str = "") -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("信息")
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
        if formula:
            sheet.write_formula(len(rows), 0, formula)
    return out.getvalue()


def read(place: Path, start: int = 0) -> list[Given | tuple[Fault, ...]]:
    """What each row that says anything comes to."""
    with open_source(place) as source:
        return [
            understand(raw, source.files) if raw.values is not None else raw.faults
            for raw in source.rows(start)
            if raw.values is not None or raw.faults
        ]


def raws(place: Path, start: int = 0) -> list[Raw]:
    with open_source(place) as source:
        return list(source.rows(start))


def given(place: Path) -> list[Given]:
    """The rows, all of which must be right."""
    found = read(place)
    assert all(isinstance(each, Given) for each in found), found
    return [each for each in found if isinstance(each, Given)]


def faults(place: Path) -> list[tuple[int, str]]:
    """Row and place of each mistake."""
    return [(each.row, each.where) for found in read(place) if isinstance(found, tuple) for each in found]
