"""The page of a public item, its address, and what stands where one was taken back."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publication import actions
from gongkai.publication.models import Item, Use, Why
from tests.portal.pages import page, words
from tests.portal.public import address, with_files
from tests.publication.office import (
    HANDLER,
    NOON,
    OFFICER,
    altered,
    approved,
    edition,
    item_of,
    later,
    office,
    published,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]


@pytest.fixture
def at() -> Office:
    return office()


class TestItem:
    """The page of an item."""

    def test_box_says_what_is_known_in_the_usual_order(self, at: Office) -> None:
        number = "云府发〔2026〕1号"
        html = page(address(published(at, title="关于虚构检查的通知", document_no=number)))
        box = html[html.index("<dl") : html.index("</dl>")]
        labels = ["索引号", "主题分类", "发文机关", "成文日期", "名称", "发文字号", "发布日期", "体裁"]
        places = [box.index(f"<dt>{label}</dt>") for label in labels]
        assert places == sorted(places)
        assert "000014349/2026-00001" in box
        assert "2026年3月2日" in box
        for unknown in ("主题词", "有效性", "有效期至"):
            assert unknown not in box

    def test_machines_find_their_tags(self, at: Office) -> None:
        item_id = published(at, title="关于“虚构”检查的通知", keywords="检查", summary="开展<检查>。")
        html = page(address(item_id))
        for name, value in (
            ("ColumnName", "通知公告"),
            ("ColumnType", "通知公告"),
            ("ArticleTitle", "关于“虚构”检查的通知"),
            ("PubDate", "2026-03-02 17:00"),
            ("ContentSource", "云岭县a局"),
            ("Keywords", "检查"),
            ("Description", "开展&lt;检查&gt;。"),
            ("Url", f"http://testserver{address(item_id)}"),
        ):
            assert f'<meta name="{name}" content="{value}">' in html
        assert '<meta name="SiteName"' in html

    def test_body_is_shown_as_it_was_cleaned(self, at: Office) -> None:
        html = page(address(published(at, body='<p onclick="x()">甲<script>乙</script></p><h2>丙</h2>')))
        assert "<p>甲</p>" in html
        assert '<h2 id="b1">丙</h2>' in html
        assert "乙" not in html

    @pytest.mark.parametrize(
        ("fields", "shown"),
        [
            ({"validity": "valid", "valid_until": date(2026, 3, 1)}, "失效"),
            ({"validity": "valid", "valid_until": date(2099, 3, 1)}, "有效"),
            ({"validity": "not_yet", "effective_on": date(2026, 3, 1)}, "有效"),
            ({"validity": "not_yet", "effective_on": date(2099, 3, 1)}, "尚未施行"),
            ({"validity": "repealed", "effective_on": date(2026, 3, 1)}, "废止"),
        ],
    )
    def test_validity_follows_the_calendar(self, at: Office, fields: dict[str, object], shown: str) -> None:
        item_id = published(at)
        type(edition(Item.objects.get(pk=item_id).public_id or 0)).objects.update(**fields)
        assert f">{shown}</span></dd>" in page(address(item_id))

    def test_new_edition_says_so(self, at: Office) -> None:
        item_id = published(at)
        assert "第 2 版" not in page(address(item_id))
        again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
        text = altered(edition(again), body="<p>改过的虚构正文。</p>")
        actions.save(edition_id=again, revision=1, content=text, by=at[HANDLER], at=later(7))
        sign_off(again, at)
        assert "改过的虚构正文" not in page(address(item_id))
        actions.publish(edition_id=again, by=at[OFFICER], at=later(30))
        html = page(address(item_id))
        assert "改过的虚构正文" in html
        assert "本页是第 2 版，2026-03-03 18:00 更新；首次发布于 2026-03-02 17:00" in words(html)

    def test_where_it_is_used_is_shown(self, at: Office) -> None:
        number = "云府发〔2026〕1号"
        first = published(at, document_no=number)
        second = published(at, title="关于落实的通知", body=f"<p>根据《通知》（{number}），现印发。</p>")
        assert f'<a href="{address(second)}">关于落实的通知</a>' in page(address(first))
        assert "相关文件" not in page(address(second))

    def test_reprint_names_its_source(self, at: Office) -> None:
        html = page(address(published(at, source_name="虚构省人民政府", source_url="https://www.gov.cn/x")))
        assert '转载自：<a href="https://www.gov.cn/x"' in html
        assert '<meta name="ContentSource" content="虚构省人民政府">' in html

    def test_what_is_not_public_is_nowhere(self, at: Office) -> None:
        approved(at, title="关于暗记的通知")
        for path in ("/xxgk/", "/zfxxgk/", "/zfxxgk/a/", "/"):
            assert "暗记" not in page(path)
        page("/zfxxgk/a/fdzdgk/tzgg/", status=404)
        html = page("/xxgk/000014349/2026-00001/", status=404)
        assert "没有找到这条信息" in html
        assert 'href="/xxgk/"' in html

    def test_as_plain_text(self, at: Office) -> None:
        item_id = published(at, title="关于虚构检查的通知", body="<p>甲</p><p>乙</p>")
        answer = Client().get(address(item_id) + "text.txt")
        text = answer.content.decode("utf-8-sig")
        assert text.startswith("索引号：000014349/2026-00001\r\n")
        assert text.endswith("\r\n\r\n甲\r\n乙\r\n")
        assert "attachment" in answer["Content-Disposition"]


class TestGone:
    """What stands where an item was."""

    def test_withdrawn_one_leaves_a_notice_with_the_reason(self, at: Office) -> None:
        item_id = with_files(at, title="关于撤回的通知", body="<p>旧内容</p>")
        file_id = edition(Item.objects.get(pk=item_id).public_id or 0).attachments.get(use=Use.ATTACHMENT).pk
        actions.withdraw(
            item_id=item_id, why=Why.ERROR, told="数字有误，更正后重发。", by=at[OFFICER], at=later(6)
        )
        html = page(address(item_id), status=410)
        assert "关于撤回的通知" in html
        assert "数字有误，更正后重发。" in html
        assert "2026年3月2日" in html
        assert "旧内容" not in html
        assert "关于撤回的通知" not in page("/xxgk/") + page("/zfxxgk/a/")
        for path in (f"files/{file_id}/x", "attachments/p1.png", "text.txt"):
            page(address(item_id) + path, status=404)

    def test_of_harmful_content_not_even_the_title_is_left(self, at: Office) -> None:
        item_id = published(at, title="关于暗记的通知")
        actions.withdraw(item_id=item_id, why=Why.HARMFUL, told="暗记理由", by=at[OFFICER], at=later(6))
        html = page(address(item_id), status=410)
        assert "该信息已删除" in html
        assert "暗记" not in html
        assert "云岭县a局" not in html

    def test_what_ran_out_says_so(self, at: Office) -> None:
        edition_id = approved(at)
        day = date(2026, 3, 10)
        actions.schedule(edition_id=edition_id, publish_after=None, expires_on=day, by=at[OFFICER], at=NOON)
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
        actions.expire_due(at=later(220))
        assert "公示期已满" in page(address(edition(edition_id).item_id), status=410)


NUMBERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=100
).filter(lambda text: not {".", "..", ""} & set(text.split("/")))


@given(NUMBERS)
def test_every_index_number_has_an_address_that_leads_back(index_no: str) -> None:
    path = reverse("item", args=[index_no])
    assert path.isascii()
    assert resolve(unquote(path)).kwargs == {"index_no": index_no}
    file = reverse("item_file", args=[index_no, 7, "附表〔2026〕 1#?%.xlsx"])
    found = resolve(unquote(file))
    assert (found.url_name, found.kwargs["index_no"], found.kwargs["attachment_id"]) == (
        "item_file",
        index_no,
        7,
    )


@pytest.mark.parametrize(
    "index_no", ["YL/2026-1", "云〔2026〕1号", "a b+c%2F?x#y&z;k", "a/files/1/b", "ä'\"<"]
)
def test_item_is_found_under_its_number(at: Office, index_no: str) -> None:
    item_id = published(at, title="关于虚构检查的通知")
    Item.objects.filter(pk=item_id).update(index_no=index_no)
    assert "关于虚构检查的通知" in page(address(item_id))
    assert item_of(Item.objects.get(pk=item_id).public_id or 0).index_no == index_no
