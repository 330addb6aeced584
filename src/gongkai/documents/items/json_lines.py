"""JSON lines: one object for each line, however many; a line that is wrong is told and costs that line alone."""

import json
from collections.abc import Iterator
from typing import IO

from gongkai.documents.items.fields import FIELDS
from gongkai.documents.items.objects import Twice, shown, unique
from gongkai.documents.items.rows import Fault, Raw
from gongkai.documents.items.text_files import opened, whole_lines

LINE = 12_000_000  # characters: the longest body, escaped
_TOO_LONG = f"这一行超过 {LINE // 1_000_000} 百万字符，不像一条信息。请检查换行。"


def rows(stream: IO[bytes], name: str, start: int = 0, folder: str = "") -> Iterator[Raw]:
    """The lines from this one on (the first is 0), those before it passed over unread; Unreadable for no text."""
    with opened(stream, name, newline="\n") as text:
        for index, line in enumerate(whole_lines(text, LINE)):
            if index >= start:
                yield _raw(index, line, folder)


def count(stream: IO[bytes], name: str) -> int:
    """How many lines there are."""
    with opened(stream, name, newline="\n") as text:
        return sum(1 for _ in whole_lines(text, LINE))


def _raw(index: int, line: str | None, folder: str) -> Raw:
    row = index + 1
    if line is None:
        return Raw(index, row, None, (Fault(row, "", _TOO_LONG),))
    if not line.strip():
        return Raw(index, row, None)
    try:
        values = json.loads(line, object_pairs_hook=unique)
    except Twice as twice:
        return Raw(index, row, None, (Fault(row, str(twice), "这个字段写了两次，请只留一个。"),))
    except (ValueError, RecursionError):
        message = "不是完整的 JSON 对象。请检查引号、逗号和括号，一行写一条信息。"
        return Raw(index, row, None, (Fault(row, "", message),))
    if not isinstance(values, dict):
        return Raw(index, row, None, (Fault(row, "", "一行应当是一个 JSON 对象：{…}。"),))
    unknown = [str(key) for key in values if key not in FIELDS]
    faults = tuple(Fault(row, shown(key), "没有这个字段，请对照字段说明。") for key in unknown)
    return Raw(index, row, {key: values[key] for key in values if key in FIELDS}, faults, folder)
