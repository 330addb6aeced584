"""A catalogue as counties print it: one sheet for each field with a title, two rows of headings and merged matters; or CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.documents.catalogue_sheets.layout import CHOSEN, LABELS, LEVELS, OPEN, TICK, VILLAGE, Line
from gongkai.documents.writing.as_csv import harmless
from gongkai.law.metadata import Audience, Carrier, fields

A3 = 8  # Excel's number for the paper
TITLE = "领域基层政务公开标准目录"
_SINGLE = {"elements": 34, "basis": 34, "time_limit": 18, "body": 16, "carriers": 34}
_PAIRS = (
    ("audience", ("全社会", "特定群体")),
    ("mode", ("主动", "依申请")),
)
_LINE_HEIGHT = 15.0
_HIGHEST = 400.0
_BOX = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "仿宋", "font_size": 10}


def to_xlsx(lines: Iterable[Line], of: str = "") -> bytes:
    """A workbook with a sheet for each field; `of`: whose catalogue it is, for the titles.

    Every cell is a text: nothing becomes a formula, a number or a link.
    """
    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, safe) as book:
        looks = {
            "title": book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}),
            "head": book.add_format({**_BOX, "bold": True, "align": "center", "bg_color": "#F2F2F2"}),
            "text": book.add_format({**_BOX, "align": "left", "num_format": "@"}),
            "mark": book.add_format({**_BOX, "align": "center", "num_format": "@"}),
        }
        for field, found in groupby(lines, key=lambda line: line.field):
            label = fields()[field].label
            _write(book.add_worksheet(label), f"{of}{label}{TITLE}", list(found), looks)
    return out.getvalue()


def to_csv(lines: Iterable[Line]) -> bytes:
    """One table with the field in its first column: UTF-8 with a byte-order mark, and nothing that a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    found = list(lines)
    levels = _levels_of(found)
    writer.writerow([LABELS["field"], "序号", *_leaves(levels)])
    for number, line in enumerate(found, 1):
        cells = [fields()[line.field].label, str(number), line.item_l1, *_cells(line, levels)]
        writer.writerow([harmless(text) for text in cells])
    return out.getvalue().encode("utf-8-sig")


def _levels_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """The levels that have a column: county and township, and village where any row names it."""
    village = any(VILLAGE in line.levels for line in lines)
    return tuple(level for level in LEVELS if village or level != VILLAGE)


def _leaves(levels: Iterable[str]) -> Iterator[str]:
    yield from (LABELS["item_l1"], LABELS["item_l2"], *(LABELS[key] for key in _SINGLE))
    yield from (leaf for _, leaves in _PAIRS for leaf in leaves)
    yield from (LEVELS[level] for level in levels)


def _cells(line: Line, levels: Iterable[str]) -> Iterator[str]:
    """The cells of a row from the second level of the matter on."""
    yield line.item_l2
    yield from ("\n".join(line.elements), "\n".join(line.basis), line.time_limit, line.body)
    boxes = [f"{CHOSEN if one.value in line.carriers else OPEN}{one.label}" for one in Carrier]
    yield "\n".join("  ".join(boxes[at : at + 2]) for at in range(0, len(boxes), 2))
    group = f"{TICK}（{line.audience_group}）" if line.audience_group else TICK
    yield from (_mark(line.audience == Audience.EVERYBODY), group if line.audience == Audience.GROUP else "")
    yield from (_mark(line.mode == "proactive"), _mark(line.mode == "on_request"))
    yield from (_mark(level in line.levels) for level in levels)


def _mark(chosen: bool) -> str:
    return TICK if chosen else ""


def _write(sheet: Worksheet, title: str, lines: Sequence[Line], looks: dict[str, Format]) -> None:
    levels = _levels_of(lines)
    leaves = ["序号", *_leaves(levels)]
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1, 2)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 2, 14)
    for column, width in enumerate(_SINGLE.values(), 3):
        sheet.set_column(column, column, width)
    sheet.set_column(3 + len(_SINGLE), len(leaves) - 1, 8)
    sheet.merge_range(0, 0, 0, len(leaves) - 1, title, looks["title"])
    sheet.set_row(0, 32)
    _write_heads(sheet, leaves, len(levels), looks["head"])
    _write_lines(sheet, lines, levels, looks)
    sheet.freeze_panes(3, 3)


def _write_heads(sheet: Worksheet, leaves: Sequence[str], levels: int, look: Format) -> None:
    """Two rows: what stands over several columns, and the columns themselves; others go through both."""
    above = {1: ("公开事项", 2)}
    at = 3 + len(_SINGLE)
    for label, width in (*((LABELS[key], len(pair)) for key, pair in _PAIRS), (LABELS["levels"], levels)):
        above[at] = (label, width)
        at += width
    covered = {column for start, (_, width) in above.items() for column in range(start, start + width)}
    for start, (label, width) in above.items():
        sheet.merge_range(1, start, 1, start + width - 1, label, look)
    for column, leaf in enumerate(leaves):
        if column in covered:
            sheet.write_string(2, column, leaf, look)
        else:
            sheet.merge_range(1, column, 2, column, leaf, look)


def _write_lines(
    sheet: Worksheet, lines: Sequence[Line], levels: Sequence[str], looks: dict[str, Format]
) -> None:
    first_mark = 3 + len(_SINGLE)
    row = 3
    for matter, found in groupby(lines, key=lambda line: line.item_l1):
        held = list(found)
        if len(held) > 1:
            sheet.merge_range(row, 1, row + len(held) - 1, 1, matter, looks["text"])
        else:
            sheet.write_string(row, 1, matter, looks["text"])
        for line in held:
            sheet.write_string(row, 0, str(row - 2), looks["mark"])
            for column, text in enumerate(_cells(line, levels), 2):
                sheet.write_string(row, column, text, looks["mark" if column >= first_mark else "text"])
            high = max(len(Carrier) // 2 + 1, len(line.elements), 2 * len(line.basis)) * _LINE_HEIGHT
            sheet.set_row(row, min(high, _HIGHEST))
            row += 1
