"""JSON text that strangers wrote, taken strictly: one document, no duplicate keys, no NaN, no endless nesting."""

import json
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from gongkai.documents.reading.blocks import Unreadable

REWRITE = "请重新用 gongkai report read --json 输出。"
MARKS = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # byte order marks and white space
LONGEST = 40  # characters of a number: far more than any figure has


def looks_like_json(data: bytes, name: str) -> bool:
    """Whether a file claims to be the JSON of a report: by its ending, or by its first brace and its keys."""
    if name.lower().endswith(".json"):
        return True
    if not data[:64].lstrip(MARKS).startswith(b"{"):
        return False
    plain = data.replace(b"\0", b"")  # UTF-16, as some shells write it
    return b'"cells"' in plain or b'"report"' in plain


def parse(data: bytes) -> Any:
    """The values in JSON text in UTF-8, UTF-16 or UTF-32; numbers with a point become Decimal. Raises Unreadable."""
    try:
        text = data.decode(json.detect_encoding(data))
    except UnicodeDecodeError:
        raise Unreadable(f"JSON 文件不是 UTF-8 编码，或者已经损坏。{REWRITE}") from None
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_no_constant,
            object_pairs_hook=_unique,
        )
    except json.JSONDecodeError as error:
        raise Unreadable(_explain(error)) from None
    except RecursionError:
        raise Unreadable(f"JSON 嵌套层次过深，不是本工具输出的报告。{REWRITE}") from None


def _explain(error: json.JSONDecodeError) -> str:
    if error.msg == "Extra data" and error.doc[error.pos :].startswith("{"):
        return "这个文件里有多份报告，每行一份。请先拆成一个文件一份报告，再分别处理。"
    return f"第 {error.lineno} 行第 {error.colno} 个字符处不是正确的 JSON，文件可能不完整。{REWRITE}"


def _integer(digits: str) -> int:
    if len(digits) > LONGEST:
        raise Unreadable(f"JSON 里有长达 {len(digits)} 位的数字，不是报告里的数。{REWRITE}")
    return int(digits)


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits if len(digits) <= LONGEST else "too long")
    except InvalidOperation:
        raise Unreadable(f"JSON 里的数字 {digits[:LONGEST]} 过长或过大。{REWRITE}") from None


def _no_constant(name: str) -> NoReturn:
    raise Unreadable(f"JSON 里的 {name} 不是数字。{REWRITE}")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise Unreadable(f"JSON 里的“{twice[:80]}”出现了两次，无法确定以哪个为准。{REWRITE}")
    return made
