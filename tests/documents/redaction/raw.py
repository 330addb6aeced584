"""PDF files written object by object, for what no library at hand writes."""

import zlib
from collections.abc import Callable, Mapping, Sequence

LINES = 24


def pdf(objects: Mapping[int, bytes], *, root: int = 1, more: bytes = b"") -> bytes:
    """A file of these objects."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, more, start)
    return bytes(out)


def stream(data: bytes, said: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return (
        b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n" % (said, len(packed)) + packed + b"\nendstream"
    )


def document(
    pages: Sequence[bytes],
    resources: bytes,
    objects: Mapping[int, bytes],
    *,
    page: bytes = b"",
    catalogue: bytes = b"",
) -> bytes:
    """A file of pages with the same resources; `objects` have numbers from 100 on."""
    made = {1: b"<< /Type /Catalog /Pages 2 0 R %s>>" % catalogue}
    kids = []
    for at, content in enumerate(pages):
        number = 10 + 2 * at
        kids.append(b"%d 0 R" % number)
        made[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents %d 0 R %s >>"
            % (resources, number + 1, page)
        )
        made[number + 1] = stream(content)
    made[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(kids))
    return pdf({**made, **objects})


def rows(texts: Sequence[str], write: Callable[[int, int, str], bytes]) -> list[bytes]:
    """Contents of pages with twenty-four texts each, each written by `write(row, y, text)`."""
    return [
        b"\n".join(write(row, 780 - 31 * row, text) for row, text in enumerate(texts[start : start + LINES]))
        for start in range(0, len(texts), LINES)
    ]


def type3(texts: Sequence[str]) -> bytes:
    """A font of drawings: each capital is a box of its own width."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    objects = {}
    procedures = b""
    for at, letter in enumerate(letters):
        wide = 400 + 10 * at
        procedures += b"/%s %d 0 R " % (letter.encode(), 200 + at)
        objects[200 + at] = stream(b"%d 0 0 0 %d 700 d1 50 0 %d 700 re f" % (wide, wide, wide - 100))
    widths = b" ".join(b"%d" % (400 + 10 * at) for at in range(26))
    names = b" ".join(b"/" + letter.encode() for letter in letters)
    meant = b"\n".join(b"<%02X> <%04X>" % (65 + at, ord(letter)) for at, letter in enumerate(letters))
    objects[100] = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 700 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 /LastChar 90"
        b" /Widths [%s] /CharProcs << %s >> /Encoding << /Type /Encoding /Differences [65 %s] >> /ToUnicode 101 0 R"
        b" /Resources << >> >>" % (widths, procedures, names)
    )
    objects[101] = stream(_meaning(meant))

    def write(_: int, y: int, text: str) -> bytes:
        return b"BT /F1 14 Tf 72 %d Td [(X) -900 (%s) -900 (Y)] TJ ET" % (y, text.encode())

    return document(rows(texts, write), b"/Font << /F1 100 0 R >>", objects)


def _meaning(pairs: bytes) -> bytes:
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%s\nendbfchar endcmap end end"
        % (pairs.count(b"\n") + 1, pairs)
    )


ENCODINGS = (("GBK-EUC-H", "gbk"), ("UniGB-UTF16-H", "utf-16-be"), ("UniGB-UCS2-V", "utf-16-be"))


def predefined(texts: Sequence[str]) -> bytes:
    """Chinese fonts that are not embedded, with encodings of Adobe; those that run downwards stand side by side."""
    objects = {}
    fonts = b""
    for at, (encoding, _) in enumerate(ENCODINGS):
        fonts += b"/F%d %d 0 R " % (at, 100 + 3 * at)
        objects[100 + 3 * at] = (
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /%s /DescendantFonts [%d 0 R] >>"
            % (encoding.encode(), 101 + 3 * at)
        )
        objects[101 + 3 * at] = (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe)"
            b" /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor %d 0 R >>"
            % (102 + 3 * at)
        )
        objects[102 + 3 * at] = (
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
            b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
        )

    def write(row: int, y: int, text: str) -> bytes:
        way = row % 3
        code = f"甲{text}乙".encode(ENCODINGS[way][1])
        if way == 2:
            return b"BT /F2 12 Tf %d %d Td <%s> Tj ET" % (290 + 12 * row, 780, code.hex().encode())
        return b"BT /F%d 12 Tf %d %d Td 14 TL <%s> ' ET" % (way, 40, y, code.hex().encode())

    return document(rows(texts, write), b"/Font << %s >>" % fonts, objects)
