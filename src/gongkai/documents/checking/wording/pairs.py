"""Marks that come in pairs: quotation marks, brackets, 书名号."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.law.findings import Severity

_CLOSES = dict(zip("（(《〈“‘「『【〔[", "）)》〉”’」』】〕]", strict=True))
_OPENS = {closing: opening for opening, closing in _CLOSES.items()}
_MARK = re.compile("[" + re.escape("".join(_CLOSES) + "".join(_OPENS)) + "\n\t]")
# An item number that only closes: 1） a) 一）
_ITEM = re.compile(r"(?:^|[\n\t。；;，,：:\s])\s*(?:\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")
# Full width and half width close each other; that they differ is said by the check of half-width marks.
_SAME = {"(": "（", ")": "）", "[": "〔", "]": "〕"}
_DEEPEST = 50  # open marks at a time; what has more is no prose
_REACH = 2  # paragraphs: a line that was broken still closes what an earlier one opened
_INNER = {"《": "〈〉", "“": "‘’"}


@dataclass(slots=True)
class _Opened:
    mark: str
    at: int
    line: int


def check_pairs(passage: Passage) -> Iterator[Remark]:
    """Marks that are never closed or never opened, and the same mark again inside a pair."""
    opened: list[_Opened] = []
    line, begins = 0, 0
    for match in _MARK.finditer(passage.text):
        mark, at = match[0], match.start()
        if mark in "\n\t":
            line, begins = line + (mark == "\n"), match.end()
            late = [entry for entry in opened if line - entry.line > _REACH or mark == "\t"]
            yield from (_never_closed(passage, entry) for entry in late)
            opened = [entry for entry in opened if entry not in late]
        elif mark in _CLOSES:
            if _continues(opened, mark, line, passage.text[begins:at]):
                continue
            yield from _doubled(passage, opened, mark, at, line)
            opened = [*opened[-_DEEPEST:], _Opened(mark, at, line)]
        else:
            yield from _closed(passage, opened, mark, at)
    yield from (_never_closed(passage, entry) for entry in opened)


def _continues(opened: list[_Opened], mark: str, line: int, before: str) -> bool:
    """A quotation of several paragraphs is opened again at the head of each and closed once."""
    again = next((entry for entry in opened if entry.mark == mark == "“" and entry.line < line), None)
    if again is None or before.strip():
        return False
    again.line = line
    return True


def _doubled(passage: Passage, opened: list[_Opened], mark: str, at: int, line: int) -> Iterator[Remark]:
    if mark in _INNER and any(entry.mark == mark and entry.line == line for entry in opened):
        inner = _INNER[mark]
        yield passage.remark(
            "W103",
            Severity.WARNING,
            (at, at + 1),
            f"“{mark}”里又用了“{mark}”：里面一层应当用{inner}；如果是漏了后一半，请补上。",
            inner[0],
        )


def _closed(passage: Passage, opened: list[_Opened], mark: str, at: int) -> Iterator[Remark]:
    """Take the mark off that this one closes; what was opened after it was never closed."""
    wanted = _SAME.get(_OPENS[mark], _OPENS[mark])
    place = next(
        (
            place
            for place in range(len(opened) - 1, -1, -1)
            if _SAME.get(opened[place].mark, opened[place].mark) == wanted
        ),
        None,
    )
    if place is not None:
        yield from (_never_closed(passage, entry) for entry in opened[place + 1 :])
        del opened[place:]
    elif not (mark in "）)" and _ITEM.search(passage.text, max(0, at - 8), at)):
        yield passage.remark(
            "W102", Severity.WARNING, (at, at + 1), f"“{mark}”前面没有与它成对的“{_OPENS[mark]}”，请核对。"
        )


def _never_closed(passage: Passage, entry: _Opened) -> Remark:
    end = min(entry.at + 12, len(passage.text))
    shown = re.split("[\n\t]", passage.text[entry.at : end])[0]
    return passage.remark(
        "W102",
        Severity.WARNING,
        (entry.at, entry.at + len(shown)),
        f"“{entry.mark}”后面没有与它成对的“{_CLOSES[entry.mark]}”，请核对。",
    )
