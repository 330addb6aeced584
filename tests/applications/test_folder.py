"""The file of a case as one archive: everything is in it in its order, it verifies, and it says what is not there."""

import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.actions import Refused
from gongkai.applications.models import CaseFile, FileUse
from gongkai.applications.queries.case import case
from gongkai.applications.queries.folder import KINDS, folder_of
from gongkai.documents.archive.folder import Entry, Folder, Kind
from gongkai.documents.archive.verifying import Verdict, verified
from gongkai.law.roles import Role
from gongkai.records.actions.files import quarantine
from gongkai.records.models import LogEntry, StoredFile
from gongkai.records.queries.extracts import extract
from gongkai.records.queries.files import path_of
from gongkai.sealing import extracts
from gongkai.sealing.chain import Link
from tests.applications.closing import PERSONAL, YEARS, anonymised, ended
from tests.applications.office import HEAD, OFFICER, Office, after, application, confirmed, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    settings.DATA = tmp_path / "data"
    return office()


def gathered(at: Office, one: int) -> Folder:
    found = folder_of(at[OFFICER], one, after(9))
    assert found is not None
    return found


def of(folder: Folder, kind: Kind) -> list[Entry]:
    return [entry for entry in folder.entries if entry.kind is kind]


def test_every_use_of_a_file_has_its_kind() -> None:
    assert set(KINDS) == set(FileUse)


def test_all_that_happened_is_in_it(at: Office) -> None:
    one = ended(at)
    found = gathered(at, one)
    assert (found.number, found.applicant) == (application(one).number, "云**")
    titles = [entry.title for entry in found.entries]
    assert titles[:2] == ["政府信息公开申请表", "政府信息公开申请登记表"]
    for title in ("申请材料：身份证.txt", "原件名（原件，不公开）", "原件名"):
        assert title in titles
    (original,) = of(found, Kind.REDACTION)
    assert original.content is not None
    letters = of(found, Kind.LETTER)
    assert any("予以公开告知书" in entry.title and "送达" in entry.note for entry in letters)
    assert {"确认收到申请", "检索", "征求第三方意见", "归档"} <= {step.what for step in found.steps}
    assert {said.result for said in found.approvals} >= {"同意"}
    assert all(len(said.digest) == 64 for said in found.approvals if said.result == "同意")
    assert [(said.where, said.words) for said in found.searches] == [("档案室", "按姓氏查；宅院档案")]
    assert "答复申请人" in {term.what for term in found.terms if term.done and term.since}
    assert found.retention.until is not None
    assert (found.retention.years, found.retention.until.year) == (10, 2036)
    assert found.removed == ()
    assert len(found.log) == len(LogEntry.objects.filter(subject=f"application:{one}")) + len(
        LogEntry.objects.filter(subject__startswith="reply:")
    )


def packed(at: Office, one: int, to: Path, *, sm3: bool = False) -> Verdict:
    made = actions.pack_archive(application_id=one, by=at[OFFICER], at=after(9), sm3=sm3)
    to.write_bytes(b"".join(made.chunks))
    assert to.stat().st_size == made.size
    return verified(to, chain=chained, digest=made.packed.digest)


def chained(lines: object, places: tuple[tuple[int, str], ...]) -> list[str]:
    """The check of the command, without its second way."""
    seen: list[Link] = []
    wrong = [fault.what for fault in extracts.faults(lines, seen=seen.append)]  # type: ignore[arg-type]
    assert [(link.seq, link.hash) for link in seen] == list(places)
    return wrong


def test_it_is_packed_proved_and_logged(at: Office, tmp_path: Path) -> None:
    one = ended(at)
    before = LogEntry.objects.count()
    verdict = packed(at, one, tmp_path / "案卷.zip")
    assert (verdict.problems, verdict.notes) == ((), ())
    last = LogEntry.objects.latest("seq")
    assert (LogEntry.objects.count(), last.action) == (before + 1, "applications.pack_archive")
    assert last.details["manifest"] == verdict.digest
    assert list((tmp_path / "data" / "archives").iterdir()) == []
    with zipfile.ZipFile(tmp_path / "案卷.zip") as archive:
        names = archive.namelist()
        (form,) = [name for name in names if name.startswith("files/0001-application")]
        assert archive.read(form).startswith(b"%PDF")
        manifest = archive.read("manifest.json").decode()
    for whole in ("云小舟", "11010519491231002X", "13900009876", "zhou@example.cn"):
        assert whole not in manifest


def test_what_is_held_back_or_missing_is_named_without_its_bytes(at: Office, tmp_path: Path) -> None:
    one = ended(at)
    held, gone = (
        CaseFile.objects.filter(application=one, use=use).latest("pk") for use in ("evidence", "proof")
    )
    quarantine(file_id=held.file_id, reason="疑似木马", by=at[Role.SECURITY_ADMINISTRATOR], at=after(8))
    path_of(StoredFile.objects.get(pk=gone.file_id).digest).unlink()
    notes = {entry.title: entry for entry in gathered(at, one).entries}
    first, second = notes[f"申请材料：{held.name}"], notes[f"送达证明：{gone.name}"]
    assert (first.content, first.note) == (None, "已隔离，没有收入：疑似木马")
    assert (second.content, second.note) == (None, "内容不在文件库中，请联系运行人员")
    assert packed(at, one, tmp_path / "案卷.zip").problems == ()


def test_an_anonymised_case_says_what_is_gone(at: Office, tmp_path: Path) -> None:
    one = ended(at)
    anonymised(at, one, after(8) + YEARS)
    found = gathered(at, one)
    assert found.applicant == "（个人信息已去除）"
    assert {"身份证明", "申请人、第三方提交的文件"} <= {each.what for each in found.removed}
    assert {(each.who, each.role) for each in found.removed} == {(at[HEAD].name, "办公室主任")}
    (register,) = of(found, Kind.RECEIPT)
    assert register.content is not None
    assert [entry.title for entry in found.entries if entry.content is not None] == [register.title]
    assert all(entry.digest for entry in found.entries if entry.title.startswith("申请材料"))
    assert [plain for plain in PERSONAL if plain in repr(found)] == []
    verdict = packed(at, one, tmp_path / "案卷.zip")
    assert (verdict.problems, verdict.removed) == ((), len(found.removed))


def test_who_may_not_pack_gets_nothing(at: Office) -> None:
    one, other = ended(at), confirmed(at, when=after(0))
    stranger = office("b")[OFFICER]
    assert folder_of(stranger, one, after(9)) is None
    with pytest.raises(PermissionDenied):
        actions.pack_archive(application_id=one, by=stranger, at=after(9))
    with pytest.raises(Refused, match="不能归档"):
        actions.pack_archive(application_id=other, by=at[OFFICER], at=after(1))


def test_gathering_asks_no_more_for_a_long_log(at: Office, django_assert_max_num_queries: object) -> None:
    one = ended(at)
    for _ in range(20):
        actions.note(application_id=one, text="又一条", by=at[OFFICER], at=after(8))
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        gathered(at, one)


def test_an_extract_has_the_hash_of_each_neighbour(at: Office) -> None:
    one, other = confirmed(at, when=after(0)), confirmed(at, when=after(0))
    actions.note(application_id=one, text="一", by=at[OFFICER], at=after(1))
    found = extract([f"application:{one}"])
    assert [cut.entry.subject for cut in found.cuts] == [f"application:{one}"] * len(found.lines)
    hashes = dict(LogEntry.objects.values_list("seq", "hash"))
    assert [cut.following for cut in found.cuts] == [hashes.get(cut.entry.seq + 1, "") for cut in found.cuts]
    lines = [line.encode() for line in extracts.lines(found.cuts, head=found.head)]
    assert list(extracts.faults(lines)) == []
    assert case(at[OFFICER], other, after(1).date()) is not None
