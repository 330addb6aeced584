"""`gongkai import items`: what it says, what it leaves, how it ends."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.publication.actions import importing_work
from gongkai.publication.actions.importing import begin_import
from gongkai.publication.models import ImportRun, Item, Stand
from gongkai.records.access import OPERATOR
from tests.cli.terminal import Ran, run
from tests.documents.items.sources import placed
from tests.publication.importing import listed, old, started
from tests.publication.office import NOON, column, office
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at(tmp_path: Path, settings: Settings) -> Office:
    settings.FILES = tmp_path / "kept"
    settings.FILES.mkdir()
    column()
    return office()


Call = Callable[..., Ran]


@pytest.fixture
def call(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command for agency a, on the database of the test."""
    monkeypatch.setattr("gongkai.cli.imports.set_up", lambda: None)
    return lambda place, *words: run(capsysbinary, "import", "items", place, "--agency", "a", *words)


def test_drafts(call: Call, tmp_path: Path) -> None:
    done = call(listed(tmp_path, old(1), old(2)))
    assert (done.code, done.text) == (0, "已完成：导入 2 条，已导入过 0 条，有错 0 行。\n")
    assert set(Item.objects.values_list("stand", flat=True)) == {Stand.UNPUBLISHED}


def test_public_items_with_what_is_to_be_looked_at(call: Call, tmp_path: Path) -> None:
    place = listed(tmp_path, old(1, body="<p>手机：13812345678</p>"), "{")
    done = call(place, "--public", "--platform", "旧站")
    assert done.code == 1
    assert done.err == "第2行：不是完整的 JSON 对象。请检查引号、逗号和括号，一行写一条信息。\n"
    assert "请查看：手机号码，1 条信息，1 处\n" in done.text
    assert Item.objects.get().stand == Stand.PUBLIC
    again = call(place, "--public", "--platform", "旧站")
    assert "导入 0 条，已导入过 1 条，有错 1 行" in again.text


def test_a_dry_run_writes_nothing(call: Call, tmp_path: Path) -> None:
    place = listed(tmp_path, old(1), old(2, written_on="去年"))
    done = call(place, "--dry-run", "--public", "--platform", "旧站")
    assert done.code == 1
    assert done.text == "试办：可以导入 1 条，已导入过 0 条，有错 1 行。没有写入。\n"
    assert "第2行“成文日期”" in done.err
    assert not Item.objects.exists()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("dry", [True, False])
def test_mistakes_as_a_file(call: Call, tmp_path: Path, dry: bool) -> None:
    place, out = listed(tmp_path, *["{"] * 60, old(1, source_url="=1+1")), tmp_path / "错误.csv"
    done = call(place, "--faults", out, *(["--dry-run"] if dry else []))
    assert done.code == 1
    assert "……另有 11 处错误" in done.err
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["行", "位置", "怎样改"]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(1, 62)]


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "a.jsonl", "空文件"),
        (b"PK\x03\x04", "a.zip", "已损坏"),
        ("标题\n".encode(), "a.csv", "没有内容"),
    ],
)
def test_what_cannot_be_read(call: Call, tmp_path: Path, data: bytes, name: str, told: str) -> None:
    done = call(placed(tmp_path, name, data))
    assert done.code == 2
    assert told in done.err


def test_public_needs_a_platform(call: Call, tmp_path: Path) -> None:
    assert call(listed(tmp_path, old(1)), "--public").code == 2


def test_an_agency_that_is_none(call: Call, tmp_path: Path) -> None:
    done = call(listed(tmp_path, old(1)), "--agency", "zzz")
    assert done.code == 2
    assert "没有“zzz”这个机关" in done.err


def test_it_goes_on_after_an_interruption(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = listed(tmp_path, *(old(n) for n in range(3)))
    nothing = call(place, "--resume")
    assert nothing.code == 2
    assert "没有找到这个文件中断的导入" in nothing.err

    def interrupted(**_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(importing_work, "work_through", interrupted)
        done = call(place, "--public", "--platform", "旧站")
    assert (done.code, "--resume" in done.err) == (130, True)
    again = call(place, "--resume")
    assert again.text == "已完成：导入 3 条，已导入过 0 条，有错 0 行。\n"
    run_id = ImportRun.objects.get().pk
    assert ImportRun.objects.get(pk=run_id).into == "public"


def test_beginning_anew_ends_what_was_left(call: Call, at: Office, tmp_path: Path) -> None:
    place = listed(tmp_path, old(1))
    left = started(place, at.agency.pk)
    begin_import(run_id=left, by=OPERATOR, at=NOON)
    assert call(place).code == 0
    assert ImportRun.objects.get(pk=left).outcome == "stopped"


def test_a_folder(call: Call, tmp_path: Path) -> None:
    placed(tmp_path / "all", "tzgg/通知.txt", "关于文本的通知\n正文".encode())
    assert call(tmp_path / "all").code == 0
    assert Item.objects.get().column == column()
