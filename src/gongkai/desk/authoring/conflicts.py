"""Two who edited: what differs beside the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.desk.authoring.forms import Edit
from gongkai.documents.comparing import Piece
from gongkai.publication.queries.content import NAMES, Content

LONG, KEPT = 300, 80
"""Characters that both texts have: from how many they are cut down, and what stays at either end."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two contents differ, in words."""

    label: str
    theirs: str
    mine: str


def abridged(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces of a comparison with what both have cut down to the words beside a difference."""
    return [
        Piece(
            "equal", f"{each.text[:KEPT]}\n……（相同 {len(each.text) - 2 * KEPT} 字）……\n{each.text[-KEPT:]}"
        )
        if each.kind == "equal" and len(each.text) > LONG
        else each
        for each in pieces
    ]


def differences(form: Edit, theirs: Content, mine: Content) -> list[Difference]:
    """The fields that differ, in the order of the form; the text is compared by itself."""
    return [
        Difference(
            str(form.fields[name].label),
            _said(form, name, getattr(theirs, name)),
            _said(form, name, getattr(mine, name)),
        )
        for name in form.fields
        if name in NAMES and name != "body" and getattr(theirs, name) != getattr(mine, name)
    ]


def _said(form: Edit, name: str, value: Any) -> str:
    labels = dict(_flat(getattr(form.fields[name], "choices", ())))
    values = value if isinstance(value, tuple) else (value,)
    return (
        "、".join(labels.get(str(one), str(one)).strip() for one in values if one not in ("", None))
        or "（空）"
    )


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(key), str(label)
