"""The PDF: its pages have the measures of official documents, everything that was written is in it and nothing is run."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from gongkai.documents.paper import measures, pdf
from gongkai.documents.paper.pictures import kind_of
from gongkai.documents.reading.blocks import Unreadable
from tests.documents.paper.samples import (
    BODY,
    FOOTER,
    NUMBER,
    TITLE,
    pages,
    paper,
    paragraphs,
    png,
    squeezed,
    text_of_pdf,
)


def test_every_paragraph_is_in_it() -> None:
    text = text_of_pdf(pdf.pdf(paper()))
    for wanted in (TITLE, NUMBER, "云岭县人民政府", *paragraphs(BODY)):
        assert squeezed(wanted) in text


def test_every_page_has_its_number_and_its_foot() -> None:
    found = pages(pdf.pdf(paper()))
    assert len(found) > 1
    for number, page in enumerate(found, 1):
        assert f"—{number}—" in squeezed(page)
        for line in FOOTER:
            assert squeezed(line) in squeezed(page)


def test_page_is_a4_with_22_lines_of_28_characters() -> None:
    body = f"<p>{'政' * 28 * 22 * 2}</p>"
    data = pdf.pdf(paper(body, title="虚构标题", document_no="", issuer=""))
    document = pypdfium2.PdfDocument(data)
    assert [round(side / 72 * 25.4) for side in document[1].get_size()] == [210, 297]
    document.close()
    full = pages(data)[1]
    lines = [line for line in full.splitlines() if set(line.strip()) == {"政"}]
    assert len(lines) == 22
    assert {len(line.strip()) for line in lines} == {28}


def test_the_same_paper_gives_the_same_file() -> None:
    made = paper()
    assert pdf.pdf(made) == pdf.pdf(made)


def test_it_says_what_it_is_called_and_when_it_was_made() -> None:
    document = pypdfium2.PdfDocument(pdf.pdf(paper()))
    told = document.get_metadata_dict()
    document.close()
    assert told["Title"] == TITLE
    assert told["CreationDate"].startswith("D:20260312")


def test_any_zone_of_time_will_do() -> None:
    made = paper(made_at=datetime(2026, 3, 12, 9, 0, 0, 7, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert pdf.pdf(made).startswith(b"%PDF-")


def test_pictures_are_drawn_and_broken_ones_described() -> None:
    body = '<p>前</p><p><img src="attachments/p1.png" alt="示意图"></p><p>后</p>'
    drawn = pdf.pdf(paper(body, pictures={"p1.png": png()}))
    assert "示意图" not in text_of_pdf(drawn)
    plain = pdf.pdf(paper(body))
    assert "示意图" in text_of_pdf(plain)
    assert len(drawn) > len(plain)
    for broken in (b"", b"no picture", png()[:-30], png()[:40] + b"\0" * 60):
        assert (
            "示意图" in text_of_pdf(pdf.pdf(paper(body, pictures={"p1.png": broken})))
            or kind_of(broken) == "png"
        )


def test_picture_larger_than_the_page_fits_on_it() -> None:
    body = '<p><img src="attachments/p1.png" alt="长图"></p><p>后</p>'
    found = pages(pdf.pdf(paper(body, pictures={"p1.png": png(30, 4000)})))
    assert len(found) <= 3


def test_without_head_and_code() -> None:
    text = text_of_pdf(pdf.pdf(paper("<p>甲</p>", document_no="", issuer="", footer=(), code="")))
    assert text == f"{TITLE}甲—1—"


def test_hundred_pages() -> None:
    body = "".join(
        f"<p>第{number}段。{'坚持政府主导村级主体群众参与专业运维' * 8}</p>" for number in range(420)
    )
    data = pdf.pdf(paper(body))
    found = pages(data)
    assert len(found) >= 100
    text = squeezed("".join(found))
    assert all(f"第{number}段。" in text for number in range(420))


def test_head_of_a_table_stands_on_each_page() -> None:
    rows = "".join(f"<tr><td>第{number}行</td><td>乙</td></tr>" for number in range(120))
    html = f"<table><thead><tr><th>表头甲</th><th>表头乙</th></tr></thead><tbody>{rows}</tbody></table>"
    found = pages(pdf.pdf(paper(html)))
    assert len(found) > 2
    assert all("表头甲" in page for page in found)


def test_machine_without_chinese_typefaces_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.documents.paper import typecase

    monkeypatch.setattr(typecase, "faces", lambda: {use: [] for use in measures.FACES})
    with pytest.raises(Unreadable, match="没有安装中文字体"):
        pdf.pdf(paper())
