"""The empty tables of a register: the headings, and in the workbook a second sheet that says what goes under each."""

import csv
from io import BytesIO, StringIO

import xlsxwriter

from gongkai.law.registers import Definition, Field, Kind
from gongkai.law.registers.reading import LENGTHS

_WIDE = {Kind.LONG: 40, Kind.PARTY: 28, Kind.TEXT: 24, Kind.ADDRESS: 28, Kind.URL: 28}
_HOW = {
    Kind.DATE: "日期，写成 2026-03-31",
    Kind.YEAR: "年度，写成 2026",
    Kind.MONEY: "金额，单位元，最多两位小数",
    Kind.NUMBER: "数",
    Kind.WHOLE: "整数",
    Kind.USCC: "统一社会信用代码，18位",
    Kind.ID_NUMBER: "证件号码，请设为文本",
    Kind.CODE: "编号，字母和数字，请设为文本",
    Kind.URL: "网页地址，以 http:// 或者 https:// 开头",
    Kind.PHONE: "电话号码",
    Kind.CHOICE: "从可选内容中选一个",
}


def csv_template(definition: Definition) -> bytes:
    """The headings alone, as spreadsheets open them."""
    made = StringIO()
    csv.writer(made).writerow([field.label for field in definition.fields])
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def xlsx_template(definition: Definition) -> bytes:
    """The headings above cells that take texts as they are written, and what goes where."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1})
        needed = book.add_format({"bold": True, "bg_color": "#FCE9D9", "border": 1})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet, notes = book.add_worksheet("数据"), book.add_worksheet("填写说明")
        for column, field in enumerate(definition.fields):
            sheet.set_column(column, column, _WIDE.get(field.kind, 18), text)
            sheet.write_string(0, column, field.label, needed if field.required else head)
            for place, told in enumerate(_described(definition, field)):
                notes.write_string(column + 1, place, told, text)
        sheet.freeze_panes(1, 0)
        for column, (label, width) in enumerate(
            (("字段", 30), ("必填", 24), ("怎样填", 40), ("最多字数", 10), ("可选内容", 60), ("说明", 60))
        ):
            notes.set_column(column, column, width, text)
            notes.write_string(0, column, label, head)
    return out.getvalue()


def _described(definition: Definition, field: Field) -> tuple[str, str, str, str, str, str]:
    """Label, whether it is needed, what to write, how long, which words, the remark."""
    needed = "必填" if field.required else ""
    if when := field.needed_when:
        needed = f"“{definition.field(when.field).label}”为{'、'.join(when.values)}的必填"
    most = field.length or LENGTHS.get(field.kind, 0)
    return (
        field.label,
        needed,
        _HOW.get(field.kind, "文字"),
        str(most or ""),
        "、".join(field.choices),
        field.note,
    )
