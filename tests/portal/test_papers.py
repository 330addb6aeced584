"""A public item as PDF and as DOCX."""

from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils.timezone import localdate
from docx import Document
from pytest_django import Settings

from gongkai.documents.isolated import Bounds
from gongkai.documents.paper import printing
from gongkai.documents.rich_text import plain
from gongkai.documents.word import convert
from gongkai.law.wording import day
from gongkai.portal.items import papers
from gongkai.publication import actions
from gongkai.publication.models import Use, Why
from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import quarantine
from tests.documents.paper.samples import pages, png, squeezed
from tests.portal.pages import page
from tests.portal.public import address, shown_edition
from tests.publication.office import (
    HANDLER,
    NOON,
    OFFICER,
    draft,
    edition,
    later,
    office,
    published,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
NUMBER = "云府发〔2026〕1号"
BODY = f'<p class="document-no">{NUMBER}</p><p>各单位：</p><h2>一、总体要求</h2><p>现开展虚构检查，请做好准备。</p>'


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    return office()


def fetched(path: str) -> bytes:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content


def test_pdf_has_the_text_and_says_where_it_is_from(at: Office) -> None:
    item_id = published(at, title="关于虚构检查的通知", document_no=NUMBER, body=BODY)
    answer = Client().get(address(item_id) + "item.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert unquote(answer["Content-Disposition"]).endswith("关于虚构检查的通知.pdf")
    found = [squeezed(text) for text in pages(answer.content)]
    for wanted in ("关于虚构检查的通知", "一、总体要求", "现开展虚构检查，请做好准备。"):
        assert any(wanted in text for text in found)
    foot = (
        "索引号000014349/2026-00001",
        f"http://testserver{address(item_id)}",
        f"下载日期{day(localdate())}",
    )
    for line in (*foot, f"摘要{shown_edition(item_id).digest[:16]}"):
        assert all(squeezed(line) in text for text in found)
    assert "".join(found).count(NUMBER) == 1


def test_docx_can_be_taken_in_again(at: Office) -> None:
    item_id = published(at, title="关于虚构检查的通知", document_no=NUMBER, body=BODY)
    read = convert(fetched(address(item_id) + "item.docx"))
    assert (read.title, read.document_no, read.issuing_body) == ("关于虚构检查的通知", NUMBER, "云岭县a局")
    assert plain(read.html) == plain(BODY)


def test_pictures_are_in_it_unless_they_are_held_back(at: Office) -> None:
    body = (
        f'<p>{"现公布示意图，请各单位对照检查。" * 5}</p><p><img src="attachments/p1.png" alt="示意图"></p>'
    )
    edition_id = draft(at, body=body)
    actions.attach(edition_id=edition_id, data=png(), name="p1.png", by=at[HANDLER], at=NOON, use=Use.IMAGE)
    sign_off(edition_id, at)
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    item_id = edition(edition_id).item_id
    assert len(Document(BytesIO(fetched(address(item_id) + "item.docx"))).inline_shapes) == 1
    quarantine(
        file_id=edition(edition_id).attachments.get().file_id, reason="虚构可疑", by=OPERATOR, at=later(6)
    )
    made = Document(BytesIO(fetched(address(item_id) + "item.docx")))
    assert len(made.inline_shapes) == 0
    assert "示意图" in [paragraph.text for paragraph in made.paragraphs]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_that_of_today_is_not_made_twice_for_one_browser(at: Office, kind: str) -> None:
    path = f"{address(published(at))}item.{kind}"
    first = Client().get(path)
    assert Client().get(path, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_of_what_is_not_public_there_is_none(at: Office, kind: str) -> None:
    item_id = published(at)
    path = f"{address(item_id)}item.{kind}"
    actions.withdraw(item_id=item_id, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(6))
    page(path, status=404)
    page(f"/xxgk/YL/1999-1/item.{kind}", status=404)


def test_what_cannot_be_printed_says_so(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    path = address(published(at)) + "item.pdf"
    monkeypatch.setattr(printing, "_BOUNDS", Bounds(0, "太慢了。", "太大了。", "坏了。"))
    monkeypatch.setattr(
        papers, "printed", lambda paper, kind: printing.printed(paper, kind, printing._BOUNDS)
    )
    assert "太慢了。" in page(path, status=503)


def test_more_than_the_machine_can_bear_wait(
    at: Office, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    path = address(published(at)) + "item.pdf"
    monkeypatch.setattr(papers, "PATIENCE", 0)
    for _ in range(settings.CHECKUP_AT_ONCE):
        papers.turns.acquire()
    try:
        assert "正在制作的文件较多" in page(path, status=503)
    finally:
        for _ in range(settings.CHECKUP_AT_ONCE):
            papers.turns.release()
    assert fetched(path).startswith(b"%PDF-")
