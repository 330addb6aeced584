"""The gazette for the public: lists by year, contents, documents with an address of their own, the PDF."""

import csv
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import Settings

from gongkai.compilations import actions
from gongkai.compilations.actions.issuing import _made, make_issue
from gongkai.compilations.queries.kinds import Rubric
from gongkai.publication.actions import withdraw
from gongkai.publication.models import Item, Why
from tests.compilations.composed import LATER, add, begun, document, issued, sign_off
from tests.portal.public import data_of, got, with_files
from tests.publication.office import OFFICER, office, published

pytestmark = pytest.mark.django_db

ISSUE = "/zfgb/a/2026/1/"


def page(path: str) -> str:
    return str(Client().get(path).content.decode())


def status(path: str) -> int:
    return Client().get(path).status_code


def test_list_shows_what_is_out_by_year_and_body() -> None:
    a, b = office("a"), office("b")
    issued(a)
    issued(b, total=3)
    begun(a, number=2, total=88)
    shown = page("/zfgb/")
    assert "2026年第1期（总第87期）" in shown
    assert "总第88期" not in shown
    assert "总第3期" not in page("/zfgb/?jg=a")
    assert "总第87期" in page("/zfgb/?nf=1999&jg=nobody")
    rows = list(csv.reader(page("/zfgb/list.csv").lstrip("\ufeff").splitlines()))
    assert len(rows) == 3


def test_those_who_follow_the_feed_or_the_first_page_hear_of_a_new_issue() -> None:
    a, b = office("a"), office("b")
    kept, gone = document(a, 1, title="关于山塘整治的虚构通知"), document(a, 2, title="关于渡口的虚构通知")
    issued(a, kept, gone)
    issued(b, total=3)
    begun(a, number=2, total=88)
    withdraw(item_id=gone, why=Why.HARMFUL, told="有害。", by=a[OFFICER], at=LATER)
    assert "订阅 RSS" in page("/zfgb/")
    answer = Client().get("/zfgb/rss.xml?jg=a")
    assert answer["Content-Type"].startswith("application/rss+xml")
    (entry,) = ET.fromstring(answer.content).iter("item")
    assert entry.findtext("title") == "云岭县a局公报2026年第1期（总第87期）"
    assert entry.findtext("link") == f"http://testserver{ISSUE}"
    assert entry.findtext("description") == "关于山塘整治的虚构通知；（文件已删除）"
    assert len(list(ET.fromstring(Client().get("/zfgb/rss.xml").content).iter("item"))) == 2
    assert f'href="{ISSUE}">最新：2026年第1期' in page("/")


def test_nothing_is_seen_of_an_issue_before_it_is_out() -> None:
    a = office()
    made = begun(a)
    add(a, made, document(a, 1))
    for address in (ISSUE, f"{ISSUE}1/", f"{ISSUE}gongbao.pdf"):
        assert status(address) == 404
    assert "还没有出版公报" in page("/zfgb/")


def test_contents_lead_to_documents_which_say_that_the_gazette_is_the_standard_text() -> None:
    a = office()
    item = document(a, 1)
    made = begun(a)
    add(a, made, item, Rubric.RULES)
    add(a, made, published(a), Rubric.APPOINTMENTS)
    sign_off(a, made)
    actions.issue(issue_id=made, by=a[OFFICER], at=LATER)
    contents = page(ISSUE)
    for said in ("政府规章", "人事任免", f'href="{ISSUE}1/"', f'href="{ISSUE}2/"', "标准文本", "gongbao.pdf"):
        assert said in contents
    first, second = page(f"{ISSUE}1/"), page(f"{ISSUE}2/")
    title = Item.objects.get(pk=item).title
    assert title in first
    assert "第三十一条" in first
    assert "第三十一条" not in second
    assert f'rel="next" href="{ISSUE}2/"' in first
    assert f"http://testserver{ISSUE}1/" in first
    assert status(f"{ISSUE}3/") == 404


def test_taken_back_document_has_a_notice_in_place_of_its_text() -> None:
    a = office()
    item = document(a, 1, body="<p>独一无二的正文。</p>")
    issued(a, item)
    assert "独一无二的正文" in page(f"{ISSUE}1/")
    withdraw(item_id=item, why=Why.ERROR, told="数字有误。", by=a[OFFICER], at=LATER)
    answer = Client().get(f"{ISSUE}1/")
    assert answer.status_code == 410
    shown = answer.content.decode()
    assert "独一无二的正文" not in shown
    assert "数字有误。" in shown
    assert "noindex" in shown
    assert "不再刊登正文" in page(ISSUE)


def test_pictures_of_the_text_are_those_of_the_edition() -> None:
    a = office()
    body = (
        f'<p>{"现将有关事项通知如下，请认真执行。" * 8}</p><p><img src="attachments/p1.png" alt="示意图"></p>'
    )
    item = with_files(a, body=body, document_no="云政发〔2026〕7号")
    issued(a, item)
    shown = page(f"{ISSUE}1/")
    index_no = Item.objects.get(pk=item).index_no
    address = f"/xxgk/{index_no}/attachments/p1.png"
    assert f'src="{address}"' in shown
    assert Client().get(address).status_code == 200


def test_pdf_is_handed_out_once_it_is_made_and_not_while_it_has_what_was_taken_back(
    settings: Settings,
) -> None:
    settings.SITE_DOMAIN = "xxgk.example.cn"
    a = office()
    item = document(a, 1)
    made = issued(a, item)
    waiting = Client().get(f"{ISSUE}gongbao.pdf")
    assert waiting.status_code == 503
    assert "正在制作" in waiting.content.decode()
    make_issue(issue_id=made, at=LATER, prepared=_made(issue_id=made, at=LATER))
    answer = got(f"{ISSUE}gongbao.pdf")
    data = data_of(answer)
    assert data.startswith(b"%PDF")
    assert answer["Content-Type"] == "application/pdf"
    withdraw(item_id=item, why=Why.PERSONAL, told="含有个人信息。", by=a[OFFICER], at=LATER)
    assert status(f"{ISSUE}gongbao.pdf") == 503


@pytest.mark.parametrize(
    "address", ["/zfgb/a/99999999999/1/", "/zfgb/a/2026/99999999999999999999/", "/zfgb/x/2026/1/"]
)
def test_odd_numbers_are_not_found(address: str) -> None:
    assert status(address) == 404
