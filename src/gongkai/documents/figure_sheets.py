"""Tables of figures as a workbook: one sheet for each, numbers as numbers, texts as texts."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter

_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31  # characters, of the title of a sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, its headings, its rows."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]


def to_xlsx(about: str, sheets: Sequence[Sheet]) -> bytes:
    """A workbook; `about` stands above each table. No text becomes a formula or a link."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1})
        for each in sheets:
            sheet = book.add_worksheet(_TITLE.sub("", each.title)[:_LONGEST])
            sheet.set_column(0, 0, 40)
            sheet.set_column(1, max(len(each.head) - 1, 1), 18)
            sheet.write_string(0, 0, about)
            for column, text in enumerate(each.head):
                sheet.write_string(1, column, text, head)
            for number, row in enumerate(each.rows, 2):
                for column, value in enumerate(row):
                    if isinstance(value, int | Decimal):
                        sheet.write_number(number, column, value)
                    else:
                        sheet.write_string(number, column, str(value))
            sheet.freeze_panes(2, 1)
    return out.getvalue()
