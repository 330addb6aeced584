"""Pictures in Word files: listed, shown, withheld as a whole; no piece of a withheld one is left in any part."""

import io
import random

import docx
import pytest
from PIL import Image

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction import Drawing, Span, drawing, drawings
from gongkai.documents.redaction.choosing import redacted
from gongkai.documents.redaction.sheets.files import without_remarks
from gongkai.documents.redaction.word import applying, pictures
from gongkai.documents.redaction.word.cleaning import without_words
from gongkai.documents.redaction.word.pictures import is_left
from tests.documents.redaction.photos import WORDS, noise, taken, told, windows
from tests.documents.redaction.readers import forms
from tests.documents.redaction.test_word import parts, saved, whole

WAYS = ("PNG", "JPEG", "JPEG, progressive", "GIF", "TIFF, LZW")


def album(*ways: str, head: str = "") -> bytes:
    """A file with a picture of each kind, the last of them in the head of the page as well."""
    document = docx.Document()
    for number, way in enumerate(ways):
        document.add_paragraph(f"第{number + 1}张")
        document.add_picture(io.BytesIO(taken(way, number + 1)))
    if head:
        document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(taken(head, 99)))
    return saved(document)


def withheld(data: bytes, *numbers: int) -> bytes:
    known = drawings(data)
    marks = [Span(0, 0, 0, "g", "", picture=known[number].part) for number in numbers]
    return redacted(data, marks, raster=False).data


def test_pictures_are_listed_in_their_order_and_shown() -> None:
    data = album("PNG", "JPEG", head="GIF")
    known = drawings(data)
    assert [each.shown for each in known] == [True] * 3
    assert len({each.part for each in known}) == 3
    first = Image.open(io.BytesIO(drawing(data, 0, 1.0)))
    assert first.size == (842, 632)
    for number in (3, -1):
        with pytest.raises(Unreadable, match="没有这张图片"):
            drawing(data, number)
    assert drawings(album()) == ()


@pytest.mark.parametrize("which", range(len(WAYS)))
def test_no_piece_of_a_withheld_picture_is_left_and_the_others_stay(which: int) -> None:
    data = album(*WAYS)
    made = withheld(data, which)
    everything = whole(made)
    assert not [piece for piece in windows(taken(WAYS[which], which + 1)) if piece.lower() in everything]
    black = [content for part, content in parts(made).items() if "withheld" in part]
    assert [Image.open(io.BytesIO(each)).convert("L").getextrema() for each in black] == [(0, 0)]
    assert len(docx.Document(io.BytesIO(made)).inline_shapes) == len(WAYS)
    sizes = [(each.width, each.height) for each in docx.Document(io.BytesIO(made)).inline_shapes]
    assert sizes == [(each.width, each.height) for each in docx.Document(io.BytesIO(data)).inline_shapes]
    for other, way in enumerate(WAYS):
        if other != which and way.startswith(("PNG", "JPEG")):
            kept = without_words(taken(way, other + 1))
            assert kept in parts(made).values()
            assert (
                Image.open(io.BytesIO(kept)).convert("RGB").tobytes()
                == Image.open(io.BytesIO(taken(way, other + 1))).convert("RGB").tobytes()
            )


def test_words_of_cameras_are_gone_from_pictures_that_stay() -> None:
    data = album("PNG", "JPEG", "JPEG, progressive")
    assert any(form in whole(data) for form in forms(WORDS))
    assert not any(form in whole(withheld(data, 0)) for form in forms(WORDS))


def test_a_kind_in_which_words_may_stand_is_told() -> None:
    data = album("PNG", "GIF")
    known = drawings(data)
    for number, is_told in ((0, True), (1, False)):
        marks = [Span(0, 0, 0, picture=known[number].part)]
        assert (applying.TOLD in redacted(data, marks, raster=False).report.remarks) is is_told


def test_the_same_picture_a_second_time_goes_as_well() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(taken("PNG")))
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(taken("PNG")))
    made = withheld(saved(document), 0)
    everything = whole(made)
    assert not [piece for piece in windows(taken("PNG")) if piece.lower() in everything]


def test_the_proof_finds_a_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = random.Random(1).randbytes(5_000)
    assert is_left([picture], [b"x" * 99 + picture[1_000:3_000]], [])
    assert not is_left([picture], [random.Random(2).randbytes(9_000)], [])
    assert not is_left([picture], [picture], [picture])
    data = album("PNG")
    monkeypatch.setattr(pictures, "withheld", lambda *_: None)
    with pytest.raises(Unreadable) as refused:
        withheld(data, 0)
    assert str(refused.value) == applying.NOT_PROVED


def test_a_drawing_of_another_program_is_listed_and_can_be_withheld() -> None:
    data = album("PNG")
    (known,) = drawings(data)
    metafile = b"\x01\0\0\0" + random.Random(3).randbytes(4_000)
    renamed = whole_with(data, known.part, "word/media/drawing.emf", metafile)
    assert drawings(renamed) == (Drawing("word/media/drawing.emf", shown=False),)
    made = withheld(renamed, 0)
    assert metafile[100:200] not in b"".join(parts(made).values())
    with pytest.raises(Unreadable, match="不能显示"):
        drawing(renamed, 0)


def whole_with(data: bytes, part: str, instead: str, content: bytes) -> bytes:
    """The file with another picture in place of one."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, old in parts(data).items():
            if name == part:
                archive.writestr(instead, content)
                continue
            new = old.replace(part.removeprefix("word/").encode(), instead.removeprefix("word/").encode())
            if name == "[Content_Types].xml":
                new = new.replace(
                    b"<Default ", b'<Default Extension="emf" ContentType="image/x-emf"/><Default ', 1
                )
            archive.writestr(name, new)
    return out.getvalue()


# What programs keep in pictures beside their pixels


def _jpeg(**how: object) -> bytes:
    out = io.BytesIO()
    noise(4).save(out, "JPEG", **how)
    return out.getvalue()


SMALL = b"\xff\xd8\xff\xe0 the small picture of zhao \xff\xd9"


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO file")
@pytest.mark.parametrize(
    "told_in",
    [
        _jpeg()[:2] + b"\xff\xe0\0\x30JFXX\0\x10" + SMALL.ljust(40) + _jpeg()[2:],
        _jpeg()[:2] + b"\xff\xe2\0\x30MPF\0" + SMALL.ljust(42) + _jpeg()[2:],
        _jpeg() + SMALL,
        _jpeg(progressive=True) + SMALL,
        _jpeg()[:2] + b"\xff\xee\0\x30Other" + SMALL.ljust(41) + _jpeg()[2:],
        _jpeg(comment=SMALL),
        _jpeg(exif=told(noise(4))),
    ],
)
def test_small_pictures_and_words_in_a_jpeg_are_gone_and_it_looks_the_same(told_in: bytes) -> None:
    bare = without_remarks(told_in)
    assert b"zhao" not in bare
    assert WORDS.encode() not in bare
    assert bare == without_remarks(bare)
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(told_in)).tobytes()


def test_what_else_a_png_holds_is_gone() -> None:
    data = taken("PNG")
    at = data.index(b"IDAT") - 4
    layers = (12).to_bytes(4, "big") + b"prVW" + b"layer of zho" + bytes(4)
    assert b"layer of zho" not in without_words(data[:at] + layers + data[at:] + b"layer of zho")
