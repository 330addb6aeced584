"""Reads: whether a tree of agencies holds together on every day: no rings, nobody below a body that does not exist."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.agencies.queries.lives import Forest, Life

Named = dict[tuple[int | None, str], list[tuple[int, date, date]]]
"""Who stands under a name below a body, from when to when."""


def contradictions(forest: Forest, ids: Iterable[int]) -> Iterator[tuple[int, str]]:
    """What is wrong with these agencies in the forest: number of the agency, and a sentence for a person."""
    named = _named(forest)
    for each in ids:
        life = forest[each]
        if (ring := _ring(forest, life)) is not None:
            yield each, f"“{life.newest.name}”自{ring}起会隶属于自己的下级，请另选上级机关。"
        yield from ((each, wrong) for wrong in _outlives(forest, life))
        yield from ((each, wrong) for wrong in _namesakes(named, life))


def _ring(forest: Forest, life: Life) -> date | None:
    """The first day found on which the way up leads back to the body itself."""
    waiting = [(life.id, life.first, life.last)]
    seen = set()
    while waiting:
        at, first, last = waiting.pop()
        for start, end, shape in forest[at].spans():
            step = (shape.parent_id, max(start, first), min(end, last))
            if shape.parent_id is None or step[1] > step[2] or step in seen:
                continue
            if shape.parent_id == life.id:
                return step[1]
            seen.add(step)
            waiting.append((shape.parent_id, step[1], step[2]))
    return None


def _outlives(forest: Forest, life: Life) -> Iterator[str]:
    """Where the body above exists for a shorter time than it is the body above; an unknown begin is no contradiction."""
    for start, end, shape in life.spans():
        if shape.parent_id is None:
            continue
        above = forest[shape.parent_id]
        if above.last < end:
            yield (
                f"“{shape.name}”的上级机关“{above.newest.name}”存续到{above.last}为止，"
                "请为此后另定上级机关，或者先终止下级。"
            )
        if date.min < start < above.first:
            yield f"“{shape.name}”的上级机关“{above.newest.name}”{above.first}才设立，请核对日期。"


def _namesakes(named: Named, life: Life) -> Iterator[str]:
    """Two bodies of one name below the same body at the same time cannot be told apart."""
    for start, end, shape in life.spans():
        others = named[shape.parent_id, shape.name] if shape.parent_id is not None else []
        if any(other != life.id and first <= end and start <= last for other, first, last in others):
            yield f"同一上级之下已经有“{shape.name}”，请核对是不是同一个机关。"


def _named(forest: Forest) -> Named:
    named: Named = defaultdict(list)
    for life in forest.values():
        for start, end, shape in life.spans():
            named[shape.parent_id, shape.name].append((life.id, start, end))
    return named
