"""Where the headings of a table are: below titles and remarks, above the rows."""

from collections.abc import Sequence

from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.register_sheets.headings import Headings

TOP = 20
"""Rows in which the headings are looked for."""
_USE_TEMPLATE = "请下载模板，把内容粘贴进去（只粘贴数值）后再试，或者在数据来源里设定列名的对应关系。"


def find_top(rows: Sequence[Sequence[str]], headings: Headings, name: str) -> int:
    """The row with the most known headings, the first of several; Unreadable where no row has two (of a register with
    one needed field: one).
    """
    known = [headings.likeness(row) for row in rows]
    enough = min(2, sum(field.required for field in headings.definition.fields))
    if not known or max(known) < enough:
        raise refusal(name, f"的前{TOP}行里没有找到{headings.definition.label}的列名", _USE_TEMPLATE)
    return known.index(max(known))
