"""JSON lines: one object for each row, by the keys of fields or by headings; numbers are kept as they are written."""

import json
from collections.abc import Generator
from typing import IO, Any

from gongkai.documents.items.objects import Twice, shown, unique
from gongkai.documents.items.text_files import opened, whole_lines
from gongkai.documents.register_sheets.headings import Headings, put
from gongkai.documents.register_sheets.rows import CELL, COLUMNS, Line, tidy

LINE = 1_000_000
"""Characters of one line."""
_TOO_LONG = f"这一行超过{LINE // 10_000}万字符，不像一行数据。请检查换行。"
_BROKEN = "不是完整的 JSON 对象。请检查引号、逗号和括号，一行写一件。"


def json_table(stream: IO[bytes], name: str, headings: Headings) -> Generator[Line]:
    """The lines as they come, empty ones left out; a line that is wrong is told, and costs that line alone."""
    with opened(stream, name, newline="\n") as text:
        for number, line in enumerate(whole_lines(text, LINE), 1):
            if line is None:
                yield Line(number, {}, faults=(("", _TOO_LONG),))
            elif line.strip():
                yield _line(number, line, headings)


def _line(number: int, line: str, headings: Headings) -> Line:
    try:
        values = json.loads(
            line, object_pairs_hook=unique, parse_int=str, parse_float=str, parse_constant=_constant
        )
    except Twice as twice:
        return Line(number, {}, faults=((str(twice), "这个项目写了两次，请只留一个。"),))
    except (ValueError, RecursionError):
        return Line(number, {}, faults=(("", _BROKEN),))
    if not isinstance(values, dict) or len(values) > COLUMNS:
        return Line(number, {}, faults=(("", "一行应当是一个 JSON 对象：{…}。"),))
    return _row(number, values, headings)


def _row(number: int, values: dict[str, Any], headings: Headings) -> Line:
    cells: dict[str, str] = {}
    beside: dict[str, str] = {}
    faults: list[tuple[str, str]] = []
    for key, value in values.items():
        column = headings.column(key)
        if column is None:
            faults.append((shown(key), "没有这个项目，请对照字段说明。"))
        elif not column.key or value is None:
            continue
        elif isinstance(value, dict | list):
            faults.append((shown(key), "应当是文字或者数，不能是列表或者对象。"))
        else:
            text = tidy(_text(value))
            into = beside if column.key.startswith("@") else cells
            if column.key in into:
                faults.append((shown(key), "这个项目写了两次，请只留一个。"))
            elif len(text) > CELL:
                faults.append((shown(key), f"超过{CELL}个字，请缩短。"))
            elif text:
                into[column.key] = put(column, text)
    return Line(number, cells, beside, tuple(faults))


def _text(value: object) -> str:
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def _constant(name: str) -> str:
    raise ValueError(name)
