"""隔离的文件: the security administrator finds a file, holds it back and lets it out; others have no part in it."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.law.roles import Role
from gongkai.records.actions.files import open_file, store
from gongkai.records.models import LogEntry, Quarantine, StoredFile
from gongkai.records.queries.files import FileRow, row
from gongkai.records.queries.opening import FileRefused
from tests.desk.world import NOW, World, actor, appoint, browser, world
from tests.documents.media.samples import SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
WHY = "群众举报含有木马"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    settings.CLAMD = ""


@pytest.fixture
def made() -> World:
    return world(Role.SECURITY_ADMINISTRATOR, Role.DISCLOSURE_OFFICER)


@pytest.fixture
def keeper(made: World) -> Client:
    return browser(made.user(Role.SECURITY_ADMINISTRATOR))


def file(made: World, at: str = "own", name: str = "附件一.pdf", data: bytes = SAMPLES["pdf"]) -> FileRow:
    by = actor(made.user(Role.HANDLER, at))
    return store(data=data, name=name, agency_id=made.agencies[at].id, by=by, at=NOW)


def opens(made: World, kept: FileRow) -> bool:
    try:
        open_file(file_id=kept.id, by=actor(made.user(Role.HANDLER)), at=NOW, may=True)
    except FileRefused:
        return False
    return True


def found(client: Client, text: str) -> str:
    return client.get(reverse("desk:held_files"), {"q": text}).content.decode()


def decide(client: Client, what: str, kept: FileRow, reason: str = WHY) -> str:
    address = reverse(f"desk:file_{what}", args=[kept.id])
    return client.post(address, {"reason": reason}, follow=True).content.decode()


def test_held_back_and_let_out(made: World, keeper: Client) -> None:
    kept = file(made)
    assert "没有隔离的文件" in found(keeper, "")
    assert "已隔离“附件一.pdf”，不能再打开" in decide(keeper, "hold", kept)
    assert not opens(made, kept)
    page = found(keeper, "附件一.pdf")
    assert (page.count(WHY), "解除隔离" in page) == (2, True)
    assert "已解除“附件一.pdf”的隔离" in decide(keeper, "release", kept, "厂商确认为误报")
    assert opens(made, kept)
    logged = LogEntry.objects.filter(subject=f"file:{kept.id}").order_by("seq")
    assert list(logged.values_list("action", "reason"))[:2] == [
        ("files.quarantine", WHY),
        ("files.release", "厂商确认为误报"),
    ]


@pytest.mark.parametrize("reason", ["", "  ", "长" * 201])
def test_reason_is_needed(made: World, keeper: Client, reason: str) -> None:
    kept = file(made)
    assert "请写明理由" in decide(keeper, "hold", kept, reason)
    assert opens(made, kept)


def test_file_is_found_by_what_one_is_told_alone(made: World, keeper: Client) -> None:
    kept = file(made)
    for text in (str(kept.id), "附件一.pdf", kept.digest, kept.digest[:8].upper()):
        assert f"{kept.digest[:12]}…" in found(keeper, text)
    for text in ("附件", "附件一", kept.digest[:7], "%", "0", "9" * 30):
        assert "没有找到" in found(keeper, text)


def test_what_is_refused_is_said(made: World, keeper: Client) -> None:
    kept = file(made)
    assert "在本机关没有被隔离" in decide(keeper, "release", kept)
    decide(keeper, "hold", kept)
    assert "已经隔离" in decide(keeper, "hold", kept)
    assert Quarantine.objects.count() == 1


def test_files_of_agencies_beside_and_above_are_unknown(made: World, keeper: Client) -> None:
    below = file(made, "child", "下级附件.pdf")
    assert "已隔离" in decide(keeper, "hold", below)
    assert "下级附件.pdf" in found(keeper, "")
    for at in ("other", "parent"):
        kept = StoredFile.objects.create(
            digest=at.ljust(64, "0"),
            name=f"{at}.pdf",
            media_type="application/pdf",
            size=1,
            agency_id=made.agencies[at].id,
            stored_at=NOW,
            stored_by="somebody",
        )
        Quarantine.objects.create(file=kept, reason="别处的理由", at=NOW, by="somebody")
        for what in ("hold", "release"):
            address = reverse(f"desk:file_{what}", args=[kept.pk])
            assert keeper.post(address, {"reason": WHY}).status_code == 404
        page = found(keeper, f"{at}.pdf")
        assert "没有找到" in page
        assert "别处的理由" not in page


def test_nobody_else_has_a_part_in_it(made: World) -> None:
    kept = file(made)
    for user in (
        made.user(Role.DISCLOSURE_OFFICER),
        appoint("xitong", made.agencies["own"], Role.SYSTEM_ADMINISTRATOR),
    ):
        client = browser(user)
        assert client.get(reverse("desk:held_files")).status_code == 403
        assert client.post(reverse("desk:file_hold", args=[kept.id]), {"reason": WHY}).status_code == 403
        assert "隔离的文件" not in client.get(reverse("desk:home")).content.decode()
    assert row(kept.id) == kept
