"""Picture files: what is boxed is black in the new file whoever takes its pictures out, and nothing else of the old one is left."""

import io
import struct

import pytest
from PIL import Image

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction import Mark, Span, Words, page_picture, pages, redact
from gongkai.documents.redaction.choosing import WRONG_MARKS, found, redacted, suggested
from gongkai.documents.redaction.images import applying, leaves, tiff, wrapping
from gongkai.documents.redaction.sheets.finding import plain
from tests.documents.redaction.photos import (
    EXTRACTORS,
    HIGH,
    PLACES,
    SIZE,
    WAYS,
    WIDE,
    WORDS,
    far,
    marks,
    noise,
    packed,
    shows_only,
    stacked,
    taken,
    turned,
)
from tests.documents.redaction.readers import forms, texts, unpacked
from tests.documents.redaction.test_hostile import outcome


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("way", WAYS)
def test_boxes_are_black_for_every_program_and_the_rest_is_as_it_was(way: str, half: int) -> None:
    data, seen = WAYS[way](7 + half)
    places = turned(seen)[half::2]
    made = redacted(data, marks(seen, places), raster=False)
    assert made.report.rastered == ()
    for program, extract in EXTRACTORS.items():
        assert shows_only(stacked(extract(made.data)), seen, places, far(way, program)), program
    whole = unpacked(made.data)
    assert not [piece for piece in packed(way, data) if piece.lower() in whole]
    assert not any(form in whole for form in forms(WORDS))
    assert b"camera of zhao" not in whole
    assert not any(plain(WORDS) in text for text in texts(made.data).values())


@pytest.mark.parametrize("way", ["PNG", "JPEG", "TIFF"])
def test_what_is_not_boxed_would_have_been_seen(way: str) -> None:
    """The proof above finds a picture that shows what it should not."""
    data, seen = WAYS[way](7)
    made = redacted(data, marks(seen, PLACES[:1]), raster=False)
    for program, extract in EXTRACTORS.items():
        assert not shows_only(stacked(extract(made.data)), seen, PLACES[:2]), program


def test_words_of_the_camera_were_there() -> None:
    assert WORDS.encode() in taken("PNG")
    assert b"camera of Zhao" in taken("TIFF")


def test_a_picture_is_a_page_as_it_is_seen() -> None:
    (page,) = pages(taken("JPEG"))
    assert (page.width, page.height) == pytest.approx((842, 842 * HIGH / WIDE), abs=0.1)
    assert (page.lines, page.scanned) == ((), True)
    (upright,) = pages(taken("JPEG, held upright"))
    assert (upright.width, upright.height) == pytest.approx((page.height, page.width), abs=0.1)
    assert page_picture(taken("GIF"), 0, 0.5).startswith(b"\x89PNG")


def test_several_pages_of_a_tiff_are_pages_and_the_others_stay() -> None:
    out = io.BytesIO()
    leaves = [noise(seed) for seed in (1, 2, 3)]
    leaves[0].save(out, "TIFF", save_all=True, append_images=leaves[1:], compression="tiff_lzw")
    made = redact(out.getvalue(), marks(leaves[1], PLACES, page=1))
    for extract in EXTRACTORS.values():
        assert shows_only(stacked(extract(made.data, 1)), leaves[1], PLACES)
        for number in (0, 2):
            assert shows_only(stacked(extract(made.data, number)), leaves[number], ())
    assert {place.page for place in made.report.places} == {1}


def test_labels_are_written_on_the_boxes_and_the_pixels_below_are_black() -> None:
    data, seen = WAYS["PNG"](3)
    (mark,) = marks(seen, PLACES[1:2])
    made = redacted(data, [Mark(0, mark.box, "g", "个人隐私")], raster=False)
    shown = Image.open(io.BytesIO(page_picture(made.data, 0, 1.0))).convert("L")
    left, top, right, bottom = mark.box
    inside = shown.crop((left, top, right, bottom))
    assert max(inside.tobytes()) > 120
    pictures = [each for each in EXTRACTORS["pypdfium2"](made.data) if each.size == SIZE]
    assert shows_only(pictures[0], seen, PLACES[1:2])


def test_the_proof_finds_a_pixel_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    data, seen = WAYS["PNG"](5)
    here = marks(seen, PLACES[:1])
    assert applying.are_black(redacted(data, here, raster=False).data, here)
    assert not applying.are_black(wrapping.wrapped(data), here)
    monkeypatch.setattr(applying, "are_black", lambda *_: False)
    with pytest.raises(Unreadable) as refused:
        redacted(data, here, raster=False)
    assert str(refused.value) == applying.NOT_PROVED


@pytest.mark.parametrize("seed", range(4))
def test_of_a_page_that_becomes_a_picture_every_pixel_in_a_box_is_black(seed: int) -> None:
    """Down to the last row: a page that is no whole number of pixels high is drawn a little higher."""
    data, seen = WAYS["JPEG"](seed)
    made = redacted(data, marks(seen, PLACES), raster=True)
    assert made.report.rastered == (0,)
    assert applying.are_black(made.data, marks(seen, PLACES))


def test_the_report_tells_the_digest_of_the_picture_and_what_was_cleared() -> None:
    from hashlib import sha256

    data, seen = WAYS["JPEG"](5)
    report = redacted(data, marks(seen, PLACES[:1]), raster=False).report
    assert report.original == sha256(data).hexdigest()
    assert report.cleared == (applying.CLEARED,)
    assert [place.pictures for place in report.places] == [1]


def test_a_large_picture_becomes_smaller_and_that_is_told() -> None:
    out = io.BytesIO()
    noise(1).resize((2600, 1950)).save(out, "PNG")
    made = redacted(out.getvalue(), [Mark(0, (100, 100, 200, 200))], raster=False)
    (picture,) = EXTRACTORS["pypdfium2"](made.data)
    assert picture.width * picture.height <= 4_000_000 * 1.01
    assert applying.SMALLER in made.report.remarks


def test_no_text_is_found_in_pictures() -> None:
    assert list(found(taken("PNG"), ["赵景行"], "g", "")) == list(suggested(taken("PNG"), None, "g")) == []
    for wrong in (Words("赵景行"), Span(0, 0, 1)):
        with pytest.raises(Unreadable) as refused:
            redacted(taken("PNG"), [wrong], raster=False)
        assert str(refused.value) == WRONG_MARKS


@pytest.mark.parametrize("way", WAYS)
def test_a_broken_picture_is_refused_or_redacted(way: str) -> None:
    data = taken(way)
    for broken in (data[:20], data[: len(data) // 2], data[:60] + bytes(40) + data[100:]):
        assert outcome(broken, [Mark(0, (10, 10, 100, 100))])


def _tiff(*tags: tuple[int, int, int], more: bytes = b"") -> bytes:
    body = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + body + struct.pack("<I", 0) + more


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_tiff((256, 4, 8), (257, 4, 8), (322, 4, 16), (273, 4, 8), (279, 4, 8)), tiff.OTHER),
        (_tiff((256, 4, 8), (257, 4, 8), (259, 3, 6), (273, 4, 8), (279, 4, 8)), tiff.OTHER),
        (_tiff((256, 4, 8), (257, 4, 8), (262, 3, 5), (273, 4, 8), (279, 4, 8)), tiff.OTHER),
        (_tiff((256, 4, 99_999), (257, 4, 99_999)), leaves.BROKEN),
        (_tiff((256, 4, 8), (257, 4, 8)), leaves.BROKEN),
        (b"II*\0" + struct.pack("<I", 0), leaves.BROKEN),
        (b"II*\0" + struct.pack("<IHI", 8, 0, 8), leaves.BROKEN),
        (b"MM\0*" + bytes(2), leaves.BROKEN),
    ],
)
def test_a_tiff_that_cannot_be_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        redacted(data, [Mark(0, (0, 0, 5, 5))], raster=False)
    assert str(refused.value) == message
