"""Workbooks and CSV of an existing register: documents (文件) and what one did to another (变动); read, and a template written."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter

from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.spreadsheets import RUNS, Fault, plain_cell, read_tables, runs
from gongkai.documents.writing.as_csv import harmless

__all__ = [
    "CHANGES",
    "COLUMNS",
    "DOCUMENTS",
    "ROWS",
    "Fault",
    "RegisterBook",
    "Row",
    "read_register",
    "to_csv",
    "to_xlsx",
]

DOCUMENTS = "文件"
CHANGES = "变动"
COLUMNS: Mapping[str, Mapping[str, str]] = {
    DOCUMENTS: {
        "number": "文号",
        "title": "标题",
        "kind": "种类",
        "agency": "制发机关",
        "joint": "联合制发机关",
        "issued_on": "制发日期",
        "published_on": "公布日期",
        "effective_on": "施行日期",
        "valid_until": "有效期至",
        "registry_no": "统一登记编号",
        "marked": "公开标注",
        "index_no": "信息索引号",
    },
    CHANGES: {
        "of": "被变动文件",
        "effect": "变动",
        "cause": "引起变动的文件",
        "on": "变动日期",
        "article": "条",
        "text": "修改后的文字",
        "until": "延长至",
    },
}
"""The columns of each sheet: what they are called here, and in the heading."""

NEEDED: Mapping[str, frozenset[str]] = {
    DOCUMENTS: frozenset({"title", "issued_on"}),
    CHANGES: frozenset({"of", "effect", "cause", "on"}),
}
"""The columns that a sheet cannot do without."""

OTHER_NAMES: Mapping[str, str] = {
    "发文字号": "文号",
    "文件文号": "文号",
    "文件名称": "标题",
    "文件标题": "标题",
    "名称": "标题",
    "类别": "种类",
    "文件种类": "种类",
    "发文机关": "制发机关",
    "制定机关": "制发机关",
    "成文日期": "制发日期",
    "印发日期": "制发日期",
    "发布日期": "公布日期",
    "生效日期": "施行日期",
    "实施日期": "施行日期",
    "有效期": "有效期至",
    "失效日期": "有效期至",
    "登记号": "统一登记编号",
}
"""What the lists of older systems call the same columns."""

ROWS = 20_000
_ADVICE = "请下载模板，把内容粘贴进去（只粘贴数值）后再试。"


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings: its number as the spreadsheet shows it, and its texts by column."""

    number: int
    values: Mapping[str, str]

    def text(self, column: str) -> str:
        """What stands in a column, "" where the sheet has none."""
        return self.values.get(column, "")


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """The rows of a list, and what is wrong with single cells already."""

    documents: tuple[Row, ...]
    changes: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_register(data: bytes, name: str) -> RegisterBook:
    """Read a workbook with the sheets 文件 and 变动, or one of them as CSV, told by its headings; `name` is for messages.

    Raises Unreadable for a file that is broken, locked, too large, has hidden sheets or formulas, lacks headings or has
    some that nobody knows: nothing that a person does not see in front of them is taken in, and nothing is left out unsaid.
    """
    sheets: dict[str, tuple[Row, ...]] = {}
    for table in read_tables(data, name, advice=_ADVICE, lines=True):
        title = table.title.strip()
        if not any(any(map(str.strip, row)) for row in table.rows):
            continue
        kind = _kind(title, table.rows)
        if kind is None:
            raise refusal(name, f"有不认识的工作表“{title or '（CSV）'}”，或者缺少列名", _ADVICE)
        if kind in sheets:
            raise refusal(name, f"有两张“{kind}”表", "请合并成一张。")
        sheets[kind] = _rows(kind, table.rows, name)
    if not any(sheets.values()):
        raise refusal(name, f"没有“{DOCUMENTS}”或者“{CHANGES}”的内容", _ADVICE)
    faults = tuple(
        Fault(kind, row.number, COLUMNS[kind][key], RUNS)
        for kind, rows in sheets.items()
        for row in rows
        for key, text in row.values.items()
        if runs(text)
    )
    return RegisterBook(sheets.get(DOCUMENTS, ()), sheets.get(CHANGES, ()), faults)


def _heads(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """Where the headings stand, and what they say; the first row that has anything."""
    top = next(at for at, row in enumerate(rows) if any(map(str.strip, row)))
    heads = ["".join(plain_cell(text).split()) for text in rows[top]]
    return top, [OTHER_NAMES.get(head, head) for head in heads]


def _kind(title: str, rows: Sequence[Sequence[str]]) -> str | None:
    """Which sheet it is: by its title, else by its headings."""
    if title in COLUMNS:
        return title
    _, heads = _heads(rows)
    fitting = [kind for kind in COLUMNS if all(COLUMNS[kind][key] in heads for key in NEEDED[kind])]
    return fitting[0] if fitting else None


def _rows(kind: str, rows: Sequence[Sequence[str]], name: str) -> tuple[Row, ...]:
    top, heads = _heads(rows)
    named = {label: key for key, label in COLUMNS[kind].items()}
    columns = [named.get(head) for head in heads]
    if missing := [
        label for key, label in COLUMNS[kind].items() if key in NEEDED[kind] and key not in columns
    ]:
        raise refusal(name, f"的“{kind}”表缺少这些列：{'、'.join(missing)}", _ADVICE)
    if unknown := [head for head in heads if head and head not in named]:
        raise refusal(name, f"的“{kind}”表有不认识的列：{'、'.join(unknown)}", _ADVICE)
    known = [column for column in columns if column]
    if len(set(known)) < len(known):
        raise refusal(name, f"的“{kind}”表有重复的列", _ADVICE)
    found = []
    for number, row in enumerate(rows[top + 1 :], top + 2):
        values = {key: plain_cell(text) for key, text in zip(columns, row, strict=False) if key}
        if any(values.values()):
            found.append(Row(number, values))
    if len(found) > ROWS:
        raise refusal(name, f"的“{kind}”表超过 {ROWS} 行", "请分成几个文件导入。")
    return tuple(found)


Lines = Sequence[Mapping[str, str]]
"""Rows to be written: texts by column."""


def to_xlsx(sheets: Mapping[str, Lines], choices: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """A workbook with these sheets, every cell a text; `choices`: the values that a column may have."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1})
        text = book.add_format({"num_format": "@"})
        for title, lines in sheets.items():
            sheet = book.add_worksheet(title)
            for column, (key, label) in enumerate(COLUMNS[title].items()):
                sheet.set_column(column, column, 36 if key in ("title", "of", "cause", "text") else 16, text)
                sheet.write_string(0, column, label, head)
                if offered := (choices or {}).get(key):
                    listed = {"validate": "list", "source": list(offered)}
                    sheet.data_validation(1, column, ROWS, column, listed)
            for row, line in enumerate(lines, 1):
                for column, key in enumerate(COLUMNS[title]):
                    sheet.write_string(row, column, line.get(key, ""), text)
            sheet.freeze_panes(1, 0)
    return out.getvalue()


def to_csv(kind: str, lines: Lines) -> bytes:
    """One of the sheets as CSV: UTF-8 with a byte-order mark, and nothing that a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS[kind].values())
    for line in lines:
        writer.writerow([harmless(line.get(key, "")) for key in COLUMNS[kind]])
    return out.getvalue().encode("utf-8-sig")
