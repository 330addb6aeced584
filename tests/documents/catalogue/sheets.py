"""Catalogues for tests: lines as the platform has them, and workbooks as counties make them. All matters are invented."""

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from gongkai.documents.catalogue_sheets import Line

HEADS = ("序号", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体")
PAIRS = (
    ("公开对象", ("全社会", "特定群体")),
    ("公开方式", ("主动", "依申请公开")),
    ("公开层级", ("县级", "乡级")),
)
CARRIERS = "■政府网站 □政府公报\n☑两微一端 □发布会/听证会\n√社区/企事业单位\n/村公示栏（电子屏） □其他____"
ROW = ("主体预算", "公开说明\n收支总表", "《中华人民共和国预算法》", "批复后20日内", "县财政局", CARRIERS)
TICKS = ("√", "", "√", "", "√", "")


def line(number: int = 1, **changes: Any) -> Line:
    """A line as it would be read from the first row below the headings and so on."""
    known: dict[str, Any] = {
        "sheet": "财政预决算",
        "row": number + 3,
        "field": "budget",
        "item_l1": "政府预算",
        "item_l2": f"收支预算表（{number}）",
        "elements": ("一般公共预算", "政府性基金预算"),
        "basis": ("《中华人民共和国预算法》第十四条",),
        "time_limit": "批准后20日内",
        "body": "云岭县财政局",
        "carriers": ("website", "new_media"),
        "audience": "everybody",
        "audience_group": "",
        "mode": "proactive",
        "levels": ("county", "township"),
    }
    return Line(**known | changes)


def workbook(draw: Callable[[Any], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        draw(book)
    return out.getvalue()


def county_sheet(sheet: Worksheet, title: str = "云岭县财政预决算领域基层政务公开标准目录") -> int:
    """Title and two rows of headings as they are printed; the row below them (from 0)."""
    sheet.merge_range(0, 0, 0, 13, title)
    at = 0
    for head in HEADS:
        if head == "公开事项":
            sheet.merge_range(1, 1, 1, 2, head)
            sheet.write(2, 1, "一级\n事项")
            sheet.write(2, 2, "二级 事项")
        elif head:
            sheet.merge_range(1, at, 2, at, head)
        at += 1
    for head, leaves in PAIRS:
        sheet.merge_range(1, at, 1, at + 1, head)
        for leaf in leaves:
            sheet.write(2, at, leaf)
            at += 1
    return 3


def county_row(sheet: Worksheet, row: int, *texts: str, ticks: tuple[str, ...] = TICKS) -> None:
    """Cells from the second level on, then the ticks."""
    for column, text in enumerate((*texts, *ticks), 2):
        sheet.write(row, column, text)
