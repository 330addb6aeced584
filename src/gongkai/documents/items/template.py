"""The workbook in which people put items together: the headings, and a second sheet that says what goes where."""

from io import BytesIO

import xlsxwriter

from gongkai.documents.items.fields import FIELDS, Field

_WIDTHS = {"title": 40, "body": 60, "summary": 40, "attachments": 30}
_NOTES = {
    "id": "原平台的编号；同一编号不会导入两次",
    "title": "必填；有正文文件的可以从中读出",
    "body": "每个自然段一行，或者 HTML",
    "file": "文件夹、ZIP 里的 Word、网页、文本文件的路径，代替正文",
    "column": "栏目的代号或者名称",
    "published_at": "导入为已公开的信息时必填；导入为草稿时不用",
    "entry_key": "公开目录中的事项编号",
    "attachments": "文件夹、ZIP 里的路径，几个之间用分号",
}


def template() -> bytes:
    """An empty one."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet, notes = book.add_worksheet("信息"), book.add_worksheet("填写说明")
        for column, field in enumerate(FIELDS.values()):
            sheet.set_column(column, column, _WIDTHS.get(field.name, 16), text)
            sheet.write_string(0, column, field.label, head)
            for place, told in enumerate(_described(field)):
                notes.write_string(column + 1, place, told, text)
        sheet.freeze_panes(1, 0)
        for column, (label, width) in enumerate(
            (("列", 16), ("怎样填", 50), ("最多字数", 10), ("可选内容", 80))
        ):
            notes.set_column(column, column, width, text)
            notes.write_string(0, column, label, head)
    return out.getvalue()


def _described(field: Field) -> tuple[str, str, str, str]:
    """Label, what to write, how long, which words."""
    words = "、".join(field.words().values()) if field.words else ""
    return field.label, _NOTES.get(field.name, field.shape.label), str(field.most or ""), words
