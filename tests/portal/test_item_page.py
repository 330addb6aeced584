"""The page of an item as a whole: head, notice, tools, what stands around it, what it costs."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from gongkai.portal.remembered import INSIDE
from gongkai.publication import actions
from gongkai.publication.models import Why
from gongkai.records.queries.wording import LABELS
from tests.portal.pages import anchors, page, words
from tests.portal.public import PNG, address, data_of, got, index_of, shown_edition, with_files
from tests.publication.office import (
    HANDLER,
    NOON,
    OFFICER,
    altered,
    edition,
    later,
    office,
    published,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
NUMBER = "云府发〔2026〕1号"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    return office()


def metadata(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta name="(\w+)" content="([^"]*)">', html))


class TestHead:
    """What stands above the text."""

    def test_official_document_has_its_head_in_red(self, at: Office) -> None:
        body = f'<p class="document-no">{NUMBER}</p><p>正文。</p>'
        html = page(address(published(at, document_no=NUMBER, issuing_body="云岭县a局", body=body)))
        head = html[html.index("official-head") : html.index("</header>", html.index("official-head"))]
        assert '<p class="issuer">云岭县a局</p>' in head
        assert f'<p class="document-no" translate="no">{NUMBER}</p>' in head
        text = html[html.index('<div class="body"') :]
        assert NUMBER not in text[: text.index("</div>")]

    def test_other_information_has_none(self, at: Office) -> None:
        assert "official-head" not in page(address(published(at)))

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"validity": "repealed"}, "本文件已经废止"),
            ({"validity": "expired"}, "本文件已经失效"),
            ({"validity": "valid", "valid_until": date(2026, 3, 1)}, "有效期至2026年3月1日"),
            ({"validity": "not_yet", "effective_on": date(2099, 3, 1)}, "自2099年3月1日起施行"),
            ({"validity": "amended"}, "请以修改后的内容为准"),
        ],
    )
    def test_notice_says_that_it_does_not_count(self, at: Office, fields: dict[str, Any], told: str) -> None:
        item_id = published(at, **fields)
        assert told in words(page(address(item_id)))

    def test_what_is_in_force_has_no_notice(self, at: Office) -> None:
        assert "有效性提示" not in page(address(published(at, validity="valid")))
        assert "有效性提示" not in page(address(published(at)))

    def test_notice_leads_to_what_took_its_place(self, at: Office) -> None:
        old = published(at, title="虚构管理办法", document_no=NUMBER, validity="repealed")
        published(at, title="关于落实的通知", body=f"<p>根据《虚构管理办法》（{NUMBER}）印发。</p>", hours=6)
        assert "废止它的文件" not in page(address(old))
        new = published(
            at, title="虚构管理办法（新）", body=f"<p>自即日起施行。{NUMBER}同时废止。</p>", hours=7
        )
        assert f'废止它的文件：<a href="{address(new)}">虚构管理办法（新）</a>' in page(address(old))


class TestTags:
    """What machines read."""

    def test_tags_of_the_guideline_are_complete(self, at: Office, settings: Settings) -> None:
        settings.SITE_NAME, settings.SITE_DOMAIN, settings.SITE_CODE = "虚构网站", "example.cn", "0000000000"
        item_id = with_files(
            at,
            keywords="检查",
            summary="开展检查。",
            document_no=NUMBER,
            body=f'<p>{"现公布示意图，请各单位对照检查。" * 5}</p><p><img src="attachments/p1.png" alt="图"></p>',
        )
        found = metadata(page(address(item_id)))
        wanted = "SiteName SiteDomain SiteIDCode ColumnName ColumnDescription ColumnType ArticleTitle PubDate ContentSource"
        assert set(wanted.split()) <= found.keys()
        assert found["ColumnDescription"] == "云岭县a局通知公告"
        assert (found["Keywords"], found["Description"]) == ("检查", "开展检查。")
        assert found["Url"] == f"http://testserver{address(item_id)}"
        assert found["Image"] == f"http://testserver{address(item_id)}attachments/p1.png"

    def test_what_nobody_wrote_is_taken_from_the_text(self, at: Office) -> None:
        item_id = published(at, topic="finance")
        shown_edition(item_id).__class__.objects.update(summary="", keywords="")
        found = metadata(page(address(item_id)))
        assert found["Description"].startswith("各单位：")
        assert "财政" in found["Keywords"]
        assert "Image" not in found

    def test_links_can_lead_to_headings_and_articles(self, at: Office) -> None:
        body = "<h2>第一章　总则</h2><p><strong>第一条</strong>　为了检查。</p><p>第二条　适用。</p><p>依照第二条办理。</p>"
        ids, _ = anchors(page(address(published(at, body=body))))
        assert {"b1", "t一", "t二"} <= set(ids)
        assert len(ids) == len(set(ids))


class TestTools:
    """The bar of tools, which needs no script."""

    def test_everything_can_be_taken_away(self, at: Office) -> None:
        item_id = published(at)
        html = page(address(item_id))
        for name in ("item_pdf", "item_docx", "item_text"):
            assert f'href="{reverse(name, args=[index_of(item_id)])}"' in html
        assert f'data-copy="http://testserver{address(item_id)}"' in html
        assert 'href="#yanzheng"' in html
        assert '<svg class="qr"' in html


class TestAround:
    """Other items."""

    def test_neighbours_in_the_column(self, at: Office) -> None:
        first, second, third = (
            published(at, title=f"第{number}条通知", hours=5 + number) for number in range(3)
        )
        html = page(address(second))
        assert f'rel="prev" href="{address(third)}"' in html
        assert f'rel="next" href="{address(first)}"' in html
        assert 'rel="prev"' not in page(address(third))
        assert 'rel="next"' not in page(address(first))

    def test_neighbours_are_public(self, at: Office) -> None:
        first, second = (published(at, hours=5 + number) for number in range(2))
        actions.withdraw(item_id=first, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(9))
        assert "neighbours" not in page(address(second))

    def test_items_on_the_same_topic(self, at: Office) -> None:
        first = published(at, title="财政甲", topic="finance")
        published(at, title="财政乙", topic="finance", hours=6)
        published(at, title="教育丙", topic="science_education", hours=7)
        cards = page(address(first)).split('class="item-cards"')[1].split("扫码验真")[0]
        assert "财政乙" in cards
        assert "教育丙" not in cards
        assert "财政甲" not in cards

    def test_without_a_topic_nothing_is_related(self, at: Office) -> None:
        first = published(at, topic="other")
        published(at, topic="other", hours=6)
        assert "同一主题" not in page(address(first))


class TestCost:
    """What a page asks of the database, and what it weighs."""

    def test_page_asks_no_more_than_six_times_and_once_more_for_a_number(self, at: Office) -> None:
        item_id = with_files(at, document_no=NUMBER, topic="finance", validity="repealed")
        for number in range(3):
            published(
                at,
                title=f"废止{number}",
                topic="finance",
                body=f"<p>{NUMBER}同时废止。</p>",
                hours=6 + number,
            )
        again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(16))
        actions.save(
            edition_id=again,
            revision=1,
            content=altered(edition(again), summary="新"),
            by=at[HANDLER],
            at=later(17),
        )
        sign_off(again, at)
        actions.publish(edition_id=again, by=at[OFFICER], at=later(18))
        path = address(item_id)
        with CaptureQueriesContext(connection) as asked:
            html = page(path)
        for part in ("附件", "相关文件", "废止它的文件", "共 2 版"):
            assert part in html
        assert len(asked) <= 7
        plain = published(at, topic="finance")
        with CaptureQueriesContext(connection) as asked:
            page(address(plain))
        assert len(asked) <= 6

    def test_page_without_text_is_light(self, at: Office) -> None:
        assert len(page(address(with_files(at, document_no=NUMBER))).encode()) < 20_000

    def test_page_is_remembered_until_something_shows(self, at: Office) -> None:
        number = "云府发〔2026〕7号"
        item_id = published(at, document_no=number)
        path = address(item_id)
        first = page(path)
        actions.draft(
            agency_id=at.agency.pk,
            content=altered(shown_edition(item_id), title="别的"),
            by=at[HANDLER],
            at=NOON,
        )
        with CaptureQueriesContext(connection) as asked:
            assert page(path) == first
        assert len(asked) == 2
        with CaptureQueriesContext(connection) as asked:
            assert page(path) == first
        assert len(asked) == 1
        published(at, title="关于落实的通知", body=f"<p>根据《通知》（{number}），现印发。</p>", hours=6)
        assert "关于落实的通知" in page(address(item_id))
        actions.withdraw(item_id=item_id, why=Why.ERROR, told="数字有误。", by=at[OFFICER], at=later(9))
        assert "数字有误。" in page(address(item_id), status=410)

    def test_what_stays_inside_are_actions(self) -> None:
        assert [name for name in INSIDE if not any(action.startswith(name) for action in LABELS)] == []
        shows = (
            "publication.publish",
            "publication.withdraw",
            "publication.restore",
            "publication.expire",
            "agencies.rename",
        )
        assert [action for action in (*shows, "publication.import_items") if action.startswith(INSIDE)] == []

    def test_another_language_is_another_page(self, at: Office) -> None:
        item_id, reader = published(at), Client()
        reader.cookies["yuyan"] = "en"
        assert '<html lang="zh-Hans"' in page(address(item_id))
        assert '<html lang="en"' in page(address(item_id), client=reader)
        assert '<html lang="zh-Hans"' in page(address(item_id))

    def test_page_that_did_not_change_is_not_sent_again(self, at: Office) -> None:
        item_id = published(at)
        first = got(address(item_id))
        assert got(address(item_id), if_none_match=first["ETag"]).status_code == 304


class TestJson:
    """The item for programs."""

    def test_fields(self, at: Office) -> None:
        item_id = with_files(
            at, document_no=NUMBER, topic="finance", validity="valid", written_on=date(2026, 2, 27)
        )
        answer = Client().get(address(item_id) + "item.json")
        told = json.loads(answer.content)
        assert answer["Content-Type"] == "application/json"
        assert told["index_no"] == index_of(item_id)
        assert told["url"] == f"http://testserver{address(item_id)}"
        assert told["agency"] == {"slug": "a", "name": "云岭县a局"}
        assert told["document_no"] == NUMBER
        assert told["topic"]["key"] == "finance"
        assert told["validity"] == {"key": "valid", "label": "有效"}
        assert told["written_on"] == "2026-02-27"
        assert told["published_at"] == "2026-03-02T17:00:00+08:00"
        assert told["digest"] == shown_edition(item_id).digest
        (file,) = told["attachments"]
        assert file["name"] == "附表.txt"
        assert data_of(got(file["url"].removeprefix("http://testserver"))) == "附表.txt的内容".encode()
        assert PNG not in answer.content

    def test_every_field_is_described(self, at: Office, root: Path) -> None:
        told = json.loads(Client().get(address(with_files(at)) + "item.json").content)
        described = (root / "docs" / "formats.md").read_text("utf-8")
        fields = [*told, *told["attachments"][0], *told["formats"]]
        assert [name for name in fields if f"`{name}`" not in described] == []

    def test_of_what_is_not_public_there_is_none(self, at: Office) -> None:
        item_id = published(at)
        path = address(item_id) + "item.json"
        actions.withdraw(item_id=item_id, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(9))
        page(path, status=404)
