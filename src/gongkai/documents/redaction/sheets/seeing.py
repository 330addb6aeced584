"""A PDF as it is seen: pages, pictures of them, and every character with its place, by PDFium."""

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.limits import OFFICE_BYTES
from gongkai.documents.redaction.marks import Box, Line, Page
from gongkai.documents.redaction.sheets.bitmaps import png, shot
from gongkai.documents.redaction.sheets.geometry import Point, Rect, to_view

PAGES = 300
CHARACTERS = 100_000
PIXELS = 40_000_000

LOCKED = "文件设有密码或者权限限制，不能遮盖。请在原软件中取消保护，另存后再试。"
BROKEN = "文件已损坏，打不开。请在原软件中重新导出后再试。"
MANY = f"文件超过 {PAGES} 页，不能一次遮盖。请拆分后再试。"
LARGE = f"文件超过 {OFFICE_BYTES // 1_000_000} MB，不能遮盖。请压缩其中的图片，或者拆分后再试。"
CROWDED = "文件有一页的文字太多，不能遮盖。请打印后扫描，再用扫描件遮盖。"
NO_PAGE = "文件没有这一页。请重新选择。"
BIG_PAGE = "这一页的尺寸太大，不能显示。请在原软件中改为常用纸张后再试。"

_SCANNED = 8  # characters of a page that has a text


@dataclass(frozen=True, slots=True)
class Char:
    """A character in the space of its page: `tight` around its ink, `loose` its cell; `made` is one that PDFium added."""

    text: str
    loose: Rect
    tight: Rect
    origin: Point
    angle: float
    made: bool

    @property
    def places(self) -> tuple[Point, Point]:
        """Its centre by either box."""
        left, low, right, high = self.tight
        start, down, end, up = self.loose
        return ((left + right) / 2, (low + high) / 2), ((start + end) / 2, (down + up) / 2)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its characters in the order in which they were set."""

    crop: Rect
    turn: int
    chars: tuple[Char, ...]
    width: float
    height: float
    pictures: int


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The file. Raises Unreadable: too large, locked, broken, with too many pages."""
    if len(data) > OFFICE_BYTES:
        raise Unreadable(LARGE)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        raise Unreadable(LOCKED if locked else BROKEN) from error
    try:
        if pdfium_c.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
            raise Unreadable(LOCKED)
        if len(document) > PAGES:
            raise Unreadable(MANY)
        document.init_forms()
        yield document
    finally:
        document.close()


def saved(data: bytes) -> bytes:
    """The same file as PDFium writes it: in order, whatever order it was in."""
    with opened(data) as document:
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def seen(data: bytes) -> list[Page]:
    """The pages for those who mark in them."""
    with opened(data) as document:
        return [_page(sheet(document, at)) for at in range(len(document))]


def picture(data: bytes, page: int, scale: float) -> bytes:
    """One page as PNG."""
    with opened(data) as document:
        if not 0 <= page < len(document):
            raise Unreadable(NO_PAGE)
        drawn = _loaded(document, page)
        try:
            width, height = drawn.get_size()
            if not 0 < width * height * scale * scale <= PIXELS:
                raise Unreadable(BIG_PAGE)
            return png(shot(drawn, scale, forms=True))
        finally:
            drawn.close()


def sheet(document: pdfium.PdfDocument, number: int) -> Sheet:
    """A page by its number. Raises Unreadable for a broken one."""
    page = _loaded(document, number)
    try:
        box = pdfium_c.FS_RECTF()
        pdfium_c.FPDF_GetPageBoundingBox(page.raw, box)
        width, height = page.get_size()
        pictures = sum(1 for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        crop = (box.left, box.bottom, box.right, box.top)
        return Sheet(crop, page.get_rotation(), tuple(_chars(page)), width, height, pictures)
    finally:
        page.close()


def _loaded(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    try:
        return document[number]
    except pdfium.PdfiumError as error:
        raise Unreadable(BROKEN) from error


def _chars(page: pdfium.PdfPage) -> Iterator[Char]:
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > CHARACTERS:
            raise Unreadable(CROWDED)
        loose, first = pdfium_c.FS_RECTF(), ""
        left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
        for at in range(count):
            code = pdfium_c.FPDFText_GetUnicode(text.raw, at)
            if 0xD800 <= code < 0xDC00:
                first = chr(code)
                continue
            said, first = _joined(first, code), ""
            pdfium_c.FPDFText_GetLooseCharBox(text.raw, at, loose)
            pdfium_c.FPDFText_GetCharBox(text.raw, at, left, right, bottom, top)
            pdfium_c.FPDFText_GetCharOrigin(text.raw, at, x, y)
            tight = (left.value, bottom.value, right.value, top.value)
            whole = (loose.left, loose.bottom, loose.right, loose.top)
            if whole[2] - whole[0] < 0.01 or whole[3] - whole[1] < 0.01:
                whole = tight
            angle = -pdfium_c.FPDFText_GetCharAngle(text.raw, at)  # it counts clockwise
            made = pdfium_c.FPDFText_IsGenerated(text.raw, at) == 1
            yield Char(said, whole, tight, (x.value, y.value), angle % math.tau, made)
    finally:
        text.close()


def _joined(first: str, code: int) -> str:
    if first and 0xDC00 <= code < 0xE000:
        return (first + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16")
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return chr(code)


def _page(sheet: Sheet) -> Page:
    lines: list[Line] = []
    text, boxes = "", list[Box]()
    for char in (*sheet.chars, None):
        if char is None or char.text in "\r\n":
            if text.strip():
                lines.append(Line(text, tuple(boxes)))
            text, boxes = "", []
            continue
        text += char.text
        x0, y0, x1, y1 = to_view(char.loose, sheet.crop, sheet.turn)
        boxes.append((round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)))
    scanned = bool(sheet.pictures) and sum(len(line.text.strip()) for line in lines) < _SCANNED
    return Page(sheet.width, sheet.height, tuple(lines), scanned)
