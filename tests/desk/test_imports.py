"""Imports on the pages of the desk: handed in, previewed, confirmed, followed, stopped, what could not be taken."""

import re
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.agencies.models import Agency
from gongkai.desk.imports import views
from gongkai.documents.items.fields import FIELDS
from gongkai.jobs import worker
from gongkai.law.roles import Role
from gongkai.publication.actions.columns import install_columns
from gongkai.publication.models import Column, ImportRun, Item, Stand
from tests.desk.world import NOW, WHY, World, browser, world
from tests.documents.items.sources import lines, zipped
from tests.records.jobs.sample import HOLD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

ROW = {
    "id": "1",
    "title": "关于虚构检查的通知",
    "body": "<p>正文</p>",
    "column": "tzgg",
    "published_at": "2019-05-15",
}


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def made() -> World:
    install_columns(**WHY)
    world_made = world(Role.DISCLOSURE_OFFICER)
    Agency.objects.filter(pk=world_made.agencies["own"].id).update(organ_code="000014349")
    return world_made


@pytest.fixture
def client(made: World) -> Client:
    return browser(made.user(Role.DISCLOSURE_OFFICER))


def column() -> str:
    return Column.objects.filter(levels=[]).values_list("key", flat=True)[0]


def hand_in(
    client: Client, made: World, data: bytes, name: str = "旧站.jsonl", into: str = "drafts", **more: str
) -> Any:
    given = {"agency": made.agencies["own"].id, "into": into, "platform": "虚构县旧版网站", **more}
    return client.post(reverse("desk:imports_new"), {"file": SimpleUploadedFile(name, data), **given})


def shown(client: Client, answer: Any) -> str:
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer["Location"]).content.decode()


def do(client: Client, what: str) -> Any:
    run = ImportRun.objects.latest("pk")
    return client.post(reverse("desk:imports_do", args=[run.pk, what]))


def work() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "close_old_connections", lambda: None)
        patch.setattr(BaseDatabaseWrapper, "close", lambda _: None)
        worker.work(worker="甲", hold=HOLD, stop=Event(), once=True, clock=lambda: NOW)


def test_from_file_to_public_items(client: Client, made: World) -> None:
    rows = lines({**ROW, "column": column()}, "{", {**ROW, "id": "3", "title": "", "column": column()})
    page = shown(client, hand_in(client, made, rows, into="public"))
    assert "这是预览" in page
    assert ROW["title"] in page
    assert "确认导入 3 行" in page
    assert page.count("不是完整的 JSON 对象") == 1
    assert not Item.objects.filter(stand=Stand.PUBLIC).exists()
    page = shown(client, do(client, "begin"))
    assert "data-progress" in page
    work()
    page = client.get(reverse("desk:imports_run", args=[ImportRun.objects.latest("pk").pk])).content.decode()
    assert "data-progress" not in page
    assert "已完成" in page
    assert "没有填写标题" in page
    item = Item.objects.get(stand=Stand.PUBLIC)
    assert (item.title, item.imported_from) == (ROW["title"], "虚构县旧版网站:1")
    assert "旧站.jsonl" in client.get(reverse("desk:imports")).content.decode()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", b"%PDF-1.4", "不是可以上传的文件"),
        ("a.jsonl", b"[1]", "JSON"),
        ("a.csv", "没有的列\n1\n".encode(), "没有的列"),
        ("a.xlsx", b"PK\x03\x04", "已损坏"),
        ("a.zip", zipped({"../a.txt": b"x"}), "其他文件夹"),
        ("a.zip", zipped({"a.txt": b"\0" * 50_000_000}), "异常庞大"),
        ("a.csv", "标题\n".encode(), "没有内容"),
        ("a.jsonl", b"", "empty|空"),
    ],
)
def test_a_file_that_is_not_taken_is_told_on_the_form(
    client: Client, made: World, name: str, data: bytes, told: str
) -> None:
    answer = hand_in(client, made, data, name)
    assert answer.status_code in {422, 302}
    page = answer.content.decode() if answer.status_code == 422 else shown(client, answer)
    assert re.search(told, page), page


def test_without_index_numbers_nothing_becomes_public(client: Client, made: World) -> None:
    Agency.objects.update(organ_code="")
    answer = hand_in(client, made, lines(ROW), into="public")
    assert answer.status_code == 422
    assert "索引号" in answer.content.decode()


def test_public_items_need_their_platform(client: Client, made: World) -> None:
    answer = hand_in(client, made, lines(ROW), into="public", platform="")
    assert answer.status_code == 422
    assert "请填写原平台名称" in answer.content.decode()


def test_for_agencies_in_reach_alone(client: Client, made: World) -> None:
    answer = hand_in(client, made, lines(ROW), agency=str(made.agencies["other"].id))
    assert answer.status_code == 422
    assert not ImportRun.objects.filter(file__isnull=False).exists()


def test_stopped_gone_on_with_and_given_up(client: Client, made: World) -> None:
    hand_in(client, made, lines(ROW))
    assert "停止" in shown(client, do(client, "begin"))
    page = shown(client, do(client, "stop"))
    assert "从第 1 行继续" in page
    assert "data-progress" in shown(client, do(client, "begin"))
    assert "正在进行" in shown(client, do(client, "begin"))
    hand_in(client, made, lines({**ROW, "id": "2"}))
    before = ImportRun.objects.count()
    assert do(client, "forget")["Location"] == reverse("desk:imports")
    assert ImportRun.objects.count() == before - 1
    assert do(client, "explode").status_code == 404


def test_mistakes_as_a_file(client: Client, made: World) -> None:
    hand_in(client, made, lines("{", {"title": "=HYPERLINK()", "written_on": "=1+1"}))
    do(client, "begin")
    work()
    answer = client.get(reverse("desk:imports_faults", args=[ImportRun.objects.latest("pk").pk]))
    text = b"".join(answer).decode("utf-8-sig")
    rows = text.splitlines()
    assert rows[0] == "行,位置,怎样改"
    assert [row.split(",")[:2] for row in rows[1:]] == [["1", ""], ["2", "成文日期"]]


def test_the_template_has_every_field(client: Client, tmp_path: Path) -> None:
    answer = client.get(reverse("desk:imports_template"))
    place = tmp_path / "a.xlsx"
    place.write_bytes(answer.content)
    book = load_workbook(place)
    heads = [cell.value for cell in book["信息"][1]]
    assert heads == [field.label for field in FIELDS.values()]
    told = [row[0].value for row in book["填写说明"].iter_rows(min_row=2)]
    assert told == heads


def test_a_filled_template_comes_in(client: Client, made: World, tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    place.write_bytes(client.get(reverse("desk:imports_template")).content)
    book = load_workbook(place)
    sheet = book["信息"]
    for name, value in (
        ("title", "关于表格的通知"),
        ("body", "第一段\n第二段"),
        ("written_on", "2026-03-02"),
    ):
        sheet.cell(2, list(FIELDS).index(name) + 1, value)
    book.save(place)
    shown(client, hand_in(client, made, place.read_bytes(), "a.xlsx"))
    do(client, "begin")
    work()
    edition = Item.objects.get(title="关于表格的通知").editions.get()
    assert edition.text == "第一段\n第二段"


def test_many_mistakes_are_cut_on_the_page(client: Client, made: World) -> None:
    hand_in(client, made, lines(*["{"] * (views.FAULTS + 1)))
    do(client, "begin")
    work()
    page = client.get(reverse("desk:imports_run", args=[ImportRun.objects.latest("pk").pk])).content.decode()
    assert "只显示前面的" in page
