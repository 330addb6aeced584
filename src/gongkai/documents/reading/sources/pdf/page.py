"""One PDF page as PDFium gives it: glyphs and ruling lines, turned so that its text stands upright."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.cleaning import clean

# A filled area this thin (points) is a ruling line: Word and browsers draw borders so.
_THIN = 3.5
# How far from level a drawn line may be.
_SLANT = 1.5
_FORM_DEPTH = 6
# Points. The format allows 14,400; what claims more, or is no number, is no part of a page.
_LARGEST = 20_000.0

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Glyph(NamedTuple):
    """A character and its box in points, x to the right, y downwards; `base` is its baseline.

    `turned` marks text that does not run as most of the page does (labels set upright in narrow cells).
    """

    char: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    turned: bool

    @property
    def middle(self) -> _Point:
        """A point inside the character, whatever ascent its font claims."""
        return (self.left + self.right) / 2, self.base - 0.3 * (self.bottom - self.top)


class Rule(NamedTuple):
    """A ruling line: at `at`, from `start` to `end`; horizontal ones have their y in `at`."""

    at: float
    start: float
    end: float


class Page(NamedTuple):
    """What a page holds, in points from its upper left corner."""

    glyphs: list[Glyph]
    horizontal: list[Rule]
    vertical: list[Rule]
    width: float
    height: float


# How the axes of a page are turned so that text runs to the right, y downwards: text that runs to the right, down, to
# the left, up (PDFium counts angles clockwise).
_TURNS: tuple[Callable[[float, float], _Point], ...] = (
    lambda x, y: (x, -y),
    lambda x, y: (-y, -x),
    lambda x, y: (-x, y),
    lambda x, y: (y, x),
)


def read_page(page: pdfium.PdfPage) -> Page:
    """The glyphs and rules of a page. Raises PdfiumError if its content cannot be parsed."""
    raw = list(_raw_glyphs(page))
    directions = Counter(quarter for *_, quarter in raw if quarter is not None)
    upright = directions.most_common(1)[0][0] if directions else 0
    turn = _TURNS[upright]
    left, bottom, right, top = page.get_bbox()
    corners = [turn(left, bottom), turn(right, top)]
    x0, y0 = min(x for x, _ in corners), min(y for _, y in corners)

    def place(x: float, y: float) -> _Point:
        turned = turn(x, y)
        return turned[0] - x0, turned[1] - y0

    width, height = (max(axis) - min(axis) for axis in zip(*corners, strict=True))
    if not (0 < width < _LARGEST and 0 < height < _LARGEST):
        return Page([], [], [], 1.0, 1.0)
    glyphs = [
        glyph for item in raw if (glyph := _glyph(item, upright, place)) and _inside(glyph, width, height)
    ]
    horizontal, vertical = _rules(page, place)
    return Page(glyphs, horizontal, vertical, width, height)


def _raw_glyphs(
    page: pdfium.PdfPage,
) -> Iterator[tuple[str, _Point, tuple[float, float, float, float], int | None]]:
    """Character, origin, box and direction in quarter turns (None: slanted, as watermarks are)."""
    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
        for index in range(min(pdfium_c.FPDFText_CountChars(handle), limits.PAGE_GLYPHS)):
            code = pdfium_c.FPDFText_GetUnicode(handle, index)
            pdfium_c.FPDFText_GetLooseCharBox(handle, index, box)
            # PDFium adds line ends and blanks of its own making; they have no extent.
            if box.left == box.right or code < 0x20 or 0xD800 <= code < 0xE000:
                continue
            pdfium_c.FPDFText_GetCharOrigin(handle, index, x, y)
            if not math.isfinite(x.value + y.value + box.left + box.right + box.bottom + box.top):
                continue
            turns = pdfium_c.FPDFText_GetCharAngle(handle, index) / (math.pi / 2)
            quarter = round(turns) % 4 if abs(turns - round(turns)) < 0.05 else None
            yield chr(code), (x.value, y.value), (box.left, box.bottom, box.right, box.top), quarter
    finally:
        text_page.close()


def _glyph(
    raw: tuple[str, _Point, tuple[float, float, float, float], int | None],
    upright: int,
    place: Callable[[float, float], _Point],
) -> Glyph | None:
    char, origin, (left, bottom, right, top), quarter = raw
    char = clean(char)
    if quarter is None or not char:
        return None
    (x0, y0), (x1, y1) = place(left, bottom), place(right, top)
    return Glyph(
        char, min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1), place(*origin)[1], quarter != upright
    )


def _inside(glyph: Glyph, width: float, height: float) -> bool:
    x, y = glyph.middle
    return 0 <= x <= width and 0 <= y <= height


def _rules(page: pdfium.PdfPage, place: Callable[[float, float], _Point]) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical ruling lines; none at all if the page is a drawing rather than a table."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for start, end in _strokes(page):
        (x0, y0), (x1, y1) = place(*start), place(*end)
        if not max(map(abs, (x0, y0, x1, y1))) < _LARGEST:
            continue
        if abs(y1 - y0) <= _SLANT < abs(x1 - x0):
            horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _SLANT < abs(y1 - y0):
            vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        if len(horizontal) + len(vertical) > limits.PAGE_RULES:
            return [], []
    return horizontal, vertical


def _strokes(page: pdfium.PdfPage) -> Iterator[tuple[_Point, _Point]]:
    for path, matrix in _paths(page):
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
        for points in _outlines(path, matrix):
            if stroke.value:
                yield from pairwise(points)
            elif fill.value:
                yield from _thin_area(points)


def _thin_area(points: list[_Point]) -> Iterator[tuple[_Point, _Point]]:
    """The middle line of a filled area that is thin enough to be a ruling line."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    (left, right), (low, high) = (min(xs), max(xs)), (min(ys), max(ys))
    if high - low <= _THIN < right - left:
        yield (left, (low + high) / 2), (right, (low + high) / 2)
    elif right - left <= _THIN < high - low:
        yield ((left + right) / 2, low), ((left + right) / 2, high)


def _paths(page: pdfium.PdfPage) -> Iterator[tuple[pdfium_c.FPDF_PAGEOBJECT, _Matrix]]:
    """The path objects of a page and of the forms in it, each with what turns its points into page points."""
    count, get = pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject
    stack = [(iter([get(page.raw, index) for index in range(count(page.raw))]), _IDENTITY)]
    budget = limits.PAGE_OBJECTS
    while stack and budget:
        budget -= 1
        objects, outer = stack[-1]
        item = next(objects, None)
        if item is None:
            stack.pop()
            continue
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield item, _product(_matrix(item), outer)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and len(stack) < _FORM_DEPTH:
            inner = range(pdfium_c.FPDFFormObj_CountObjects(item))
            stack.append(
                (
                    iter([pdfium_c.FPDFFormObj_GetObject(item, index) for index in inner]),
                    _product(_matrix(item), outer),
                )
            )


def _outlines(path: pdfium_c.FPDF_PAGEOBJECT, matrix: _Matrix) -> Iterator[list[_Point]]:
    """The points of each part of a path that is drawn without lifting the pen; curves end one."""
    points: list[_Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium_c.FPDFPath_CountSegments(path), limits.PAGE_RULES)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, matrix)
        if kind != pdfium_c.FPDF_SEGMENT_LINETO and points:
            yield points
            points = []
        points.append(point)
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _matrix(item: pdfium_c.FPDF_PAGEOBJECT) -> _Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    x0, y0 = _moved(0.0, 0.0, outer)
    (ax, ay), (cx, cy), (ex, ey) = _moved(a, b, outer), _moved(c, d, outer), _moved(e, f, outer)
    return ax - x0, ay - y0, cx - x0, cy - y0, ex, ey


def _moved(x: float, y: float, matrix: _Matrix) -> _Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
