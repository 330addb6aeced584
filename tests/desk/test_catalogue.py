"""The catalogue on the desk: its rows, what is missing, adjusted by tickets, in and out of sheets, completion."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from gongkai.agencies.models import Agency
from gongkai.desk.acting import previews
from gongkai.documents.catalogue_sheets import Line, read_catalogue, to_csv, to_xlsx
from gongkai.law.roles import Role
from gongkai.publication.actions.catalogue import import_catalogue, install_catalogue
from gongkai.publication.models import Entry, Ticket
from gongkai.publication.queries.catalogue import catalogue
from gongkai.records.models import LogEntry, StoredFile
from tests.desk.test_queries import agencies_below
from tests.desk.world import TODAY, WHY, World, appoint, browser, world
from tests.documents.catalogue.sheets import line
from tests.publication.bodies import ROW, item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
PROPOSAL = {
    **{
        name: value
        for name, value in ROW.items()
        if name not in {"working_days", "position", "absent_because"}
    },
    "elements": "甲\n乙",
    "basis": "《中华人民共和国预算法》第十四条",
    "cause": "functions",
    "why": "机构改革划入",
}


@pytest.fixture
def made(settings: Settings, tmp_path: Path) -> World:
    settings.FILES = tmp_path / "files"
    settings.CLAMD = ""
    return world(Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR)


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(Role.DISCLOSURE_OFFICER))


def address(name: str, at: str = "xian", **parts: Any) -> str:
    return reverse(f"desk:{name}", kwargs={"slug": at, **parts})


def get(client: Client, name: str, at: str = "xian", query: str = "", **parts: Any) -> str:
    answer = client.get(address(name, at, **parts) + query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def titles(made: World, at: str = "own") -> list[str]:
    return [row.item_l2 for row in catalogue(made.agencies[at].id, TODAY)]


def test_menu_leads_to_the_own_agency_and_to_the_one_that_is_chosen(made: World, officer: Client) -> None:
    for name in ("columns", "catalogue"):
        there = f"agency_{name}"
        assert officer.get(reverse(f"desk:{name}")).headers["Location"] == address(there)
        chosen = browser(made.user(Role.SUPERVISOR)).get(reverse(f"desk:{name}"), {"agency": "zhen"})
        assert chosen.headers["Location"] == address(there, "zhen")
        beyond = officer.get(reverse(f"desk:{name}"), {"agency": "zhen"})
        assert beyond.headers["Location"] == address(there)


def test_fields_are_shown_with_their_completion_and_rows_lead_to_their_items(
    made: World, officer: Client
) -> None:
    key = made.shelves["own"].key
    item(Agency.objects.get(slug="xian"), key)
    page = get(officer, "agency_catalogue")
    assert "财政预决算" in page
    assert "100%" in page
    rows = get(officer, "agency_catalogue", query="?field=budget")
    assert f"entry={key}&amp;tab=public" in rows
    entry = get(officer, "catalogue_entry", key=key)
    assert "1 条已公开" in entry
    assert "都已经有公开的信息" in get(officer, "catalogue_missing")


def test_rows_without_items_are_listed(officer: Client) -> None:
    page = get(officer, "catalogue_missing")
    assert "收支表" in page
    assert '<span class="tag warn">○ 无</span>' in page
    assert officer.get(address("catalogue_entry", key="budget-99")).status_code == 404


def test_body_without_fields_is_led_to_choose_them(made: World) -> None:
    install_catalogue(**WHY)
    Entry.objects.filter(agency__slug="sheng").delete()
    client = browser(appoint("sheng-officer", made.agencies["parent"], Role.DISCLOSURE_OFFICER))
    assert "还没有确定本机关负责哪些领域" in get(client, "agency_catalogue", "sheng")
    answer = client.post(address("catalogue_fields", "sheng"), {"field_ids": ["budget", "tax"]}, follow=True)
    assert "负责的领域已保存" in answer.content.decode()
    assert {row.field for row in catalogue(made.agencies["parent"].id, TODAY)} == {"budget", "tax"}
    wrong = client.post(address("catalogue_fields", "sheng"), {"field_ids": ["chess"]})
    assert wrong.status_code == 422


def test_row_is_proposed_by_one_and_adopted_by_another(made: World, officer: Client) -> None:
    assert get(officer, "ticket_new", query="?field=budget").count("selected") >= 1
    answer = officer.post(address("ticket_new"), PROPOSAL, follow=True)
    page = answer.content.decode()
    assert "调整单已提交" in page
    assert "请由其他人审定" in page
    ticket = Ticket.objects.latest("pk").pk
    refused = officer.post(address("ticket_decide", ticket_id=ticket), {"outcome": "adopt"})
    assert (refused.status_code, "不能自己审定" in refused.content.decode()) == (422, True)
    head = browser(made.user(Role.OFFICE_HEAD))
    assert "收支总表" in get(head, "ticket", ticket_id=ticket)
    done = head.post(address("ticket_decide", ticket_id=ticket), {"outcome": "adopt"}, follow=True)
    assert "已采纳" in done.content.decode()
    assert set(titles(made)) == {"收支表", "收支总表"}
    again = head.post(address("ticket_decide", ticket_id=ticket), {"outcome": "decline", "note": "晚"})
    assert (again.status_code, "已经审定" in again.content.decode()) == (422, True)


def test_alteration_shows_what_was_there(made: World, officer: Client) -> None:
    key = made.shelves["own"].key
    form = get(officer, "ticket_new", query=f"?key={key}")
    assert "收支表" in form
    assert "■" not in form
    officer.post(address("ticket_new") + f"?key={key}", {**PROPOSAL, "time_limit": "长期公开"})
    page = get(officer, "ticket", ticket_id=Ticket.objects.latest("pk").pk)
    assert re.search(r"长期公开.*变更</span> 现在：批准后20日内", page)


def test_row_is_ended_by_a_decision(made: World, officer: Client) -> None:
    key, ticket = made.shelves["own"].key, made.shelves["own"].ticket
    assert "要取消的事项" in get(officer, "ticket", ticket_id=ticket)
    officer.post(address("ticket_decide", ticket_id=ticket), {"outcome": "adopt"})
    assert titles(made) == []
    assert officer.get(address("ticket_new") + f"?key={key}").status_code == 404
    page = get(officer, "tickets")
    assert all(words in page for words in ("机关职能调整", "已采纳"))
    assert "待审定</span>" not in page


def test_ending_asks_for_no_row(made: World, officer: Client) -> None:
    query = f"?key={made.shelves['own'].key}&end=1"
    page = get(officer, "ticket_new", query=query)
    assert 'name="item_l1"' not in page
    answer = officer.post(address("ticket_new") + query, {"cause": "law", "why": "依据废止"})
    assert answer.status_code == 302
    assert Ticket.objects.latest("pk").change == "end"


def test_mistakes_of_a_proposal_stand_on_the_form(officer: Client) -> None:
    wrong = officer.post(address("ticket_new"), {**PROPOSAL, "item_l1": "", "carriers": []})
    assert wrong.status_code == 422
    assert "一级事项" in wrong.content.decode()
    double = {**PROPOSAL, "item_l2": "收支表"}
    refused = officer.post(address("ticket_new"), double)
    assert (refused.status_code, "目录中已有" in refused.content.decode()) == (422, True)
    assert Ticket.objects.filter(agency__slug="xian").count() == 1


def test_declining_needs_a_reason(made: World, officer: Client) -> None:
    ticket = made.shelves["own"].ticket
    for given in ({}, {"outcome": "decline"}):
        assert officer.post(address("ticket_decide", ticket_id=ticket), given).status_code == 422
    officer.post(address("ticket_decide", ticket_id=ticket), {"outcome": "decline", "note": "仍有职能"})
    assert "仍有职能" in get(officer, "ticket", ticket_id=ticket)


def test_ticket_of_another_agency_is_not_there(made: World) -> None:
    supervisor = browser(made.user(Role.SUPERVISOR))
    ticket = made.shelves["child"].ticket
    assert supervisor.get(address("ticket", "zhen", ticket_id=ticket)).status_code == 200
    assert supervisor.get(address("ticket", ticket_id=ticket)).status_code == 404
    assert (
        supervisor.post(address("ticket_decide", ticket_id=ticket), {"outcome": "adopt"}).status_code == 404
    )


def hand_in(client: Client, data: bytes, name: str = "目录.csv") -> HttpResponseBase:
    return client.post(address("catalogue_import"), {"file": SimpleUploadedFile(name, data)})


def said(answer: HttpResponseBase) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def token(answer: HttpResponseBase) -> str:
    found = re.search(r'name="preview" value="([^"]+)"', said(answer))
    assert found, said(answer)
    return found[1]


def confirm(client: Client, preview: str, at: str = "xian") -> str:
    answer = client.post(address("catalogue_confirm", at), {"preview": preview}, follow=True)
    return answer.content.decode()


LINES: tuple[Line, ...] = (line(1, body="云岭县人民政府"), line(2))


def test_sheet_is_previewed_and_then_taken_in(made: World, officer: Client) -> None:
    answer = hand_in(officer, to_csv(LINES))
    page = said(answer)
    assert (answer.status_code, "这是预览" in page) == (200, True)
    assert all(words in page for words in ("收支预算表（1）", "新增", "取消", "收支表"))
    assert titles(made) == ["收支表"]
    assert "公开目录已更新：新增 2 项，变更 0 项，取消 1 项" in confirm(officer, token(answer))
    assert titles(made) == ["收支预算表（1）", "收支预算表（2）"]
    assert "又有变动" in confirm(officer, token(answer))
    assert (
        LogEntry.objects.filter(
            action="publication.replace_catalogue", actor="xian-disclosure_officer"
        ).count()
        == 1
    )


def test_what_was_exported_changes_nothing_when_it_comes_back(made: World, officer: Client) -> None:
    import_catalogue(agency_id=made.agencies["own"].id, data=to_csv(LINES), name="目录.csv", **WHY)
    for name, file in (("catalogue_xlsx", "目录.xlsx"), ("catalogue_csv", "目录.csv")):
        data = officer.get(address(name)).content
        assert len(read_catalogue(data, file).lines) == 2
        assert "没有变化，不用导入" in said(hand_in(officer, data, file))
        one = officer.get(address(name), {"field": "tax"})
        assert one.status_code == 200
    assert not StoredFile.objects.filter(name__startswith="目录").exists()


def test_mistakes_are_told_row_by_row(made: World, officer: Client) -> None:
    answer = hand_in(officer, to_xlsx([line(1), line(2, time_limit="")]), "目录.xlsx")
    page = said(answer)
    assert answer.status_code == 422
    assert all(
        words in page for words in ("1 处错误，没有导入任何内容", "财政预决算", "公开时限", "没有填写")
    )
    assert titles(made) == ["收支表"]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "目录.csv", "提交的是空文件"),
        (b"MZ\x90\x00" + bytes(100), "目录.xlsx", "不是可以上传的文件"),
        ("甲,乙\n1,2\n".encode(), "目录.csv", "没有公开目录的表头"),
    ],
)
def test_file_that_is_none_is_refused_on_the_form(
    officer: Client, data: bytes, name: str, words: str
) -> None:
    answer = hand_in(officer, data, name)
    assert (answer.status_code, words in said(answer)) == (422, True), said(answer)


def test_changed_old_and_foreign_previews_are_refused(
    made: World, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = token(hand_in(officer, to_csv(LINES)))
    assert "被改动" in confirm(officer, kept[:-1] + ("A" if kept[-1] != "A" else "B"))
    supervisor = browser(made.user(Role.SUPERVISOR))
    assert supervisor.post(address("catalogue_confirm"), {"preview": kept}).status_code == 403
    own = token(hand_in(supervisor, to_csv(LINES)))
    assert "被改动" in confirm(supervisor, own, "zhen")
    monkeypatch.setattr(previews, "VALID", -1)
    assert "已经过期" in confirm(officer, kept)
    assert titles(made) == ["收支表"]


def test_completion_lists_those_below_in_the_order_asked_for(made: World) -> None:
    made.shelves.have("child", "other")
    supervisor = browser(made.user(Role.SUPERVISOR))
    page = supervisor.get(reverse("desk:completion"), {"order": "share"}).content.decode()
    assert page.index("云岭县人民政府") < page.index("云岭县青禾镇人民政府")
    assert "云外县" not in page
    lines = b"".join(supervisor.get(reverse("desk:completion_export"))).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("机关,层级,应公开事项")
    assert lines[1:] == ["云岭县人民政府,县级政府,1,0,1,0%,0,", "云岭县青禾镇人民政府,乡镇、街道,1,0,1,0%,0,"]
    none = supervisor.get(reverse("desk:completion"), {"q": "没有这样的"}).content.decode()
    assert "没有符合条件的机关" in none


PAGES = ("agency_catalogue", "catalogue_missing", "agency_columns", "column_checkup", "tickets", "completion")


def test_pages_take_as_many_queries_with_any_number_of_rows(made: World) -> None:
    made.shelves.have("child")
    supervisor = browser(made.user(Role.SUPERVISOR))
    supervisor.get(reverse("desk:me"))  # the first page of a session notes it
    few = [queries(supervisor, name) for name in PAGES]
    agencies_below(made, 60)
    data = to_csv([line(number) for number in range(60)])
    import_catalogue(agency_id=made.agencies["own"].id, data=data, name="目录.csv", **WHY)
    assert [queries(supervisor, name) for name in PAGES] == few
    assert max(few) <= 20


def queries(client: Client, name: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as asked:
        where = reverse("desk:completion") if name == "completion" else address(name)
        assert client.get(where).status_code == 200
    return len(asked)
