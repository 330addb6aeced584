"""Lists of rows under headings, as a workbook of several sheets or one of them as CSV: taken apart, and written."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter

from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.spreadsheets import RUNS, Fault, plain_cell, runs
from gongkai.documents.writing.as_csv import harmless

ADVICE = "请下载模板，把内容粘贴进去（只粘贴数值）后再试。"
Cells = Sequence[Sequence[str]]
Lines = Iterable[Mapping[str, str]]
"""Rows to be written: texts by column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings: its number as the spreadsheet shows it, and its texts by column."""

    number: int
    values: Mapping[str, str]

    def text(self, column: str) -> str:
        """What stands in a column, "" where the sheet has none."""
        return self.values.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the columns that it has, and its rows without the empty ones."""

    columns: frozenset[str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What sheets there are: by sheet its columns with their headings, and those that it cannot do without.

    `most`: rows of a sheet. `other_names`: what other systems call the same headings. `widths` of columns that are not as wide
    as `width`.
    """

    columns: Mapping[str, Mapping[str, str]]
    needed: Mapping[str, frozenset[str]]
    most: int
    width: int
    widths: Mapping[str, int]
    other_names: Mapping[str, str] = field(default_factory=dict)

    def kind_of(self, rows: Cells) -> str | None:
        """Which sheet it is by its headings; None where they are those of none."""
        _, heads = self._heads(rows)
        return next((kind for kind in self.columns if all(map(heads.__contains__, self._needed(kind)))), None)

    def read(self, kind: str, rows: Cells, name: str) -> Sheet:
        """The rows of a sheet, below the first that has anything: the headings. `name` of the file is only shown.

        Raises Unreadable where columns are missing, unknown or there twice, or rows are too many.
        """
        top, heads = self._heads(rows)
        named = {label: key for key, label in self.columns[kind].items()}
        columns = [named.get(head) for head in heads]
        if missing := [label for label in self._needed(kind) if label not in heads]:
            raise refusal(name, f"的“{kind}”表缺少这些列：{'、'.join(missing)}", ADVICE)
        if unknown := [head for head in heads if head and head not in named]:
            raise refusal(name, f"的“{kind}”表有不认识的列：{'、'.join(unknown)}", ADVICE)
        known = [column for column in columns if column]
        if len(set(known)) < len(known):
            raise refusal(name, f"的“{kind}”表有重复的列", ADVICE)
        found = tuple(_rows(columns, rows, top))
        if len(found) > self.most:
            raise refusal(name, f"的“{kind}”表超过 {self.most} 行", "请分成几个文件导入。")
        return Sheet(frozenset(known), found)

    def faults(self, sheets: Mapping[str, Sheet]) -> tuple[Fault, ...]:
        """Texts that a spreadsheet would run when the file is opened the next time."""
        return tuple(
            Fault(kind, row.number, self.columns[kind][key], RUNS)
            for kind, sheet in sheets.items()
            for row in sheet.rows
            for key, text in row.values.items()
            if runs(text)
        )

    def to_xlsx(
        self, sheets: Mapping[str, Lines], choices: Mapping[str, Mapping[str, Sequence[str]]] | None = None
    ) -> bytes:
        """A workbook with these sheets. `choices`: by sheet and column the values from which one is chosen.

        Every cell is a text, so that codes keep their zeros and nothing becomes a formula.
        """
        out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(out, options) as book:
            head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1})
            text = book.add_format({"num_format": "@"})
            for title, lines in sheets.items():
                sheet = book.add_worksheet(title)
                for column, (key, label) in enumerate(self.columns[title].items()):
                    sheet.set_column(column, column, self.widths.get(key, self.width), text)
                    sheet.write_string(0, column, label, head)
                    if offered := (choices or {}).get(title, {}).get(key):
                        listed = {"validate": "list", "source": list(offered)}
                        sheet.data_validation(1, column, self.most, column, listed)
                for row, line in enumerate(lines, 1):
                    for column, key in enumerate(self.columns[title]):
                        sheet.write_string(row, column, line.get(key, ""), text)
                sheet.freeze_panes(1, 0)
        return out.getvalue()

    def to_csv(self, kind: str, lines: Lines) -> bytes:
        """One of the sheets as CSV: UTF-8 with a byte-order mark, and nothing that a spreadsheet would run."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(self.columns[kind].values())
        for line in lines:
            writer.writerow([harmless(line.get(key, "")) for key in self.columns[kind]])
        return out.getvalue().encode("utf-8-sig")

    def _needed(self, kind: str) -> list[str]:
        return [label for key, label in self.columns[kind].items() if key in self.needed[kind]]

    def _heads(self, rows: Cells) -> tuple[int, list[str]]:
        """In which row the headings stand, and what they say."""
        top = next((at for at, row in enumerate(rows) if any(map(str.strip, row))), None)
        if top is None:
            return 0, []
        heads = ["".join(plain_cell(text).split()) for text in rows[top]]
        return top, [self.other_names.get(head, head) for head in heads]


def _rows(columns: Sequence[str | None], rows: Cells, top: int) -> Iterator[Row]:
    for number, row in enumerate(rows[top + 1 :], top + 2):
        values = {key: plain_cell(text) for key, text in zip(columns, row, strict=False) if key}
        if any(values.values()):
            yield Row(number, {**dict.fromkeys(filter(None, columns), ""), **values})
