"""A new PDF, written object by object from what is reached: no history, no properties, nothing that nobody shows."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
    TextStringObject,
)

from gongkai.documents.redaction.sheets.objects import Unsure, plain, raw, word

# What says something that is not seen, or points back to where it came from.
_GONE = frozenset(
    """/Metadata /PieceInfo /LastModified /StructParent /StructParents /OC /Alternates /OPI /AF /Measure /PtData /ID /Thumb
    /Parent /Annots /AA /Contents /ActualText /Alt /Lang /Pg /SeparationInfo /Ref /Name /Private /LastMod
    /XML /JS /EF /FS /UF /Desc /Info /Outlines /Names /CharSet /CIDSet""".split()  # noqa: SIM905 - read as a list of names
)
_PICTURE = frozenset(
    """/Type /Subtype /Width /Height /ColorSpace /BitsPerComponent /Decode /DecodeParms /Filter /ImageMask /Mask /SMask
    /Interpolate /Intent /SMaskInData /Matte""".split()  # noqa: SIM905 - as above
)
_DEPTH = 100
_IN_SCAN = frozenset({0x00, 0xFF, *range(0xD0, 0xD8)})
"""What may follow a byte FF among coded pixels: no segment begins there."""


class Writer:
    """The objects of a new file. `parts`: the decoded bytes of every stream and object, for the proof."""

    def __init__(self) -> None:
        self._objects: list[bytes] = [b""]  # number 0 is none
        self._known: dict[int, int] = {}
        self._alive: list[Any] = []  # what `_known` goes by must not be forgotten
        self.parts: list[bytes] = []
        self.instead: dict[int, Any] = {}
        """What is written in place of an object: by its id."""

    def add(self, thing: Any) -> int:
        """The number of an object, which is written the first time."""
        thing = plain(thing)
        thing = self.instead.get(id(thing), thing)
        if id(thing) in self._known:
            return self._known[id(thing)]
        self._alive.append(thing)
        self._objects.append(b"")
        at = self._known[id(thing)] = len(self._objects) - 1
        body = self._body(thing, 0, top=True)
        self._objects[at] = body
        return at

    def page(self, said: Mapping[str, Any], parent: int) -> int:
        """A page with exactly these entries."""
        written = b"".join(_name(key) + b" " + self._body(value, 0) for key, value in said.items())
        self.parts.append(written)
        self._objects.append(b"<< /Type /Page /Parent %d 0 R " % parent + written + b" >>")
        return len(self._objects) - 1

    def reserve(self) -> int:
        """A number for an object that is written later by `put`."""
        self._objects.append(b"")
        return len(self._objects) - 1

    def put(self, number: int, body: bytes) -> None:
        self._objects[number] = body

    def file(self, root: int, title: str = "") -> bytes:
        """The whole file, with no property but a title."""
        told = b""
        if title:
            said = b"\xfe\xff" + title.encode("utf-16-be")
            self.parts.append(said)
            self.put(info := self.reserve(), b"<< /Title <" + said.hex().encode() + b"> >>")
            told = b" /Info %d 0 R" % info
        out = BytesIO()
        out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self._objects[1:], 1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._objects))
        out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
        out.write(
            b"trailer\n<< /Size %d /Root %d 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._objects), root, told, start)
        )
        return out.getvalue()

    def _body(self, thing: Any, depth: int, *, top: bool = False) -> bytes:
        if depth > _DEPTH:
            raise Unsure("objects inside objects without end")
        if isinstance(thing, IndirectObject) or (isinstance(thing, StreamObject) and not top):
            return b"%d 0 R" % self.add(thing)
        if id(thing) in self.instead and not top:
            return b"%d 0 R" % self.add(thing)
        match thing:
            case StreamObject():
                body = self._stream(thing, depth)
            case DictionaryObject():
                body = self._dictionary(thing, _GONE, depth)
            case ArrayObject():
                body = b"[" + b" ".join(self._body(each, depth + 1) for each in list.__iter__(thing)) + b"]"
            case None | NullObject():
                body = b"null"
            case NameObject():
                body = _name(thing)
            case TextStringObject() | ByteStringObject():
                data = bytes(thing.original_bytes)
                self.parts.append(data)
                body = b"<" + data.hex().encode() + b">"
            case _:
                out = BytesIO()
                thing.write_to_stream(out)
                body = out.getvalue()
        return body

    def _dictionary(self, thing: DictionaryObject, gone: frozenset[str], depth: int) -> bytes:
        kept = ((key, thing.raw_get(key)) for key in thing if key not in gone)
        return (
            b"<< "
            + b"".join(_name(key) + b" " + self._body(value, depth + 1) + b" " for key, value in kept)
            + b">>"
        )

    def _stream(self, stream: StreamObject, depth: int) -> bytes:
        picture = word(stream.get("/Subtype")) == "/Image"
        gone = frozenset({"/Length", "/F", "/FFilter", "/FDecodeParms", "/DL"})
        gone |= frozenset(set(stream) - _PICTURE) if picture else _GONE
        data = raw(stream)
        if "/Filter" in stream:
            if not picture:
                gone |= {"/Filter", "/DecodeParms"}
                data = bytes(stream.get_data())
            else:
                data = without_remarks(data)
        if not picture:
            self.parts.append(data)
        head = self._dictionary(stream, gone, depth)[:-2]
        if not picture or "/Filter" not in stream:
            data = zlib.compress(data)
            head += b"/Filter /FlateDecode "
        return head + b"/Length %d >>\nstream\n" % len(data) + data + b"\nendstream"


def _name(key: str) -> bytes:
    out = bytearray(b"/")
    for code in key[1:].encode("utf-8", errors="surrogateescape"):
        out += bytes((code,)) if 0x21 <= code <= 0x7E and code not in b"#/%()<>[]{}" else b"#%02X" % code
    return bytes(out)


def without_remarks(data: bytes) -> bytes:
    """A JPEG without what cameras and programs wrote into it, small pictures and what follows its end among it.

    Anything else as it is.
    """
    if not data.startswith(b"\xff\xd8"):
        return data
    out, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xD9:
        kind, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == 0xFF:  # a filling byte
            at += 1
            continue
        segment = data[at:end]
        if kind == 0xDA:
            end = _after_scan(data, end)
            out += data[at:end]
        elif kind == 0xE0:
            out += _bare_head(segment)
        elif _is_kept(kind, segment):
            out += segment
        at = end
    return bytes(out) + b"\xff\xd9"


def _is_kept(kind: int, segment: bytes) -> bool:
    """Besides what holds the picture: its profile of colours, and how colours were encoded."""
    if kind == 0xE2:
        return segment[4:16] == b"ICC_PROFILE\0"
    if kind == 0xEE:
        return segment[4:9] == b"Adobe"
    return not (0xE0 <= kind <= 0xEF or kind == 0xFE)


def _bare_head(segment: bytes) -> bytes:
    """The head of a JPEG without the small picture that it may have; none in place of another segment of this number."""
    if segment[4:9] != b"JFIF\0" or len(segment) < 18:
        return b""
    return segment[:2] + b"\x00\x10" + segment[4:16] + b"\0\0"


def _after_scan(data: bytes, at: int) -> int:
    """Where the next marker stands behind coded pixels, in which those bytes are set apart."""
    while 0 <= (at := data.find(b"\xff", at)) < len(data) - 1:
        if data[at + 1] not in _IN_SCAN:
            return at
        at += 1 if data[at + 1] == 0xFF else 2
    return len(data)
