"""How the strings of a font fall into characters, and how far each one moves the pen."""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.documents.redaction.sheets.objects import (
    Unsure,
    content,
    entries,
    entry,
    figure,
    figures,
    items,
    plain,
    word,
)


class Code(NamedTuple):
    """One character of a string: its bytes, how far it moves the pen (in sizes of the font), whether it is a blank."""

    data: bytes
    width: float
    blank: bool


Split = Callable[[bytes], Iterator[bytes]]

_STANDARD = re.compile(
    r"(?:[A-Z]{6}\+)?(Helvetica|Times|Courier|Arial|TimesNewRoman|CourierNew|Symbol|ZapfDingbats)"
)
_HEX = rb"<([0-9A-Fa-f\s]*)>"
_SPACES = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.DOTALL)
_CHARACTERS = re.compile(rb"begincidchar(.*?)endcidchar", re.DOTALL)
_RANGES = re.compile(rb"begincidrange(.*?)endcidrange", re.DOTALL)
_PAIR = re.compile(_HEX + rb"\s*" + _HEX)
_CHARACTER = re.compile(_HEX + rb"\s*(\d+)")
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(\d+)")
# Where the half-width letters of ASCII stand in the collections of Chinese that have no table in the file.
_ASCII_CID = {"/GBK-EUC": 814, "/GB-EUC": 814, "/GBK2K": 814, "/GBpc-EUC": 1, "/GBKp-EUC": 1}
_MOST_CIDS = 70_000


@dataclass(slots=True)
class Font:
    """A font of a file. `middle`: how high above the line its characters have their centre.

    `cid`: the number of a code in its collection; None for a font of single bytes. `used`: the codes that stay,
    `gone`: those of which at least one was taken away.
    """

    split: Split
    width: Callable[[bytes], float]
    upright: bool
    middle: float
    source: Any
    cid: Callable[[bytes], int] | None = None
    used: set[bytes] = field(default_factory=set)
    gone: set[bytes] = field(default_factory=set)

    def codes(self, text: bytes) -> Iterator[Code]:
        """The characters of a string."""
        for data in self.split(text):
            yield Code(data, self.width(data), data == b" ")


def font(source: Any) -> Font:
    """A font by its dictionary. Raises Unsure for one whose strings cannot be divided."""
    said = entries(source)
    if word(entry(said, "/Subtype")) == "/Type0":
        return _composite(said)
    if word(entry(said, "/Subtype")) == "/Type3":
        return _drawn(said)
    return Font(_bytewise, _simple_widths(said), upright=False, middle=0.35, source=said)


def _bytewise(text: bytes) -> Iterator[bytes]:
    return (text[at : at + 1] for at in range(len(text)))


def _pairwise(text: bytes) -> Iterator[bytes]:
    return (text[at : at + 2] for at in range(0, len(text), 2))


def _simple_widths(said: Any) -> Callable[[bytes], float]:
    first = int(figure(entry(said, "/FirstChar")))
    widths = [figure(each) / 1000 for each in items(entry(said, "/Widths"))]
    missing = figure(entry(entry(said, "/FontDescriptor"), "/MissingWidth")) / 1000
    known = {bytes((first + at,)): width for at, width in enumerate(widths) if 0 <= first + at < 256}
    if not widths and (standard := _STANDARD.match(word(entry(said, "/BaseFont")).lstrip("/"))):
        known = _standard_widths(word(entry(said, "/BaseFont")).lstrip("/"), standard[1])
    return lambda code: known.get(code, missing)


def _standard_widths(name: str, family: str) -> dict[bytes, float]:
    """What PDFium knows of the fonts that every viewer has."""
    family = {"Arial": "Helvetica", "TimesNewRoman": "Times", "CourierNew": "Courier"}.get(family, family)
    bold, slanted = "Bold" in name, "Italic" in name or "Oblique" in name
    look = ("Bold" if bold else "") + (("Italic" if family == "Times" else "Oblique") if slanted else "")
    if family not in ("Symbol", "ZapfDingbats"):
        family += f"-{look}" if look else ("-Roman" if family == "Times" else "")
    document = pdfium.PdfDocument.new()
    handle = pdfium_c.FPDFText_LoadStandardFont(document.raw, family.encode())
    try:
        found = {}
        width = ctypes.c_float()
        for code in range(256):
            if pdfium_c.FPDFFont_GetGlyphWidth(handle, code, 1000.0, width):
                found[bytes((code,))] = width.value / 1000
        return found
    finally:
        pdfium_c.FPDFFont_Close(handle)
        document.close()


def _drawn(said: Any) -> Font:
    """A Type 3 font: its characters are drawings, measured in a space of their own."""
    matrix = figures(entry(said, "/FontMatrix"), (0.001, 0.0, 0.0, 0.001, 0.0, 0.0))
    box = figures(entry(said, "/FontBBox"), (0.0, 0.0, 0.0, 0.0))
    first = int(figure(entry(said, "/FirstChar")))
    widths = {
        bytes((first + at,)): figure(each) * matrix[0]
        for at, each in enumerate(items(entry(said, "/Widths")))
        if 0 <= first + at < 256
    }
    middle = (box[1] + box[3]) / 2 * matrix[3] if box[3] > box[1] else 0.35
    return Font(_bytewise, lambda code: widths.get(code, 0.0), upright=False, middle=middle, source=said)


def _composite(said: Any) -> Font:
    below = entries(next(items(entry(said, "/DescendantFonts")), None))
    usual = figure(entry(below, "/DW"), 1000.0) / 1000
    widths = _cid_widths(entry(below, "/W"))
    split, cid, upright = _encoding(entry(said, "/Encoding"))
    if upright:
        _, down = figures(entry(below, "/DW2"), (880.0, -1000.0))
        if "/W2" in below:
            raise Unsure("characters set from top to bottom with widths of their own")
        return Font(split, lambda _: down / 1000, upright=True, middle=-0.5, source=said, cid=cid)
    return Font(
        split, lambda code: widths.get(cid(code), usual), upright=False, middle=0.35, source=said, cid=cid
    )


def _cid_widths(array: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    parts = list(items(array))
    at = 0
    while at + 1 < len(parts):
        first, second = int(figure(parts[at])), parts[at + 1]
        listed = [figure(each) / 1000 for each in items(second)] if isinstance(second, list) else None
        if listed is not None:
            found.update(enumerate(listed, first))
            at += 2
        elif at + 2 < len(parts):
            width = figure(parts[at + 2]) / 1000
            found.update(dict.fromkeys(range(first, min(int(figure(second)) + 1, first + _MOST_CIDS)), width))
            at += 3
        else:
            break
    return found


def _big(code: bytes) -> int:
    return int.from_bytes(code, "big")


def _encoding(given: Any) -> tuple[Split, Callable[[bytes], int], bool]:
    """How strings are divided, the number of each character in its collection, whether they run downwards."""
    given = plain(given)
    name = word(given)
    if name in ("/Identity-H", "/Identity-V"):
        return _pairwise, _big, name.endswith("V")
    if name:
        return _predefined(name)
    if given is None:
        raise Unsure("a font without an encoding")
    used = word(entry(given, "/UseCMap"))
    if used and not used.startswith("/Identity"):
        raise Unsure("an encoding upon another one")
    return _embedded(content(given), upright=figure(entry(given, "/WMode")) == 1)


def _predefined(name: str) -> tuple[Split, Callable[[bytes], int], bool]:
    stem, _, direction = name.rpartition("-")
    upright = direction == "V"
    if stem.endswith("UCS2"):
        return _pairwise, lambda code: _ascii(_big(code), 1), upright
    if stem.endswith("UTF16"):
        return _utf16, lambda code: _ascii(_big(code), 1), upright
    if stem in _ASCII_CID:
        start = _ASCII_CID[stem]
        split = _gb18030 if stem == "/GBK2K" else _gbk
        return split, lambda code: _ascii(_big(code), start) if len(code) == 1 else -1, upright
    raise Unsure("an encoding that is not known here")


def _ascii(number: int, start: int) -> int:
    """The number in the collection of a letter of ASCII; all others have the usual width."""
    return start + number - 0x20 if 0x20 <= number < 0x7F else -1


def _utf16(text: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(text):
        size = 4 if 0xD8 <= text[at] < 0xDC else 2
        yield text[at : at + size]
        at += size


def _gbk(text: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(text):
        size = 2 if 0x81 <= text[at] <= 0xFE else 1
        yield text[at : at + size]
        at += size


def _gb18030(text: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(text):
        second = text[at + 1] if at + 1 < len(text) else 0
        size = 1 if not 0x81 <= text[at] <= 0xFE else 4 if 0x30 <= second <= 0x39 else 2
        yield text[at : at + size]
        at += size


def _embedded(table: bytes, *, upright: bool) -> tuple[Split, Callable[[bytes], int], bool]:
    """An encoding that the file brings along."""
    spaces = [
        (bytes.fromhex(low.decode()), bytes.fromhex(high.decode()))
        for block in _SPACES.findall(table)
        for low, high in _PAIR.findall(block)
    ]
    if not spaces or any(len(low) != len(high) or not low for low, high in spaces):
        raise Unsure("an encoding without a table")
    single = {
        bytes.fromhex(code.decode()): int(to)
        for block in _CHARACTERS.findall(table)
        for code, to in _CHARACTER.findall(block)
    }
    ranges = [
        (bytes.fromhex(low.decode()), bytes.fromhex(high.decode()), int(to))
        for block in _RANGES.findall(table)
        for low, high, to in _RANGE.findall(block)
    ]
    longest = max(len(low) for low, _ in spaces)

    def split(text: bytes) -> Iterator[bytes]:
        at = 0
        while at < len(text):
            size = next(
                (size for size in range(1, longest + 1) if _within(text[at : at + size], spaces)), longest
            )
            yield text[at : at + size]
            at += size

    def cid(code: bytes) -> int:
        if code in single:
            return single[code]
        for low, high, to in ranges:
            if len(low) == len(code) and low <= code <= high:
                return to + _big(code) - _big(low)
        return 0

    return split, cid, upright


def _within(code: bytes, spaces: list[tuple[bytes, bytes]]) -> bool:
    return any(
        len(low) == len(code) and all(a <= b <= c for a, b, c in zip(low, code, high, strict=True))
        for low, high in spaces
    )
