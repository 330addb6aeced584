"""公文格式 on the desk: settled in versions, a template looked through before it is kept, and not for everybody."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from pytest_django import Settings

from gongkai.agencies import queries
from gongkai.agencies.queries.letterheads import letterhead
from gongkai.documents.letters.written import Form
from gongkai.law.roles import Role
from gongkai.records.models import LogEntry
from tests.desk.world import World, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

PAGE = reverse("desk:letterhead", args=["xian"])
SETTLED = {
    "form": "red",
    "head": "云岭县人民政府办公室",
    "review_body": "虚构市人民政府",
    "court": "虚构市中级人民法院",
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def made(settings: Settings, tmp_path: Path) -> World:
    settings.FILES = tmp_path / "files"
    return world(Role.OFFICE_HEAD, Role.DISCLOSURE_OFFICER)


@pytest.fixture
def head(made: World) -> Client:
    return browser(made.user(Role.OFFICE_HEAD))


def base(client: Client) -> str:
    found = re.search(r'name="base" value="(\d+)"', client.get(PAGE).content.decode())
    assert found
    return found[1]


def settle(client: Client, **fields: Any) -> tuple[int, str]:
    """Open the form, fill it in and send it; status and text of the answer."""
    answer = client.post(PAGE, {"base": base(client), **SETTLED, **fields})
    return answer.status_code, answer.content.decode()


def word(*paragraphs: str) -> SimpleUploadedFile:
    document, out = Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(out)
    return SimpleUploadedFile("模板.docx", out.getvalue(), WORD)


def now() -> queries.LetterheadRow:
    county = queries.find("xian")
    assert county
    return letterhead(county.id)


def test_what_is_settled_is_a_version_that_stays(head: Client) -> None:
    assert "还没有设置过" in head.get(PAGE).content.decode()
    assert settle(head)[0] == 302
    held = now()
    assert (held.version, held.form, held.head) == (1, Form.RED, "云岭县人民政府办公室")
    assert (held.review_body, held.court) == ("虚构市人民政府", "虚构市中级人民法院")
    page = head.get(PAGE).content.decode()
    assert "虚构市中级人民法院" in page
    assert LogEntry.objects.filter(action="agencies.set_letterhead").count() == 1
    assert settle(head, form="letter", font_text="虚构仿宋")[0] == 302
    assert (now().version, now().fonts) == (2, {"text": "虚构仿宋"})
    assert "历次版本" in head.get(PAGE).content.decode()


def test_nothing_new_and_somebody_quicker_are_refused(head: Client) -> None:
    settle(head)
    status, page = settle(head)
    assert (status, "没有变化" in page) == (422, True)
    answer = head.post(PAGE, {"base": "0", **SETTLED, "court": "虚构区人民法院"})
    assert answer.status_code == 422
    assert "已有人保存了第1版" in answer.content.decode()
    assert "虚构区人民法院" in answer.content.decode()
    assert now().version == 1


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("{{ 标题 }}",), "文书的内容没有地方放"),
        (("{{ 正文 }}", "{{ 公章 }}"), "不认识的字段“公章”"),
        (("{{ 正文 }}", "{% for one in x %}"), "循环、判断"),
    ],
)
def test_what_is_wrong_with_a_template_is_said_and_nothing_is_kept(
    head: Client, lines: tuple[str, ...], says: str
) -> None:
    status, page = settle(head, template=word(*lines))
    assert status == 422
    assert says in page
    assert "虚构市人民政府" in page
    assert now().version == 0


def test_a_file_that_is_no_word_document_is_refused(head: Client) -> None:
    status, page = settle(head, template=SimpleUploadedFile("模板.docx", b"%PDF-1.7", WORD))
    assert (status, "这不是 Word 文档" in page) == (422, True)
    assert now().version == 0


def test_a_template_is_kept_until_it_is_dropped(head: Client) -> None:
    assert settle(head, template=word("{{ 收件人 }}：", "{{ 正文 }}"))[0] == 302
    kept = now().template
    assert kept
    assert settle(head, court="虚构区人民法院")[0] == 302
    assert now().template == kept
    assert settle(head, court="虚构区人民法院", drop_template="on")[0] == 302
    assert (now().version, now().template) == (3, None)


def test_the_page_is_for_the_head_of_the_office_alone(made: World) -> None:
    officer = browser(made.user(Role.DISCLOSURE_OFFICER))
    assert officer.get(PAGE).status_code == 403
    assert officer.post(PAGE, {"base": "0", **SETTLED}).status_code == 403
    assert now().version == 0
