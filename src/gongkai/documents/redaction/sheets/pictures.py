"""Pictures whose pixels are blacked for good. PDFium decodes them, whatever they are packed in."""

import math
from typing import Any

import pypdfium2 as pdfium
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

from gongkai.documents.redaction.sheets import bitmaps
from gongkai.documents.redaction.sheets.bitmaps import Bitmap
from gongkai.documents.redaction.sheets.files import Writer
from gongkai.documents.redaction.sheets.geometry import Rect
from gongkai.documents.redaction.sheets.objects import Unsure, entry, figure, fresh, plain

PIXELS = 4_000_000
"""What a blacked picture keeps at most: a page at 200 dots an inch."""
_MOST = 400_000_000
_BLACK, _CLEAR = 0, 255


class Blacking:
    """The blacked copies of one file, each made once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, tuple[Rect, ...]], StreamObject] = {}
        self._alive: list[Any] = []

    def __call__(self, picture: StreamObject, rects: tuple[Rect, ...]) -> StreamObject:
        """A copy, black where `rects` (in the space of the picture: 0 to 1 both ways) touch it. Raises Unsure."""
        key = (id(picture), rects)
        if key not in self._known:
            self._alive.append(picture)
            self._known[key] = _blacked(picture, rects)
        return self._known[key]


def _blacked(picture: StreamObject, rects: tuple[Rect, ...]) -> StreamObject:
    if plain(picture.get("/ImageMask")):
        return bitmaps.as_stencil(_filled(decoded(picture), rects, _BLACK))
    copy = bitmaps.as_picture(_filled(decoded(picture), rects, _BLACK))
    mask = entry(picture, "/SMask") or entry(picture, "/Mask")
    if isinstance(mask, StreamObject):
        seen = decoded(mask).luminance()
        if plain(mask.get("/ImageMask")):  # what a stencil paints is what is shown
            seen.data = bytearray(bytes(seen.data).translate(bytes(range(255, -1, -1))))
        copy[NameObject("/SMask")] = bitmaps.as_picture(_filled(seen, rects, _CLEAR))
    return copy


def _filled(bitmap: Bitmap, rects: tuple[Rect, ...], value: int) -> Bitmap:
    for x0, y0, x1, y1 in rects:
        wide, high = bitmap.width, bitmap.height
        bitmap.fill((x0 * wide, (1 - y1) * high, x1 * wide, (1 - y0) * high), value)
    return bitmap


def decoded(picture: StreamObject) -> Bitmap:
    """The pixels of a picture without its mask, fewer of them where there are too many. Raises Unsure."""
    wide, high = (int(figure(entry(picture, key))) for key in ("/Width", "/Height"))
    if not 0 < wide * high <= _MOST:
        raise Unsure("a picture without size or end")
    scale = min(1.0, math.sqrt(PIXELS / (wide * high)))
    alone = StreamObject()
    alone.update(
        {key: picture.raw_get(key) for key in picture if key not in ("/SMask", "/Mask", "/SMaskInData")}
    )
    alone._data = picture._data
    document = pdfium.PdfDocument(alone_on_a_page(alone, wide, high))
    try:
        page = document[0]
        try:
            return bitmaps.shot(page, scale, smooth=scale < 1)
        finally:
            page.close()
    finally:
        document.close()


def alone_on_a_page(picture: StreamObject, wide: float, high: float) -> bytes:
    """A file of one page that a picture fills."""
    writer = Writer()
    root, pages = writer.reserve(), writer.reserve()
    named = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/I"): picture})})
    page = writer.page(
        {
            "/MediaBox": ArrayObject(
                [NumberObject(0), NumberObject(0), NumberObject(int(wide)), NumberObject(int(high))]
            ),
            "/Resources": named,
            "/Contents": fresh(b"%d 0 0 %d 0 0 cm /I Do" % (wide, high), {}),
        },
        pages,
    )
    writer.put(pages, b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % page)
    writer.put(root, b"<< /Type /Catalog /Pages %d 0 R >>" % pages)
    return writer.file(root)
