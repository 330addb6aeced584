"""Whether lists add up to their totals.

A list is only held against its total if no reading of the paragraph makes it right: lists in lists, the same
total divided twice, a list that ends earlier than it seems. What stays doubtful is a warning or nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.law.findings import Severity
from gongkai.law.report.narrative.facets import Facet, facet, is_parallel, is_rest, leaves_nothing_out
from gongkai.law.report.narrative.figures import Figure, Passage
from gongkai.law.report.narrative.lists import Listing, Part, items, listings, opens_list, same_kind
from gongkai.law.report.narrative.ranges import Bounds, added, apart, bounds, exceeds, meet, sum_of
from gongkai.law.report.narrative.roles import Role

# More sums than this cannot be told apart by chance: the list then counts as right.
_STATES = 400
_KEPT = 128
# A difference as small as this is some part or other by chance.
_BY_CHANCE = 2
_LOST = re.compile(r"\d(?!\d*\s*[年月日号届、.．)])")
_CLOSES = re.compile(r"[，,、;)\s]*(?:以上)?(?P<word>共计|合计|总计|总共|共)$")


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A list that does not add up to its total. `complete` tells that the list leaves nothing out."""

    total: Figure
    parts: tuple[Figure, ...]
    sum: Bounds
    complete: bool
    severity: Severity

    @property
    def exact(self) -> bool:
        """Whether neither the total nor any part is approximate."""
        return all(figure.exact for figure in (self.total, *self.parts))

    @property
    def cause(self) -> Figure | None:
        """The one part that is as large as the difference: counted twice, or left out of the total."""
        difference = apart(self.sum[0], self.total.value)
        if not self.exact or difference <= _BY_CHANCE:
            return None
        return next((part for part in self.parts if part.value == difference), None)


@lru_cache(maxsize=_KEPT)
def imbalances(passage: Passage) -> tuple[Imbalance, ...]:
    """Every list of a paragraph that cannot be its total."""
    return tuple(_imbalances(passage))


def _imbalances(passage: Passage) -> Iterator[Imbalance]:
    for listing in listings(passage):
        if not _fits_somehow(listing) and (found := _judged(passage, listing)):
            yield found
    found_items = items(passage)
    for index in range(2, len(found_items)):
        if closed := _closed(passage, found_items, index):
            yield closed


def _fits_somehow(listing: Listing) -> bool:
    """Whether any reading makes the list right, for this total or for an earlier figure of the paragraph."""
    total, parts = listing.total, listing.parts
    ends = [
        end for end in range(1, len(parts) + 1) if _may_end(parts, end) and not _divides_again(parts[end:])
    ]
    if any(_adds_up(bounds(total), parts[:end]) for end in ends):
        return True
    sums = [added(bounds(part.figure) for part in parts[:end] if not part.child) for end in ends]
    others = [bounds(figure) for figure in listing.earlier if same_kind(figure, total)]
    return any(meet(one, other) for other in others for one in sums)


def _divides_again(rest: Sequence[Part]) -> bool:
    """Whether what follows a complete list is another one of the same total: the channels down to 其他渠道."""
    for count, part in enumerate(rest, 1):
        if facet(part.figure) is not Facet.CHANNEL or part.child:
            return False
        if is_rest(part.figure):
            return count >= 3
    return False


def _may_end(parts: Sequence[Part], end: int) -> bool:
    return end == len(parts) or parts[end].breaks or parts[end].child or is_rest(parts[end - 1].figure)


def _adds_up(whole: Bounds, parts: Sequence[Part]) -> bool:
    """Whether the list can be read as one or more complete divisions of the whole, with lists inside lists."""
    reached: list[set[Bounds]] = [set() for _ in range(len(parts) + 1)]
    reached[0].add((0, 0))
    for at, part in enumerate(parts):
        nexts = [at + 1, *_after_children(parts, at)]
        if len(reached[at]) > _STATES:
            return True
        for so_far in reached[at]:
            summed = added((so_far, bounds(part.figure)))
            if exceeds((summed[0], summed[0]), whole):
                continue
            for then in nexts:
                reached[then].add(summed)
                if meet(summed, whole) and then < len(parts):
                    reached[then].add((0, 0))
    return any(meet(summed, whole) for summed in reached[-1])


def _after_children(parts: Sequence[Part], at: int) -> Iterator[int]:
    """Where the list may go on if the parts behind one part are parts of that part."""
    own = bounds(parts[at].figure)
    so_far: Bounds = (0, 0)
    for then in range(at + 1, len(parts)):
        so_far = added((so_far, bounds(parts[then].figure)))
        if exceeds((so_far[0], so_far[0]), own):
            return
        marked = all(part.child for part in parts[at + 1 : then + 1])
        if marked or (then > at + 1 and meet(so_far, own)):
            yield then + 1


def _judged(passage: Passage, listing: Listing) -> Imbalance | None:
    total = listing.total
    group, again = _group(listing)
    complete = len(group) > 1 and (
        is_rest(group[-1]) or leaves_nothing_out(group) or _shares_fill(passage, group)
    )
    if not group or (again and not complete) or _has_lost(passage, total, group):
        return None
    whole, summed = bounds(total), added(bounds(part) for part in group)
    if meet(whole, summed) or (not complete and _has_room(passage, total, group, summed)):
        return None
    severity: Severity | None
    if complete:
        severity = _of_complete(total, group, summed, whole)
    elif exceeds(summed, whole):
        severity = _of_excess(total, group)
    else:
        severity = _of_remainder(total, group)
    return Imbalance(total, group, summed, complete, severity) if severity else None


def _group(listing: Listing) -> tuple[tuple[Figure, ...], bool]:
    """The parts to be held against the total, and whether it has already been divided once before them."""
    parts, whole = listing.top, bounds(listing.total)
    start = 0
    for end in range(2, len(parts)):
        if added(bounds(part.figure) for part in parts[:end]) == whole:
            start = end
    group = parts[start:]
    ends = [at + 1 for at, part in enumerate(group) if is_rest(part.figure) and _ends_at(group, at)]
    end = ends[-1] if ends else min(_break(group), _change_of_unit(listing.total, group))
    return tuple(part.figure for part in group[:end]), start > 0


def _break(parts: Sequence[Part]) -> int:
    """Where a list seems to end; but where every item ends with ；the mark divides items, not lists."""
    first = next((at for at, part in enumerate(parts) if at and part.breaks), len(parts))
    return first if first > 1 else len(parts)


def _change_of_unit(total: Figure, parts: Sequence[Part]) -> int:
    """Where a list in the unit of its total goes on in another: 170件，其中文件3件、任免24件，解读49条."""
    if not parts or parts[0].figure.unit != total.unit:
        return len(parts)
    return next((at for at, part in enumerate(parts) if part.figure.unit != total.unit), len(parts))


def _ends_at(parts: Sequence[Part], at: int) -> bool:
    return at + 1 == len(parts) or parts[at + 1].breaks


def _shares_fill(passage: Passage, group: tuple[Figure, ...]) -> bool:
    """Whether every part is followed by its share, and the shares make 100 %."""
    behind = dict(zip(passage.figures, passage.figures[1:], strict=False))
    shares = [behind[part] for part in group if part in behind and Role.SHARE in behind[part].roles]
    return len(shares) == len(group) and apart(sum_of(shares), 100) <= 1


def _has_lost(passage: Passage, total: Figure, group: Sequence[Figure]) -> bool:
    """Whether a number stands in the list that is no figure, its unit lost: 栏目141基层栏目43条."""
    start, end = sorted((total.span[1], group[-1].span[0]))
    text = list(passage.text)
    for figure in passage.figures:
        text[slice(*figure.span)] = "□" * (figure.span[1] - figure.span[0])
    return _LOST.search("".join(text[start:end])) is not None


def _has_room(passage: Passage, total: Figure, group: Sequence[Figure], summed: Bounds) -> bool:
    """Whether 其中 may mean a larger count before the nearest one: …275条、…52条。其中…53条，…22条."""
    return any(
        figure.counts and same_kind(figure, total) and not exceeds(summed, bounds(figure))
        for figure in passage.figures
        if figure.sentence == total.sentence and figure.span < total.span and figure not in group
    )


def _of_complete(total: Figure, group: Sequence[Figure], summed: Bounds, whole: Bounds) -> Severity:
    """A list that leaves nothing out must be its total; one far off may not be what it seems."""
    wild = summed[0] > whole[0] * 3 or summed[0] * 3 < whole[0]
    exact = all(figure.exact for figure in (total, *group))
    return Severity.ERROR if exact and not wild else Severity.WARNING


def _of_excess(total: Figure, group: tuple[Figure, ...]) -> Severity | None:
    """Parts that are more than the whole: wrong where they cannot overlap."""
    kinds = {facet(part) for part in group}
    if len(kinds - {None}) > 1 or (len(group) == 1 and group[0].unit != total.unit):
        return None
    if kinds == {Facet.FORM}:
        return Severity.INFO
    disjoint = is_parallel(group) if kinds == {None} else None not in kinds
    exact = all(figure.exact for figure in (total, *group))
    return Severity.ERROR if exact and disjoint else Severity.WARNING


def _of_remainder(total: Figure, group: Sequence[Figure]) -> Severity | None:
    """Parts that are less than the whole: worth a note if hardly anything is missing."""
    exact = all(figure.exact for figure in (total, *group))
    return Severity.INFO if exact and len(group) > 1 and sum_of(group) * 10 >= total.value * 9 else None


def _closed(passage: Passage, found: Sequence[Figure], index: int) -> Imbalance | None:
    """A total behind its parts: …10条、…20条，共计30条."""
    total = found[index]
    closes = _CLOSES.match(passage.gap(found[index - 1], total))
    if closes is None or passage.tail(total).strip():
        return None
    parts: list[Figure] = []
    for item in reversed(found[:index]):
        if item.sentence != total.sentence or item.unit != total.unit:
            break
        parts.insert(0, item)
        if meet(added(bounds(part) for part in parts), bounds(total)):
            return None
    told = passage.text[parts[0].span[0] : total.span[0]] if parts else ""
    if len(parts) < 2 or "等" in told or opens_list(told):
        return None
    summed = added(bounds(part) for part in parts)
    certain = closes["word"] != "共" and all(figure.exact for figure in (total, *parts))
    severity = Severity.ERROR if certain else Severity.WARNING
    return Imbalance(total, tuple(parts), summed, complete=True, severity=severity)
