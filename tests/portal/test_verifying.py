"""扫码验真: the proof of an edition, and files and texts held against it."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from gongkai.portal.items.papers import SHORT
from gongkai.portal.verifying.judging import Verdict, judge_text
from gongkai.publication import actions
from gongkai.publication.models import Edition, Item, Use, Why
from gongkai.publication.queries.content import content_of, digest_of, files_of
from gongkai.publication.queries.proving import Proof, proof
from gongkai.records.access import OPERATOR
from gongkai.records.actions.anchors import anchor
from gongkai.records.models import LogEntry
from gongkai.records.queries.files import path_of
from tests.portal.pages import page, shown, words
from tests.portal.public import address, index_of, shown_edition, with_files
from tests.portal.test_editions import NEW, OLD, again
from tests.publication.importing import brought_in, listed, old
from tests.publication.office import OFFICER, column, later, office, published
from tests.records.keys import new_key
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
NUMBER = "云府发〔2026〕1号"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    return office()


@pytest.fixture
def signing_key(tmp_path: Path) -> Path:
    return new_key(tmp_path / "anchor-key")


def verify(item_id: int, number: int = 1) -> str:
    return reverse("verify", args=[index_of(item_id), number])


def proof_of(item_id: int, number: int = 1) -> Proof:
    found = proof(index_of(item_id), number)
    assert found is not None
    return found


def handed_in(path: str, *, text: str = "", data: bytes | None = None, status: int = 200) -> str:
    given: dict[str, Any] = {"text": text}
    if data is not None:
        given["file"] = SimpleUploadedFile("文件.bin", data)
    answer = Client().post(path, given)
    assert answer.status_code == status
    return shown(answer)


class TestProof:
    """What the page proves."""

    def test_what_was_approved_is_what_is_there(self, at: Office) -> None:
        item_id = with_files(at, title="关于检查的通知", document_no=NUMBER)
        said = words(page(verify(item_id)))
        digest = shown_edition(item_id).digest
        assert "核对无误" in said
        for part in ("000014349/2026-00001", NUMBER, "云岭县a局", "2026年3月2日 17:00", digest, "附表.txt"):
            assert part in said
        assert said.count(digest) == 2
        assert "原稿" not in said
        assert proof_of(item_id).same

    def test_place_in_the_log(self, at: Office) -> None:
        item_id = published(at)
        entry = LogEntry.objects.get(action="publication.publish")
        said = words(page(verify(item_id)))
        assert f"第 {entry.seq} 条" in said
        assert entry.hash in said
        assert "哈希值相符" in said
        assert "还没有签名的锚点" in said

    def test_anchor_that_covers_it(self, at: Office, signing_key: Path) -> None:
        item_id = published(at)
        made = anchor(key=signing_key, by=OPERATOR, at=later(9))
        published(at, hours=10)
        said = words(page(verify(item_id)))
        assert f"已由 2026年3月2日 在第 {made.seq} 条签名的锚点覆盖" in said

    @pytest.mark.parametrize(
        "changed", [{"title": "改过的标题"}, {"body": "<p>改过</p>"}, {"summary": "改过"}]
    )
    def test_stored_text_that_was_changed_is_told(self, at: Office, changed: dict[str, str]) -> None:
        item_id = published(at)
        Edition.objects.filter(item=item_id).update(**changed)
        assert not proof_of(item_id).same
        assert "与审签时的摘要不一致" in page(verify(item_id))

    def test_file_whose_bytes_were_changed_is_told(self, at: Office) -> None:
        item_id = with_files(at)
        held = shown_edition(item_id).attachments.get(use=Use.ATTACHMENT).file
        path_of(held.digest).write_bytes(b"x" * held.size)
        said = page(verify(item_id))
        assert "与审签时的摘要不一致" in said
        assert '<span class="badge error">不符</span>' in said

    def test_entry_that_was_changed_is_told(self, at: Office) -> None:
        item_id = published(at)
        LogEntry.objects.filter(action="publication.publish").update(reason="改过")
        assert "哈希值不符" in page(verify(item_id))

    def test_large_files_are_left_to_visitors(self, at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        from gongkai.publication.queries import proving

        monkeypatch.setattr(proving, "READ", 10)
        item_id = with_files(at)
        assert "请下载后自行核对" in page(verify(item_id))
        assert proof_of(item_id).same

    def test_older_edition_says_that_there_is_a_newer_one(self, at: Office) -> None:
        item_id = published(at, body=OLD)
        again(at, item_id, body=NEW)
        assert "现行的是第 2 版" in words(page(verify(item_id)))
        assert "现行的是" not in words(page(verify(item_id, 2)))
        assert proof_of(item_id).approved != proof_of(item_id, 2).approved

    def test_what_was_taken_back_says_so(self, at: Office) -> None:
        item_id = with_files(at)
        path = verify(item_id)
        actions.withdraw(item_id=item_id, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(6))
        html = page(path)
        assert "这条信息已撤回" in html
        assert "附表.txt" not in html

    def test_of_what_was_removed_nothing_is_said(self, at: Office) -> None:
        item_id = published(at, title="关于暗记的通知")
        path = verify(item_id)
        actions.withdraw(item_id=item_id, why=Why.HARMFUL, told="暗记", by=at[OFFICER], at=later(6))
        assert "暗记" not in page(path, status=404)

    @pytest.mark.parametrize(
        "path", ["/yz/YL/1999-1/1/", "/yz/000014349/2026-00001/9/", "/yz/x/99999999999999999999/"]
    )
    def test_unknown_numbers(self, at: Office, path: str) -> None:
        published(at)
        assert "没有查到这份文件" in page(path, status=404)

    def test_imported_item_stands_in_the_log_with_its_block(self, at: Office, tmp_path: Path) -> None:
        column()
        brought_in(listed(tmp_path, old(1), old(2)), at.agency.pk)
        item = Item.objects.order_by("pk").last()
        assert item is not None
        said = words(page(verify(item.pk)))
        assert "与迁入时的摘要完全一致" in said
        entry = LogEntry.objects.get(action="publication.import_items")
        assert f"第 {entry.seq} 条" in said

    def test_page_asks_little(self, at: Office) -> None:
        path = verify(with_files(at))
        with CaptureQueriesContext(connection) as asked:
            page(path)
        assert len(asked) <= 6

    def test_page_of_the_item_leads_here(self, at: Office) -> None:
        item_id = published(at, body=OLD)
        again(at, item_id, body=NEW)
        assert f'href="http://testserver{verify(item_id, 2)}"' in page(address(item_id))


class TestFinding:
    """The way here without a code."""

    def test_number_leads_to_the_newest_edition(self, at: Office) -> None:
        item_id = published(at, body=OLD)
        again(at, item_id, body=NEW)
        answer = Client().get("/yz/", {"syh": f" {index_of(item_id)} "})
        assert answer.headers["Location"] == verify(item_id, 2)

    def test_unknown_number_says_so(self, at: Office) -> None:
        published(at)
        assert "没有公开过这个索引号" in page("/yz/?syh=YL/1999-1", status=404)
        assert "这个字段是必填项" in page("/yz/?syh=", status=404)
        page("/yz/")


class TestFiles:
    """Files held against what was published."""

    def test_attachment_is_the_same_byte_for_byte(self, at: Office) -> None:
        path = verify(with_files(at))
        html = handed_in(path, data="附表.txt的内容".encode())
        assert "与公开的附件逐字节相同" in html
        assert "附件“附表.txt”" in html
        html = handed_in(path, data="附表.txt的内容 ".encode())
        assert "与公开的内容不一致" in html

    @pytest.mark.parametrize("kind", ["pdf", "docx"])
    def test_our_own_files_have_the_same_text(self, at: Office, kind: str) -> None:
        body = "<p>各单位：</p><h2>一、总体要求</h2><p>现开展虚构检查，请做好准备。</p><ul><li>甲项工作</li><li>乙项工作</li></ul>"
        item_id = published(at, document_no=NUMBER, issuing_body="云岭县a局", body=body)
        data = Client().get(f"{address(item_id)}item.{kind}").content
        assert "文件与公开的全文一致" in handed_in(verify(item_id), data=data)

    def test_changed_word_file_shows_what_differs(self, at: Office) -> None:
        from docx import Document

        item_id = published(at, body=OLD)
        made = Document(BytesIO(Client().get(f"{address(item_id)}item.docx").content))
        for paragraph in made.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace("十个工作日", "三十个工作日")
        out = BytesIO()
        made.save(out)
        html = handed_in(verify(item_id), data=out.getvalue())
        assert "与公开的内容不一致" in html
        assert "<ins>三</ins>" in html

    def test_what_cannot_be_read_is_told_with_its_digest(self, at: Office) -> None:
        html = handed_in(verify(with_files(at)), data=b"\x89PNG\r\n\x1a\n" + bytes(64))
        assert "不是公开的附件，也读不出文字" in html
        assert "文件的 SHA-256" in html

    def test_original_is_not_betrayed(self, at: Office) -> None:
        html = handed_in(verify(with_files(at)), data="原稿.txt的内容".encode())
        assert "逐字节相同" not in html

    def test_nothing_and_both_are_refused(self, at: Office) -> None:
        path = verify(published(at))
        assert "请选择一个文件" in handed_in(path, status=422)
        assert "只需提供一种" in handed_in(path, text="甲", data=b"x", status=422)

    def test_visitor_has_so_many_an_hour(self, at: Office, settings: Settings) -> None:
        settings.CHECKUP_PER_HOUR = 2
        path = verify(published(at))
        for _ in range(2):
            handed_in(path, text="甲")
        assert "核对过于频繁" in handed_in(path, text="甲", status=429)
        page(path)

    def test_nothing_of_it_is_kept(self, at: Office) -> None:
        path, before = verify(published(at)), LogEntry.objects.count()
        handed_in(path, data=b"text of somebody")
        assert LogEntry.objects.count() == before


class TestTexts:
    """Texts held against what was published."""

    @pytest.fixture
    def found(self, at: Office) -> Proof:
        return proof_of(published(at, title="关于材料的通知", document_no=NUMBER, body=OLD))

    @pytest.mark.parametrize(
        "text",
        [
            "各单位：\n申请人应当在十个工作日内提交材料，逾期不予受理。",
            "各单位: 申请人應當在十個工作日內提交材料,逾期不予受理。",
            "关于材料的通知\n云府发〔2026〕1号\n各单位：\n  申请人应当在十个工作日内提交材料，逾期不予受理。",
            "云府发[2026]1号 关于材料的通知各单位：申请人应当在十个工作日内提交材料，逾期不予受理。\n— 1 —",
        ],
    )
    def test_same_text_in_another_form(self, found: Proof, text: str) -> None:
        assert judge_text(found, text).verdict is Verdict.SAME_TEXT

    def test_more_than_the_text(self, found: Proof) -> None:
        text = f"某网站转载：{found.text}责任编辑：某某"
        judged = judge_text(found, text)
        assert judged.verdict is Verdict.WHOLE_TEXT
        assert judged.extra == len("某网站转载：责任编辑：某某")

    def test_part_of_the_text(self, found: Proof) -> None:
        assert judge_text(found, "申请人应当在十个工作日内提交材料").verdict is Verdict.PART
        assert judge_text(found, "申请人").verdict is Verdict.OTHER

    def test_changed_text_shows_where(self, found: Proof) -> None:
        judged = judge_text(found, found.text.replace("十个", "二十个"))
        assert judged.verdict is Verdict.OTHER
        assert ("insert", "二") in {(piece.kind, piece.text) for piece in judged.pieces}
        assert "".join(piece.text for piece in judged.pieces if piece.kind != "insert") == "".join(
            found.text.split()
        )

    def test_what_is_not_shown_is_not_shown_by_comparing(self, found: Proof) -> None:
        judged = judge_text(replace(found, open=False), "猜一猜这里面写了什么内容")
        assert (judged.verdict, judged.pieces) == (Verdict.OTHER, ())

    def test_nothing_is_the_same_as_nothing(self, found: Proof) -> None:
        assert judge_text(replace(found, text=""), "甲").verdict is Verdict.OTHER
        assert judge_text(found, " \n ").verdict is Verdict.OTHER

    def test_digest_on_paper_is_the_beginning_of_this_one(self, at: Office) -> None:
        item_id = published(at)
        held = shown_edition(item_id)
        assert held.digest == digest_of(content_of(held), files_of(held.pk))
        assert len(held.digest[:SHORT]) == SHORT
