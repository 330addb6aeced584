"""Labels as compared, not as printed: spaces, widths, punctuation and script no longer matter."""

import re
from functools import cache, lru_cache
from typing import Any

# Full-width forms become ASCII one by one. No NFKC: it would turn a footnote mark ① into the figure 1.
_WIDTHS = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20, 0xA0: 0x20}
_NOT_WORD = re.compile(r"[^0-9A-Za-z+\u3400-\u9fff\U00020000-\U0003ffff]+")


def narrow(text: str) -> str:
    """Full-width letters, digits, punctuation and spaces become half-width; nothing else changes."""
    return text.translate(_WIDTHS)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A label as compared: half-width, without spaces and punctuation."""
    return _NOT_WORD.sub("", narrow(text))


@cache
def _converter() -> Any:
    from opencc import OpenCC  # noqa: PLC0415 - loads dictionaries; few reports need them

    return OpenCC("t2s")


def is_traditional(text: str) -> bool:
    """Whether a report is printed in traditional characters: no report does without 公开 and 报告."""
    return "公開" in text and "公开" not in text


def simplify(text: str) -> str:
    """Traditional characters become simplified ones."""
    converted: str = _converter().convert(text)
    return converted
