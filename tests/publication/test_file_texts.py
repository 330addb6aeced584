"""Attachments are read once by jobs, their items found by them; what is held back is found no longer."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings

from gongkai.demo.items import document, sheet
from gongkai.demo.printed import paper
from gongkai.documents import isolated
from gongkai.jobs import known
from gongkai.publication import actions
from gongkai.publication.actions import file_texts
from gongkai.publication.actions.file_texts import follow_quarantine, read_again, read_now
from gongkai.publication.models import Attachment, Edition, FileText, Item, Reading, Use, Why
from gongkai.publication.queries import editions
from gongkai.publication.queries.entries import MOST, unread
from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import quarantine, release
from gongkai.records.models import StoredFile
from gongkai.records.queries.files import path_of
from gongkai.search.queries.asked import Asked
from gongkai.search.queries.finding import find
from tests.documents.items.sources import lines, placed, zipped
from tests.publication.importing import brought_in, old
from tests.publication.office import (
    HANDLER,
    LEADER,
    NOON,
    OFFICER,
    column,
    draft,
    edition,
    later,
    office,
    sign_off,
)
from tests.publication.test_publishing import work_off
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
WORD = "山塘水库除险加固"
LINES = f"各乡镇：\n请做好{WORD}工作。"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    known.load()


@pytest.fixture
def at() -> Office:
    column()
    return office()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read, one after the other."""
    seen: list[str] = []

    def noted(job: Any, path: str, digest: str, **more: Any) -> dict[str, Any]:
        seen.append(digest)
        return isolated.apart(job, path, digest, **more)

    monkeypatch.setattr(file_texts, "apart", noted)
    return seen


def attached(at: Office, *files: tuple[str, bytes], use: Use = Use.ATTACHMENT) -> int:
    """An approved edition with these files."""
    edition_id = draft(at)
    for name, data in files:
        actions.attach(edition_id=edition_id, data=data, name=name, by=at[HANDLER], at=NOON, use=use)
    sign_off(edition_id, at)
    return edition_id


def put_out(edition_id: int, at: Office, when: datetime | None = None) -> str:
    return actions.publish(edition_id=edition_id, by=at[OFFICER], at=when or later(5))


def hits(text: str = WORD) -> list[str]:
    return sorted(hit.key for hit in find(Asked(text)).hits)


def stored() -> StoredFile:
    return StoredFile.objects.latest("pk")


class TestRead:
    """By whatever a file says."""

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("印发件.pdf", paper("通知", LINES)),
            ("文字版.docx", document("通知", LINES)),
            ("附表.xlsx", sheet(f"|项目|金额\n|{WORD}|十二万元")),
            ("说明.txt", LINES.encode("gb18030")),
            ("附表.csv", f"项目,金额\n{WORD},十二万元\n".encode()),
        ],
    )
    def test_found_by_a_word_of_its_file_alone(self, at: Office, name: str, data: bytes) -> None:
        index_no = put_out(attached(at, (name, data)), at)
        assert hits() == []
        work_off(later(6))
        assert hits() == [index_no]
        assert hits(name) == [index_no]
        (hit,) = find(Asked(WORD)).hits
        assert WORD in "".join(piece.text for piece in hit.snippet if piece.hit)

    def test_queued_with_the_publication_or_not_at_all(self, at: Office, reads: list[str]) -> None:
        edition_id = attached(at, ("a.txt", LINES.encode()))
        with transaction.atomic():
            put_out(edition_id, at)
            transaction.set_rollback(True)
        work_off(later(6))
        assert reads == []
        assert not FileText.objects.exists()

    def test_the_same_bytes_are_read_once(self, at: Office, reads: list[str]) -> None:
        first = put_out(attached(at, ("a.txt", LINES.encode())), at)
        second = put_out(attached(at, ("b.txt", LINES.encode()), ("c.txt", LINES.encode())), at)
        work_off(later(6))
        assert len(reads) == 1
        assert hits() == sorted([first, second])
        third = put_out(attached(at, ("d.txt", LINES.encode())), at)
        assert hits() == sorted([first, second, third])

    def test_read_by_another_job_in_the_meantime(self, at: Office) -> None:
        """Whoever publishes does not see a text that another is just writing: its own job puts the item again."""
        index_no = put_out(attached(at, ("a.txt", LINES.encode())), at)
        FileText.objects.create(digest=stored().digest, reading=Reading.READ, text=LINES, read_at=NOON)
        assert hits() == []
        work_off(later(6))
        assert hits() == [index_no]

    def test_originals_and_pictures_are_not(self, at: Office, reads: list[str]) -> None:
        put_out(attached(at, ("原稿.docx", document("原稿", LINES)), use=Use.ORIGINAL), at)
        work_off(later(6))
        assert (reads, hits()) == ([], [])

    def test_drafts_are_not(self, at: Office, reads: list[str]) -> None:
        attached(at, ("a.txt", LINES.encode()))
        read_now(at=later(6))
        assert (reads, hits()) == ([], [])

    def test_file_that_the_new_edition_has_no_more(self, at: Office) -> None:
        edition_id = attached(at, ("a.txt", LINES.encode()))
        index_no = put_out(edition_id, at)
        work_off(later(6))
        assert hits() == [index_no]
        again = actions.reopen(item_id=edition(edition_id).item_id, by=at[HANDLER], at=later(7))
        for file in Attachment.objects.filter(edition=again):
            actions.detach(attachment_id=file.pk, by=at[HANDLER], at=later(8))
        sign_off(again, at)
        put_out(again, at, later(30))
        assert hits() == []

    def test_an_import_reads_in_slices(
        self, at: Office, tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(file_texts, "SLICE", 0.0)
        files = {f"{n}.txt": f"第{n}座{WORD}".encode() for n in range(5)}
        rows = lines(*(old(n, attachments=[f"{n}.txt"]) for n in range(5)))
        place = placed(tmp_path, "old.zip", zipped({**files, "manifest.jsonl": rows}))
        assert brought_in(place, at.agency.pk).kept == 5
        assert len(unread(Edition.objects.values_list("pk", flat=True))) == 5
        work_off(later(24 * 365 * 10))
        assert len(reads) == 5
        assert len(hits()) == 5
        assert len(hits("第3座")) == 1

    def test_very_long_ones_together_are_cut(self, at: Office) -> None:
        long = [(f"{n}.txt", f"{n}{'水' * 199_000}第{n}件".encode()) for n in range(6)]
        index_no = put_out(attached(at, *long), at)
        work_off(later(6))
        assert hits("第4件") == [index_no]
        assert hits("第5件") == []
        assert MOST == 1_000_000


class TestUnread:
    """What cannot be read says why, to whoever sees the item on the desk."""

    def test_reason_stands_with_the_file(self, at: Office, reads: list[str]) -> None:
        edition_id = attached(at, ("扫描件.pdf", paper("", "")), ("a.txt", LINES.encode()))
        index_no = put_out(edition_id, at)
        work_off(later(6))
        assert hits() == [index_no]
        seen = editions.edition(edition_id, at[OFFICER])
        assert seen is not None
        assert [one.unsearched for one in seen.files] == ["没有文字层，应是扫描件或者图片", ""]
        read_now(at=later(7))
        assert len(reads) == 2

    def test_tried_again_when_the_operator_wants_it(self, at: Office) -> None:
        index_no = put_out(attached(at, ("a.txt", LINES.encode())), at)
        place = path_of(stored().digest)
        aside = place.with_name("aside")
        place.rename(aside)
        work_off(later(6))
        assert FileText.objects.get().why == "文件内容缺失"
        aside.rename(place)
        assert read_again(at=later(7)) == 1
        work_off(later(7))
        assert hits() == [index_no]
        assert read_again(at=later(8)) == 0

    def test_a_file_that_kills_its_reader(self, at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(file_texts, "text_of_file", leave)
        put_out(attached(at, ("a.txt", LINES.encode())), at)
        work_off(later(6))
        held = FileText.objects.get()
        assert (held.reading, held.why) == (Reading.UNREADABLE, "读取时程序异常退出，文件可能已损坏")


class TestNeverFound:
    """What is held back, withdrawn or withheld is not found by its files."""

    def test_withdrawn_before_it_was_read(self, at: Office, reads: list[str]) -> None:
        edition_id = attached(at, ("a.txt", LINES.encode()))
        index_no = put_out(edition_id, at)
        item = Item.objects.get()
        actions.withdraw(item_id=item.pk, why=Why.ERROR, told="有误。", by=at[LEADER], at=later(6))
        work_off(later(7))
        assert (reads, hits()) == ([], [])
        actions.restore(item_id=item.pk, because="核对无误", by=at[OFFICER], at=later(8))
        work_off(later(9))
        assert hits() == [index_no]

    def test_withdrawn_after(self, at: Office) -> None:
        put_out(attached(at, ("a.txt", LINES.encode())), at)
        work_off(later(6))
        item = Item.objects.get()
        actions.withdraw(item_id=item.pk, why=Why.ERROR, told="有误。", by=at[LEADER], at=later(7))
        assert (hits(), hits("a.txt")) == ([], [])

    def test_held_back_and_released(self, at: Office, reads: list[str]) -> None:
        index_no = put_out(attached(at, ("a.txt", LINES.encode())), at)
        work_off(later(6))
        quarantine(file_id=stored().pk, reason="有木马", by=OPERATOR, at=later(7))
        follow_quarantine(at=later(7))
        assert hits() == []
        held = FileText.objects.get()
        assert (held.reading, held.text) == (Reading.HELD, "")
        follow_quarantine(at=later(8))
        assert len(reads) == 1
        release(file_id=stored().pk, reason="误报", by=OPERATOR, at=later(9))
        follow_quarantine(at=later(9))
        work_off(later(9))
        assert hits() == [index_no]

    def test_held_back_before_it_was_read(self, at: Office, reads: list[str]) -> None:
        put_out(attached(at, ("a.txt", LINES.encode())), at)
        quarantine(file_id=stored().pk, reason="有木马", by=OPERATOR, at=later(5))
        work_off(later(6))
        assert (reads, hits()) == ([], [])
        assert FileText.objects.get().reading == Reading.HELD


def leave(*_: object) -> dict[str, Any]:
    os._exit(3)
