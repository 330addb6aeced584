"""Annual reports on the desk: counted, written, handed on; nobody overwrites, nobody sees what is not theirs."""

import re
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.urls import reverse

from gongkai.annual_reports.actions import import_report
from gongkai.annual_reports.queries.course import State, state_of, steps_of
from gongkai.annual_reports.queries.texts import newest_text
from gongkai.documents.writing.as_json import dumps, to_json
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from tests.annual_reports.county import TEXTS
from tests.desk.once import made_once
from tests.desk.reporting import CELL, PART, under_way
from tests.desk.world import NOW, World, browser
from tests.law.report.reports import balanced_2021, with_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


once = made_once(Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.LEADER)


@pytest.fixture
def made(once: World) -> World:
    return once.afresh()


def officer(made: World, role: Role = Role.DISCLOSURE_OFFICER):  # type: ignore[no-untyped-def] # a test client
    return browser(made.user(role))


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_report_is_counted_and_written_from_the_desk(made: World) -> None:
    client = officer(made)
    agency = made.agencies["own"]
    answer = client.post(
        reverse("desk:reports_compile"), {"agency": agency.id, "year": 2025, "scope": "own"}, follow=True
    )
    assert "已汇编" in text(answer)
    assert "空白的都填0" in text(answer)
    working_id = int(answer.redirect_chain[-1][0].split("/")[-3])
    assert "云岭县人民政府" in text(client.get(reverse("desk:reports"), {"year": 2025}))
    place = reverse("desk:report_text", args=[working_id, "ov_on_request"])
    page = text(client.get(place))
    assert "{{t3.new_received.total}}" in page
    saved = client.post(place, {"number": 0, "text": "新收{{t3.new_received}}件。"}, follow=True)
    assert "已保存" in text(saved)
    assert "{{t3.new_received}}" not in text(saved)


def test_looking_saves_nothing(made: World) -> None:
    working_id = under_way(made.agencies["own"], NOW)
    place = reverse("desk:report_text", args=[working_id, PART])
    answer = officer(made).post(place, {"number": 1, "text": "复议{{t4.review}}件。{{t4.x}}", "look": "1"})
    assert "复议0件。" in text(answer)
    assert "没有对应的数" in text(answer)
    assert newest_text(working_id, PART).number == 1


def test_whoever_was_overtaken_sees_both_texts(made: World) -> None:
    working_id = under_way(made.agencies["own"], NOW)
    place = reverse("desk:report_text", args=[working_id, PART])
    officer(made).post(place, {"number": 1, "text": "先保存的文字。"})
    answer = officer(made, Role.OFFICE_HEAD).post(place, {"number": 1, "text": "后保存的文字。"})
    assert answer.status_code == 422
    assert "先保存的文字。" in text(answer)
    assert "后保存的文字。" in text(answer)
    assert 'name="number" value="2"' in text(answer)
    assert newest_text(working_id, PART).text == "先保存的文字。"


def test_faults_are_said_and_nothing_is_handed_on(made: World) -> None:
    working_id = under_way(made.agencies["own"], NOW)
    answer = officer(made).post(reverse("desk:report_do", args=[working_id, "submit"]), follow=True)
    assert "“（一）主动公开”还没有写" in text(answer)
    assert steps_of(working_id) == []


def test_a_whole_report_is_submitted_and_cannot_be_changed(made: World) -> None:
    working_id = under_way(made.agencies["own"], NOW)
    client = officer(made)
    for part, said in TEXTS.items():
        place = reverse("desk:report_text", args=[working_id, part])
        client.post(place, {"number": 1 if part == PART else 0, "text": said})
    client.post(reverse("desk:report_do", args=[working_id, "submit"]))
    assert state_of(steps_of(working_id)) is State.SUBMITTED
    page = text(client.get(reverse("desk:report", args=[working_id])))
    assert "待主管部门审核" in page
    assert reverse("desk:report_do", args=[working_id, "withdraw"]) in page
    assert reverse("desk:report_do", args=[working_id, "accept"]) not in page
    figure = {"cell": CELL, "value": "3", "reason": "补录", "source": "台账"}
    refused = client.post(reverse("desk:report_figure", args=[working_id, "set"]), figure, follow=True)
    assert "撤回" in text(refused)


def test_figures_by_hand_are_marked_and_taken_back(made: World) -> None:
    working_id = under_way(made.agencies["own"], NOW)
    client = officer(made)
    cell = "t2.art20_6.admin_penalty.decisions_this_year"
    figure = {"cell": cell, "value": "7", "reason": "系统没有接入", "source": "执法台账"}
    page = text(client.post(reverse("desk:report_figure", args=[working_id, "set"]), figure, follow=True))
    assert "手填</span>" in page
    assert "系统没有接入" in page
    number = page.split('name="figure_id" value="')[-1].split('"')[0]
    behind = text(client.get(reverse("desk:report_cell", args=[working_id, cell])))
    assert "执法台账" in behind or "手填" in behind
    taken = {"figure_id": number, "why": "已接入"}
    client.post(reverse("desk:report_figure", args=[working_id, "take-back"]), taken)
    unknown = client.post(reverse("desk:report_figure", args=[working_id, "take-back"]), taken)
    assert unknown.status_code == 404


def test_the_board_says_who_is_missing(made: World) -> None:
    page = text(officer(made).get(reverse("desk:reports_board")))
    assert "2025年度报告发布进度" in page
    assert "临近期限" in page
    assert "2026-03-31" in page
    sheet = officer(made).get(reverse("desk:reports_board_export"))
    assert "云岭县人民政府" in b"".join(sheet.streaming_content).decode("utf-8-sig")


def test_a_suggested_sentence_is_put_into_the_text_by_a_button_and_not_saved(made: World) -> None:
    working_id = under_way(made.agencies["own"], NOW)
    place = reverse("desk:report_text", args=[working_id, "s4_review_litigation"])
    client = officer(made)
    offered = re.search(r'name="put" value="([^"]+)"', text(client.get(place)))
    assert offered is not None
    page = text(client.post(place, {"number": 0, "text": "我写的。", "put": offered[1]}))
    typed = page.split("<textarea", 1)[1].split("</textarea>")[0]
    assert typed.split("\n")[-1] == offered[1]
    assert "我写的。" in typed
    assert 'name="number" value="0"' in page
    assert "还没有保存" in page
    assert newest_text(working_id, "s4_review_litigation").number == 0
    gone = client.post(place, {"number": 0, "text": "我写的。", "put": "没有这一句"})
    assert gone.status_code == 422
    assert "没有这一句了" in text(gone)


def test_each_problem_of_last_year_is_answered_or_carried_on(made: World) -> None:
    own = made.agencies["own"]
    report = with_text(
        balanced_2021(), "s5_problems/p1", "存在的主要问题：政策解读形式比较单一；部分栏目更新不够及时。"
    )
    report = replace(report, report_year=2024, title="2024年政府信息公开工作年度报告", agency_name=own.name)
    import_report(agency=own.slug, data=dumps(to_json(report)), name="a.json", by=OPERATOR, at=NOW)
    working_id = under_way(own, NOW)
    place = reverse("desk:report_text", args=[working_id, "s5_problems"])
    client = officer(made)
    page = text(client.get(place))
    assert page.count("还没有回应</span>") == 2
    refused = client.post(place, {"number": 0, "text": "", "answer": "1", "answer-1": " "})
    assert "请先写明第 1 个问题的改进情况" in text(refused)
    given = {"number": 0, "text": "", "answer": "1", "answer-1": "增加了图表解读", "answer-2": "还没有写完"}
    page = text(client.post(place, given))
    assert "针对上年“{{problem.1}}”的问题，增加了图表解读。</textarea>" in page
    assert "针对上年“政策解读形式比较单一”的问题，增加了图表解读。" in page
    assert page.count("还没有回应</span>") == 1
    assert ">还没有写完</textarea>" in page
    typed = "针对上年“{{problem.1}}”的问题，增加了图表解读。"
    page = text(client.post(place, {"number": 0, "text": typed, "open": "2"}))
    assert "仍然存在的问题：{{problem.2}}。" in page
    assert page.count("已经回应</span>") == 2
    assert newest_text(working_id, "s5_problems").number == 0
    ignored = text(client.post(place, {"number": 0, "text": typed, "open": "99"}))
    assert "problem.99" not in ignored


@pytest.mark.parametrize("name", ["report", "report_tables"])
def test_the_report_of_another_agency_is_not_there(made: World, name: str) -> None:
    working_id = under_way(made.agencies["other"], NOW)
    assert officer(made).get(reverse(f"desk:{name}", args=[working_id])).status_code == 404


def test_leaders_read_and_do_not_write(made: World) -> None:
    working_id = under_way(made.agencies["own"], NOW)
    client = officer(made, Role.LEADER)
    page = text(client.get(reverse("desk:report_text", args=[working_id, PART])))
    assert "专栏已改版" in page
    assert 'name="text"' not in page
    answer = client.post(reverse("desk:report_text", args=[working_id, PART]), {"number": 1, "text": "改"})
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["report_do", "report_figure"])
def test_unknown_deeds_are_not_there(made: World, name: str) -> None:
    working_id = under_way(made.agencies["own"], NOW)
    assert officer(made).post(reverse(f"desk:{name}", args=[working_id, "burn"])).status_code == 404
