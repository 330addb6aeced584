"""`gongkai search`: made anew, verified, mended, asked."""

import pytest
from click.testing import CliRunner, Result
from django.conf import LazySettings

from gongkai.cli import gongkai
from gongkai.search.backends import inside
from gongkai.search.models import Entry, WordList
from tests.search.shelf import a_put, shelve

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shelf whose entries nobody owns are no strays here: whoever owns them has tests of its own."""
    monkeypatch.setattr("gongkai.cli.search.set_up", lambda: None)
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)  # the test is inside a transaction
    monkeypatch.setattr("gongkai.jobs.indexed.strays", lambda _: iter(()))
    shelve(
        a_put("1", title="关于土地的通知", text="城镇土地\n使用税", number="云政发〔2026〕1号"),
        a_put("2", text="别的"),
    )


def run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, ["search", *words], standalone_mode=False)


def test_reindex() -> None:
    assert run("reindex").output == "已重建 2 件，常用字串 0 个。\n"
    assert WordList.objects.get().ready_at


def test_verify_finds_and_mends() -> None:
    ran = run("verify")
    assert (ran.return_value, ran.output) == (0, "检索索引没有问题。\n")
    inside().erase([Entry.objects.get(key="1").pk])
    ran = run("verify")
    assert ran.return_value == 1
    assert ran.stderr == "1  没有索引\n"
    ran = run("verify", "--fix")
    assert ran.return_value == 0
    assert ran.stdout == "共 1 处问题，都已改正。\n"
    assert run("verify").return_value == 0


def test_ask() -> None:
    assert run("ask", "土地 使用税").output.splitlines() == [
        *(
            "共 1 件，第 1 页，共 1 页。",
            "",
            "关于【土地】的通知",
            "  2026-03-01  1  云政发〔2026〕1号",
            "  城镇【土地】 【使用税】",
        ),
    ]
    assert "太短、没有查的：的" in run("ask", "的").output
    assert "检索词太长" in run("ask", "土" * 200).output
    assert "共 0 件" in run("ask", "城镇", "--titles").output


def test_index_in_files(settings: LazySettings, tmp_path: object) -> None:
    assert "不需要跟进" in str(run("follow").exception)
    settings.SEARCH, settings.DATA = "tantivy", tmp_path
    assert "还没有建立检索索引" in str(run("ask", "土地").exception)
    assert run("reindex").output == "已重建 2 件，常用字串 0 个。\n"
    shelve(a_put("3", text="土地"))
    ran = run("follow", "--once")
    assert (ran.exception, ran.output) == (None, "已写入 1 处变化。\n")
    assert "共 2 件" in run("ask", "土地").output
    assert run("verify").return_value == 0
