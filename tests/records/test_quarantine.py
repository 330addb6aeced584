"""Files that are held back: nobody opens them, nobody stores the same bytes anew, until somebody who may lets them out."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from pytest_django import Settings

from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.actions.files import FileRefused, open_file, quarantine, receive, release, store
from gongkai.records.models import LogEntry, Quarantine, StoredFile
from gongkai.records.queries.files import FileRow, held, row
from tests.documents.media.samples import SAMPLES
from tests.records.clamd import EICAR, clamd
from tests.records.entries import CLERK, NOON

pytestmark = pytest.mark.django_db
WHY = "群众举报含有木马"


def guard(agency_id: int) -> Actor:
    duty = Duty(Role.SECURITY_ADMINISTRATOR, agency_id, frozenset({agency_id}))
    return Actor(f"an-quan-{agency_id}", "安全甲（虚构示例）", duties=(duty,))


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.CLAMD = ""


def keep(data: bytes = SAMPLES["pdf"], name: str = "答复.pdf", agency_id: int = 7) -> FileRow:
    return store(data=data, name=name, agency_id=agency_id, by=CLERK, at=NOON)


def opens(file: FileRow) -> bool:
    try:
        open_file(file_id=file.id, by=CLERK, at=NOON, may=True)
    except FileRefused:
        return False
    return True


def hold(file: FileRow, by: Actor | None = None, reason: str = WHY) -> FileRow:
    return quarantine(file_id=file.id, reason=reason, by=by or guard(file.agency_id), at=NOON)


def free(file: FileRow, by: Actor | None = None, reason: str = "复查无毒") -> FileRow:
    return release(file_id=file.id, reason=reason, by=by or guard(file.agency_id), at=NOON)


def refused(**more: Any) -> str:
    """Why the bytes are not stored; nothing is left of the attempt."""
    before = StoredFile.objects.count(), Quarantine.objects.count()
    with pytest.raises(FileRefused) as refusal, transaction.atomic():
        keep(**more)
    assert (StoredFile.objects.count(), Quarantine.objects.count()) == before
    return refusal.value.reason


def test_held_back_and_let_out() -> None:
    file = keep()
    assert (hold(file).quarantined, opens(file)) == (WHY, False)
    assert (free(file).quarantined, opens(file)) == ("", True)
    logged = list(LogEntry.objects.order_by("seq").values_list("action", "reason", "role", "version"))
    assert logged[:2] == [
        ("files.quarantine", WHY, "security_administrator", file.digest),
        ("files.release", "复查无毒", "security_administrator", file.digest),
    ]


@pytest.mark.parametrize("action", [quarantine, release])
@pytest.mark.parametrize("by", [CLERK, guard(8)])
def test_only_the_security_administrator_of_the_agency_decides(action: Any, by: Actor) -> None:
    file = keep()
    with pytest.raises(PermissionDenied):
        action(file_id=file.id, reason=WHY, by=by, at=NOON)


@pytest.mark.parametrize("reason", ["", "  ", "长" * 201])
def test_reason_is_needed(reason: str) -> None:
    file = keep()
    with pytest.raises(FileRefused, match="请写明理由"):
        hold(file, reason=reason)
    hold(file)
    with pytest.raises(FileRefused, match="请写明理由"):
        free(file, reason=reason)


def test_nothing_is_decided_twice() -> None:
    file = keep()
    with pytest.raises(FileRefused, match="在本机关没有被隔离"):
        free(file)
    hold(file)
    with pytest.raises(FileRefused, match=f"已经隔离：{WHY}"):
        hold(file)
    assert LogEntry.objects.count() == 1


def test_same_bytes_are_refused_at_once_until_they_are_free() -> None:
    file = keep()
    hold(file)
    assert (
        refused(name="换个名字.pdf") == f"的内容此前已被隔离，没有保存：{WHY}。如有疑问，请联系安全管理员。"
    )
    free(file)
    assert keep().quarantined == ""


def test_bytes_that_came_in_before_they_were_held_back() -> None:
    taken = receive(SAMPLES["pdf"], "答复.pdf")
    hold(keep())
    with pytest.raises(FileRefused, match="此前已被隔离"):
        store(data=taken, agency_id=7, by=CLERK, at=NOON)


def test_what_one_agency_wrote_is_not_told_to_another() -> None:
    hold(keep())
    assert refused(agency_id=8) == "的内容此前已被隔离，没有保存。如有疑问，请联系安全管理员。"


def test_an_agency_holds_its_own_files_back_and_no_others() -> None:
    first, second, elsewhere = keep(), keep(), keep(agency_id=8)
    hold(first)
    assert [opens(file) for file in (first, second, elsewhere)] == [False, False, True]
    free(second)
    assert [opens(file) for file in (first, second, elsewhere)] == [True, True, True]


@pytest.fixture
def found(settings: Settings) -> tuple[FileRow, FileRow]:
    """The same bytes at two agencies: the scanner knew of them only the second time."""
    before = keep(EICAR, "说明.txt", agency_id=8)
    with clamd() as address:
        settings.CLAMD = address
        after = keep(EICAR, "说明.txt")
    settings.CLAMD = ""
    return before, after


def test_what_the_scanner_finds_counts_for_the_same_bytes_everywhere(found: tuple[FileRow, FileRow]) -> None:
    assert [opens(file) for file in found] == [False, False]
    assert {(row(file.id) or file).quarantined for file in found} == {"查毒发现 Eicar-Test-Signature"}
    for agency_id in (7, 8, 9):
        reason = refused(data=EICAR, name="又一.txt", agency_id=agency_id)
        assert "没有保存：查毒发现 Eicar-Test-Signature。" in reason


def test_another_agency_does_not_let_out_what_the_scanner_found_elsewhere(
    found: tuple[FileRow, FileRow],
) -> None:
    before, after = found
    with pytest.raises(FileRefused, match="由其他机关隔离的，请联系运行人员"):
        free(before)
    free(after)
    assert [opens(file) for file in found] == [True, True]


def test_operator_lets_the_bytes_out_wherever_they_are(found: tuple[FileRow, FileRow]) -> None:
    hold(keep())
    assert [(each.file_id, each.by) for each in held()] == [
        (found[1].id, ""),
        (StoredFile.objects.latest("pk").pk, "an-quan-7"),
    ]
    free(found[0], by=OPERATOR, reason="厂商确认为误报")
    assert [opens(file) for file in found] == [True, True]
    assert [each.reason for each in held()] == [WHY]


def test_what_the_scanner_finds_again_is_held_back_again(
    found: tuple[FileRow, FileRow], settings: Settings
) -> None:
    free(found[1])
    with clamd() as address:
        settings.CLAMD = address
        assert keep(EICAR, "又一.txt").quarantined
    assert [opens(file) for file in found] == [False, False]


def test_operator_holds_back_at_the_agency_of_the_file() -> None:
    file = hold(keep(), by=OPERATOR)
    assert file.quarantined == WHY
    with pytest.raises(PermissionDenied):
        free(file, by=replace(CLERK, username="operator"))
