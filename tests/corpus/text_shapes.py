"""What is done to tables before they are printed as text: groups moved, heads turned, pages broken."""

from collections.abc import Callable
from dataclasses import replace

from tests.corpus.form_tables import Box, Boxes, Tables


def without_groups(every: Tables) -> Tables:
    """No labels over groups of rows."""
    return replace(every, body=tuple(tuple(box for box in boxes if not box.group) for boxes in every.body))


def groups_on_own_lines(every: Tables) -> Tables:
    """Each label over a group in a line of its own before the rows of the group."""
    rows: list[Boxes] = []
    for boxes in every.body:
        rows += [(Box(box.text, group=True),) for box in boxes if box.group]
        rows.append(tuple(box for box in boxes if not box.group))
    return replace(every, body=tuple(rows))


def groups_upright(every: Tables) -> Tables:
    """Labels over groups written downwards, one character in a line."""
    rows: list[Boxes] = []
    for boxes in every.body:
        rows += [(Box(char, group=True),) for box in boxes if box.group for char in box.text]
        rows.append(tuple(box for box in boxes if not box.group))
    return replace(every, body=tuple(rows))


def groups_midway(*, own_line: bool, length: int = 4) -> Callable[[Tables], Tables]:
    """Labels over groups as PDF text has them: broken in pieces that stand beside or between the middle rows."""

    def shape(every: Tables) -> Tables:
        beside: dict[int, list[Box]] = {}
        for line, boxes in enumerate(every.body):
            for box in (each for each in boxes if each.group):
                pieces = [box.text[start : start + length] for start in range(0, len(box.text), length)]
                first = line + max(0, (box.down - len(pieces)) // 2)
                for offset, piece in enumerate(pieces):
                    beside.setdefault(min(first + offset, line + box.down - 1), []).append(
                        Box(piece, group=True)
                    )
        rows: list[Boxes] = []
        for line, boxes in enumerate(every.body):
            kept = tuple(box for box in boxes if not box.group)
            groups = tuple(beside.get(line, ()))
            rows += [*((group,) for group in groups), kept] if own_line else [(*groups, *kept)]
        return replace(every, body=tuple(rows))

    return shape


def upright_results(every: Tables) -> Tables:
    """The narrow heads of table four written downwards, so that a line holds one character of each."""
    labels = [box.text for box in every.fourth[2]]
    labels = [*labels[:5], *labels]
    top = (
        tuple(Box(box.text) for box in every.fourth[0]),
        tuple(Box(box.text) for box in every.fourth[1][5:]),
    )
    lines = tuple(tuple(Box(label[line]) for label in labels if line < len(label)) for line in range(4))
    return replace(every, fourth=(*top, *lines, every.fourth[-1]))


def pages(*after: int, head_again: bool = True, mark: str = "- {} -") -> Callable[[Tables], Tables]:
    """A page number, and perhaps the table's head again, after some rows of table three."""

    def shape(every: Tables) -> Tables:
        rows: list[Boxes] = []
        for number, boxes in enumerate(every.body, 1):
            rows.append(boxes)
            if number in after:
                rows.append((Box(mark.format(after.index(number) + 3)),))
                rows += every.head if head_again else ()
        return replace(every, body=tuple(rows))

    return shape


def chained(*shapes: Callable[[Tables], Tables]) -> Callable[[Tables], Tables]:
    """One change after the other."""

    def shape(every: Tables) -> Tables:
        for change in shapes:
            every = change(every)
        return every

    return shape
