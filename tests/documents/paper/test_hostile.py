"""Texts that try to be more than text, or have no end."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents.isolated import Bounds
from gongkai.documents.paper import Paper
from gongkai.documents.paper.docx import docx
from gongkai.documents.paper.pdf import pdf
from gongkai.documents.paper.pieces import Grid, Line, Look, Piece, Slot
from gongkai.documents.paper.printing import printed
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.rich_text.blocks import MARKS, Link, Run
from tests.documents.paper.samples import paper, squeezed, text_of_docx, text_of_pdf

MARKUP = (
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0": *',
    '"+ panic("x") +"',
    "#{while true {}}",
    "$ sum_(k=0)^n $ `code` *bold* _it_ = 标题 <label> @ref // 注释 /* */ \\ \\u{41} ~ --- ...",
    "]#panic()[",
    "</w:t></w:r><w:r><w:t>&amp;<!-- -->]]>",
    "{{ x }}{% y %}${z}",
)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_text(text: str) -> None:
    body = text.replace("&", "&amp;").replace("<", "&lt;")
    made = paper(f"<p>甲{body}乙</p>", title=f"标{text}题", issuer=text, document_no=text, footer=(text,))
    wanted = squeezed(text)
    for read in (text_of_pdf(pdf(made)), text_of_docx(docx(made))):
        assert f"甲{wanted}乙" in read
        assert f"标{wanted}题" in read


LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(LETTERS, max_size=60)
RUNS = st.builds(
    Run,
    TEXTS,
    st.frozensets(st.sampled_from(MARKS)),
    st.none()
    | st.builds(
        Link, st.text(LETTERS, min_size=1, max_size=40).map(lambda path: f"https://example.cn/{path}")
    ),
)
LINES = st.builds(
    Line,
    st.sampled_from(Look),
    st.lists(RUNS, max_size=3).map(tuple),
    left=st.integers(0, 8),
    right=st.floats(0, 12),
    apart=st.booleans(),
    new_page=st.booleans(),
)


def table(cells: list[tuple[Line, ...]]) -> Piece:
    slots = tuple(Slot(0, column, 1, 1, column == 0, "", lines) for column, lines in enumerate(cells))
    return Grid(slots, 1, (1.0,) * max(len(cells), 1))


GRIDS = st.lists(st.lists(LINES, max_size=2).map(tuple), max_size=4).map(table)


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES | GRIDS, max_size=4), TEXTS, TEXTS, TEXTS)
def test_whatever_is_written_there_is_a_file(found: list[Piece], title: str, issuer: str, foot: str) -> None:
    made = Paper(
        title=title,
        pieces=tuple(found),
        issuer=issuer,
        document_no=foot,
        footer=(foot,),
        made_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    assert pdf(made).startswith(b"%PDF-")
    with ZipFile(BytesIO(docx(made))) as package:
        assert package.testzip() is None


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{'长' * 60_000}</p>",
        f"<p>{'x' * 100_000}</p>",
        f"<table>{'<tr>' + '<td>1</td>' * 200 + '</tr>' * 1}</table>" * 3,
        f"<table>{''.join(f'<tr><td>{number}</td><td>乙</td></tr>' for number in range(800))}</table>",
        f"<table>{'<tr><td rowspan=60>甲</td><td>乙</td></tr>' * 60}</table>",
        "<ul><li>" * 30 + "深" + "</li></ul>" * 30,
        "<blockquote>" * 60 + "<p>深</p>" + "</blockquote>" * 60,
        "<p>" + "<a href='https://example.cn/?" + "x" * 9_000 + "'>甲</a></p>",
        "<p>ئۇيغۇر བོད 😀 👨‍👩‍👧 \ue000 \u202e反 a\u0301\u0300\u0327 ﷽ 𠮷</p>",
    ],
    ids=["long", "unbroken", "wide", "rows", "merged", "lists", "quotes", "link", "scripts"],
)
def test_strange_texts_are_printed(body: str) -> None:
    made = paper(body)
    assert printed(made, "pdf").startswith(b"%PDF-")
    assert printed(made, "docx").startswith(b"PK")


def test_endless_table_is_refused_before_anything_is_made() -> None:
    with pytest.raises(Unreadable, match="表格太大"):
        printed(
            paper(f"<table>{'<tr>' + '<td>1</td>' * 100 + '</tr>'}{'<tr><td>2</td></tr>' * 300}</table>"),
            "docx",
        )


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(Unreadable, match="太慢"):
        printed(paper("<p>甲</p>" * 200), "pdf", Bounds(0, "太慢", "太大", "坏了"))


def test_what_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(Unreadable):
        printed(paper(), "pdf", Bounds(20, "太慢", "太大", "坏了", memory=64 * 1024**2))
