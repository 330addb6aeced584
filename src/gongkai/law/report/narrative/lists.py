"""Lists in running text: which figures are listed as parts of which total.

A list begins behind its total with 其中, 包括, 含, 分别 or a bracket, or, of channels, with no word at all; it ends
with its sentence or its bracket at the latest. Where it may end earlier is marked, and so are lists inside lists.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.law.report.narrative.facets import Facet, facet, is_rest
from gongkai.law.report.narrative.figures import Figure, Passage

_THINGS = frozenset(
    (*"件条篇个份则次宗项期起例部幅张本册类款封笔集", "条次", "件次", "篇次", "个次", "例次", "批次", "大类")
)
_LONGEST = 40
_KEPT = 128
_OPENS = re.compile(
    r"其中|包括|包含|内有|分别(?:是|为|公开|发布)|具体(?:为|是|如下)|分布(?:情况)?(?:为|如下)|分为|(?<![包内])含|即"
)
_BRACKET = re.compile(r"\s*\(\s*[^()，,。;]{0,16}$")
_OF_THESE = frozenset(("", "这些信息", "公开信息"))
_BREAKS = re.compile(
    r"[，,;、)]\s*(?:共计|合计|总计|共(?![享同建管治])|累计|全年|此外|另(?:外|有)?|同时|并|还|(?:组织)?(?:开展|举办|召开)|回应|回复)"
)
_AUDIENCE = re.compile(r"访问|阅读|浏览|点击|播放|粉丝|订阅|关注|点赞")


@dataclass(frozen=True, slots=True)
class Part:
    """A figure in a list. `child`: in a list inside the list; `breaks`: the list may have ended before it."""

    figure: Figure
    child: bool
    breaks: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A total and what is listed behind it. `earlier` are the figures of the paragraph before the list."""

    total: Figure
    parts: tuple[Part, ...]
    earlier: tuple[Figure, ...]

    @property
    def top(self) -> tuple[Part, ...]:
        """The parts that are not parts of parts."""
        return tuple(part for part in self.parts if not part.child)


def same_kind(one: Figure, other: Figure) -> bool:
    """Whether two figures may be added: the same unit, or units for pieces of information (条, 件, 篇 …)."""
    return one.unit == other.unit or (one.unit in _THINGS and other.unit in _THINGS)


def items(passage: Passage) -> list[Figure]:
    """The figures that may be totals and parts; how often something was read adds up with nothing."""
    return [figure for figure in passage.figures if figure.counts and not _AUDIENCE.search(figure.label)]


def opens_list(text: str) -> bool:
    """Whether a text has a word that opens a list."""
    return _OPENS.search(text) is not None


@lru_cache(maxsize=_KEPT)
def listings(passage: Passage) -> tuple[Listing, ...]:
    """Every list of a paragraph with its total, right or wrong."""
    return tuple(_listings(passage))


def _listings(passage: Passage) -> Iterator[Listing]:
    found = items(passage)
    listed: set[Figure] = set()
    for index in range(len(found) - 1):
        total, first = found[index], found[index + 1]
        marked = _begins_list(passage.gap(total, first))
        # the parts of one list are no totals of lists that no word opens
        if not marked and (total in listed or not _is_channel_list(found, index)):
            continue
        if not same_kind(total, first):
            total = next((one for one in reversed(found[:index]) if one.unit == first.unit), total)
        parts = tuple(part for part in _parts(passage, found, index + 1) if same_kind(part.figure, total))
        if same_kind(total, first) and len(parts) <= _LONGEST:
            listed.update(part.figure for part in parts)
            yield Listing(total, parts, tuple(found[: index + 1]))


def _begins_list(gap: str) -> bool:
    """Whether the words between two figures make the second the first part of a list: …，其中…, （含…."""
    opening = list(_OPENS.finditer(gap))
    if not opening:
        return _BRACKET.match(gap) is not None
    before, after = gap[: opening[-1].start()], gap[opening[-1].end() :]
    if "。" in after or before.count("。") > 1:
        return False
    if "。" in before and before.rpartition("。")[2].strip("，, ") not in _OF_THESE:
        return False
    commas = len(re.findall(r"[，,;]", after.lstrip("，,:： 、")))
    return commas == 0 or (opening[-1][0] == "其中" and commas == 1 and "等" not in after)


def _is_channel_list(found: Sequence[Figure], index: int) -> bool:
    """A total of published items, and behind it, with no 其中, the channels down to 其他渠道."""
    total, first = found[index], found[index + 1]
    if "信息" not in total.label or facet(total) is Facet.CHANNEL or first.sentence - total.sentence > 1:
        return False
    for count, item in enumerate(found[index + 1 : index + 1 + _LONGEST], 1):
        if facet(item) is not Facet.CHANNEL or item.sentence != first.sentence:
            return False
        if is_rest(item):
            return count >= 3
    return False


def _parts(passage: Passage, found: Sequence[Figure], start: int) -> list[Part]:
    first = found[start]
    opening = passage.gap(found[start - 1], first)
    base = depth = opening.count("(") - opening.count(")")
    parts = [Part(first, child=False, breaks=False)]
    nested = False
    stop = start + _LONGEST + 1
    for before, item in zip(found[start:stop], found[start + 1 : stop + 1], strict=False):
        gap = passage.gap(before, item)
        depth += gap.count("(") - gap.count(")")
        if item.sentence != first.sentence or (base > 0 and depth < base):
            break
        breaks = ";" in gap or _BREAKS.search(gap) is not None
        nested = depth > base or opens_list(gap) or (nested and not breaks)
        parts.append(Part(item, child=nested, breaks=breaks))
    return parts
