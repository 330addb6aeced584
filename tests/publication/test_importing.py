"""Imports: what becomes of rows, who may, what is told, how it goes on."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.law.roles import Role
from gongkai.publication import actions
from gongkai.publication.actions.importing import begin_import, forget_import, stop_import
from gongkai.publication.models import Attachment, Edition, ImportRun, Into, Item, Outcome, Stand, Use
from gongkai.publication.queries import importing as queries
from gongkai.publication.queries import lists, public
from gongkai.records.actions.files import quarantine
from gongkai.records.models import LogEntry, StoredFile
from tests.documents.items.sources import lines
from tests.documents.items.test_files import FILES, folder
from tests.publication.importing import brought_in, listed, logged, old, started, tried
from tests.publication.office import (
    HANDLER,
    HEAD,
    NOON,
    OFFICER,
    SUPERVISOR,
    column,
    draft,
    office,
    over,
    published,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
KINDS = ("start_import", "begin_import", "import_items", "end_import")


@pytest.fixture
def at(tmp_path: Path, settings: Settings) -> Office:
    settings.FILES = tmp_path / "kept"
    settings.FILES.mkdir()
    column()
    return office()


def test_public_items_keep_when_they_went_out_first(at: Office, tmp_path: Path) -> None:
    run = brought_in(listed(tmp_path, old(7, document_no="云政发〔2019〕3号")), at.agency.pk, by=at[OFFICER])
    item = Item.objects.get()
    then = datetime(2019, 5, 15, 2, 30, tzinfo=UTC)
    assert (item.stand, item.index_no, item.imported_from) == (Stand.PUBLIC, "000014349/2026-00001", "旧站:7")
    assert item.first_published_at == item.published_at == then
    edition = item.public
    assert edition is not None
    assert edition.published_at is not None
    assert edition.published_at > NOON  # by the clock of the server
    assert (edition.document_no, edition.text, edition.saved_by_id) == (
        "云政发〔2019〕3号",
        "正文",
        at[OFFICER].user_id,
    )
    assert len(edition.digest) == 64
    assert (run.kept, run.refused, run.outcome) == (1, 0, Outcome.DONE)
    assert logged() == list(KINDS)
    shown = public.item(item.index_no)
    assert isinstance(shown, public.PublicItem)
    assert (shown.first_published_at, shown.platform) == (then, "旧站")


def test_items_stand_in_lists_where_they_stood(at: Office, tmp_path: Path) -> None:
    today = published(at)
    brought_in(listed(tmp_path, old(1), old(2, published_at="2024-01-01")), at.agency.pk)
    shown = [row.id for row in lists.latest(on=date(2026, 3, 2)).rows]
    titles = dict(Item.objects.values_list("imported_from", "pk"))
    assert shown == [today, titles["旧站:2"], titles["旧站:1"]]


def test_a_new_edition_of_an_imported_item_goes_out_now(at: Office, tmp_path: Path) -> None:
    from tests.publication.office import edition as edition_of
    from tests.publication.office import later, sign_off

    brought_in(
        listed(
            tmp_path,
            old(
                1,
                summary="概述",
                written_on="2019-05-10",
                issuing_body="云岭县a局",
                topic="other",
                genre="notice",
            ),
        ),
        at.agency.pk,
    )
    item = Item.objects.get()
    edition_id = actions.reopen(item_id=item.pk, by=at[HANDLER], at=NOON)
    sign_off(edition_id, at)
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    item.refresh_from_db()
    assert item.published_at == later(5)
    assert item.first_published_at == datetime(2019, 5, 15, 2, 30, tzinfo=UTC)
    assert edition_of(edition_id).number == 2


def test_drafts_have_their_importer_as_author(at: Office, tmp_path: Path) -> None:
    row = old(1, attribute="不予公开", grounds=["exempt_state_secret"], published_at="2099-01-01")
    brought_in(listed(tmp_path, row), at.agency.pk, Into.DRAFTS, at[HEAD])
    item = Item.objects.get()
    edition = item.editions.get()
    assert (item.stand, item.index_no, item.title, item.published_at) == (
        Stand.UNPUBLISHED,
        "",
        row["title"],
        None,
    )
    assert (edition.authors, edition.saved_by_id) == ([at[HEAD].user_id], at[HEAD].user_id)
    assert (edition.attribute, edition.grounds) == ("not_open", ["exempt_state_secret"])
    actions.save(edition_id=edition.pk, revision=1, content=_content(edition), by=at[HANDLER], at=NOON)


def _content(edition: Edition):  # type: ignore[no-untyped-def]
    from tests.publication.office import altered

    return altered(edition, title="改过的标题")


@pytest.mark.parametrize("role", [*Role])
@pytest.mark.parametrize("into", [*Into])
def test_who_may(at: Office, tmp_path: Path, role: Role, into: Into) -> None:
    place = listed(tmp_path, old(1))
    if role in {OFFICER, HEAD, SUPERVISOR}:
        assert started(place, at.agency.pk, into, at[role])
        assert tried(place, at.agency.pk, into, at[role]) == []
        return
    for attempt in (started, tried):
        with pytest.raises(PermissionDenied):
            attempt(place, at.agency.pk, into, at[role])


def test_others_neither_see_nor_touch_an_import(at: Office, tmp_path: Path) -> None:
    other = office("b")
    run_id = started(listed(tmp_path, "{", old(1)), at.agency.pk, by=at[OFFICER])
    for someone in (other[OFFICER], at[HANDLER]):
        assert queries.one_import(run_id, someone) is None
        assert (queries.imports(someone), queries.faults(run_id, someone)) == ([], [])
        assert queries.remarks(run_id, someone) == []
        for act in (begin_import, stop_import, forget_import):
            with pytest.raises(PermissionDenied):
                act(run_id=run_id, by=someone, at=NOON)
    assert queries.one_import(run_id, over(other, at)) is not None


WRONG = (
    "{",
    old(1, column="没有的栏目"),
    old(2, column=""),
    old(3, published_at=""),
    old(4, published_at="2199-01-01"),
    old(5, attribute="on_request"),
    old(6, body=""),
    old(7, entry_key="没有的事项"),
    old(8, title="长" * 201),
    old(9, attachments=["没有.pdf"]),
    old(10),
    old(10, title="另一条"),
)


def test_a_trial_tells_the_same_and_writes_nothing(at: Office, tmp_path: Path) -> None:
    place = listed(tmp_path, old("good"), *WRONG, "", old("also good"))
    before = LogEntry.objects.count()
    told = tried(place, at.agency.pk)
    assert LogEntry.objects.count() == before
    assert not Item.objects.exists()
    assert not ImportRun.objects.exists()
    assert not list((tmp_path / "kept").iterdir())
    run = brought_in(place, at.agency.pk)
    assert told == [str(fault) for fault in queries.all_faults(run.id, at[OFFICER])]
    assert [fault.row for fault in queries.faults(run.id, at[OFFICER])] == [
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        13,
    ]
    assert (run.kept, run.known, run.refused) == (3, 0, 11)


def test_the_same_again_brings_nothing(at: Office, tmp_path: Path) -> None:
    rows = [old(1), {**old(2), "id": ""}]
    brought_in(listed(tmp_path, *rows), at.agency.pk)
    again = brought_in(listed(tmp_path, *rows, old(3)), at.agency.pk)
    assert (again.kept, again.known, again.refused) == (1, 2, 0)
    elsewhere = office("b")
    assert brought_in(listed(tmp_path, *rows), elsewhere.agency.pk).kept == 2


def test_columns_by_name_and_the_own_one_first(at: Office, tmp_path: Path) -> None:
    from datetime import date

    from gongkai.publication.models import Column

    own = Column.objects.create(
        owner=at.agency, key="tzgg", title="本局通知", kind="notice", begins_on=date(2019, 5, 15)
    )
    brought_in(listed(tmp_path, old(1), old(2, column="通知公告"), old(3, column="本局通知")), at.agency.pk)
    found = dict(Item.objects.values_list("imported_from", "column"))
    assert found == {"旧站:1": own.pk, "旧站:2": column().pk, "旧站:3": own.pk}


def test_files_come_with_their_rows(at: Office, tmp_path: Path) -> None:
    run = brought_in(folder(tmp_path, FILES), at.agency.pk, Into.DRAFTS)
    assert (run.kept, run.refused) == (4, 0)
    uses = Attachment.objects.order_by("edition", "position").values_list("use", "name", "file__agency_id")
    assert list(uses) == [
        (Use.ORIGINAL, "一.docx", at.agency.pk),
        (Use.ATTACHMENT, "表.txt", at.agency.pk),
        (Use.IMAGE, "1-a.png", at.agency.pk),
        (Use.ATTACHMENT, "表.txt", at.agency.pk),
        (Use.ATTACHMENT, "三.txt", at.agency.pk),
    ]
    assert [rule.label for rule in queries.remarks(run.id, at[OFFICER])] == ["正文中的图片没有随文件导入"]


def test_files_that_are_not_taken_cost_their_row(at: Office, tmp_path: Path) -> None:
    files = {
        "manifest.jsonl": lines(
            {"title": "甲", "attachments": ["坏.docx"]},
            {"title": "乙", "attachments": ["程序.exe"]},
            {"title": "丙", "attachments": ["隔离.txt"]},
            {"title": "丁", "attachments": ["好.txt"]},
        ),
        "坏.docx": b"PK\x03\x04broken",
        "程序.exe": b"MZ\x90\0binary",
        "隔离.txt": b"held back",
        "好.txt": b"good",
    }
    place = folder(tmp_path, files)
    assert len(tried(place, at.agency.pk, Into.DRAFTS)) == 2  # of what is held back only the import knows
    first = brought_in(
        folder(
            tmp_path / "first",
            {**files, "manifest.jsonl": lines({"title": "丙", "body": "x", "attachments": ["隔离.txt"]})},
        ),
        at.agency.pk,
        Into.DRAFTS,
    )
    assert first.kept == 1
    quarantine(
        file_id=StoredFile.objects.get().pk, reason="测试", by=at[Role.SECURITY_ADMINISTRATOR], at=NOON
    )
    run = brought_in(place, at.agency.pk, Into.DRAFTS)
    assert (run.kept, run.refused) == (1, 3)
    assert [fault.where for fault in queries.faults(run.id, at[OFFICER])] == ["附件"] * 3


def test_personal_data_of_public_items_is_reported(at: Office, tmp_path: Path) -> None:
    told = "<p>联系人：王小明，手机：13812345678，13912345678。</p>"
    run = brought_in(listed(tmp_path, old(1, body=told), old(2)), at.agency.pk)
    assert run.kept == 2
    rules = {rule.rule: (rule.items, rule.times) for rule in queries.remarks(run.id, at[OFFICER])}
    assert rules["V103"] == (1, 2)
    (one,) = queries.remarked(run.id, at[OFFICER])
    assert "手机号码" in one.labels
    assert queries.remarked(run.id, at[OFFICER], after=one.item_id) == []
    drafts = brought_in(listed(tmp_path, old(3, body=told)), at.agency.pk, Into.DRAFTS)
    assert queries.remarks(drafts.id, at[OFFICER]) == []


def test_mentions_are_noted(at: Office, tmp_path: Path) -> None:
    there = published(at, document_no="云政发〔2026〕1号", body="<p>正文</p>")
    brought_in(listed(tmp_path, old(1, body="<p>按照云政发〔2026〕1号执行。</p>"), old(2)), at.agency.pk)
    index_no = Item.objects.get(pk=there).index_no
    shown = public.item(index_no)
    assert isinstance(shown, public.PublicItem)
    assert [each.title for each in shown.used_by] == ["关于第1次虚构检查的通知"]


def test_drafts_of_others_stay_as_they_are(at: Office, tmp_path: Path) -> None:
    draft(at)
    brought_in(listed(tmp_path, old(1)), at.agency.pk)
    assert sorted(Item.objects.values_list("stand", flat=True)) == ["public", "unpublished"]


def test_the_public_page_says_where_it_was_first(at: Office, tmp_path: Path, client: Client) -> None:
    brought_in(listed(tmp_path, old(1)), at.agency.pk)
    page = client.get(reverse("item", args=[Item.objects.get().index_no])).content.decode()
    assert "原发布日期" in page
    assert "发布于旧站，后迁入本平台" in page
