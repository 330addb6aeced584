"""Pages that pictures fill, and what is said of pictures that are none."""

from collections.abc import Iterable, Sequence
from typing import Any

import pypdfium2 as pdfium
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, StreamObject

from gongkai.documents.redaction.sheets import tokens
from gongkai.documents.redaction.sheets.bitmaps import Bitmap, as_picture, shot
from gongkai.documents.redaction.sheets.files import Writer
from gongkai.documents.redaction.sheets.objects import fresh
from gongkai.documents.redaction.sheets.pictures import PIXELS

LONGER = 842
"""Points: the longer side of a page that a picture fills."""
MOST = 100_000_000
"""Pixels of a picture."""
BROKEN = "图片打不开，可能已经损坏，或者太大。请在看图软件中另存为 PNG 或者 JPEG 后再试。"
TURNS = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}
"""How a page is turned for the way in which a camera or scanner was held."""


def page(
    size: tuple[int, int], turn: int, strips: Sequence[tuple[StreamObject, int]], longer: float = LONGER
) -> dict[str, Any]:
    """A page of strips, each a picture with its number of rows, from the top; `size` in pixels."""
    wide, high = size
    scale = longer / max(wide, high)
    pictures, draws, top = DictionaryObject(), list[bytes](), 0
    for at, (strip, rows) in enumerate(strips):
        pictures[NameObject(f"/S{at}")] = strip
        top += rows
        place = (wide * scale, 0, 0, rows * scale, 0, (high - top) * scale)
        draws.append(b"q " + b" ".join(map(tokens.shown, place)) + b" cm /S%d Do Q" % at)
    corner = FloatObject(wide * scale), FloatObject(high * scale)
    return {
        "/MediaBox": ArrayObject([NumberObject(0), NumberObject(0), *corner]),
        "/Rotate": NumberObject(TURNS.get(turn, 0)),
        "/Resources": DictionaryObject({NameObject("/XObject"): pictures}),
        "/Contents": fresh(b"\n".join(draws), {}),
    }


def joined(size: tuple[int, int], turn: int, strips: Sequence[tuple[StreamObject, int]]) -> dict[str, Any]:
    """A page of strips as one picture: between strips a viewer leaves hairs."""
    seen = drawn(file([page(size, 1, strips, max(size))]), size)
    return page((seen.width, seen.height), turn, [(as_picture(seen), seen.height)])


def drawn(made: bytes, size: tuple[int, int]) -> Bitmap:
    """The first page of a PDF, as large as a picture in pixels, pixel by pixel; fewer of them where there are too many."""
    scale = min(1.0, (PIXELS / (size[0] * size[1])) ** 0.5)
    document = pdfium.PdfDocument(made)
    try:
        first = document[0]
        try:
            return shot(first, scale, smooth=scale < 1)
        finally:
            first.close()
    finally:
        document.close()


def file(pages: Iterable[dict[str, Any]]) -> bytes:
    """A PDF of pages."""
    writer = Writer()
    root, tree = writer.reserve(), writer.reserve()
    kids = [writer.page(each, tree) for each in pages]
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    writer.put(tree, b"<< /Type /Pages /Kids [" + listed + b"] /Count %d >>" % len(kids))
    writer.put(root, b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    return writer.file(root)


def picture(size: tuple[int, int], data: bytes, said: dict[str, Any]) -> StreamObject:
    """A picture of a PDF, packed as it is."""
    kind = {
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Image"),
        "/Width": NumberObject(size[0]),
        "/Height": NumberObject(size[1]),
    }
    return fresh(data, {**kind, **said})
