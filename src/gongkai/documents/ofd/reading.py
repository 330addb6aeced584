"""A PDF of ours taken apart: every character with its place, every drawing, every picture."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from gongkai.documents.ofd.objects import BLACK, MM, Colour, Drawn, Image, Page, Path, Text
from gongkai.documents.ofd.png import from_bitmap
from gongkai.documents.reading.blocks import Unreadable

MOST_PAGES = 500
TOO_LONG = f"文件超过 {MOST_PAGES} 页，不能转成 OFD。请下载 PDF。"
STRANGE = "文件不能转成 OFD。请下载 PDF。"
_DEEPEST = 8
_SAME_LINE, _FURTHEST = 0.1, 3.0
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


def drawn(pdf: bytes) -> Drawn:
    """What stands on the pages. Raises Unreadable."""
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise Unreadable(STRANGE) from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(TOO_LONG)
        reading = _Reading()
        pages = tuple(reading.page(page) for page in document)
        return Drawn(pages, tuple(reading.pictures), reading.used)
    finally:
        document.close()


@dataclass(slots=True)
class _Line:
    """Characters that follow each other on a line, while they are collected; places in points."""

    font: str
    size: float
    colour: Colour
    baseline: float
    characters: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)

    def goes_on_with(self, font: str, size: float, colour: Colour, at: tuple[float, float]) -> bool:
        """Whether a character of this kind, at this place, is part of it."""
        same = (self.font, self.colour) == (font, colour) and abs(self.size - size) < 0.01
        ahead = 0 <= at[0] - self.starts[-1] < _FURTHEST * size
        return same and ahead and abs(self.baseline - at[1]) < _SAME_LINE


class _Reading:
    """Reads pages one after the other, and remembers faces and pictures."""

    def __init__(self) -> None:
        self.used: dict[str, set[str]] = {}
        self.pictures: list[bytes] = []

    def page(self, page: pdfium.PdfPage) -> Page:
        width, height = page.get_size()
        paths: list[Path] = []
        images: list[Image] = []
        for found in page.get_objects(
            filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST
        ):
            if found.type == raw.FPDF_PAGEOBJ_PATH:
                path = _path(found, height)
                paths += [path] if path else []
            else:
                images.append(self._image(found, height))
        texts = tuple(_text(line, height) for line in self._lines(page))
        return Page(width * MM, height * MM, tuple(paths), tuple(images), texts)

    def _lines(self, page: pdfium.PdfPage) -> Iterator[_Line]:
        line: _Line | None = None
        text = page.get_textpage()
        try:
            for character, font, size, colour, at in _characters(text):
                if line is None or not line.goes_on_with(font, size, colour, at):
                    if line:
                        yield line
                    line = _Line(font, size, colour, at[1])
                line.characters.append(character)
                line.starts.append(at[0])
                self.used.setdefault(font, set()).add(character)
        finally:
            text.close()
        if line:
            yield line

    def _image(self, found: Any, height: float) -> Image:
        bitmap = found.get_bitmap(render=False)
        pixels = bytes(bitmap.buffer)
        channels = bitmap.n_channels
        self.pictures.append(from_bitmap(bitmap.width, bitmap.height, bitmap.stride, channels, pixels))
        bitmap.close()
        a, b, c, d, e, f = _whole_matrix(found).get()
        # the square of OFD stands on its head beside that of PDF
        matrix = (a * MM, -b * MM, -c * MM, d * MM, (e + c) * MM, (height - f - d) * MM)
        return Image(len(self.pictures) - 1, matrix)


_Character = tuple[str, str, float, Colour, tuple[float, float]]


def _characters(text: pdfium.PdfTextPage) -> Iterator[_Character]:
    """Character, face, size, colour and place, of all that were set; not the blanks that PDFium makes up."""
    before = 0
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, place)
        if code in _HIGH:
            before = code
            continue
        if code in _LOW and before:
            code = 0x10000 + ((before - 0xD800) << 10) + code - 0xDC00
        before = 0
        if code < 0x20 or code in _LOW or raw.FPDFText_IsGenerated(text, place) == 1:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        yield chr(code), _font(text, place), _size(text, place), _colour(text, place), (x.value, y.value)


def _font(text: pdfium.PdfTextPage, place: int) -> str:
    """The name of the face, without the six letters of a subset."""
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, place, buffer, 256, flags)
    return buffer.value.decode(errors="replace").rpartition("+")[2].removesuffix("-Identity-H")


def _size(text: pdfium.PdfTextPage, place: int) -> float:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, place, matrix)
    size = raw.FPDFText_GetFontSize(text, place)
    return round(float(size * (hypot(matrix.c, matrix.d) or 1)), 3)


def _colour(text: pdfium.PdfTextPage, place: int) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(text, place, *parts):
        return BLACK
    red, green, blue, opaque = (part.value for part in parts)
    return red, green, blue, opaque


def _text(line: _Line, height: float) -> Text:
    starts = tuple(start * MM for start in line.starts)
    baseline = (height - line.baseline) * MM
    return Text(line.font, line.size * MM, line.colour, "".join(line.characters), starts, baseline)


def _whole_matrix(found: Any) -> pdfium.PdfMatrix:
    """What becomes of an object on the page: its own matrix and those of all that it is in."""
    matrix = found.get_matrix()
    while (found := found.container) is not None:
        matrix = matrix.multiply(found.get_matrix())
    return matrix


def _path(found: Any, height: float) -> Path | None:
    """A drawing; None where nothing of it is seen."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(found, mode, stroked)
    matrix = _whole_matrix(found)
    steps = [*_steps(found, matrix, height)]
    if not steps or not (mode.value or stroked.value):
        return None
    xs = [x for _, points in steps for x, _ in points]
    ys = [y for _, points in steps for _, y in points]
    if not xs:
        return None
    left, top = min(xs), min(ys)
    written = " ".join(_step(letter, points, left, top) for letter, points in steps)
    wide = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(found, wide)
    scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
    return Path(
        box=(left, top, max(xs) - left, max(ys) - top),
        commands=written,
        fill=_ink(raw.FPDFPageObj_GetFillColor, found) if mode.value else None,
        stroke=_ink(raw.FPDFPageObj_GetStrokeColor, found) if stroked.value else None,
        width=wide.value * scale * MM,
        even_odd=mode.value == raw.FPDF_FILLMODE_ALTERNATE,
    )


_Points = list[tuple[float, float]]


def _steps(found: Any, matrix: pdfium.PdfMatrix, height: float) -> Iterator[tuple[str, _Points]]:
    """The commands of a path: M and L with a point, B with three, C that closes."""
    curve: _Points = []
    for number in range(raw.FPDFPath_CountSegments(found)):
        segment = raw.FPDFPath_GetPathSegment(found, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        across, up = matrix.on_point(x.value, y.value)
        point = (across * MM, (height - up) * MM)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == 3:
                yield "B", curve
                curve = []
        else:
            yield ("M" if kind == raw.FPDF_SEGMENT_MOVETO else "L"), [point]
        if raw.FPDFPathSegment_GetClose(segment):
            yield "C", []


def _step(letter: str, points: _Points, left: float, top: float) -> str:
    return " ".join([letter, *(f"{number(x - left)} {number(y - top)}" for x, y in points)])


def _ink(ask: Any, found: Any) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    ask(found, *parts)
    red, green, blue, opaque = (part.value for part in parts)
    return red, green, blue, opaque


def number(value: float) -> str:
    """A length as OFD writes it: to the thousandth of a millimetre, no more digits than it needs."""
    written = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
