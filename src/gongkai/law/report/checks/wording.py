"""How findings speak of figures, cells, sections and dates."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from gongkai.law.report.content import Report
from gongkai.law.report.schema import CellSpec, Form

TABLES = {"t2": "表二", "t3": "表三", "t4": "表四"}
TABLE_SECTIONS = {"t2": "s2_proactive", "t3": "s3_requests", "t4": "s4_review_litigation"}
_BLANK = "空白"
# "一、本年新收…", "（二）部分公开（区分处理的，…）", "1.申请人无正当理由逾期不补正、行政机关不再处理…"
_ADDED_TO_LABEL = re.compile(r"^[一二三四]、|（区分处理.*|、行政机关不再处理.*")
_PLACE_WORDS = {
    "page": "第{}页",
    "table": "第{}个表",
    "line": "第{}行",
    "row": "第{}行",
    "column": "第{}列",
    "paragraph": "第{}段",
}


def figure(value: int | Decimal | None) -> str:
    """A figure as an officer would write it: no exponent, no trailing zeros added or lost."""
    return _BLANK if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def day(on: date) -> str:
    """A civil date in Chinese: 2026年3月31日."""
    return f"{on.year}年{on.month}月{on.day}日"


def row_name(spec: CellSpec) -> str:
    """The row of a cell in words, without what the form adds in brackets; in table four the block.

    A numbered reason gets the heading that it stands under: （六）其他处理·3.其他.
    """
    if spec.table == "t4":
        return spec.block.caption
    label = _ADDED_TO_LABEL.sub("", spec.row.label)
    return f"{spec.row.group}·{label}" if label[:1].isdigit() else label


def cell_name(spec: CellSpec) -> str:
    """A cell in words: “（一）予以公开”行“自然人”列."""
    return f"“{row_name(spec)}”行“{spec.column.label}”列"


def section_name(form: Form, section_id: str) -> str:
    """A section in words: 第五部分“存在的主要问题及改进情况”."""
    spec = next(section for section in form.sections if section.id == section_id)
    return f"第{spec.number}部分“{spec.title}”"


def some(names: Iterable[str], most: int = 4) -> str:
    """A list in words, cut after some entries: 甲、乙、丙、丁等6项."""
    listed = list(names)
    return "、".join(listed) if len(listed) <= most else f"{'、'.join(listed[:most])}等{len(listed)}项"


def shown(report: Report, cell_id: str) -> str:
    """The figure of a cell as an officer would write it; 空白 if there is none."""
    return figure(report.value(cell_id))


def place(where: str) -> str:
    """A place in a document in Chinese: "page 3, table 1, row 5, column 4" is 第3页第1个表第5行第4列."""
    parts = [part.split() for part in where.split(",")]
    if all(len(part) == 2 and part[0] in _PLACE_WORDS for part in parts):
        return "".join(_PLACE_WORDS[word].format(number) for word, number in parts)
    return where
