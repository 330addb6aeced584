"""Black boxes, and on them in white a few characters that name the ground: drawn, so that no text stands on a box."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import typst
from pypdf.generic import StreamObject

from gongkai.documents.paper.typecase import compiler, faces
from gongkai.documents.redaction.marks import Box
from gongkai.documents.redaction.sheets import bitmaps, tokens
from gongkai.documents.redaction.sheets.bitmaps import Bitmap
from gongkai.documents.redaction.sheets.geometry import Matrix, Rect, times, to_user

_SIZE = 10.0  # points at which labels are drawn
_SCALE = 8.0  # pixels for a point of that
_LARGEST, _LEAST = 9.0, 4.0  # points at which a label is shown
_LONGEST = 20
_FILE = """#set page(width: auto, height: auto, margin: 1pt)
#set text(font: json("faces.json"), size: 10pt, top-edge: 0.88em, bottom-edge: -0.12em)
#for label in json("labels.json") { page[#label] }
"""


@dataclass(slots=True)
class Labels:
    """The drawn labels of one file by their words; a label that cannot be drawn is left out."""

    drawn: Mapping[str, Bitmap] = field(default_factory=dict)

    def stencils(self) -> dict[str, StreamObject]:
        return {label: bitmaps.as_stencil(bitmap) for label, bitmap in self.drawn.items()}


def drawn(labels: Iterable[str]) -> Labels:
    """Labels as pictures; none at all on a machine without Chinese typefaces."""
    wanted = list(dict.fromkeys(label[:_LONGEST] for label in labels if label.strip()))
    known = [name for names in faces().values() for name in names]
    if not wanted or not known:
        return Labels()
    given: Any = {  # more than its stubs know: files by name
        "main.typ": _FILE.encode(),
        "faces.json": json.dumps(known).encode(),
        "labels.json": json.dumps(wanted, ensure_ascii=False).encode(),
    }
    try:
        made = compiler().compile(input=given, format="pdf")
    except typst.TypstError:
        return Labels()
    document = pdfium.PdfDocument(made)
    try:
        pages = [document[at] for at in range(len(document))]
        return Labels({label: bitmaps.shot(page, _SCALE) for label, page in zip(wanted, pages, strict=True)})
    finally:
        document.close()


def overlay(
    boxes: Sequence[tuple[Box, str]],
    crop: Rect,
    turn: int,
    labels: Mapping[str, Bitmap],
    names: Mapping[str, bytes],
) -> bytes:
    """The instructions that paint the boxes of a page and write on them. `names`: what the stencils are called there."""
    out = [b"q 0 g 0 G"]
    for box, _ in boxes:
        x0, y0, x1, y1 = to_user(box, crop, turn)
        out.append(b" ".join(map(tokens.shown, (x0, y0, x1 - x0, y1 - y0))) + b" re f")
    out.append(b"1 g")
    view = _view(crop, turn)
    for box, whole in boxes:
        label = whole[:_LONGEST]
        if label in names and (place := _place(box, labels[label])):
            matrix = b" ".join(map(tokens.shown, times(place, view)))
            out.append(b"q " + matrix + b" cm " + names[label] + b" Do Q")
    return b"\n".join([*out, b"Q"])


def _place(box: Box, label: Bitmap) -> Matrix | None:
    """Where a label stands on its box, in the middle, seen from the top left; None where it would be too small."""
    wide, high = label.width / _SCALE, label.height / _SCALE
    scale = min(_LARGEST / _SIZE, 0.9 * (box[2] - box[0]) / wide, 0.85 * (box[3] - box[1]) / high)
    if scale * _SIZE < _LEAST:
        return None
    wide, high = wide * scale, high * scale
    return (wide, 0, 0, -high, (box[0] + box[2] - wide) / 2, (box[1] + box[3] + high) / 2)


def _view(crop: Rect, turn: int) -> Matrix:
    """From the page as it is seen, y downwards, to its own space."""

    def at(x: float, y: float) -> tuple[float, float]:
        return to_user((x, y, x, y), crop, turn)[:2]

    (e, f), (x1, y1), (x2, y2) = at(0, 0), at(1, 0), at(0, 1)
    return (x1 - e, y1 - f, x2 - e, y2 - f, e, f)
