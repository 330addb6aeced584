"""Columns on the desk: the tree, what an agency has otherwise, its own ones, whether they are fed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.publication.models import Column
from gongkai.publication.queries.columns import ColumnRow, columns
from tests.desk.once import made_once
from tests.desk.world import TODAY, World, browser
from tests.publication.bodies import item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
NEW = {
    "title": "专项整治",
    "key": "zxzz",
    "kind": "notice",
    "position": "5",
    "every_days": "",
    "parent_id": "",
}


once = made_once(Role.DISCLOSURE_OFFICER, Role.HANDLER)


@pytest.fixture
def made(once: World) -> World:
    return once.afresh()


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(Role.DISCLOSURE_OFFICER))


def address(name: str, **parts: Any) -> str:
    return reverse(f"desk:{name}", kwargs={"slug": "xian", **parts})


def text(client: Client, name: str, query: str = "", **parts: Any) -> str:
    return client.get(address(name, **parts) + query).content.decode()


def row(made: World, key: str) -> ColumnRow:
    return next(one for one in columns(made.agencies["own"].id, TODAY, hidden=True) if one.key == key)


def test_tree_tells_whose_columns_are_whose(made: World, officer: Client) -> None:
    made.shelves.have("parent")
    page = text(officer, "agency_columns")
    assert all(words in page for words in ("通知公告", "通用", "专栏", "本机关", "虚构省人民政府"))
    assert "增设栏目" in page
    handler = text(browser(made.user(Role.HANDLER)), "agency_columns")
    assert "增设栏目" not in handler
    assert "调整" not in handler


def test_column_is_added_below_another(made: World, officer: Client) -> None:
    above = row(made, "tzgg")
    answer = officer.post(address("column_add"), {**NEW, "parent_id": str(above.id)}, follow=True)
    assert "已增设栏目“专项整治”" in answer.content.decode()
    assert (row(made, "zxzz").depth, row(made, "zxzz").parent_id) == (1, above.id)
    again = officer.post(address("column_add"), {**NEW, "title": "又一个"})
    assert (again.status_code, "请换一个代号" in again.content.decode()) == (422, True)
    wrong = officer.post(address("column_add"), {**NEW, "key": "大写"})
    assert wrong.status_code == 422


def test_column_is_had_otherwise_and_hidden(made: World, officer: Client) -> None:
    column = row(made, "tzgg").id
    given = {
        "title": "公告栏",
        "office": "办公室",
        "every_days": "7",
        "position": "",
        "hidden_because": "暂停",
    }
    assert officer.post(address("column_set", column_id=column), given).status_code == 302
    page = text(officer, "agency_columns")
    assert all(words in page for words in ("公告栏", "办公室", "7 天", "已隐藏", "暂停"))
    assert 'value="公告栏"' in text(officer, "column_set", column_id=column)
    assert officer.post(address("column_set", column_id=column), {"every_days": "0"}).status_code == 422
    officer.post(address("column_set", column_id=column), dict.fromkeys(given, ""))
    assert row(made, "tzgg").title == "通知公告"


def test_own_column_is_altered_and_ended(made: World, officer: Client) -> None:
    column = made.shelves["own"].column
    assert "修改栏目本身" in text(officer, "column_set", column_id=column)
    given = {"title": "县里的专栏", "kind": "news", "every_days": "3", "position": "1"}
    assert officer.post(address("column_alter", column_id=column), given).status_code == 302
    assert Column.objects.get(pk=column).title == "县里的专栏"
    assert officer.post(address("column_end", column_id=column), {"on": "2020-01-01"}).status_code == 422
    answer = officer.post(address("column_end", column_id=column), {"on": str(TODAY)}, follow=True)
    assert "停用，其中的信息仍然公开" in answer.content.decode()


@pytest.mark.parametrize("name", ["column_alter", "column_end"])
def test_column_of_others_is_neither_altered_nor_ended(made: World, officer: Client, name: str) -> None:
    for column in (row(made, "tzgg").id, made.shelves["parent"].column):
        assert officer.get(address(name, column_id=column)).status_code == 404


def test_column_that_the_agency_does_not_have_is_not_there(made: World, officer: Client) -> None:
    assert officer.get(address("column_set", column_id=made.shelves["other"].column)).status_code == 404


def test_checkup_tells_state_by_symbol_and_word(made: World, officer: Client) -> None:
    made.shelves.have("parent")
    column = made.shelves["own"].column
    item(Agency.objects.get(slug="xian"), column=column, days_ago=400)
    page = text(officer, "column_checkup")
    assert "▲" in page
    assert all(words in page for words in ("更新超期", "空白栏目", "○"))
    late = text(officer, "column_checkup", "?state=late")
    assert "通知公告</a>" not in late
    lines = b"".join(officer.get(address("column_export"))).decode("utf-8-sig").splitlines()
    assert lines[0] == "栏目,类型,责任科室,公开信息数,最近更新,应更新,状态"
    assert any(line.endswith(",更新超期") for line in lines)


def test_empty_column_is_explained_and_no_longer(made: World, officer: Client) -> None:
    column = made.shelves["own"].column
    page = text(officer, "agency_columns")
    assert address("column_empty", column_id=column) in page
    assert "已作说明" in page, "the notices of the world"
    assert "本机关无此类信息" in text(officer, "column_empty", column_id=column)
    assert officer.post(address("column_empty", column_id=column), {"text": " "}).status_code == 422
    given = {"text": "本机关不办理这类事项。"}
    answer = officer.post(address("column_empty", column_id=column), given, follow=True)
    assert "已向公众说明" in answer.content.decode()
    assert "本机关不办理这类事项。（2026-03-04）" in text(officer, "agency_columns")
    assert "重新说明" in text(officer, "column_empty", column_id=column)
    assert "已作说明" in text(officer, "column_checkup", "?state=stated")
    answer = officer.post(address("column_empty_end", column_id=column), follow=True)
    assert "说明已撤下" in answer.content.decode()
    answer = officer.post(address("column_empty_end", column_id=column), follow=True)
    assert "没有空栏目说明" in answer.content.decode()


def test_column_with_something_in_it_needs_no_explanation(made: World, officer: Client) -> None:
    column = made.shelves["own"].column
    item(Agency.objects.get(slug="xian"), column=column)
    assert address("column_empty", column_id=column) not in text(officer, "agency_columns")
    answer = officer.post(address("column_empty", column_id=column), {"text": "没有。"})
    assert (answer.status_code, "已有公开的信息" in answer.content.decode()) == (422, True)
    assert officer.get(address("column_empty", column_id=made.shelves["other"].column)).status_code == 404
