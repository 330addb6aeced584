"""Topics at the desk: made, filled, put in order, opened, printed; the gazette composed, checked, signed, put out."""

import csv
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.accounts.models import User
from gongkai.agencies import actions as agencies
from gongkai.compilations.actions import count_scan
from gongkai.compilations.actions import issue as act_issue
from gongkai.compilations.models import Article, Code, Issue, Place, Topic
from gongkai.law.roles import Role
from tests.compilations.composed import LATER, add, begun, document, put, section_of, sign_off, topic
from tests.desk.world import NOW, SINCE, TODAY, WHY, browser
from tests.portal.public import data_of
from tests.publication.office import HANDLER, OFFICER, office, published
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


def desk(at: Office, role: Role = OFFICER) -> Client:
    """The browser of somebody with this role, for whom a membership is entered."""
    who = User.objects.get(username=at[role].username)
    agencies.appoint(
        user_id=who.pk, agency_id=at.agency.pk, role=role, begins_on=SINCE, reason="虚构示例", **WHY
    )
    User.objects.filter(pk=who.pk).update(password="!", password_chosen_at=NOW)
    return browser(User.objects.get(pk=who.pk))


def page(client: Client, name: str, *args: object) -> str:
    return str(client.get(reverse(f"desk:{name}", args=args)).content.decode())


def do(client: Client, topic_id: int, what: str, **said: object) -> str:
    """What the page says after it."""
    answer = client.post(reverse("desk:topic_do", args=[topic_id, what]), said, follow=True)
    return str(answer.content.decode())


def test_topic_is_made_filled_and_opened_with_forms_alone() -> None:
    a = office()
    item = published(a)
    client = desk(a)
    given = {
        "agency_id": a.agency.pk,
        "kind": "subject",
        "title": "人才专题",
        "slug": "rencai",
        "position": 5,
    }
    made = client.post(reverse("desk:topic_new"), given)
    held = Topic.objects.get()
    assert made["Location"] == reverse("desk:topic", args=[held.pk])
    assert "已增加分栏" in do(client, held.pk, "section", **{"new-title": "补贴"})
    section = section_of(held.pk)
    there = reverse("desk:topic_put_in", args=[held.pk, section])
    assert "已加入" in client.post(there, {"item_id": item}, follow=True).content.decode()
    outside = {"title": "国家的意见", "address": "https://www.gov.cn/1.htm", "origin": "nation"}
    assert "已加入" in client.post(there, outside, follow=True).content.decode()
    second = Place.objects.get(item=None)
    do(client, held.pk, "move", place_id=second.pk, way="up")
    assert list(Place.objects.order_by("position").values_list("item", flat=True)) == [None, item]
    assert "专题已公开" in do(client, held.pk, "open")
    assert "公开页面" in page(client, "topic", held.pk)


def test_wrong_forms_say_what_is_wrong_and_change_nothing() -> None:
    a = office()
    client = desk(a)
    bad = client.post(reverse("desk:topic_new"), {"agency_id": a.agency.pk, "kind": "x", "slug": "人 才"})
    assert bad.status_code == 422
    assert "还不能提交" in bad.content.decode()
    made = topic(a)
    there = reverse("desk:topic_put_in", args=[made, section_of(made)])
    address = client.post(there, {"title": "某文", "address": "http://10.0.0.1/", "origin": "nation"})
    assert address.status_code == 422
    assert client.post(there, {"item_id": "x"}).status_code == 404
    assert "只收已经公开的信息" in client.post(there, {"item_id": 999}, follow=True).content.decode()
    assert "没有公众能看到的内容" in do(client, made, "open")
    assert "已经不在专题里" in do(client, made, "out", place_id=999)
    assert client.post(reverse("desk:topic_do", args=[made, "nothing"])).status_code == 404
    assert client.post(reverse("desk:topic_do", args=[made, "move"]), {"way": "left"}).status_code == 404
    assert not Place.objects.exists()


def test_poster_is_a_pdf_with_the_codes_that_are_asked_for() -> None:
    a = office()
    made = topic(a)
    for _ in range(2):
        put(a, made, section_of(made), published(a))
    client = desk(a)
    address = reverse("desk:topic_poster_pdf", args=[made])
    for query, keys in (
        ({}, Code.objects.filter(section=None, place=None)),
        ({"what": "sections"}, Code.objects.filter(section__isnull=False)),
        ({"what": "places", "sheet": "a3"}, Code.objects.filter(place__isnull=False)),
        ({"what": "nonsense", "sheet": "a0"}, Code.objects.filter(section=None, place=None)),
    ):
        data = client.get(address, query).content
        read = [
            each.text
            for sheet in pypdfium2.PdfDocument(BytesIO(data))
            for each in zxingcpp.read_barcodes(sheet.render(scale=2.5).to_pil().convert("L"))
        ]
        assert sorted(read) == sorted(f"http://testserver/m/{code.key}" for code in keys)


def test_poster_page_warns_while_nobody_sees_the_topic() -> None:
    a = office()
    made = topic(a)
    assert "还没有公开" in page(desk(a), "topic_poster", made)


def test_scans_stand_on_a_page_and_in_a_file() -> None:
    a = office()
    made = topic(a)
    code = Code.objects.get(topic=made, section=None, place=None)
    for _ in range(3):
        count_scan(code_id=code.pk, on=TODAY)
    client = desk(a)
    shown = page(client, "topic_scans", made)
    assert "最近 30 天：3 次" in shown
    assert shown.count("<rect") == 1
    answer = client.get(reverse("desk:topic_scans_export", args=[made]))
    data = data_of(answer).decode("utf-8-sig")
    assert list(csv.reader(data.splitlines()))[1] == [TODAY.isoformat(), code.key, "整个专题", "3"]


def test_issue_is_composed_signed_and_put_out_with_forms_alone() -> None:
    a = office()
    items = [document(a, 1), document(a, 2)]
    client = desk(a)
    new = reverse("desk:gazette_new")
    assert 'value="云岭县a局公报"' in client.get(new).content.decode()
    head = {"title": "公报", "year": 2026, "number": 1, "total": 87, "dated_on": "2026-03-02"}
    client.post(new, head)
    made = Issue.objects.get()

    def act(what: str, **said: object) -> str:
        answer = client.post(reverse("desk:gazette_do", args=[made.pk, what]), said, follow=True)
        return str(answer.content.decode())

    assert "还没有文件" in act("submit")
    for item in items:
        assert "已收入" in act("add", item_id=item, rubric="government")
    assert "只登一次" in act("add", item_id=items[0], rubric="government")
    second = Article.objects.get(item=items[1])
    act("move", article_id=second.pk, way="up")
    assert "检查没有发现问题" in page(client, "gazette_issue", made.pk)
    assert "还没有完成审签" in act("issue")
    sign_off(a, made.pk)
    assert "出版</button>" in page(client, "gazette_issue", made.pk)
    assert "已出版" in act("issue")
    assert list(Article.objects.order_by("number").values_list("item", flat=True)) == items[::-1]
    assert "已经出版" in act("remove", article_id=second.pk)
    assert client.post(reverse("desk:gazette_do", args=[made.pk, "nothing"])).status_code == 404


def test_preview_has_the_texts_says_what_it_is_and_ends_with_the_issue() -> None:
    a = office()
    made = begun(a)
    add(a, made, document(a, 1, title="关于山塘整治的虚构通知"))
    client = desk(a)
    address = reverse("desk:gazette_preview", args=[made])
    assert f'href="{address}"' in page(client, "gazette_issue", made)
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(answer.content))
    assert "预览" in text
    assert "山塘整治" in "".join(text.split())
    assert Issue.objects.get().pdf is None
    sign_off(a, made)
    act_issue(issue_id=made, by=a[OFFICER], at=LATER)
    assert client.get(address).status_code == 404
    assert address not in page(client, "gazette_issue", made)


def test_page_says_why_the_cover_has_no_code(settings: Settings) -> None:
    a = office()
    made = begun(a)
    client = desk(a)
    settings.SITE_DOMAIN = ""
    assert "GONGKAI_SITE_DOMAIN" in page(client, "gazette_issue", made)
    settings.SITE_DOMAIN = "xxgk.yunling.example"
    assert "GONGKAI_SITE_DOMAIN" not in page(client, "gazette_issue", made)


def test_wrong_head_of_an_issue_stays_on_the_form() -> None:
    a = office()
    begun(a)
    client = desk(a)
    head = {"title": "公报", "year": 2026, "number": 1, "total": 88, "dated_on": "2026-03-02"}
    answer = client.post(reverse("desk:gazette_new"), head)
    assert answer.status_code == 422
    assert "已经有了" in answer.content.decode()
    assert client.post(reverse("desk:gazette_new"), {**head, "dated_on": "31-31-31"}).status_code == 422


def test_whoever_may_only_write_sees_no_button_that_would_be_refused() -> None:
    a = office()
    made = topic(a)
    put(a, made, section_of(made), published(a))
    issue = begun(a)
    add(a, issue, document(a, 1))
    sign_off(a, issue)
    handler, officer = desk(a, HANDLER), desk(a)
    assert "公开专题</button>" not in page(handler, "topic", made)
    assert "公开专题</button>" in page(officer, "topic", made)
    assert "出版</button>" not in page(handler, "gazette_issue", issue)
    assert "出版</button>" in page(officer, "gazette_issue", issue)
