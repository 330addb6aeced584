"""The desk's lists of applications: filters, batches, intake, figures, diary."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.applications import actions
from gongkai.applications.models import Applicant, Application, Assignment, CaseFile, Event
from gongkai.applications.queries.intake import late_before
from gongkai.applications.queries.statistics import statistics
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from tests.desk.cases import NAME, came, cases
from tests.desk.once import made_once
from tests.desk.papers import PIXEL
from tests.desk.world import NOW, TODAY, World, actor, browser, with_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

OFFICER, HEAD, SUPERVISOR = Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR
CLERK, HANDLER = Role.COUNTER_CLERK, Role.HANDLER
ROW = '<a class="main"'


def text(client: Client, name: str, query: str = "", **given: object) -> str:
    answer = client.get(reverse(f"desk:{name}", kwargs=given) + query)
    assert answer.status_code == 200, answer
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return str(data.decode())


def rows(client: Client, query: str = "") -> int:
    return text(client, "applications", query).count(ROW)


once = made_once(OFFICER, HEAD, SUPERVISOR, CLERK)


@pytest.fixture(scope="module")
def everything(once: World) -> World:
    return with_all(once)


@pytest.fixture
def made(everything: World) -> World:
    return everything.afresh()


ASKED = {
    "": 3,
    "?tab=confirming": 1,
    "?tab=open": 1,
    "?tab=ended": 1,
    "?tab=nothing": 3,
    "?light=green": 1,
    "?light=red": 0,
    "?light=paused": 1,
    "?way=portal": 3,
    "?way=fax": 0,
    "?kind=natural_person": 3,
    "?row=other_misc": 1,
    "?year=2026": 2,
    "?year=2025": 0,
    f"?q={NAME}": 3,
    "?q=办结的规划": 1,
    "?q=ysxian-2026-0001": 1,
    "?q=没有的": 0,
    "?q=%00": 3,  # what no field can say asks nothing
    "?agency=1&light=blue&year=x&before=x": 3,
}


def test_list_finds_what_is_asked_for(made: World) -> None:
    client = browser(made.user(OFFICER))
    assert {query: rows(client, query) for query in ASKED} == ASKED


def test_list_shows_lamp_and_mask_and_names_nobody(made: World) -> None:
    page = text(browser(made.user(OFFICER)), "applications", "?light=green&tab=open")
    assert "还剩20个工作日" in page
    assert "lamp-green" in page
    assert "云**" in page
    assert NAME not in page
    assert "去掉这一条件" in page


def test_pages_follow_each_other(made: World) -> None:
    agency = made.agencies["own"]
    for number in range(30):
        came(agency, f"第{number}件", NOW - timedelta(minutes=number))
    client = browser(made.user(OFFICER))
    first = text(client, "applications")
    (mark,) = set(re.findall(r"before=([^\"]+)\"", first))
    second = text(client, "applications", f"?before={mark}")
    assert (first.count(ROW), second.count(ROW)) == (30, 3)
    assert set(re.findall(r"YSXIAN-2026-\d+", first)).isdisjoint(re.findall(r"YSXIAN-2026-\d+", second))


def test_supervisor_sees_below_and_may_choose_the_agency(made: World) -> None:
    client = browser(made.user(SUPERVISOR))
    assert rows(client) == 6
    assert rows(client, f"?agency={made.agencies['child'].id}") == 3
    assert rows(client, f"?agency={made.agencies['other'].id}") == 6  # not offered: it asks nothing


def test_export_has_all_of_the_list_and_no_name(made: World) -> None:
    lines = text(browser(made.user(OFFICER)), "applications_export", "?tab=ended").splitlines()
    assert len(lines) == 2
    assert NAME not in "".join(lines)
    assert "其他" in lines[1]


def batch(made: World, role: Role, what: str, *chosen: str, **more: Any) -> str:
    data = {"do": what, "chosen": chosen, "back": "tab=open", **more}
    answer = browser(made.user(role)).post(reverse("desk:applications_batch"), data, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_batch_tells_what_was_done_and_what_was_refused(made: World) -> None:
    held, moves = made.cases["own"], Application.objects.get(pk=made.cases["own"].ended).moves
    page = batch(made, OFFICER, "archive", f"{held.ended}-{moves}", str(held.in_hand), str(held.waiting))
    assert "已归档 1 件；2 件没有办理" in page
    assert page.count("不能归档") == 2
    assert Application.objects.get(pk=held.ended).archived_at == NOW


def test_batch_gives_work_to_a_colleague(made: World) -> None:
    held = made.cases["own"]
    who = made.user(HANDLER).pk
    page = batch(
        made,
        OFFICER,
        "assign",
        str(held.waiting),
        str(held.in_hand),
        task="查找",
        person=who,
        due_on="2026-03-10",
    )
    assert "已分办 2 件" in page
    assert Assignment.objects.filter(task="查找", person=who).count() == 2


def test_batch_refuses_what_has_moved(made: World) -> None:
    held = made.cases["own"]
    page = batch(made, OFFICER, "archive", f"{held.ended}-0")
    assert "刚刚有变化" in page


def test_batch_does_nothing_for_others(made: World) -> None:
    before = Event.objects.count()
    page = batch(made, HEAD, "remind", str(made.cases["other"].in_hand), text="请抓紧")
    assert "没有这件申请，或者您不能查看" in page
    assert made.agencies["other"].name not in page
    assert Event.objects.count() == before


def test_batch_that_asks_for_too_little(made: World) -> None:
    held, before = str(made.cases["own"].in_hand), Event.objects.count()
    given = {"task": "查找", "due_on": "2026-03-10", "text": "请抓紧"}
    assert "没有勾选申请" in batch(made, HEAD, "remind", **given)
    assert "没有勾选申请" in batch(made, HEAD, "remind", "x", **given)
    assert "请选择承办人" in batch(made, HEAD, "assign", held, **given)
    assert "请点要办理的事项的按钮" in batch(made, HEAD, "sign", held, **given)
    assert Event.objects.count() == before


def test_intake_lists_what_waits_and_marks_what_is_late(made: World) -> None:
    came(made.agencies["own"], "今天的", NOW)
    page = text(browser(made.user(CLERK)), "application_intake")
    assert page.index("待确认的规划") < page.index("今天的")
    assert page.count('class="over"') == 1
    assert "有 1 件超过 1 个工作日" in page


@pytest.mark.parametrize(
    ("on", "first"),
    [("2026-03-04", "2026-03-03"), ("2026-03-02", "2026-02-28"), ("2026-03-03", "2026-03-02")],
)
def test_late_is_what_came_more_than_a_working_day_ago(on: str, first: str) -> None:
    assert late_before(TODAY.fromisoformat(on)) == TODAY.fromisoformat(first)


def test_supervisor_sees_what_others_have_not_confirmed(made: World) -> None:
    came(made.agencies["child"], "镇里今天的", NOW)
    page = text(browser(made.user(SUPERVISOR)), "application_intake")
    assert page.count(ROW) == 2
    assert "镇里今天的" not in page
    assert "确认收到<" not in page


def test_one_press_confirms(made: World) -> None:
    one = Application.objects.get(pk=made.cases["own"].waiting)
    client = browser(made.user(CLERK))
    data = {"application": one.pk, "moves": one.moves, "how": "电话确认"}
    page = client.post(reverse("desk:application_intake"), data, follow=True).content.decode()
    assert "已确认收到" in page
    one.refresh_from_db()
    assert one.receipt_on == TODAY
    assert (
        "不能确认收到"
        in client.post(reverse("desk:application_intake"), data | {"moves": ""}, follow=True).content.decode()
    )


def test_confirmation_that_says_too_little(made: World) -> None:
    client = browser(made.user(CLERK))
    for data in ({}, {"application": "x", "how": "电话确认"}, {"application": "1", "how": "猜的"}):
        page = client.post(reverse("desk:application_intake"), data, follow=True)
        assert "请选择确认的方式" in page.content.decode()


def test_supervisor_confirms_nothing(made: World) -> None:
    data = {"application": made.cases["child"].waiting, "how": "电话确认"}
    page = browser(made.user(SUPERVISOR)).post(reverse("desk:application_intake"), data, follow=True)
    assert "您没有办理这一事项的角色" in page.content.decode()


def filled(made: World, **changes: Any) -> dict[str, Any]:
    return {
        "ticket": str(uuid4()),
        "count": "2",
        "agency": made.agencies["own"].id,
        "way": "counter",
        "arrived_on": "2026-03-03",
        "kind": "natural_person",
        "name": "云大川",
        "identity": "resident_card",
        "identity_no": "11010519491231002X",
        "telephone": "13900009876",
        "things_0_name": "云溪路规划",
        "things_1_name": "云溪路批复",
        "medium": "paper",
        "route": "counter",
        "note": "窗口提交",
        "files": [SimpleUploadedFile("申请书.png", PIXEL)],
    } | changes


def test_paper_is_typed_in_once(made: World) -> None:
    client, data = browser(made.user(CLERK)), filled(made)
    first = client.post(reverse("desk:application_new"), data)
    page = first.content.decode()
    one = Application.objects.get(title="云溪路规划 等2项")
    assert one.number in page
    assert str(one.receipt_on) == "2026-03-03"
    assert CaseFile.objects.get(application=one).use == "scan"
    code = re.findall(r"查询码　<b>(\w{8})</b>", page)
    again = client.post(reverse("desk:application_new"), data | {"files": []}).content.decode()
    assert re.findall(r"查询码　<b>(\w{8})</b>", again) == code
    assert "已经登记过" in again
    assert Application.objects.filter(title="云溪路规划 等2项").count() == 1
    assert Applicant.objects.get(pk=one.pk).name == "云大川"


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"identity_no": "110105194912310021"}, "末位校验不符"),
    ({"kind": "org_business"}, "请填写统一社会信用代码"),
    ({"things_0_name": ""}, "请写明需要的政府信息"),
    ({"arrived_on": "2026-03-05"}, "收到日期不能晚于今天"),
    ({"way": "portal"}, "选择一个有效的选项"),
    ({"agency": "999999"}, "选择一个有效的选项"),
    ({"ticket": "x"}, "有效"),
    ({"files": [SimpleUploadedFile("病毒.exe", b"MZ")]}, "病毒.exe"),
]


def test_faults_stand_beside_the_fields(made: World) -> None:
    before, client = Application.objects.count(), browser(made.user(CLERK))
    for changes, says in FAULTS:
        answer = client.post(reverse("desk:application_new"), filled(made, **changes))
        assert answer.status_code == 422
        assert says in answer.content.decode()
    assert Application.objects.count() == before


def test_one_thing_more_keeps_what_was_typed(made: World) -> None:
    data = filled(made, more="1")
    page = browser(made.user(CLERK)).post(reverse("desk:application_new"), data).content.decode()
    assert 'value="云大川"' in page
    assert 'name="things_2_name"' in page
    assert data["ticket"] in page
    assert Application.objects.filter(title__startswith="云溪路").count() == 0


def test_figures_add_up(made: World) -> None:
    client = browser(made.user(SUPERVISOR))
    lines = text(client, "application_statistics", "?as=csv").splitlines()
    assert "收到,4,办结,2" in lines
    assert "3,4,2,0" in lines
    own = text(client, "application_statistics", f"?agency={made.agencies['own'].id}&as=csv")
    assert "收到,2,办结,1" in own
    assert "所辖 2 个机关合计" in text(client, "application_statistics")


def test_every_figure_of_table_three_leads_to_its_applications(made: World) -> None:
    client = browser(made.user(SUPERVISOR))
    page = text(client, "application_table")
    assert "勾稽关系成立" in page
    links = re.findall(r'<a href="(/desk/applications/table/2026/t3\.[^"]+)">(\d+)</a>', page)
    assert len(links) == 8
    for address, figure in links:
        assert client.get(address.replace("&amp;", "&")).content.decode().count(ROW) == int(figure)


def test_cell_that_the_form_does_not_have(made: World) -> None:
    client = browser(made.user(OFFICER))
    for cell in ("t3.nothing.total", "t4.review.total", "x", "t3.other_misc"):
        for year in (2026, 2018, 99999):
            address = reverse("desk:application_cell", kwargs={"year": year, "cell": cell})
            assert client.get(address).status_code == 404


def test_diary_has_the_days_and_nobody(made: World) -> None:
    entries = text(browser(made.user(HANDLER)), "application_diary").replace("\r\n ", "")
    number = Application.objects.get(pk=made.cases["own"].in_hand).number
    assert f"SUMMARY:申请答复到期：{number}" in entries
    assert f"SUMMARY:分办事项到期：{number}" in entries
    assert "DTSTART;VALUE=DATE:20260401" in entries
    assert "规划" not in entries
    assert NAME not in entries
    assert entries.count("BEGIN:VEVENT") == 2
    assert entries.count("BEGIN:VCALENDAR") == 1


def test_home_leads_to_the_lamps(made: World) -> None:
    page = text(browser(made.user(OFFICER)), "home")
    assert "/desk/applications/?light=green" in page
    assert "收件确认<b" in page
    assert "收件确认<b" not in text(browser(made.user(HANDLER)), "home")


PAGES = ("applications", "application_intake", "application_statistics", "application_table")


def test_pages_cost_the_same_with_more_rows(made: World) -> None:
    client = browser(made.user(SUPERVISOR))
    few = {name: queries(client, name) for name in PAGES}
    for _ in range(4):
        cases(made.agencies["own"], actor(made.user(HANDLER)), NOW - timedelta(days=3))
    assert {name: queries(client, name) for name in PAGES} == few


def queries(client: Client, name: str) -> int:
    text(client, name)
    with CaptureQueriesContext(connection) as taken:
        text(client, name)
    return len(taken)


def test_reminder_of_an_officer_reaches_the_case(made: World) -> None:
    batch(made, SUPERVISOR, "remind", str(made.cases["child"].in_hand), text="请抓紧")
    assert Event.objects.filter(
        application=made.cases["child"].in_hand, kind="reminded", note="请抓紧"
    ).exists()


def test_ended_late_is_counted_late(made: World) -> None:
    one = made.cases["own"].in_hand
    late = NOW + timedelta(days=60)
    actions.withdraw(application_id=one, by=OPERATOR, at=late)
    found = statistics({made.agencies["own"].id}, 2026, late.date())
    assert (found.ended, found.late, found.months[4].late) == (2, 1, 1)
