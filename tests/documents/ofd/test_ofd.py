"""OFD: the same text in the same places as the PDF, in a package that a reader of others understands."""

import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import ofdkit
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.documents import ofd as about
from gongkai.documents.ofd import faces, reading
from gongkai.documents.ofd.png import from_bitmap
from gongkai.documents.ofd.printing import as_ofd
from gongkai.documents.ofd.reading import drawn, number
from gongkai.documents.ofd.writing import NAMESPACE, ofd
from gongkai.documents.paper.pdf import pdf
from gongkai.documents.reading.blocks import Unreadable
from tests.documents.ofd.packages import SPACE, Package, characters
from tests.documents.paper.samples import BODY, paper, png, squeezed, text_of_pdf

MADE_AT = datetime(2026, 3, 12, 1, 2, 4, tzinfo=UTC)
PLAIN = re.sub(r"</?su[bp]>", "", BODY)
DPI = 144
EVEN_ODD, NON_ZERO = 0, 1


@pytest.fixture(scope="module")
def source() -> bytes:
    return pdf(paper(PLAIN))


@pytest.fixture(scope="module")
def made(source: bytes) -> bytes:
    return ofd(source, title="关于<虚构>的通知 & 附件", author="云岭县人民政府（虚构）", made_at=MADE_AT)


@pytest.fixture(scope="module")
def package(made: bytes) -> Package:
    return Package(made)


def test_another_reader_finds_the_same_text(source: bytes, made: bytes) -> None:
    found = squeezed(ofdkit.extract_text(BytesIO(made)))
    assert Counter(found) == Counter(squeezed(text_of_pdf(source)))
    for line in (
        "云岭县人民政府关于印发",
        "各乡镇人民政府，县直各有关部门：",
        "投入1,234.56万元。",
        "王珺喆",
    ):
        assert line in found


def test_text_is_that_of_the_pdf_in_its_order(source: bytes, package: Package) -> None:
    assert squeezed(package.text()) == squeezed(text_of_pdf(source))


def test_another_reader_finds_who_and_what(made: bytes) -> None:
    with ofdkit.open(made) as document:
        info = document.info
        assert (info.title, info.author) == ("关于<虚构>的通知 & 附件", "云岭县人民政府（虚构）")
        assert len(document.pages) == 3


def test_same_pdf_gives_the_same_bytes(source: bytes, made: bytes) -> None:
    again = ofd(source, title="关于<虚构>的通知 & 附件", author="云岭县人民政府（虚构）", made_at=MADE_AT)
    assert again == made


def test_everything_has_the_namespace_of_the_standard(package: Package) -> None:
    assert NAMESPACE == "http://www.ofdspec.org/2016"
    for part in package.parts():
        assert {element.tag.partition("}")[0] for element in part.iter()} == {f"{{{NAMESPACE}"}


def test_numbers_are_given_once_and_the_largest_is_named(package: Package) -> None:
    numbers = [int(each) for part in package.parts() for each in part.xpath("//@ID")]
    assert len(numbers) == len(set(numbers))
    assert int(package.part("Doc_0/Document.xml").findtext(".//o:MaxUnitID", namespaces=SPACE)) == max(
        numbers
    )


def test_references_lead_somewhere(package: Package) -> None:
    known = {each for part in package.parts() for each in part.xpath("//@ID")}
    used = {each for page in package.pages() for each in page.xpath("//@Font | //@ResourceID")}
    assert used
    assert used <= known
    files = package.part("Doc_0/PublicRes.xml").xpath("//o:FontFile/text()", namespaces=SPACE)
    assert {f"Doc_0/Res/{name}" for name in files} <= set(package.names)


def test_pages_are_a4_and_nothing_lies_beside_them(package: Package) -> None:
    for page in package.pages():
        _, _, width, height = map(float, page.findtext("o:Area/o:PhysicalBox", namespaces=SPACE).split())
        assert (round(width), round(height)) == (210, 297)
        for box in page.xpath("//@Boundary"):
            left, top, wide, high = map(float, box.split())
            assert left >= -0.1
            assert top >= -0.1
            assert left + wide <= width + 6
            assert top + high <= height + 0.1


@cache
def _face(data: bytes, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(data), size)


def _dark(image: Image.Image) -> int:
    return sum(image.histogram()[:128])


def test_characters_stand_where_they_stand_in_the_pdf(source: bytes, package: Package) -> None:
    """Drawn with the faces inside the package, they cover what PDFium draws."""
    fonts = package.fonts()
    document = pypdfium2.PdfDocument(source)
    scale = DPI / 25.4
    for place, page in enumerate(package.pages()):
        wanted = document[place].render(scale=DPI / 72).to_pil().convert("L")
        found = Image.new("L", wanted.size, 255)
        pen = ImageDraw.Draw(found)
        for shown in characters(page):
            face = _face(fonts[shown.font], shown.size * scale)
            pen.text((shown.x * scale, shown.y * scale), shown.character, font=face, fill=0, anchor="ls")
        near = wanted.filter(ImageFilter.MinFilter(3))
        assert _dark(found) > 1_000
        assert _dark(ImageChops.lighter(found, near)) > 0.97 * _dark(found)
    document.close()


def test_faces_inside_have_no_more_than_they_need(package: Package) -> None:
    assert len(package.fonts()) >= 3
    assert max(map(len, package.fonts().values())) < 200_000


def test_lines_of_tables_are_drawn_and_the_head_has_its_red_line(package: Package) -> None:
    paths = [path for page in package.pages() for path in page.iter(f"{{{NAMESPACE}}}PathObject")]
    assert len(paths) >= 20
    assert all(path.findtext("o:AbbreviatedData", namespaces=SPACE).startswith("M ") for path in paths)
    first = package.pages()[0].find(".//o:PathObject", SPACE)
    red, green, blue = map(int, first.find("o:StrokeColor", SPACE).get("Value").split())
    assert red > 150
    assert max(green, blue) < 50
    _, _, wide, _ = map(float, first.get("Boundary").split())
    assert round(wide) == 156


def test_code_is_drawn(package: Package) -> None:
    """A QR code is one drawing of many squares."""
    commands = package.pages()[0].xpath("//o:AbbreviatedData/text()", namespaces=SPACE)
    assert max(each.count("M ") for each in commands) > 50


def page_with_picture() -> bytes:
    """A page of 100 points with a picture of 4 by 2 pixels, red to the left, that covers 40 by 20 points."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(100, 100)
    pixels = Image.new("RGB", (4, 2), "blue")
    pixels.paste((255, 0, 0), (0, 0, 2, 2))
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(pixels))
    image.set_matrix(pypdfium2.PdfMatrix(40, 0, 0, 20, 10, 70))
    page.insert_obj(image)
    page.gen_content()
    made = BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


def test_picture_is_the_right_way_up() -> None:
    package = Package(ofd(page_with_picture(), title="图", author="", made_at=MADE_AT))
    found = package.pages()[0].find(".//o:ImageObject", SPACE)
    across, _, _, down, left, top = map(float, found.get("CTM").split())
    points = [round(each / 25.4 * 72) for each in (across, down, left, top)]
    assert points == [40, 20, 10, 10]
    name = package.part("Doc_0/DocumentRes.xml").findtext(".//o:MediaFile", namespaces=SPACE)
    picture = Image.open(BytesIO(package.zip.read(f"Doc_0/Res/{name}"))).convert("RGB")
    assert picture.size == (4, 2)
    assert (picture.getpixel((0, 0)), picture.getpixel((3, 1))) == ((255, 0, 0), (0, 0, 255))


def test_pictures_of_a_text_come_along() -> None:
    with_picture = paper(
        '<p><img src="attachments/p1.png" alt="示意图"></p>', pictures={"p1.png": png(60, 40)}
    )
    package = Package(ofd(pdf(with_picture), title="图", author="", made_at=MADE_AT))
    images = [name for name in package.names if name.endswith(".png")]
    assert [Image.open(BytesIO(package.zip.read(name))).size for name in images] == [(60, 40)]
    across, turned, slanted, down, left, top = map(
        float, package.pages()[0].find(".//o:ImageObject", SPACE).get("CTM").split()
    )
    assert (turned, slanted) == (0, 0)
    assert abs(across / down - 60 / 40) < 0.01
    assert abs(left + across / 2 - (28 + 156 / 2)) < 1
    assert 37 < top < 200


def test_face_that_is_not_installed_is_only_named(source: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "_places", dict)
    package = Package(ofd(source, title="", author="", made_at=MADE_AT))
    assert package.fonts() == {}
    assert package.part("Doc_0/PublicRes.xml").xpath("//@FontName")
    assert squeezed(package.text()) == squeezed(text_of_pdf(source))


def test_it_is_made_in_a_process_of_its_own(source: bytes, made: bytes) -> None:
    given = {"title": "关于<虚构>的通知 & 附件", "author": "云岭县人民政府（虚构）", "made_at": MADE_AT}
    assert as_ofd(source, **given) == made  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n" + bytes(1000)])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="请下载 PDF"):
        as_ofd(data, title="", author="", made_at=MADE_AT)


def test_too_many_pages_are_refused(source: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_PAGES", 2)
    with pytest.raises(Unreadable, match="页"):
        drawn(source)


def test_it_says_that_it_is_an_experiment() -> None:
    assert "试验" in about.LABEL
    assert about.file_name("答复书") == "答复书（试验）.ofd"


@given(st.floats(-1e5, 1e5))
def test_lengths_are_written_short_and_read_back(value: float) -> None:
    written = number(value)
    assert re.fullmatch(r"-?\d+(\.\d{1,3})?", written)
    assert abs(float(written) - value) <= 0.000_5001
    assert not written.endswith(".0")
    assert written != "-0"


def drawing() -> bytes:
    """A page with a circle that one sees through, a star whose inside is left free, and a line in a turned form."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=(200, 200))
    canvas.setFillColorRGB(0, 0, 1, alpha=0.5)
    circle = canvas.beginPath()
    circle.circle(100, 100, 50)
    canvas.drawPath(circle, stroke=0, fill=1, fillMode=NON_ZERO)
    canvas.beginForm("mark")
    canvas.setLineWidth(2)
    canvas.line(0, 0, 10, 0)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(20, 30)
    canvas.rotate(90)
    canvas.scale(3, 3)
    canvas.doForm("mark")
    canvas.restoreState()
    star = canvas.beginPath()
    star.rect(150, 150, 40, 40)
    star.rect(160, 160, 20, 20)
    canvas.drawPath(star, stroke=0, fill=1, fillMode=EVEN_ODD)
    canvas.setFillColorRGB(0, 0, 0, alpha=1)
    canvas.drawString(10, 10, "one")
    canvas.drawString(110, 10, "two")
    canvas.save()
    return made.getvalue()


def test_drawings_keep_their_shape_and_ink() -> None:
    package = Package(ofd(drawing(), title="", author="", made_at=MADE_AT))
    page = package.pages()[0]
    paths = page.findall(".//o:PathObject", SPACE)
    curves = [path for path in paths if " B " in path.findtext("o:AbbreviatedData", namespaces=SPACE)]
    assert len(curves) == 1
    box = [*map(float, curves[0].get("Boundary").split())]
    assert [round(each / 25.4 * 72) for each in box] == [50, 50, 100, 100]
    ink = curves[0].find("o:FillColor", SPACE)
    assert (ink.get("Value"), ink.get("Alpha")) in (("0 0 255", "127"), ("0 0 255", "128"))
    assert curves[0].get("Stroke") == "false"
    lines = [path for path in paths if path.get("Stroke") == "true"]
    left, top, _, high = map(float, lines[0].get("Boundary").split())
    assert [round(each / 25.4 * 72) for each in (left, top, high)] == [20, 140, 30]
    assert round(float(lines[0].get("LineWidth")) / 25.4 * 72) == 6
    assert [path.get("Rule") for path in paths].count("Even-Odd") == 1


def test_words_far_from_each_other_are_objects_of_their_own() -> None:
    package = Package(ofd(drawing(), title="", author="", made_at=MADE_AT))
    codes = package.pages()[0].xpath("//o:TextCode/text()", namespaces=SPACE)
    assert [code.strip() for code in codes] == ["one", "two"]


def test_rare_characters_of_names_come_along() -> None:
    """Beyond those that fit two bytes."""
    set_in = pdf(paper("<p>姓名：𠮷喆（虚构）</p>", document_no=""))
    assert "𠮷" in text_of_pdf(set_in)
    package = Package(ofd(set_in, title="𠮷", author="", made_at=MADE_AT))
    assert "𠮷喆" in package.text()
    assert "𠮷喆" in squeezed(ofdkit.extract_text(BytesIO(ofd(set_in, title="", author="", made_at=MADE_AT))))


def test_grey_picture_stays_grey() -> None:
    shown = Image.open(BytesIO(from_bitmap(2, 1, 4, 1, b"\x10\xf0\x00\x00")))
    assert [shown.getpixel((0, 0)), shown.getpixel((1, 0))] == [0x10, 0xF0]
