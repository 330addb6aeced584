"""Published editions of an item: the list, comparisons, an old one whole, and what is not shown of it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.publication import actions
from gongkai.publication.models import Use, Why
from tests.portal.pages import page, words
from tests.portal.public import PNG, address, data_of, got, index_of, shown_edition, with_files
from tests.publication.office import (
    HANDLER,
    OFFICER,
    altered,
    approved,
    edition,
    later,
    office,
    published,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
OLD = "<p>各单位：</p><p>申请人应当在十个工作日内提交材料，逾期不予受理。</p>"
NEW = "<p>各单位：</p><p>申请人应当在二十个工作日内提交材料，逾期不予受理。</p>"
# Invented: the check digit is right, the person does not exist.
IDENTITY = "11010119900307002X"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    return office()


def again(at: Office, item_id: int, hours: float = 6, **changes: Any) -> int:
    """Another edition of an item is published; the number of it."""
    edition_id = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(hours))
    held = edition(edition_id)
    actions.save(
        edition_id=edition_id,
        revision=held.revision,
        content=altered(held, **changes),
        by=at[HANDLER],
        at=later(hours + 1),
    )
    sign_off(edition_id, at)
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(hours + 10))
    return edition_id


def editions(item_id: int) -> str:
    return reverse("editions", args=[index_of(item_id)])


def old(item_id: int, number: int) -> str:
    return reverse("old_edition", args=[index_of(item_id), number])


class TestList:
    """The editions with their dates, and two of them side by side."""

    def test_all_published_editions_with_their_dates(self, at: Office) -> None:
        item_id = published(at, title="关于材料的通知", body=OLD)
        assert "历次版本" not in page(address(item_id))
        again(at, item_id, title="关于材料的通知（更正）", body=NEW)
        actions.reopen(item_id=item_id, by=at[HANDLER], at=later(40))
        assert f'href="{editions(item_id)}"' in page(address(item_id))
        said = words(page(editions(item_id)))
        assert "第 1 版 2026-03-02 17:00 关于材料的通知 " in said
        assert "第 2 版 现行版 2026-03-03 04:00 关于材料的通知（更正）" in said
        assert "第 3 版" not in said

    def test_last_two_are_compared_by_characters(self, at: Office) -> None:
        item_id = published(at, body=OLD)
        again(at, item_id, body=NEW, summary="延长期限。")
        html = page(editions(item_id))
        assert "应当在<ins>二</ins>十个工作日内" in html
        assert "<td>延长期限。</td>" in html

    def test_any_two_are_compared_in_their_order(self, at: Office) -> None:
        item_id = published(at, body=OLD)
        again(at, item_id, body=NEW)
        again(at, item_id, hours=20, body="<p>全部改写。</p>")
        assert "全部改写" not in page(f"{editions(item_id)}?jiu=1&xin=2")
        assert page(f"{editions(item_id)}?jiu=2&xin=1").count("<ins>二</ins>") == 1
        for odd in ("jiu=1&xin=1", "jiu=7&xin=1", "jiu=x&xin=", "jiu=99999999999999999999&xin=1"):
            assert "不能对照" in page(f"{editions(item_id)}?{odd}")

    def test_what_was_said_inside_is_not_compared(self, at: Office) -> None:
        item_id = published(at, body=OLD)
        again(at, item_id, consulted="虚构县财政局", naming_required="《虚构办法》")
        html = page(editions(item_id))
        assert "虚构县财政局" not in html
        assert "《虚构办法》" not in html

    def test_files_that_came_and_went(self, at: Office) -> None:
        item_id = with_files(at)
        edition_id = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
        held = edition(edition_id).attachments.get(use=Use.ATTACHMENT)
        actions.detach(attachment_id=held.pk, by=at[HANDLER], at=later(7))
        actions.attach(edition_id=edition_id, data=b"new", name="新表.txt", by=at[HANDLER], at=later(7))
        sign_off(edition_id, at)
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(20))
        said = words(page(editions(item_id)))
        assert "附表.txt：已删除" in said
        assert "新表.txt：新增" in said

    def test_of_what_is_not_public_there_is_none(self, at: Office) -> None:
        approved(at)
        page("/xxgk/000014349/2026-00001/banben/", status=404)
        item_id = published(at)
        again(at, item_id, body=NEW)
        path = editions(item_id)
        actions.withdraw(item_id=item_id, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(40))
        page(path, status=404)
        page(f"{path}1/", status=404)


class TestOld:
    """An edition as it was."""

    def test_whole_with_a_banner(self, at: Office) -> None:
        item_id = published(at, title="关于材料的通知", body=OLD)
        again(at, item_id, title="关于材料的通知（更正）", body=NEW)
        html = page(old(item_id, 1))
        assert "这是第 1 版，不是现在的内容" in html
        assert "申请人应当在十个工作日内" in html
        assert "关于材料的通知</h1>" in html
        assert '<meta name="robots" content="noindex">' in html
        assert f'<link rel="canonical" href="http://testserver{address(item_id)}">' in html

    def test_present_one_has_its_own_page(self, at: Office) -> None:
        item_id = published(at, body=OLD)
        again(at, item_id, body=NEW)
        answer = Client().get(old(item_id, 2))
        assert (answer.status_code, answer.headers["Location"]) == (302, address(item_id))

    @pytest.mark.parametrize("number", ["0", "3", "99999", "99999999999999999999999"])
    def test_numbers_that_do_not_exist(self, at: Office, number: str) -> None:
        item_id = published(at, body=OLD)
        again(at, item_id, body=NEW)
        page(f"{editions(item_id)}{number}/", status=404)

    def test_drafts_and_dropped_ones_have_no_number(self, at: Office) -> None:
        item_id = published(at, body=OLD)
        dropped = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
        actions.drop(edition_id=dropped, because="不再需要", by=at[HANDLER], at=later(7))
        again(at, item_id, hours=8, body=NEW)
        assert "申请人应当在十个工作日内" in page(old(item_id, 1))
        assert Client().get(old(item_id, 2)).status_code == 302
        page(old(item_id, 3), status=404)

    def test_one_that_was_withdrawn_is_not_shown_again(self, at: Office) -> None:
        item_id = published(at, body=OLD)
        actions.withdraw(item_id=item_id, why=Why.PERSONAL, told="有误。", by=at[OFFICER], at=later(6))
        again(at, item_id, hours=7, body=NEW)
        assert "曾经被撤回" in page(editions(item_id))
        html = page(old(item_id, 1), status=410)
        assert "十个工作日" not in html
        assert "<ins>" not in page(f"{editions(item_id)}?jiu=1&xin=2").split("<h3>正文")[-1]

    def test_one_with_personal_data_that_is_gone_is_not_shown(self, at: Office) -> None:
        item_id = published(at, body=OLD)
        held = shown_edition(item_id)
        type(held).objects.filter(pk=held.pk).update(
            text=f"张某某，公民身份号码{IDENTITY}。", body=f"<p>{IDENTITY}</p>"
        )
        again(at, item_id, body=NEW)
        html = page(old(item_id, 1), status=410)
        assert "个人信息" in html
        assert IDENTITY not in html + page(editions(item_id)) + page(f"{editions(item_id)}?jiu=1&xin=2")


class TestFiles:
    """Files of old editions are handed out as long as the present one has them."""

    def test_file_of_both_is_handed_out_and_one_that_was_changed_is_not(self, at: Office) -> None:
        body = f'<p>{"现公布示意图，请各单位对照检查。" * 5}</p><p><img src="attachments/p1.png" alt="示意图"></p>'
        item_id = with_files(at, body=body)
        first = shown_edition(item_id).attachments
        again(at, item_id, summary="新")
        html = page(old(item_id, 1))
        link = html.split('class="attached"')[1].split('href="')[1].split('"')[0]
        assert data_of(got(link)) == "附表.txt的内容".encode()
        assert '<img src="attachments/p1.png" alt="示意图">' in html
        assert data_of(got(f"{old(item_id, 1)}attachments/p1.png")) == PNG

        edition_id = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(40))
        for held in edition(edition_id).attachments.filter(use__in=[Use.ATTACHMENT, Use.IMAGE]):
            actions.detach(attachment_id=held.pk, by=at[HANDLER], at=later(41))
        held_edition = edition(edition_id)
        actions.save(
            edition_id=edition_id,
            revision=held_edition.revision,
            content=altered(held_edition, body="<p>新的正文。</p>"),
            by=at[HANDLER],
            at=later(42),
        )
        sign_off(edition_id, at)
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(60))
        html = page(old(item_id, 1))
        assert "已由新版更换，不再提供下载" in html
        assert "［图片：示意图］" in html
        assert '<img src="attachments' not in html
        page(link, status=404)
        page(f"{old(item_id, 1)}attachments/p1.png", status=404)
        original = first.get(use=Use.ORIGINAL).pk
        page(f"{old(item_id, 1)}files/{original}/x", status=404)
