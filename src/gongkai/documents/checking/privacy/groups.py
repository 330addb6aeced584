"""Runs of digits in a text, in groups or not, and whether some groups of a run are one number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from gongkai.documents.checking.privacy.kinds import Kind
from gongkai.documents.checking.privacy.plain import before


class Found(NamedTuple):
    """Something in a text, before overlaps are resolved: characters of what was read, its plain value."""

    kind: Kind
    start: int
    end: int
    value: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A group of digits in a run."""

    start: int
    end: int
    digits: str


# A run of at least seven digits, in groups or not.
_RUN = re.compile(r"[0-9](?:[ \-_/\r\n]{0,4}[0-9])*(?:[ \-/\r\n]?[Xx](?![0-9A-Za-z]))?")
_GROUP = re.compile(r"[0-9]+[Xx]?|[Xx]")
_LEAST = 7
_SINGLES = 11  # so many single digits side by side are one number, written into boxes
PHONE_WORDS = re.compile(
    r"电话|手机|联系方式|致电|拨打|来电|热线|短信|微信|号码为?[: ]*$|\b(?:tel|phone|mobile)\b", re.IGNORECASE
)


def runs(text: str) -> Iterator[list[Group]]:
    """Every run that is long enough to be a number of a person, as its groups."""
    for run in _RUN.finditer(text):
        if run.end() - run.start() >= _LEAST:
            yield _groups(text, run.start(), run.end())


def _groups(text: str, start: int, end: int) -> list[Group]:
    """The groups of a run; a long row of single digits is one group."""
    found = [Group(*each.span(), each.group()) for each in _GROUP.finditer(text, start, end)]
    if len(found) < _SINGLES:
        return found
    joined: list[Group] = []
    row: list[Group] = []
    for group in [*found, None]:
        if group is not None and len(group.digits) == 1:
            row.append(group)
            continue
        if len(row) >= _SINGLES:
            joined.append(Group(row[0].start, row[-1].end, "".join(each.digits for each in row)))
        else:
            joined += row
        row = []
        if group is not None:
            joined.append(group)
    return joined


def is_whole(groups: Sequence[Group], text: str) -> bool:
    """Whether a number that a line end breaks is one number, and not two in a column."""
    breaks = sum("\n" in text[one.end : two.start] for one, two in pairwise(groups))
    if not breaks:
        return True
    start, end = groups[0].start, groups[-1].end
    line = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end : end + 1]
    return breaks == 1 and bool(line.strip()) and after not in ("", "\n", "\t")


def is_alone(text: str, groups: Sequence[Group]) -> bool:
    """Whether the number is no part of a longer one: of a decimal, a serial with dashes, a word with letters."""
    start, end = groups[0].start, groups[-1].end
    if is_letter(text, end) or (start and text[start - 1].isascii() and text[start - 1].isalpha()):
        return False
    ahead, behind = text[max(0, start - 2) : start], text[end : end + 2]
    joints = ".,-_" if PHONE_WORDS.search(before(text, start, 10)) else ".,-_/"
    if len(ahead) == 2 and ahead[1] in joints and ahead[0].isascii() and ahead[0].isalnum():
        return False
    return not (len(behind) == 2 and behind[0] in joints and behind[1].isascii() and behind[1].isalnum())


def is_letter(text: str, at: int) -> bool:
    """Whether a letter or a digit stands there."""
    return at < len(text) and text[at].isascii() and text[at].isalnum()
