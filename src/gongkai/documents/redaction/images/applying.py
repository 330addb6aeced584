"""A picture file without what is marked: a PDF in which those pixels are black, proved pixel by pixel."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.images.wrapping import wrapped
from gongkai.documents.redaction.marks import Box, Mark, Redacted
from gongkai.documents.redaction.sheets import applying
from gongkai.documents.redaction.sheets.bitmaps import Bitmap, shot
from gongkai.documents.redaction.sheets.pictures import PIXELS
from gongkai.documents.redaction.sheets.seeing import opened

CLEARED = "图片信息（拍摄时间、地点、设备、缩略图等）"
SMALLER = "图片较大，遮盖的页缩小到了 400 万像素，请核对是否清楚。"
NOT_PROVED = "没有办法证明框内的图像已经清除，所以没有生成文件。请在看图软件中另存为 PNG 后再试。"
_MOST = 40_000_000
"""Pixels that are looked at of a page."""


def redacted(data: bytes, marks: Sequence[Mark], *, raster: bool, title: str = "") -> Redacted:
    """The PDF and what was done. Raises Unreadable."""
    before = wrapped(data)
    made = applying.redacted(before, marks, [], raster=raster, title=title)
    if not are_black(made.data, marks):
        raise Unreadable(NOT_PROVED)
    remarks = (*made.report.remarks, SMALLER) if _is_large(before, marks) else made.report.remarks
    report = replace(
        made.report, original=sha256(data).hexdigest(), cleared=(CLEARED,), remarks=tuple(remarks)
    )
    return replace(made, report=report)


def are_black(file: bytes, marks: Sequence[Mark]) -> bool:
    """Whether every pixel of every picture is black inside each box, under what is painted over it."""
    boxes: dict[int, list[Box]] = {}
    for mark in marks:
        boxes.setdefault(mark.page, []).append(mark.box)
    with opened(file) as document:
        return all(_is_black(document, page, here) for page, here in boxes.items())


def _is_black(document: pdfium.PdfDocument, number: int, boxes: Sequence[Box]) -> bool:
    page = document[number]
    try:
        wide, high = page.get_size()
        # On black paper: strips leave hairs between them, which are of no picture.
        bare = shot(page, _uncovered(page), smooth=False, paper=0)
    finally:
        page.close()
    across, down = bare.width / wide, bare.height / high
    return all(_dark(bare, (x * across, y * down, u * across, v * down)) for x, y, u, v in boxes)


def _uncovered(page: pdfium.PdfPage) -> float:
    """Take what is painted over the pictures off a page; at how many pixels for a point each of theirs is seen fourfold."""
    wide, high = page.get_size()
    finest = 1.0
    for thing in list(page.get_objects(max_depth=1)):
        if thing.type == pdfium_c.FPDF_PAGEOBJ_PATH or _is_stencil(thing):
            page.remove_obj(thing)
        elif isinstance(thing, pdfium.PdfImage):
            finest = max(finest, max(thing.get_px_size()) / max(wide, high))
    page.gen_content()
    return float(min(2 * finest, (_MOST / (wide * high)) ** 0.5))


def _is_stencil(thing: pdfium.PdfObject) -> bool:
    """Whether it is one of the labels, which are written on the boxes."""
    if not isinstance(thing, pdfium.PdfImage):
        return False
    said = thing.get_metadata()
    return bool(said.bits_per_pixel == 1 and said.colorspace == pdfium_c.FPDF_COLORSPACE_UNKNOWN)


def _dark(bitmap: Bitmap, box: Sequence[float]) -> bool:
    """Whether all pixels are black that lie inside a box whole."""
    left, top = max(0, int(box[0]) + 1), max(0, int(box[1]) + 1)
    right, bottom = min(bitmap.width, int(box[2])), min(bitmap.height, int(box[3]))
    nothing = bytes(max(0, right - left) * bitmap.depth)
    starts = ((row * bitmap.width + left) * bitmap.depth for row in range(top, bottom))
    return all(bitmap.data[at : at + len(nothing)] == nothing for at in starts)


def _is_large(before: bytes, marks: Sequence[Mark]) -> bool:
    with opened(before) as document:
        for number in {mark.page for mark in marks}:
            page = document[number]
            sizes = [
                thing.get_px_size() for thing in page.get_objects() if isinstance(thing, pdfium.PdfImage)
            ]
            page.close()
            if any(wide * high > PIXELS for wide, high in sizes):
                return True
    return False
