"""What a PDF carries besides its pages, and what hides on them: nothing of it reaches the new file."""

import io
import zlib

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject
from reportlab.lib.pdfencrypt import StandardEncryption

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.marks import Mark, Words
from gongkai.documents.redaction.sheets import applying, cleared, programs, seeing
from gongkai.documents.redaction.sheets.applying import redacted
from gongkai.documents.redaction.sheets.finding import found, plain
from gongkai.documents.redaction.sheets.objects import content, entry, items
from tests.documents.redaction import raw
from tests.documents.redaction.made import typeset
from tests.documents.redaction.readers import READERS, by_pdfium, forms, unpacked
from tests.documents.sources.drawn import pdf as drawn_pdf
from tests.documents.sources.drawn import prose

SECRET = "Zhao Jingxing 48211"
CODE = SECRET.encode()
SIXTY = b"/Subtype /Image /Width 60 /Height 60 /BitsPerComponent 8 /ColorSpace "
FORM = b"/Subtype /Form /BBox [0 0 200 40] /Resources << %s >>"
FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
BAR = (70.0, 842 - 720.0, 300.0, 842 - 690.0)


def page(
    content: bytes,
    *,
    resources: bytes = b"",
    objects: dict[int, bytes] | None = None,
    more: bytes = b"",
    catalogue: bytes = b"",
) -> bytes:
    """A file of one page that shows "open" and what is given."""
    shown = b"BT /F1 12 Tf 72 780 Td (open) Tj ET\n" + content
    return raw.document([shown], FONT + resources, objects or {}, page=more, catalogue=catalogue)


def cleaned(data: bytes, *marks: Mark | Words) -> bytes:
    """The file without the marks; without any, a corner of it is marked."""
    boxes = [mark for mark in marks if isinstance(mark, Mark)] or [Mark(0, (500, 800, 520, 820))]
    words = [mark for mark in marks if isinstance(mark, Words)]
    return redacted(data, [] if words else boxes, words, raster=False).data


def is_gone(data: bytes) -> bool:
    text = unpacked(data)
    return not any(form in text for form in forms(SECRET)) and "open" in by_pdfium(data)


def noted(said: bytes) -> bytes:
    """A page with one note."""
    return b"/Annots [<< /Type /Annot /Rect [10 10 30 30] %s] " % said


HIDDEN = {
    "properties": page(b"").replace(b"/Root 1 0 R", b"/Root 1 0 R /Info << /Author (%s) >>" % CODE),
    "XMP": page(b"", objects={100: raw.stream(b"<x>%s</x>" % CODE)}, catalogue=b"/Metadata 100 0 R "),
    "attachment": page(
        b"",
        objects={100: raw.stream(CODE), 101: b"<< /Type /Filespec /F (%s) /EF << /F 100 0 R >> >>" % CODE},
        catalogue=b"/Names << /EmbeddedFiles << /Names [(a) 101 0 R] >> >> /AF [101 0 R] ",
    ),
    "script": page(b"", catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert\\('%s'\\)) >> " % CODE),
    "actual text": page(f"/Span << /ActualText ({SECRET}) >> BDC BT /F1 12 Tf 72 700 Td (x) Tj ET EMC".encode()),
    "structure": page(b"", objects={100: b"<< /K << /S /P /Alt (%s) >> >>" % CODE}, catalogue=b"/StructTreeRoot 100 0 R "),
    "hidden layer": page(
        f"/OC /L BDC BT /F1 12 Tf 72 700 Td ({SECRET}) Tj ET EMC".encode(),
        resources=b" /Properties << /L 100 0 R >>",
        objects={100: b"<< /Type /OCG /Name (%s) >>" % CODE},
        catalogue=b"/OCProperties << /OCGs [100 0 R] /D << /OFF [100 0 R] >> >> ",
    ),
    "outside of the page": page(f"BT /F1 12 Tf 72 -300 Td ({SECRET}) Tj ET".encode()),
    "text without size": page(f"BT /F1 0 Tf 72 300 Td ({SECRET}) Tj ET".encode()),
    "note": page(b"", more=noted(b"/Subtype /Text /Contents (%s) >>" % CODE)),
    "hidden field": page(b"", more=noted(b"/Subtype /Widget /FT /Tx /F 2 /V (%s) >>" % CODE)),
    "link": page(b"", more=noted(b"/Subtype /Link /A << /S /URI /URI (%s) >> >>" % CODE)),
    "program data": page(b"", more=b"/PieceInfo << /P << /Private (%s) >> >> " % CODE),
    "unused font name": page(b"").replace(b"/F1 <<", b"/F9 << /BaseFont /%s >> /F1 <<" % SECRET.replace(" ", "#20").encode()),
    "unused form": page(b"", resources=b" /XObject << /X 100 0 R >>", objects={100: raw.stream(CODE, FORM % b"")}),
    "stray words": page(f"{SECRET.replace(' ', '_')} <</A ({SECRET})>> DP".encode()),
    "colours after the end": page(b"") + b"\n% " + CODE + b"\n",
}  # fmt: skip


@pytest.mark.parametrize("place", HIDDEN)
def test_what_nobody_sees_is_gone(place: str) -> None:
    before = HIDDEN[place]
    assert any(
        form in unpacked(before)
        for form in (*forms(SECRET), *forms(SECRET.replace(" ", "_")), *forms(SECRET.replace(" ", "#20")))
    )
    after = cleaned(before)
    assert is_gone(after)
    assert not any(form in unpacked(after) for form in forms("48211"))


def test_an_earlier_version_is_gone() -> None:
    first = page(f"BT /F1 12 Tf 72 700 Td ({SECRET}) Tj ET".encode())
    start = first.rindex(b"startxref") + 10
    content = raw.stream(b"BT /F1 12 Tf 72 780 Td (open) Tj ET")
    later = first + b"11 0 obj\n" + content + b"\nendobj\n"
    table = (
        b"xref\n11 1\n%010d 00000 n \ntrailer\n<< /Size 12 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    )
    data = later + table % (len(first), int(first[start:].split()[0]), len(later))
    assert SECRET not in by_pdfium(data)
    assert any(form in unpacked(data) for form in forms(SECRET))
    made = redacted(data, [Mark(0, (500, 800, 520, 820))], [], raster=False)
    assert is_gone(made.data)
    assert "以前保存的版本" in made.report.cleared


def test_a_run_that_goes_leaves_one_movement_only() -> None:
    """The widths of single letters would tell which they were."""
    data = page(f"BT /F1 12 Tf 72 700 Td [({SECRET[:5]}) 20 ({SECRET[5:]}) -300 (stays)] TJ ET".encode())
    after = unpacked(cleaned(data, Words(SECRET)))
    (line,) = [line for line in after.splitlines() if line.endswith(b"tj") and b"73746179" in line]
    assert line.count(b"-") == 1
    assert line.endswith(b"<7374617973>] tj")


def test_stamps_are_drawn_and_what_is_marked_on_them_is_gone() -> None:
    look = raw.stream(
        f"BT /F1 12 Tf 2 5 Td (seal) Tj 0 20 Td ({SECRET}) Tj ET".encode(),
        FORM % FONT,
    )
    note = (
        b"/Annots [<< /Type /Annot /Subtype /Stamp /Rect [72 600 272 640] /AP << /N 100 0 R >> /Contents (%s) >>] "
        % CODE
    )
    data = page(b"", objects={100: look}, more=note)
    after = cleaned(data, Mark(0, (70, 842 - 638, 280, 842 - 622)))
    assert is_gone(after)
    assert "seal" in by_pdfium(after)
    assert "/Annots" not in PdfReader(io.BytesIO(after)).pages[0]


def test_letters_that_are_drawings_go_and_rules_of_tables_stay() -> None:
    letters = b"".join(b"%d 700 m %d 712 l %d 700 l h " % (x, x + 4, x + 8) for x in range(80, 160, 10))
    rule = b"72 695 m 160 695 l S"
    data = page(b"0 g " + letters + b"300 700 10 10 re f\n" + rule)
    made = redacted(data, [Mark(0, (75, 842 - 715, 165, 842 - 690))], [], raster=False)
    after = unpacked(made.data)
    assert made.report.places[0].drawings == 8
    assert b"300 700 10 10 re" in after
    assert b"72 695 m\n160 695 l\ns" in after, "most of it is under the mark"
    assert b"80 700 m" not in after


def grey(data: bytes) -> Image.Image:
    """The first page, one pixel for a point, without the boxes that are painted last."""
    content = PdfReader(io.BytesIO(data)).pages[0].get_contents()
    assert content is not None
    whole = content.get_data()
    at = data.index(zlib.compress(whole))
    start, end = data.rindex(b"<<", 0, at), data.index(b"endstream", at) + len(b"endstream")
    return shown(data[:start] + raw.stream(whole.rsplit(b"q 0 g 0 G", 1)[0]) + data[end:])


def shown(data: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        picture: Image.Image = document[0].render(scale=1).to_pil()
        return picture.convert("L")
    finally:
        document.close()


def noise() -> bytes:
    """Sixty by sixty pixels, none of them black."""
    return bytes(120 + (x * 7 + y * 13) % 100 for y in range(60) for x in range(60))


JPEG = io.BytesIO()
Image.frombytes("L", (60, 60), noise()).save(JPEG, "JPEG", quality=95)
PICTURES = {
    "grey": raw.stream(noise(), SIXTY + b"/DeviceGray"),
    "colours": raw.stream(bytes(v for one in noise() for v in (one, 200, 255 - one // 2)), SIXTY + b"/DeviceRGB"),
    "JPEG": b"<< %s /DeviceGray /Filter /DCTDecode /Length %d >>" % (SIXTY, len(JPEG.getvalue()))
    + b"\nstream\n%s\nendstream" % JPEG.getvalue(),
}  # fmt: skip
WAYS = {
    "upright": b"200 0 0 200 100 400",
    "turned": b"0 200 -200 0 300 400",
    "mirrored": b"-200 0 0 200 300 400",
}


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("way", WAYS)
def test_pixels_under_a_mark_are_black_in_the_picture_itself(kind: str, way: str) -> None:
    data = page(
        b"q %s cm /I Do Q q 50 0 0 50 400 100 cm /I Do Q" % WAYS[way],
        resources=b" /XObject << /I 100 0 R >>",
        objects={100: PICTURES[kind]},
    )
    made = redacted(data, [Mark(0, (150, 842 - 500, 220, 842 - 450))], [], raster=False)
    before, after = shown(data), grey(made.data)
    assert made.report.places[0].pictures == 1
    assert max(after.crop((152, 842 - 498, 218, 842 - 452)).tobytes()) == 0
    assert min(before.crop((152, 842 - 498, 218, 842 - 452)).tobytes()) > 90
    for box in (
        (105, 842 - 595, 140, 842 - 405),
        (230, 842 - 595, 295, 842 - 405),
        (402, 842 - 148, 448, 842 - 102),
    ):
        differ = [
            abs(one - two)
            for one, two in zip(before.crop(box).tobytes(), after.crop(box).tobytes(), strict=True)
        ]
        assert max(differ) < 40, "the rest of the picture is as it was, and so is its other use"


def test_a_picture_in_the_instructions_is_blacked() -> None:
    inline = (
        b"q 200 0 0 200 100 400 cm BI /W 60 /H 60 /BPC 8 /CS /G /F /AHx ID "
        + noise().hex().encode()
        + b"> EI Q"
    )
    made = redacted(page(inline), [Mark(0, (150, 842 - 500, 220, 842 - 450))], [], raster=False)
    assert max(grey(made.data).crop((152, 842 - 498, 218, 842 - 452)).tobytes()) == 0
    assert noise()[:60].hex().encode() not in unpacked(made.data)


def test_the_mask_of_a_picture_tells_nothing() -> None:
    letters = bytes(255 if (x // 6 + y // 6) % 2 else 0 for y in range(60) for x in range(60))
    data = page(
        b"q 200 0 0 200 100 400 cm /I Do Q",
        resources=b" /XObject << /I 100 0 R >>",
        objects={
            100: raw.stream(bytes(3600), SIXTY + b"/DeviceGray /SMask 101 0 R"),
            101: raw.stream(letters, SIXTY + b"/DeviceGray"),
        },
    )  # fmt: skip
    made = redacted(data, [Mark(0, (100, 842 - 600, 300, 842 - 400))], [], raster=False)
    assert set(grey(made.data).crop((102, 842 - 598, 298, 842 - 402)).tobytes()) == {0}
    assert letters[:120] not in unpacked(made.data)


@pytest.mark.parametrize("encoding", [b"/90ms-RKSJ-H", b"/Nobody-Knows-H"])
def test_a_font_that_cannot_be_understood_makes_the_page_a_picture(encoding: bytes) -> None:
    below = b"<< /Subtype /CIDFontType0 /BaseFont /X >>"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding %s /DescendantFonts [%s] >>" % (
        encoding,
        below,
    )
    data = page(b"BT /F2 12 Tf 72 700 Td <8c8e> Tj ET").replace(b"/F1 <<", b"/F2 %s /F1 <<" % font, 1)
    made = redacted(data, [Mark(0, BAR, "secret", "国家秘密")], [], raster=False)
    assert made.report.rastered == (0,)
    assert "第 1 页已经转为图片" in made.report.remarks[0]
    assert by_pdfium(made.data).strip() == ""
    assert shown(made.data).getpixel((80, 842 - 695)) == 0


@pytest.mark.parametrize(("inside", "rastered"), [(b"0 0 5 5 re f", ()), (b"BT /F1 9 Tf (Zhao) Tj ET", (0,))])
def test_patterns_that_write_make_the_page_a_picture(inside: bytes, rastered: tuple[int, ...]) -> None:
    said = (
        b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << %s >>"
        % FONT
    )
    data = page(
        b"/Pattern cs /P scn 100 600 60 60 re f",
        resources=b" /Pattern << /P 100 0 R >>",
        objects={100: raw.stream(inside, said)},
    )
    assert redacted(data, [Mark(0, BAR)], [], raster=False).report.rastered == rastered


def test_pages_become_pictures_when_that_is_asked_for() -> None:
    data = drawn_pdf(prose("申请人赵景行", "联系电话"), prose("第二页"))
    made = redacted(data, [], [Words("赵景行")], raster=True)
    assert made.report.rastered == (0,)
    assert [each.strip() for each in by_pdfium(made.data).splitlines()] == ["", "第二页"]


def test_a_page_that_was_taken_apart_wrongly_becomes_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    data, written = typeset()
    monkeypatch.setattr(programs, "_stays", lambda *_: False)
    made = redacted(data, found(data, written[:1], "", ""), [], raster=False)
    assert len(made.report.rastered) == len(PdfReader(io.BytesIO(data)).pages)


def test_fonts_forget_the_characters_that_are_gone() -> None:
    """A rare name can be read off a font that has its shapes still."""
    data, _ = typeset()
    rare = "珺堃玥祎珂晟昱"
    source = plain(by_pdfium(data))
    gone = [char for char in rare if char in source]
    assert len(gone) > 3
    made = redacted(data, found(data, gone, "", ""), [], raster=False)
    raw_text = unpacked(made.data)
    assert not [char for char in gone if b"<%s>" % char.encode("utf-16-be").hex().encode() in raw_text]
    assert made.report.remarks == ()
    before, after = (sum(map(len, programs_in(each))) for each in (data, made.data))
    assert after < before - 1000


def programs_in(data: bytes) -> list[bytes]:
    """The font programs of a file."""
    reader = PdfReader(io.BytesIO(data))
    fonts = entry(entry(reader.pages[0], "/Resources"), "/Font")
    below = [next(items(entry(each, "/DescendantFonts"))) for each in items(ArrayObject(fonts.values()))]
    return [content(entry(entry(each, "/FontDescriptor"), "/FontFile3")) for each in below]


def test_what_is_marked_in_one_place_only_is_told() -> None:
    data = drawn_pdf(prose("申请人赵景行，已告知。"), prose("抄送赵景行。"))
    first, _ = found(data, ["赵景行"], "", "")
    made = redacted(data, [first], [], raster=False)
    assert made.report.remarks == ("遮盖的文字在第 2 页还有没有标记的地方，请核对是否一并遮盖。",)
    for name, read in READERS.items():
        assert plain(read(made.data)).count("赵景行") == 1, name


def test_a_signed_file_is_said_to_lose_its_signature() -> None:
    data = page(b"", catalogue=b"/AcroForm << /SigFlags 3 /Fields [] >> ")
    assert cleared.SIGNED in redacted(data, [Mark(0, (5, 5, 30, 30))], [], raster=False).report.remarks


def test_words_that_are_nowhere_are_told_or_refused() -> None:
    data = drawn_pdf(prose("申请人赵景行"))
    made = redacted(data, [], [Words("赵景行"), Words("钱亦凡")], raster=False)
    assert made.report.remarks == ("有 1 条要遮盖的文字在文件里没有找到，请核对。",)
    with pytest.raises(Unreadable, match="没有找到"):
        redacted(data, [], [Words("钱亦凡")], raster=False)


@pytest.mark.parametrize(
    ("data", "marks", "message"),
    [
        (page(b""), [], applying.NOTHING),
        (page(b""), [Mark(1, (1, 1, 9, 9))], applying.OUTSIDE),
        (page(b""), [Mark(0, (700, 1, 900, 9))], applying.OUTSIDE),
        (page(b"")[:200], [Mark(0, (1, 1, 9, 9))], seeing.BROKEN),
        (b"%PDF-1.7 nothing", [Mark(0, (1, 1, 9, 9))], seeing.BROKEN),
        (page(b"", catalogue=b"/NeedsRendering true /AcroForm << /XFA 100 0 R >> "), [Mark(0, (1, 1, 9, 9))], cleared.DYNAMIC),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused(data: bytes, marks: list[Mark], message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        redacted(data, marks, [], raster=False)
    assert str(refused.value) == message


@pytest.mark.parametrize("owner", [False, True])
def test_a_locked_file_is_refused(owner: bool) -> None:
    lock = StandardEncryption("" if owner else "open", ownerPassword="own", canPrint=0)
    with pytest.raises(Unreadable, match="密码或者权限"):
        redacted(drawn_pdf(prose("甲"), lock=lock), [Mark(0, (1, 1, 9, 9))], [], raster=False)
