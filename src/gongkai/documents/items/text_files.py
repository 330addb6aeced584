"""Texts of any size read as they come: the encoding is judged from the beginning, what does not fit shows in its row."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO

from gongkai.documents.reading.sources.refusals import refusal

_SAMPLE = 1 << 20
_BLOCK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A line or two in another encoding cost those lines; more is another encoding or no text.
_BROKEN_SHARE = 0.01
_SAVE_AS = "请另存为 UTF-8 编码后再试。"


def encoding(stream: IO[bytes], name: str) -> str:
    """UTF-8, UTF-16 with its mark, or GB18030, by the first megabyte. Unreadable for anything else."""
    stream.seek(0)
    sample = stream.read(_SAMPLE)
    for mark, known in _MARKS:
        if sample.startswith(mark):
            return known
    broken = {known: _broken(sample, known) for known in ("utf-8", "gb18030")}
    known = min(broken, key=lambda name: broken[name])
    if b"\0" in sample or broken[known] > _BROKEN_SHARE * len(sample):
        raise refusal(name, "不是 UTF-8 或者 GB18030 编码的文字", _SAVE_AS)
    return known


def _broken(sample: bytes, known: str) -> int:
    """How many characters are none in this encoding; one that the sample cuts is not counted."""
    return codecs.getincrementaldecoder(known)("replace").decode(sample).count("\N{REPLACEMENT CHARACTER}")


@contextmanager
def opened(stream: IO[bytes], name: str, *, newline: str) -> Iterator[TextIOWrapper]:
    """The text from its beginning. Bytes that fit no character become half a pair, which no text may have.

    The stream itself stays open.
    """
    known = encoding(stream, name)
    stream.seek(0)
    text = TextIOWrapper(stream, encoding=known, errors="surrogateescape", newline=newline)
    try:
        yield text
    finally:
        text.detach()


def whole_lines(text: TextIOWrapper, longest: int) -> Iterator[str | None]:
    """Line by line; None for one of more characters than that, which is never held as a whole."""
    while line := text.readline(longest):
        if len(line) < longest or line.endswith("\n"):
            yield line
            continue
        while (rest := text.readline(_BLOCK)) and not rest.endswith("\n"):
            pass
        yield None
