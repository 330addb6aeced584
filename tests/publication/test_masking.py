"""Attachments are masked: a proved copy in the place of the file, or nothing changed and the reason told."""

import io
import zipfile
from typing import Any

import docx
import openpyxl
import pytest
from django.core.exceptions import PermissionDenied

from gongkai.documents.checking.privacy import Kind
from gongkai.law.roles import Role
from gongkai.publication import actions
from gongkai.publication.models import Attachment, Item, Use
from gongkai.publication.queries.checks import check_edition
from gongkai.publication.queries.masking import covering
from gongkai.records.actions.files import FileRefused, quarantine
from gongkai.records.models import LogEntry, StoredFile
from gongkai.records.queries.files import path_of
from gongkai.signoff.queries import round_of
from tests.documents.privacy import files_made as made
from tests.publication.office import HANDLER, NOON, draft, edition, later, office, published, send
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
ID = "11010519491231002X"
TABLE = f"姓名,身份证号\n赵甲乙,{ID}\n钱丙丁,{ID}\n".encode()
WRITERS = {Role.DISCLOSURE_OFFICER, Role.HANDLER, Role.OFFICE_HEAD, Role.SUPERVISOR}


@pytest.fixture
def at() -> Office:
    return office()


def attached(at: Office, data: bytes = TABLE, name: str = "名单.csv", **changes: Any) -> Attachment:
    edition_id = draft(at, **changes)
    for more in ("甲.txt", name, "乙.txt"):
        given = data if more == name else more.encode()
        actions.attach(edition_id=edition_id, data=given, name=more, by=at[HANDLER], at=NOON)
    return Attachment.objects.select_related("file").get(edition=edition_id, name=name)


def mask(one: Attachment, at: Office, *kinds: Kind, **more: Any) -> int:
    known: dict[str, Any] = {"digest": one.file.digest, "by": at[HANDLER], "at": later(1)}
    return actions.mask_attachment(attachment_id=one.pk, kinds=kinds, **known | more)


def read(one: Attachment) -> bytes:
    return path_of(Attachment.objects.select_related("file").get(pk=one.pk).file.digest).read_bytes()


def test_copy_takes_the_place_of_the_file(at: Office) -> None:
    one = attached(at)
    before = StoredFile.objects.count()
    assert mask(one, at, Kind.CN_ID, Kind.NAME) == 4
    again = Attachment.objects.select_related("file").get(pk=one.pk)
    assert (again.name, again.position, again.use) == (one.name, one.position, Use.ATTACHMENT)
    assert again.file.digest != one.file.digest
    assert again.file.name == "名单.csv"
    assert again.file.media_type == one.file.media_type
    assert ID.encode() not in read(one)
    assert "赵**".encode() in read(one)
    assert (
        StoredFile.objects.count() == before + 1
    )  # that of the file before stays, as when a file is taken off
    assert edition(one.edition_id).revision == 5
    checks = check_edition(edition(one.edition_id), later(1))
    assert [check.rule for check in checks if check.rule.startswith("V")] == []


def test_it_is_logged_without_what_was_masked(at: Office) -> None:
    one = attached(at)
    mask(one, at, Kind.CN_ID)
    entry = LogEntry.objects.get(action="publication.mask_attachment")
    assert entry.details == {"before": one.file.digest, "covered": 2}
    assert entry.version != one.file.digest
    assert entry.subject == f"item:{edition(one.edition_id).item_id}"


def test_word_and_excel_stay_what_they_are(at: Office) -> None:
    word, out = docx.Document(), io.BytesIO()
    word.add_paragraph(f"赵甲乙，身份证号{ID}。")
    word.save(out)
    one = attached(at, out.getvalue(), "名单.docx")
    mask(one, at, Kind.CN_ID, Kind.NAME)
    assert docx.Document(io.BytesIO(read(one))).paragraphs[0].text == "赵**，身份证号110105********002X。"
    other = attached(at, made.workbook([["姓名", "身份证号"], ["赵甲乙", ID]]), "名单.xlsx")
    mask(other, at, Kind.CN_ID)
    sheet = openpyxl.load_workbook(io.BytesIO(read(other))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["赵甲乙", "110105********002X"]


def test_hidden_parts_alone_are_cleared(at: Office) -> None:
    name, make = made.PLACES["comment"]
    one = attached(at, make("请核对。"), name)
    assert covering(one.pk, at[HANDLER], NOON).hidden  # type: ignore[union-attr]
    assert mask(one, at) == 0
    with zipfile.ZipFile(io.BytesIO(read(one))) as archive:
        assert [part for part in archive.namelist() if "comments" in part] == []


def refused(
    one: Attachment, at: Office, says: str, *kinds: Kind, by: type[Exception] = actions.Refused, **more: Any
) -> None:
    before, entries, revision = read(one), LogEntry.objects.count(), edition(one.edition_id).revision
    with pytest.raises(by, match=says):
        mask(one, at, *kinds, **more)
    assert read(one) == before
    assert LogEntry.objects.count() == entries
    assert edition(one.edition_id).revision == revision


def test_what_cannot_be_masked_is_told_with_its_place(at: Office) -> None:
    linked = made.with_parts(
        made.word("<w:p><w:r><w:t>正文</w:t></w:r></w:p>"),
        {
            "word/_rels/document.xml.rels": '<Relationships><Relationship Id="r" Type="hyperlink" '
            f'TargetMode="External" Target="https://example.org/{ID}"/></Relationships>'
        },
    )
    one = attached(at, linked, "附件.docx")
    refused(one, at, "“附件.docx”没有遮盖，保持原样。链接里的公民身份号码无法自动遮盖", Kind.CN_ID)


def test_other_kinds_of_files_are_refused(at: Office) -> None:
    one = attached(at, b"%PDF-1.4\n%%EOF", "名单.pdf")
    refused(one, at, "PDF 文件不能自动遮盖", Kind.CN_ID)
    assert "PDF 文件不能自动遮盖" in covering(one.pk, at[HANDLER], NOON).trouble  # type: ignore[union-attr]


def test_nothing_chosen_or_nothing_there_is_refused(at: Office) -> None:
    one = attached(at)
    refused(one, at, "没有勾选")
    refused(one, at, "没有找到需要遮盖的内容", Kind.PLATE)


def test_another_file_than_was_looked_at_is_refused(at: Office) -> None:
    refused(attached(at), at, "已经更换", Kind.CN_ID, digest="0" * 64)


def test_pictures_and_originals_are_no_attachments(at: Office) -> None:
    edition_id = draft(at)
    number = actions.attach(
        edition_id=edition_id, data=TABLE, name="a.csv", by=at[HANDLER], at=NOON, use=Use.IMAGE
    )
    refused(Attachment.objects.get(pk=number), at, "已经更换", Kind.CN_ID)
    assert covering(number, at[HANDLER], NOON) is None


def test_published_edition_is_refused(at: Office) -> None:
    item = Item.objects.get(pk=published(at))
    again = actions.reopen(item_id=item.pk, by=at[HANDLER], at=later(30))
    actions.attach(edition_id=again, data=TABLE, name="名单.csv", by=at[HANDLER], at=later(30))
    one = Attachment.objects.get(edition=again)
    Attachment.objects.filter(pk=one.pk).update(edition=item.public_id)
    one.refresh_from_db()
    refused(one, at, "已经办结", Kind.CN_ID)


def test_missing_one_is_refused(at: Office) -> None:
    with pytest.raises(actions.Refused, match="没有这个附件"):
        actions.mask_attachment(attachment_id=9, digest="", kinds=(), by=at[HANDLER], at=NOON)


def test_file_that_is_held_back_is_not_read(at: Office) -> None:
    one = attached(at)
    guard = at[Role.SECURITY_ADMINISTRATOR]
    quarantine(file_id=one.file_id, reason="可疑", by=guard, at=NOON)
    refused(one, at, "已隔离", Kind.CN_ID, by=FileRefused)
    assert "已隔离" in covering(one.pk, at[HANDLER], NOON).trouble  # type: ignore[union-attr]


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_only_writers_of_the_agency_mask(role: Role) -> None:
    at, other = office("a"), office("b")
    one = attached(at)
    with pytest.raises(PermissionDenied):
        mask(one, at, Kind.CN_ID, by=other[role])
    assert covering(one.pk, other[role], NOON) is None
    if role in WRITERS:
        assert mask(one, at, Kind.CN_ID, by=at[role]) == 2
    else:
        with pytest.raises(PermissionDenied):
            mask(one, at, Kind.CN_ID, by=at[role])


def test_sign_off_begins_anew(at: Office) -> None:
    one = attached(at, "姓名：赵甲乙".encode(), "说明.txt")
    send(one.edition_id, at[HANDLER])
    before = edition(one.edition_id)
    mask(one, at, Kind.NAME)
    held = round_of(f"item:{before.item_id}")
    assert held is not None
    assert held.digest == edition(one.edition_id).digest != before.digest


def test_what_is_shown_before_is_masked(at: Office) -> None:
    found = covering(attached(at).pk, at[HANDLER], NOON)
    assert found is not None
    assert [(one.kind, one.count, one.sure) for one in found.found] == [
        (Kind.CN_ID, 2, True),
        (Kind.NAME, 2, False),
    ]
    assert found.found[0].places == (("B2", "110105********002X"), ("B3", "110105********002X"))
    assert ID not in repr(found)
