"""Notes, stamps and form fields on a page: what is seen of them is drawn into the page, nothing else of them stays."""

from collections.abc import Iterator
from typing import Any

from pypdf.generic import DictionaryObject, StreamObject

from gongkai.documents.redaction.sheets.geometry import IDENTITY, Matrix, Rect, around, spread
from gongkai.documents.redaction.sheets.objects import entry, figure, figures, items, word
from gongkai.documents.redaction.sheets.rewriting import Rewriter

_HIDDEN = 2 | 32
_NOT_DRAWN = frozenset(
    {
        "/Popup",
        "/Link",
        "/Text",
        "/FileAttachment",
        "/Sound",
        "/Movie",
        "/Screen",
        "/3D",
        "/RichMedia",
        "/Redact",
    }
)
_NOWHERE = (0.0, 0.0, 0.0, 0.0)


def draw(page: Any, into: Rewriter) -> int:
    """Draw what is seen of the notes of a page; how many fields and stamps have no looks of their own and are lost."""
    lost = 0
    for note in items(entry(page, "/Annots")):
        if not isinstance(note, DictionaryObject) or not _seen(note, into):
            continue
        look = _look(note)
        place = _place(note)
        if look is None:
            lost += word(entry(note, "/Subtype")) in ("/Widget", "/Stamp", "/FreeText") and bool(_says(note))
        elif not into.area.takes_drawing(place) and (onto := _onto(look, place)):
            into.form(look, onto)
    return lost


def count(page: Any) -> int:
    """How many notes, links and fields a page has."""
    return sum(1 for _ in items(entry(page, "/Annots")))


def _seen(note: DictionaryObject, into: Rewriter) -> bool:
    flags = int(figure(entry(note, "/F")))
    drawn = word(entry(note, "/Subtype")) not in _NOT_DRAWN and not flags & _HIDDEN
    return drawn and not into.area.hidden(entry(note, "/OC"))


def _says(note: DictionaryObject) -> Any:
    return entry(note, "/V") or entry(note, "/Contents")


def _look(note: DictionaryObject) -> StreamObject | None:
    look = entry(entry(note, "/AP"), "/N")
    if isinstance(look, DictionaryObject) and not isinstance(look, StreamObject):
        look = entry(look, word(entry(note, "/AS")) or "/Off")
    return look if isinstance(look, StreamObject) else None


def _place(note: DictionaryObject) -> Rect:
    x0, y0, x1, y1 = figures(entry(note, "/Rect"), _NOWHERE)
    return around(((x0, y0), (x1, y1)))


def _onto(look: StreamObject, place: Rect) -> Matrix | None:
    """What brings the looks of a note to its place; None where one of them has no size."""
    x0, y0, x1, y1 = figures(entry(look, "/BBox"), _NOWHERE)
    a, b, c, d, e, f = figures(entry(look, "/Matrix"), IDENTITY)
    left, bottom, right, top = spread((a, b, c, d, e, f), (x0, y0, x1, y1))
    if right - left < 1e-6 or top - bottom < 1e-6:
        return None
    across, up = (place[2] - place[0]) / (right - left), (place[3] - place[1]) / (top - bottom)
    return (across, 0, 0, up, place[0] - left * across, place[1] - bottom * up)


def fields(form: Any) -> Iterator[DictionaryObject]:
    """The fields of a form, to some depth."""
    waiting = [(each, 0) for each in items(entry(form, "/Fields"))]
    while waiting:
        field, depth = waiting.pop()
        if isinstance(field, DictionaryObject):
            yield field
            if depth < 10:
                waiting += [(each, depth + 1) for each in items(entry(field, "/Kids"))]
