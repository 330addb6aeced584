"""TIFF files, as scanners and fax machines write them: their strips are pictures of a PDF as they are, one below the other."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.images import leaves
from gongkai.documents.redaction.images.leaves import BROKEN, MOST

PAGES = 300
OTHER = "这种 TIFF 图片不能在这里遮盖。请在看图软件中另存为 PDF、PNG 或者 JPEG 后再试。"
MANY = f"图片超过 {PAGES} 页，不能一次遮盖。请拆分后再试。"

_WIDTH, _HEIGHT, _BITS, _PACKED, _MEANT, _ORDER = 256, 257, 258, 259, 262, 266
_OFFSETS, _TURN, _SAMPLES, _ROWS, _COUNTS, _PLANES = 273, 274, 277, 278, 279, 284
_FAX, _PREDICTOR, _COLOURS, _TILES, _TABLES = 292, 317, 320, 322, 347
_SIZES = {1: ("B", 1), 3: ("H", 2), 4: ("I", 4), 6: ("b", 1), 7: ("B", 1), 8: ("h", 2), 9: ("i", 4)}
_PLAIN, _FAX_2, _FAX_3, _FAX_4, _LZW, _JPEG, _ZIP, _RUNS, _OLD_ZIP = 1, 2, 3, 4, 5, 7, 8, 32773, 32946
_LIGHT_IS_ZERO, _DARK_IS_ZERO, _RGB, _PALETTE, _YCBCR = 0, 1, 2, 3, 6
_BACKWARDS = bytes(int(f"{code:08b}"[::-1], 2) for code in range(256))

Tags = dict[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a TIFF file, as its tags say."""

    data: bytes
    tags: Tags

    def one(self, tag: int, instead: int = 0) -> int:
        return self.tags.get(tag, (instead,))[0]

    def strips(self) -> Iterator[tuple[bytes, int]]:
        """The bytes of each strip and how many rows it has."""
        height, rows = self.one(_HEIGHT), self.one(_ROWS, self.one(_HEIGHT)) or self.one(_HEIGHT)
        offsets, counts = self.tags.get(_OFFSETS, ()), self.tags.get(_COUNTS, ())
        if len(offsets) != len(counts) or len(offsets) != -(-height // rows):
            raise Unreadable(BROKEN)
        for at, (offset, count) in enumerate(zip(offsets, counts, strict=True)):
            yield self.data[offset : offset + count], min(rows, height - at * rows)


def wrapped(data: bytes) -> bytes:
    """The PDF. Raises Unreadable for a file that is broken, or of a kind that no scanner writes."""
    try:
        return leaves.file([_page(leaf) for leaf in leaves_of(data)])
    except struct.error as error:
        raise Unreadable(BROKEN) from error


def leaves_of(data: bytes) -> Iterator[Leaf]:
    """The pages of a file, whose tags cameras use as well. Raises Unreadable and struct.error."""
    end = "<" if data.startswith(b"II") else ">"
    at, seen = struct.unpack_from(f"{end}I", data, 4)[0], set[int]()
    while at:
        if at in seen or len(seen) >= PAGES:
            raise Unreadable(BROKEN if at in seen else MANY)
        seen.add(at)
        count = struct.unpack_from(f"{end}H", data, at)[0]
        tags = dict(_tag(data, at + 2 + 12 * number, end) for number in range(count))
        yield Leaf(data, {number: values for number, values in tags.items() if values})
        at = struct.unpack_from(f"{end}I", data, at + 2 + 12 * count)[0]
    if not seen:
        raise Unreadable(BROKEN)


def _tag(data: bytes, at: int, end: str) -> tuple[int, tuple[int, ...]]:
    number, kind, count = struct.unpack_from(f"{end}HHI", data, at)
    if kind not in _SIZES:
        return number, ()
    letter, size = _SIZES[kind]
    if count * size > len(data):
        raise Unreadable(BROKEN)
    place = at + 8 if count * size <= 4 else struct.unpack_from(f"{end}I", data, at + 8)[0]
    return number, struct.unpack_from(f"{end}{count}{letter}", data, place)


def _page(leaf: Leaf) -> dict[str, Any]:
    size = leaf.one(_WIDTH), leaf.one(_HEIGHT)
    if not 0 < size[0] * size[1] <= MOST:
        raise Unreadable(BROKEN)
    said = _said(leaf)
    strips = [(_strip(leaf, data, rows, said), rows) for data, rows in leaf.strips()]
    page = leaves.page if len(strips) == 1 else leaves.joined
    return page(size, leaf.one(_TURN, 1), strips)


def _said(leaf: Leaf) -> dict[str, Any]:
    """What a PDF says of each strip: colours and how they are packed. Raises Unreadable for what it could not say."""
    packed, meant = leaf.one(_PACKED, _PLAIN), leaf.one(_MEANT, _LIGHT_IS_ZERO)
    bits, samples = set(leaf.tags.get(_BITS, (1,))), leaf.one(_SAMPLES, 1)
    colours = _colours(leaf, meant, samples)
    planes = leaf.one(_PLANES, 1) != 1 and samples > 1
    if colours is None or planes or len(bits) > 1 or not bits <= {1, 2, 4, 8, 16} or _TILES in leaf.tags:
        raise Unreadable(OTHER)
    said: dict[str, Any] = {"/ColorSpace": colours, "/BitsPerComponent": NumberObject(bits.pop())}
    said |= _packing(leaf, packed, samples, int(said["/BitsPerComponent"]))
    if meant == _LIGHT_IS_ZERO and packed not in (_FAX_2, _FAX_3, _FAX_4):
        said["/Decode"] = ArrayObject([NumberObject(1), NumberObject(0)])
    return said


def _colours(leaf: Leaf, meant: int, samples: int) -> Any:
    packed = leaf.one(_PACKED, _PLAIN)
    if samples == 1 and meant in (_LIGHT_IS_ZERO, _DARK_IS_ZERO):
        return NameObject("/DeviceGray")
    if samples == 3 and (meant == _RGB or (meant == _YCBCR and packed == _JPEG)):
        return NameObject("/DeviceRGB")
    if samples == 1 and meant == _PALETTE:
        return _palette(leaf.tags.get(_COLOURS, ()))
    return None


def _palette(said: Sequence[int]) -> Any:
    many = len(said) // 3
    if not 0 < many <= 256:
        return None
    table = bytes(said[plane * many + at] >> 8 for at in range(many) for plane in range(3))
    named = [
        NameObject("/Indexed"),
        NameObject("/DeviceRGB"),
        NumberObject(many - 1),
        ByteStringObject(table),
    ]
    return ArrayObject(named)


def _packing(leaf: Leaf, packed: int, samples: int, bits: int) -> dict[str, Any]:
    wide = NumberObject(leaf.one(_WIDTH))
    if packed == _PLAIN:
        return {}
    if packed == _RUNS:
        return {"/Filter": NameObject("/RunLengthDecode")}
    if packed == _JPEG:  # without the mark of a program, a decoder cannot know whether colours are encoded
        coded = NumberObject(int(leaf.one(_MEANT) == _YCBCR))
        said = DictionaryObject({NameObject("/ColorTransform"): coded})
        return {"/Filter": NameObject("/DCTDecode"), "/DecodeParms": said}
    told = DictionaryObject({NameObject("/Columns"): wide})
    if packed in (_LZW, _ZIP, _OLD_ZIP):
        if leaf.one(_PREDICTOR, 1) == 2:
            told[NameObject("/Predictor")] = NumberObject(2)
            told[NameObject("/Colors")] = NumberObject(samples)
            told[NameObject("/BitsPerComponent")] = NumberObject(bits)
        elif leaf.one(_PREDICTOR, 1) != 1:
            raise Unreadable(OTHER)
        name = "/LZWDecode" if packed == _LZW else "/FlateDecode"
        return {"/Filter": NameObject(name), "/DecodeParms": told}
    if packed not in (_FAX_2, _FAX_3, _FAX_4):
        raise Unreadable(OTHER)
    mixed = packed == _FAX_3 and leaf.one(_FAX) & 1
    told[NameObject("/K")] = NumberObject(-1 if packed == _FAX_4 else 1 if mixed else 0)
    told[NameObject("/EndOfBlock")] = BooleanObject(False)
    told[NameObject("/EncodedByteAlign")] = BooleanObject(packed == _FAX_2)
    told[NameObject("/BlackIs1")] = BooleanObject(leaf.one(_MEANT) == _DARK_IS_ZERO)
    return {"/Filter": NameObject("/CCITTFaxDecode"), "/DecodeParms": told}


def _strip(leaf: Leaf, data: bytes, rows: int, said: dict[str, Any]) -> StreamObject:
    if leaf.one(_ORDER, 1) == 2:
        data = data.translate(_BACKWARDS)
    if leaf.one(_PACKED) == _JPEG and (tables := bytes(leaf.tags.get(_TABLES, ()))):
        data = tables[:-2] + data[2:]
    if leaf.one(_PACKED) == _RUNS:
        data += b"\x80"  # the end, which a PDF wants said
    more: dict[str, Any] = {}
    if "/DecodeParms" in said:
        told = DictionaryObject(said["/DecodeParms"])
        if said["/Filter"] == "/CCITTFaxDecode":
            told[NameObject("/Rows")] = NumberObject(rows)
        more["/DecodeParms"] = told
    if (
        leaf.one(_PACKED, _PLAIN) == _PLAIN
        and int(said["/BitsPerComponent"]) == 16
        and leaf.data[:2] == b"II"
    ):
        swapped = bytearray(data)
        swapped[0::2], swapped[1::2] = data[1::2], data[0::2]
        data = bytes(swapped)
    return leaves.picture((leaf.one(_WIDTH), rows), data, {**said, **more})
