"""The tree and its staff as files: out as far as one sees, in as it was shown, once."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.agencies import actions as agencies
from gongkai.agencies import queries
from gongkai.desk.acting import previews
from gongkai.documents.agency_sheets import AGENCIES, PEOPLE, read_book, to_csv, to_xlsx
from gongkai.law.roles import Role
from gongkai.records.models import LogEntry, StoredFile
from gongkai.records.queries.files import path_of
from tests.desk.world import NOW, WHY, World, browser, person, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

NEW = {"slug": "jyj", "name": "云岭县教育局", "kind": "政府部门", "level": "部门", "parent": "xian"}
OTHER_NAME = {"slug": "zhen", "name": "云岭县青苗镇人民政府", "level": "乡镇、街道", "parent": "xian"}
GIVEN = {"on": "2026-03-04", "reason": "云编发〔2026〕3号（虚构示例）"}
CSV = "机关.csv"


@pytest.fixture
def made(settings: Settings, tmp_path: Path) -> World:
    settings.FILES = tmp_path / "files"
    settings.CLAMD = ""
    return world(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SUPERVISOR)


@pytest.fixture
def keeper(made: World) -> Client:
    return browser(made.user(Role.SYSTEM_ADMINISTRATOR))


def hand_in(client: Client, data: bytes, *, name: str = CSV, **given: str) -> tuple[int, str]:
    """Upload a file; status and text of the answer."""
    fields: dict[str, Any] = {**GIVEN, **given, "file": SimpleUploadedFile(name, data)}
    answer = client.post(reverse("desk:import"), fields)
    return answer.status_code, answer.content.decode()


def token(page: str) -> str:
    found = re.search(r'name="preview" value="([^"]+)"', page)
    assert found, page
    return found[1]


def confirm(client: Client, preview: str, **more: str) -> str:
    """Confirm a preview; the page that one comes to."""
    answer = client.post(reverse("desk:import_confirm"), {"preview": preview, **more}, follow=True)
    return answer.content.decode()


def rows_of(client: Client, name: str) -> dict[str, list[dict[str, str]]]:
    book = read_book(client.get(reverse(f"desk:{name}")).content, "表")
    return {kind: [dict(row.values) for row in sheet.rows] for kind, sheet in book.sheets.items()}


def test_tree_is_exported_as_far_as_one_reaches(made: World, keeper: Client) -> None:
    book = rows_of(keeper, "agencies_xlsx")
    assert [row["slug"] for row in book[AGENCIES]] == ["xian", "zhen"]
    assert book[AGENCIES][0]["parent"] == "sheng"
    assert {row["agency"] for row in book[PEOPLE]} == {"xian", "zhen"}
    assert rows_of(keeper, "agencies_csv")[AGENCIES] == book[AGENCIES]
    assert rows_of(keeper, "people_csv")[PEOPLE] == book[PEOPLE]
    handler = browser(made.user(Role.HANDLER))
    assert [row["slug"] for row in rows_of(handler, "agencies_csv")[AGENCIES]] == ["xian"]


def test_what_was_exported_changes_nothing_when_it_comes_back(keeper: Client) -> None:
    data = keeper.get(reverse("desk:agencies_xlsx")).content
    kept = StoredFile.objects.count()
    status, page = hand_in(keeper, data, name="机构和人员.xlsx")
    assert (status, "没有变化，不用导入" in page) == (200, True)
    assert StoredFile.objects.count() == kept


def test_file_is_previewed_and_then_taken_in(keeper: Client) -> None:
    status, page = hand_in(keeper, to_csv(AGENCIES, [NEW, OTHER_NAME]))
    assert status == 200
    assert "这是预览" in page
    assert all(words in page for words in ("云岭县教育局", "云岭县青苗镇人民政府", "登记机构"))
    assert queries.find("jyj") is None
    assert "已导入：登记机构 1 个，变更 1 个" in confirm(keeper, token(page))
    assert queries.find("zhen").name == "云岭县青苗镇人民政府"  # type: ignore[union-attr] # it is there
    entry = LogEntry.objects.get(action="agencies.import")
    assert (entry.version, entry.reason) == (StoredFile.objects.latest("id").digest, GIVEN["reason"])


def test_people_are_taken_in_by_whoever_gives_roles(made: World) -> None:
    user = person("xinren")
    line = {"username": "xinren", "agency": "xian", "role": "法制审核员", "begins_on": "2026-03-04"}
    data = to_xlsx({PEOPLE: [line]})
    status, page = hand_in(browser(made.user(Role.SYSTEM_ADMINISTRATOR)), data, name="人员.xlsx")
    assert (status, "没有办理这一事项的角色" in page) == (422, True)
    client = browser(made.user(Role.SECURITY_ADMINISTRATOR))
    status, page = hand_in(client, data, name="人员.xlsx")
    assert "任命 1 项" in confirm(client, token(page))
    assert [
        row.role for row in queries.memberships_of(viewer=WHY["by"], user_id=user.pk, on=WHY["at"].date())
    ] == [Role.LEGAL_REVIEWER]


def test_mistakes_are_told_row_by_row_and_nothing_is_kept(keeper: Client) -> None:
    wrong = {"slug": "x y", "name": "", "level": "部门", "parent": "nirgends"}
    kept = StoredFile.objects.count()
    status, page = hand_in(keeper, to_csv(AGENCIES, [NEW, wrong]))
    assert status == 422
    assert "处错误，没有导入任何内容" in page
    assert all(words in page for words in ("上级代号", "没有代号为“nirgends”的机关", "代号", "名称"))
    assert queries.find("jyj") is None
    assert StoredFile.objects.count() == kept


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", CSV, "提交的是空文件"),
        (b"MZ\x90\x00" + bytes(100), "机关.xlsx", "不是可以上传的文件"),
        (b"<html><script>1</script></html>", CSV, "缺少这些列"),
        (b"<html><script>1</script></html>", "机关.xlsx", "不是可以上传的文件"),
        ("甲,乙\n1,2\n".encode(), CSV, "缺少这些列"),
        (to_csv(AGENCIES, []), "机关.xlsx", "不是可以上传的文件"),
    ],
)
def test_file_that_is_none_is_refused_on_the_form(keeper: Client, data: bytes, name: str, words: str) -> None:
    status, page = hand_in(keeper, data, name=name)
    assert (status, words in page) == (422, True), page


def test_refused_file_is_in_the_log(keeper: Client) -> None:
    hand_in(keeper, b"MZ\x90\x00" + bytes(100), name="机关.xlsx")
    assert LogEntry.objects.latest("seq").action == "files.refuse"


def test_preview_is_confirmed_once(keeper: Client) -> None:
    _, page = hand_in(keeper, to_csv(AGENCIES, [NEW]))
    confirm(keeper, token(page))
    given: dict[str, Any] = {**WHY, "reason": "虚构示例"}
    agency = queries.find("jyj")
    assert agency is not None
    agencies.abolish(agency_id=agency.id, on=WHY["at"].date(), **given)
    entries = LogEntry.objects.filter(action="agencies.import").count()
    assert "没有导入任何内容" in confirm(keeper, token(page))
    assert LogEntry.objects.filter(action="agencies.import").count() == entries
    assert LogEntry.objects.latest("seq").action == "files.refuse"


def test_file_waits_until_it_is_confirmed(keeper: Client) -> None:
    _, page = hand_in(keeper, to_csv(AGENCIES, [NEW]))
    assert StoredFile.objects.latest("id").kept_until == NOW + timedelta(days=30)
    confirm(keeper, "changed")
    assert StoredFile.objects.latest("id").kept_until is not None
    confirm(keeper, token(page))
    assert StoredFile.objects.latest("id").kept_until is None


def test_preview_is_stale_once_anything_else_was_decided(made: World, keeper: Client) -> None:
    _, page = hand_in(keeper, to_csv(AGENCIES, [OTHER_NAME]))
    given: dict[str, Any] = {**WHY, "reason": "虚构示例"}
    agencies.rename(
        agency_id=made.agencies["child"].id, name="云岭县青石镇人民政府", on=WHY["at"].date(), **given
    )
    assert "预览之后，机关或者任职的登记又有变动" in confirm(keeper, token(page))
    assert queries.find("zhen").name == "云岭县青石镇人民政府"  # type: ignore[union-attr] # it is there


def test_changed_form_and_old_preview_are_refused(keeper: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _, page = hand_in(keeper, to_csv(AGENCIES, [NEW]))
    kept = token(page)
    assert "被改动" in confirm(keeper, kept[:-1] + ("A" if kept[-1] != "A" else "B"))
    assert "被改动" in confirm(keeper, "")
    monkeypatch.setattr(previews, "VALID", -1)
    assert "已经过期" in confirm(keeper, kept)
    assert queries.find("jyj") is None


def test_fields_beside_the_preview_count_for_nothing(keeper: Client) -> None:
    _, page = hand_in(keeper, to_csv(AGENCIES, [OTHER_NAME]), on="2026-06-01")
    confirm(keeper, token(page), on="2020-01-01", reason="改过")
    agency = queries.find("zhen")
    assert agency is not None
    assert queries.as_of(agency.id, WHY["at"].date()).name == "云岭县青禾镇人民政府"
    assert LogEntry.objects.get(action="agencies.import").reason == GIVEN["reason"]


def test_changed_bytes_are_not_taken_in(keeper: Client) -> None:
    data = to_csv(AGENCIES, [NEW])
    _, page = hand_in(keeper, data)
    path_of(StoredFile.objects.latest("id").digest).write_bytes(
        data.replace("教育".encode(), "科技".encode())
    )
    assert "与登记的摘要不符" in confirm(keeper, token(page))
    assert queries.find("jyj") is None


def test_preview_of_somebody_else_is_not_confirmed(made: World, keeper: Client) -> None:
    _, page = hand_in(keeper, to_csv(AGENCIES, [NEW]))
    other = browser(made.user(Role.SUPERVISOR))
    answer = other.post(reverse("desk:import_confirm"), {"preview": token(page)})
    assert answer.status_code == 403
    assert queries.find("jyj") is None


def test_template_has_both_sheets_and_no_rows(keeper: Client) -> None:
    assert rows_of(keeper, "import_template") == {AGENCIES: [], PEOPLE: []}
