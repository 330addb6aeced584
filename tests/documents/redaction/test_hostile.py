"""Files that are broken on purpose: they are redacted or refused, never anything else."""

import random

import pytest

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.choosing import redacted
from gongkai.documents.redaction.marks import Mark, Words
from tests.documents.redaction import raw
from tests.documents.redaction.made import drawings, mainland
from tests.documents.redaction.readers import by_pdfium
from tests.documents.redaction.test_word import letter
from tests.documents.redaction.texts import secrets

TEXTS = secrets(99, 3)
BASES = [raw.predefined(TEXTS), drawings()[0], letter("申请人赵景行")]


@pytest.mark.parametrize("seed", range(60))
def test_a_broken_file_is_redacted_or_refused(seed: int) -> None:
    made = random.Random(seed)
    data = bytearray(BASES[seed % len(BASES)])
    for _ in range(made.choice((1, 3, 10, 40))):
        at = made.randrange(len(data))
        match made.randrange(3):
            case 0:
                data[at] = made.randrange(256)
            case 1:
                del data[at : at + made.randrange(30)]
            case _:
                data[at:at] = bytes(data[(start := made.randrange(len(data))) : start + made.randrange(30)])
    marks: list[Mark | Words] = [Words("赵景行")] if data.startswith(b"PK") else [Mark(0, (0, 0, 595, 842))]
    assert outcome(bytes(data), marks)


def outcome(data: bytes, marks: list[Mark | Words]) -> bool:
    """Whether it was redacted, or refused with a whole sentence."""
    try:
        return bool(redacted(data, marks, raster=False).report.places)
    except Unreadable as refused:
        return str(refused).endswith("。")


NESTED = b"/X Do"
FORM = b"/Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 100 0 R >> >>"


@pytest.mark.parametrize(
    "data",
    [
        raw.document([NESTED], b"/XObject << /X 100 0 R >>", {100: raw.stream(NESTED, FORM)}),
        raw.document([b"q " * 50_000 + b"(" * 20_000], b"", {}),
        raw.document([b"[" * 50_000 + b"<<" * 20_000], b"", {}),
        raw.document([b"BI /W 9 /H 9 ID " + b"\xff EI" * 3_000], b"", {}),
        raw.document([b"BT /F1 12 Tf (a) Tj ET"], b"/Font << /F1 << /Type /Font /Subtype /Type0 >> >>", {}),
        raw.document([b"1e999 0 0 nan 5 5 cm 0 0 m 1e38 1e38 l S"], b"", {}),
        raw.document([b"/I Do"], b"/XObject << /I 100 0 R >>", {100: raw.stream(b"", b"/Subtype /Image /Width 99999 /Height 99999")}),
    ],
)  # fmt: skip
def test_a_strange_page_comes_out_without_what_is_marked(data: bytes) -> None:
    made = redacted(data, [Mark(0, (0, 0, 595, 842))], raster=False)
    assert by_pdfium(made.data).strip() == ""


def test_a_mark_over_everything_leaves_nothing() -> None:
    data, _ = mainland()
    made = redacted(data, [Mark(page, (0, 0, 595, 842)) for page in range(3)], raster=False)
    assert by_pdfium(made.data).strip() == ""
