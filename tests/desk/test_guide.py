"""The guide of an agency on its pages: what is missing is said, versions stay, nobody writes over another."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.law.roles import Role
from tests.desk.world import World, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

FIELDS = {
    "unit": "云岭县人民政府办公室",
    "address": "云岭大道1号（虚构示例）",
    "hours": "工作日 9:00—12:00",
    "telephone": "0000-0000000",
    "since": "2026-03-01",
}
READ, WRITE = reverse("desk:guide", args=["xian"]), reverse("desk:guide_write", args=["xian"])


@pytest.fixture
def made() -> World:
    return world(Role.DISCLOSURE_OFFICER, Role.SUPERVISOR)


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(Role.DISCLOSURE_OFFICER))


def write(client: Client, **fields: str) -> tuple[int, str]:
    """Open the form, fill it in and send it; status and text of the answer."""
    page = client.get(WRITE).content.decode()
    base = re.search(r'name="base" value="(\d+)"', page)
    assert base
    answer = client.post(WRITE, {"base": base[1], **FIELDS, **fields})
    return answer.status_code, answer.content.decode()


def test_guide_that_is_not_written_yet_says_what_it_needs(made: World) -> None:
    page = browser(made.user(Role.HANDLER)).get(READ).content.decode()
    assert "还没有编写公开指南" in page
    assert "第十二条" in page
    assert "编写指南" not in page


def test_guide_is_written_and_what_is_missing_pointed_out(officer: Client) -> None:
    assert write(officer)[0] == 302
    page = officer.get(READ).content.decode()
    assert "第 1 版" in page
    assert "信息的分类、编排体系、获取方式、传真号码、互联网联系方式" in page
    told = ("classification", "arrangement", "obtaining", "fax", "internet")
    assert write(officer, **dict.fromkeys(told, "见本页"))[0] == 302
    assert "还缺少" not in officer.get(READ).content.decode()


def test_versions_stay_and_the_one_to_come_is_told_from_the_one_in_force(officer: Client) -> None:
    write(officer)
    write(officer, unit="云岭县政务服务中心", since="2026-05-01")
    page = officer.get(READ).content.decode()
    assert "云岭县人民政府办公室" in page
    assert "云岭县政务服务中心" not in page
    assert "尚未施行" in officer.get(READ, {"v": "2"}).content.decode()
    assert officer.get(READ, {"v": "3"}).status_code == 404


def test_form_begins_with_the_newest_version(officer: Client) -> None:
    write(officer, obtaining="<b>网站</b>")
    page = officer.get(WRITE).content.decode()
    assert "&lt;b&gt;网站&lt;/b&gt;</textarea>" in page
    assert 'name="base" value="1"' in page


def test_refusal_keeps_what_was_typed(officer: Client) -> None:
    status, page = write(officer, telephone="", obtaining="政府网站")
    assert status == 422
    assert "联系电话" in page
    assert "政府网站</textarea>" in page


def test_nobody_writes_over_what_another_has_written(made: World, officer: Client) -> None:
    supervisor = browser(made.user(Role.SUPERVISOR))
    given = {"base": "0", **FIELDS}
    assert officer.post(WRITE, given).status_code == 302
    answer = supervisor.post(WRITE, {**given, "unit": "云岭县政务服务中心"})
    assert answer.status_code == 422
    assert "已有人保存了第1版" in answer.content.decode()
