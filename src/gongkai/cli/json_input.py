"""One JSON document of the command line, taken strictly: no key twice, no endless nesting or numbers."""

import json
from typing import Any

_SHOWN = 40  # characters of a key that a complaint repeats


class NoDocument(ValueError):
    """What is no JSON document; the message says why and what to do, in Chinese, to follow a name."""


def parse(data: bytes) -> object:
    """The values of a document in UTF-8, UTF-16 or UTF-32. Raises NoDocument."""
    if not data.strip():
        raise NoDocument("是空的，应当写有一个 JSON。")
    try:
        text = data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise NoDocument("不是 UTF-8 编码的文本，应当是 JSON。") from None
    try:
        return json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise NoDocument(_explain(error)) from None
    except RecursionError:
        raise NoDocument("嵌套层次过深，请检查括号。") from None
    except NoDocument:
        raise
    except ValueError:  # more digits than Python reads as a number
        raise NoDocument("里有过长的数字，请检查。") from None


def _explain(error: json.JSONDecodeError) -> str:
    if error.msg == "Extra data" and error.doc[error.pos] in "{[":
        return "里有不止一个 JSON；一行一个的，请用 gongkai deadline - 从标准输入读取。"
    where = f"第 {error.lineno} 行第 {error.colno} 个字符" if error.lineno > 1 else f"第 {error.colno} 个字符"
    return f"{where}处不是正确的 JSON，请检查引号、逗号和括号。"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise NoDocument(f"里“{twice[:_SHOWN]}”出现了两次，请只留一个。")
    return made
