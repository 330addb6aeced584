"""Whatever the bytes, the outcome is a source or a refusal: no other exception, no endless reading."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.documents.reading.blocks import Grid, Source, Unreadable
from gongkai.documents.reading.sources import open_source
from tests.documents.sources.drawn import pdf, plain, prose, ruled
from tests.documents.sources.old_excel import xls
from tests.documents.sources.shown import overlaps
from tests.documents.sources.test_xlsx import raw_workbook
from tests.documents.sources.word_parts import docx, level, numbered, numbering, p, package, table

WORD = docx(
    numbered("总体情况") + p("公开5条") + table(["规章", "0"], ["文件", "3"]),
    numbering=numbering(level(0, "chineseCounting", "%1、")),
)
SHEET = raw_workbook(
    '<row r="1"><c r="A1" t="str"><v>规章</v></c><c><v>0</v></c></row><row><c r="B2"><v>3.5</v></c></row>'
)
PAGE = (
    "<html><head><title>年报</title><meta charset=gb2312></head><body><div>一、总体情况<p>公开5条</p>"
    "<table><tr><td rowspan=2>规章<td colspan='2'>0<tr><td>1<td>2</table></div></body></html>"
)
FILES = {
    "docx": WORD,
    "xlsx": SHEET,
    "xls": xls({(0, 0): "规章", (0, 1): 0, (3, 2): 3.5}),
    "pdf": pdf(
        prose("一、总体情况", "　　公开政府信息5条。"), ruled(plain(["规章", "0"], ["文件", "3"]), [100, 60])
    ),
    "html": PAGE.encode("gb18030"),
    "text": "一、总体情况\n规章\t0\t2\n".encode(),
}
few = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def outcome(data: bytes, name: str = "年报") -> Source | None:
    """The source, or None where the file was refused; a source is always in order."""
    try:
        source = open_source(data, name)
    except Unreadable as refused:
        assert name in str(refused)  # noqa: PT017 - most files are refused, some are read
        return None
    assert source.blocks
    for block in source.blocks:
        block.where.encode()
        if isinstance(block, Grid):
            assert not overlaps(block)
            assert all(
                slot.row >= 0 and slot.column >= 0 and slot.rowspan > 0 and slot.colspan > 0
                for slot in block.slots
            )
            "".join(slot.text for slot in block.slots).encode()
        else:
            block.text.encode()
    return source


@given(st.binary(max_size=400))
@example(b"<")
@example(b"\xff\xfe")
@example(b"%PDF-")
@example(b"PK\x03\x04")
def test_any_bytes(data: bytes) -> None:
    outcome(data)


@given(
    st.sampled_from(
        [
            b"%PDF-1.7\n",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"<html>",
            b"\xff\xfe",
            b"MIME-Version:",
        ]
    ),
    st.binary(max_size=600),
)
def test_any_bytes_after_a_mark(mark: bytes, data: bytes) -> None:
    outcome(mark + data)


@pytest.mark.parametrize("kind", FILES)
@given(data=st.data())
@few
def test_files_with_some_bytes_changed_cut_or_put_in(kind: str, data: st.DataObject) -> None:
    changed = bytearray(FILES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, max(0, len(changed) - 1)))
        end = place + data.draw(st.integers(0, 40))
        changed[place:end] = data.draw(st.binary(max_size=8))
    outcome(bytes(changed))


@pytest.mark.parametrize(
    ("data", "part"),
    [(WORD, "word/document.xml"), (WORD, "word/numbering.xml"), (SHEET, "xl/worksheets/sheet1.xml")],
)
@given(
    changes=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 30), st.text('<>/"=w:tcrl0159Az é', max_size=6)),
        min_size=1,
        max_size=4,
    )
)
@few
def test_packed_parts_with_their_text_changed(
    data: bytes, part: str, changes: list[tuple[int, int, str]]
) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        text = archive.read(part).decode()
    for place, length, put in changes:
        start = place % len(text)
        text = text[:start] + put + text[start + length :]
    parts[part] = text
    outcome(package(parts))


NAMES = """
table tr td th p div span b br pre select option svg template form ul li h1 tbody caption style title
"""
TAGS = st.sampled_from(NAMES.split())


@given(
    st.lists(
        st.one_of(
            TAGS.map(lambda tag: f"<{tag}>"),
            TAGS.map(lambda tag: f"</{tag}>"),
            st.sampled_from(
                [
                    "规章",
                    "0",
                    "\n",
                    "&nbsp;",
                    "<!--",
                    "-->",
                    "<td rowspan=3 colspan=2>",
                    "<td rowspan=0>",
                    "<p hidden>",
                    "<p style='display:none'>",
                ]
            ),
        ),
        max_size=40,
    )
)
def test_any_markup(pieces: list[str]) -> None:
    outcome(("<div>" + "".join(pieces)).encode())
