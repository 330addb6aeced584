"""Pixels: black where something is withheld, and written as PNG or as a picture of a PDF."""

import struct
import zlib
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf.generic import ArrayObject, BooleanObject, FloatObject, NameObject, NumberObject, StreamObject

from gongkai.documents.redaction.sheets.geometry import Rect
from gongkai.documents.redaction.sheets.objects import fresh

_BITS = bytes(0x31 if value >= 128 else 0x30 for value in range(256))


@dataclass(slots=True)
class Bitmap:
    """Rows from the top, each pixel of `depth` bytes: three for colours, one for greys."""

    width: int
    height: int
    depth: int
    data: bytearray

    def fill(self, rect: Rect, value: int) -> None:
        """Paint a rectangle of pixels (left, top, right, bottom), every pixel that it touches."""
        left, top = max(0, int(rect[0])), max(0, int(rect[1]))
        right, bottom = min(self.width, int(rect[2]) + 1), min(self.height, int(rect[3]) + 1)
        if left >= right:
            return
        strip = bytes((value,)) * ((right - left) * self.depth)
        for row in range(top, bottom):
            at = (row * self.width + left) * self.depth
            self.data[at : at + len(strip)] = strip

    def grey(self) -> "Bitmap":
        """The same with one byte for a pixel where no pixel has a colour."""
        if self.depth == 1:
            return self
        red, green, blue = self.data[0::3], self.data[1::3], self.data[2::3]
        return Bitmap(self.width, self.height, 1, red) if red == green == blue else self

    def luminance(self) -> "Bitmap":
        """The same with one byte for a pixel; meant for pictures that are grey to begin with."""
        return self if self.depth == 1 else Bitmap(self.width, self.height, 1, self.data[1::3])

    def bits(self) -> bytes:
        """One bit for a pixel, rows filled up to whole bytes: 1 for light ones."""
        across = (self.width + 7) // 8
        spare = b"0" * (across * 8 - self.width)
        rows = (
            self.data[at : at + self.width].translate(_BITS) + spare
            for at in range(0, len(self.data), self.width)
        )
        return b"".join(int(row, 2).to_bytes(across, "big") for row in rows)


def shot(
    page: pdfium.PdfPage, scale: float, *, smooth: bool = True, forms: bool = False, paper: int = 255
) -> Bitmap:
    """A page as pixels, on white paper or another grey.

    `smooth`: as on a screen; otherwise each pixel of a picture as it is. `forms`: what they hold, too.
    """
    drawn = page.render(
        scale=scale,
        fill_color=(paper, paper, paper, 255),
        may_draw_forms=forms,
        draw_annots=forms,
        rev_byteorder=True,
        no_smoothimage=not smooth,
        prefer_bgrx=False,
        maybe_alpha=False,
    )
    width, height, stride = drawn.width, drawn.height, drawn.stride
    depth = {pdfium_c.FPDFBitmap_BGR: 3, pdfium_c.FPDFBitmap_Gray: 1}[drawn.format]
    whole = bytes(drawn.buffer)
    row = width * depth
    data = bytearray(b"".join(whole[at : at + row] for at in range(0, stride * height, stride)))
    drawn.close()
    return Bitmap(width, height, depth, data)


def png(bitmap: Bitmap) -> bytes:
    """The file of a bitmap."""
    row = bitmap.width * bitmap.depth
    rows = b"".join(b"\0" + bitmap.data[at : at + row] for at in range(0, len(bitmap.data), row))
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 2 if bitmap.depth == 3 else 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 3)), _chunk(b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def as_picture(bitmap: Bitmap) -> StreamObject:
    """A bitmap as a picture of a PDF, as small as its colours allow."""
    bitmap = bitmap.grey()
    two = bitmap.depth == 1 and not bytes(bitmap.data).translate(None, b"\x00\xff")
    return fresh(
        bitmap.bits() if two else bytes(bitmap.data),
        {
            "/Type": NameObject("/XObject"),
            "/Subtype": NameObject("/Image"),
            "/Width": NumberObject(bitmap.width),
            "/Height": NumberObject(bitmap.height),
            "/BitsPerComponent": NumberObject(1 if two else 8),
            "/ColorSpace": NameObject("/DeviceGray" if bitmap.depth == 1 else "/DeviceRGB"),
        },
    )


def as_stencil(bitmap: Bitmap) -> StreamObject:
    """A bitmap as a stencil: dark pixels are painted in the colour of the day."""
    stencil = fresh(
        bitmap.luminance().bits(),
        {
            "/Type": NameObject("/XObject"),
            "/Subtype": NameObject("/Image"),
            "/Width": NumberObject(bitmap.width),
            "/Height": NumberObject(bitmap.height),
            "/BitsPerComponent": NumberObject(1),
            "/ImageMask": BooleanObject(True),
        },
    )
    stencil[NameObject("/Decode")] = ArrayObject((FloatObject(0), FloatObject(1)))
    return stencil
