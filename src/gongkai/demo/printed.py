"""Texts of the demo as PDF, with one of the Chinese fonts that every reader of PDF brings along."""

from collections.abc import Iterator
from textwrap import wrap

WIDTH, HEIGHT = 595, 842  # A4, in points
LEFT, TOP, SIZE, LEADING = 72, 770, 12, 20
LINE, PAGE = 37, 34  # characters, lines
_SHAPE = b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93"
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/DW 1000/CIDSystemInfo 6 0 R>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]%s>>" % _SHAPE,
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>",
)


def paper(title: str, body: str) -> bytes:
    """The lines of a body, below their title, as a PDF; rows of tables as lines."""
    lines = [title, "", *(line.lstrip("@#>|").replace("|", "　　") for line in body.strip().splitlines())]
    broken = [part for line in lines for part in wrap(line, LINE) or [""]]
    pages = [broken[start : start + PAGE] for start in range(0, len(broken), PAGE)]
    return _file(
        [*_front(len(pages)), *(part for number, page in enumerate(pages) for part in _page(number, page))]
    )


def _front(pages: int) -> Iterator[bytes]:
    """Catalogue, tree of the pages, font: objects 1 to 6. The pages follow, two objects each."""
    kids = " ".join(f"{7 + 2 * number} 0 R" for number in range(pages))
    yield b"<</Type/Catalog/Pages 2 0 R>>"
    yield f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode()
    yield from _FONT


def _page(number: int, lines: list[str]) -> Iterator[bytes]:
    shown = "".join(f"<{line.encode('utf-16-be').hex()}>Tj T*\n" for line in lines)
    drawn = f"BT /F1 {SIZE} Tf {LEADING} TL {LEFT} {TOP} Td\n{shown}ET".encode()
    yield (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]"
        f"/Resources<</Font<</F1 3 0 R>>>>/Contents {8 + 2 * number} 0 R>>"
    ).encode()
    yield b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn)


def _file(objects: list[bytes]) -> bytes:
    """The objects, numbered from 1, with the table that says where each of them begins."""
    made, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return made + head + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
