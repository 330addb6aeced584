"""Files of public items: who gets them, as what, and when no more."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from gongkai.publication.models import Item, Use
from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import quarantine
from gongkai.records.models import StoredFile
from tests.portal.pages import page
from tests.portal.public import PNG, address, data_of, got, with_files
from tests.publication.office import (
    edition,
    later,
    office,
    published,
)
from tests.records.databases import left_by, with_tables
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]


@pytest.fixture
def at() -> Office:
    return office()


class TestFiles:
    """Files are handed out while they belong to what is public, and run nowhere."""

    def test_attachment_is_saved_and_never_shown(self, at: Office) -> None:
        html = page(address(with_files(at)))
        link = html.split('class="attached"')[1].split('href="')[1].split('"')[0]
        answer = got(link)
        assert data_of(answer) == "附表.txt的内容".encode()
        assert "attachment" in answer["Content-Disposition"]
        assert unquote(answer["Content-Disposition"]).endswith("附表.txt")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert got(link, if_none_match=answer["ETag"]).status_code == 304

    def test_picture_is_shown_in_the_page(self, at: Office) -> None:
        item_id = with_files(
            at,
            body=f'<p>{"现公布示意图，请各单位对照检查。" * 5}</p><p><img src="attachments/p1.png" alt="图"></p>',
        )
        html = page(address(item_id))
        assert '<img src="attachments/p1.png" alt="图">' in html
        answer = got(address(item_id) + "attachments/p1.png")
        assert answer["Content-Type"] == "image/png"
        assert answer["Content-Disposition"].startswith("inline")
        assert data_of(answer) == PNG

    def test_pictures_and_originals_are_no_attachments(self, at: Office) -> None:
        item_id = with_files(at)
        html = page(address(item_id))
        assert "原稿.txt" not in html
        assert "p1.png" not in html
        files = edition(Item.objects.get(pk=item_id).public_id or 0).attachments
        page(address(item_id) + f"files/{files.get(use=Use.ORIGINAL).pk}/x", status=404)
        page(address(item_id) + "attachments/原稿.txt", status=404)
        page(address(item_id) + "attachments/附表.txt", status=404)

    def test_file_of_another_item_is_not_handed_out(self, at: Office) -> None:
        mine, other = published(at), with_files(at)
        file_id = edition(Item.objects.get(pk=other).public_id or 0).attachments.get(use=Use.ATTACHMENT).pk
        page(address(mine) + f"files/{file_id}/x", status=404)

    def test_file_in_quarantine_is_held_back(self, at: Office) -> None:
        item_id = with_files(at)
        held = edition(Item.objects.get(pk=item_id).public_id or 0).attachments.get(use=Use.ATTACHMENT)
        quarantine(file_id=held.file_id, reason="虚构可疑", by=OPERATOR, at=later(6))
        html = page(address(item_id) + f"files/{held.pk}/x", status=404)
        assert "暂时不能下载" in html
        assert "虚构可疑" not in html

    def test_file_without_its_bytes_is_held_back(
        self, at: Office, settings: Settings, tmp_path: Path
    ) -> None:
        item_id = with_files(at)
        settings.FILES = tmp_path / "elsewhere"
        page(address(item_id) + "attachments/p1.png", status=404)
        assert StoredFile.objects.exists()

    def test_nothing_is_written_when_a_file_is_fetched(self, at: Office) -> None:
        item_id = with_files(at)
        with CaptureQueriesContext(connection) as asked:
            data_of(got(address(item_id) + "attachments/p1.png"))
        assert {query["sql"].split()[0] for query in asked.captured_queries} == {"SELECT"}

    def test_files_are_fetched_while_somebody_else_writes(self, tmp_path: Path) -> None:
        """In a SQLite file that two processes share, where one lock is for all who write."""
        with_tables(tmp_path / "locked.sqlite3")  # whatever the tests run on
        left = left_by(tmp_path, "tests.portal.locked_out", silent=False)
        assert left == {"statuses": [200, 200], "same": [True, True], "unchanged": True}
