"""Holiday notices in the desk: filled in, looked at, approved by another person, taken back; what moves, moves with an event."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from gongkai.accounts.models import User
from gongkai.agencies.queries import AgencyRow
from gongkai.applications.actions.moving import follow_each
from gongkai.applications.models import Application, Doing, Event
from gongkai.documents.holidays import entered_folder, installed_calendar, look_again
from gongkai.law.report.schema import Level
from gongkai.law.roles import Role
from gongkai.records.actions.jobs import JOBS
from gongkai.records.actions.notices import install_notices
from gongkai.records.models import HolidayNotice, LogEntry, Stage
from gongkai.records.queries.chain import faults
from tests.desk.notices import single, text_of
from tests.desk.world import NOW, World, appoint, body, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
OFFICER = Role.DISCLOSURE_OFFICER


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("GONGKAI_FILES", str(tmp_path))
    look_again()
    yield
    look_again()


@pytest.fixture
def made() -> World:
    return world(OFFICER)


@pytest.fixture
def top(request: pytest.FixtureRequest) -> AgencyRow:
    """The province, above which nothing stands: that of the whole world for those tests alone that ask for one."""
    if "made" in request.fixturenames:
        found: World = request.getfixturevalue("made")
        return found.agencies["parent"]
    return body("sheng", "虚构省人民政府", level=Level.PROVINCE)


@pytest.fixture
def enters(top: AgencyRow) -> User:
    return appoint("sheng-gongkaiban", top, Role.SUPERVISOR)


@pytest.fixture
def approves(top: AgencyRow) -> User:
    return appoint("sheng-xitong", top, Role.SYSTEM_ADMINISTRATOR)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def filled(**changes: str) -> dict[str, str]:
    """The form as the browser sends it."""
    empty = {f"line-{n}-{name}": "" for n in range(9) for name in ("name", "first", "last", "work")}
    head = {
        "title": "虚构示例：2027年放假安排",
        "number": "虚构〔2026〕1号",
        "published_on": "2026-02-20",
        "year": "2027",
        "line-TOTAL_FORMS": "9",
        "line-INITIAL_FORMS": "7",
        "text": "",
    }
    lines = (
        ("元旦", "2027-01-01", "2027-01-03", ""),
        ("春节", "2027-02-05", "2027-02-11", "2027-02-13、2027-02-14"),
        ("清明节", "2027-04-05", "", ""),
        ("劳动节", "2027-05-01", "2027-05-05", "2027-05-08"),
        ("端午节", "2027-06-09", "", ""),
        ("中秋节", "2027-09-15", "", ""),
        ("国庆节", "2027-10-01", "2027-10-07", "2027-10-09"),
    )
    given = {
        f"line-{n}-{name}": value
        for n, line in enumerate(lines)
        for name, value in zip(("name", "first", "last", "work"), line, strict=True)
    }
    return {**empty, **head, **given, **changes}


def pasted(text: str, **changes: str) -> dict[str, str]:
    return {"line-TOTAL_FORMS": "0", "line-INITIAL_FORMS": "0", "text": text, **changes}


def handed_in(client: Client, text: str) -> int:
    """The number of a notice that was handed in as text."""
    answer = client.post(reverse("desk:notice_new"), pasted(text, save="1"))
    assert answer.status_code == 302, answer.content.decode()
    return HolidayNotice.objects.latest("pk").pk


def test_form_offers_the_holidays_of_the_year_that_is_awaited(enters: User) -> None:
    shown = page(browser(enters), reverse("desk:notice_new"))
    assert "国务院办公厅关于2027年部分节假日安排的通知" in shown
    for name in ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"):
        assert f'value="{name}"' in shown


def test_preview_shows_days_and_months_and_stores_nothing(enters: User) -> None:
    answer = browser(enters).post(reverse("desk:notice_new"), filled())
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "2027年2月13日" in shown
    assert "<caption>2027年2月</caption>" in shown
    assert "春节调休上班，与现在不同" in shown
    assert not HolidayNotice.objects.exists()


def test_what_was_filled_in_waits_and_changes_nothing(enters: User) -> None:
    answer = browser(enters).post(reverse("desk:notice_new"), filled(save="1"))
    row = HolidayNotice.objects.get()
    assert answer["Location"] == reverse("desk:notice", args=[row.pk])
    assert (row.stage, row.year, row.number) == (Stage.WAITING, 2027, "虚构〔2026〕1号")
    assert 2027 not in installed_calendar().settled_years
    entry = LogEntry.objects.get(action="records.notices.enter")
    assert (entry.actor, entry.role) == ("sheng-gongkaiban", "supervisor")
    own = page(browser(enters), answer["Location"])
    assert "要由另一位有权的人批准" in own
    assert "批准，启用" not in own


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"line-1-work": "2027-02-09"}, "既放假又上班"),
        (
            {"line-3-first": "2027-04-30", "line-2-last": "2027-04-30", "line-2-first": "2027-04-25"},
            "写了两次",
        ),
        ({"line-1-work": "2027-02-15"}, "不是星期六、星期日"),
        ({"line-6-first": "2028-10-01", "line-6-last": "2028-10-07"}, "不在它可以安排的年份之内"),
        ({"year": "2028"}, "没有安排"),
        ({"line-4-name": "", "line-4-first": ""}, "没有安排端午节"),
        ({"published_on": "2026-03-05"}, "还没有到"),
        ({"published_on": "2024-03-05"}, "请核对年度和日期"),
        ({"line-0-last": "2026-12-30"}, "最后一天早于第一天"),
        ({"line-0-name": ""}, "请填写节日名称"),
        ({"line-1-work": "二月十三"}, "请写成 2027-02-06 的样子"),
        ({"line-1-last": "2027-03-05"}, "超过15天"),
        ({"title": ""}, "标题"),
        ({"text": "[[notice]"}, "TOML"),
        ({"text": text_of() + "\n" + text_of(2028)}, "一次录入一份通知"),
        ({"text": text_of(2026)}, "2026年的安排已经收录"),
        ({"text": text_of(2027, number="国办发明电〔2025〕7号")}, "文号国办发明电〔2025〕7号的通知已经收录"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_stored(
    enters: User, changes: dict[str, str], says: str
) -> None:
    answer = browser(enters).post(reverse("desk:notice_new"), filled(save="1", **changes))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not HolidayNotice.objects.exists()


def test_everything_that_is_wrong_is_told_at_once(enters: User) -> None:
    wrong = filled(**{"line-1-work": "2027-02-15", "line-4-name": "", "line-4-first": ""})
    shown = browser(enters).post(reverse("desk:notice_new"), wrong).content.decode()
    assert "不是星期六、星期日" in shown
    assert "没有安排端午节" in shown


def test_same_year_a_second_time(enters: User, approves: User) -> None:
    handed_in(browser(enters), text_of())
    second = pasted(text_of(title="虚构示例：另一份"), save="1")
    answer = browser(approves).post(reverse("desk:notice_new"), second)
    assert "正在等待批准，请先处理那一份" in answer.content.decode()
    assert HolidayNotice.objects.count() == 1


def test_whoever_entered_it_does_not_approve_it(enters: User) -> None:
    one = handed_in(browser(enters), text_of())
    answer = browser(enters).post(reverse("desk:notice_approve", args=[one]))
    assert answer.status_code == 403
    assert "必须由不同的人办理" in answer.content.decode()
    assert HolidayNotice.objects.get().stage == Stage.WAITING


@pytest.mark.django_db(transaction=True)
def test_approved_notice_counts_from_the_next_page_on(enters: User, approves: User) -> None:
    one = handed_in(browser(enters), text_of())
    client = browser(approves)
    assert "批准，启用" in page(client, reverse("desk:notice", args=[one]))
    client.post(reverse("desk:notice_approve", args=[one]))
    assert 2027 in installed_calendar().settled_years
    assert [file.name for file in entered_folder().iterdir()] == [f"notice-{one}.toml"]
    shown = page(browser(enters), reverse("desk:calendar"))
    assert "虚构示例：放假安排" in shown
    assert "今年和明年的安排都已收录" in shown
    again = client.post(reverse("desk:notice_approve", args=[one]), follow=True).content.decode()
    assert "已经有人处理" in again
    client.post(reverse("desk:notice_take_back", args=[one]), {"reason": "抄录有误"})
    assert 2027 not in installed_calendar().settled_years
    assert list(entered_folder().iterdir()) == []
    steps = page(client, reverse("desk:notice", args=[one]))
    assert "抄录有误" in steps
    logged = LogEntry.objects.filter(action__startswith="records.notices").order_by("seq")
    assert [(entry.action.rpartition(".")[2], entry.actor) for entry in logged] == [
        ("enter", "sheng-gongkaiban"),
        ("approve", "sheng-xitong"),
        ("take_back", "sheng-xitong"),
    ]
    assert list(faults()) == []


def test_open_applications_move_with_an_event_and_back(made: World, enters: User, approves: User) -> None:
    case = made.cases["own"].in_hand
    before = Application.objects.get(pk=case).due_on
    assert before is not None
    one = handed_in(browser(enters), single(date(2026, 3, 19), date(2026, 3, 20)))
    number = Application.objects.get(pk=case).number
    waiting = page(browser(enters), reverse("desk:notice", args=[one]))
    assert "启用后改变的日子（2 天）" in waiting
    assert number in waiting
    counted = page(browser(approves), reverse("desk:notice", args=[one]))
    assert "云岭县人民政府" in counted
    assert number not in counted, "whoever runs the system sees how many, not which"
    browser(approves).post(reverse("desk:notice_approve", args=[one]))
    install_notices()  # what the commit does
    moved = follow_each(at=NOW)
    after = Application.objects.get(pk=case).due_on
    assert moved >= 1
    assert after is not None
    assert installed_calendar().between(before, after) == 2
    event = Event.objects.get(application=case, kind=Doing.DUE_MOVED)
    assert event.details == {"due_before": before.isoformat(), "due_after": after.isoformat()}
    assert follow_each(at=NOW) == 0, "once"
    for who in (made.user(OFFICER), enters):
        shown = page(browser(who), reverse("desk:notice", args=[one]))
        assert number in shown
        assert "期限变动了的申请" in shown
    browser(approves).post(reverse("desk:notice_take_back", args=[one]), {"reason": "抄录有误"})
    assert follow_each(at=NOW) == moved
    assert Application.objects.get(pk=case).due_on == before
    assert Event.objects.filter(application=case, kind=Doing.DUE_MOVED).count() == 2


def test_approval_queues_what_a_crash_could_lose(enters: User, approves: User) -> None:
    one = handed_in(browser(enters), text_of())
    assert not DBTaskResult.objects.exists()
    browser(approves).post(reverse("desk:notice_approve", args=[one]))
    queued = set(DBTaskResult.objects.values_list("task_path", flat=True))
    assert queued == {"records.install_notices", "applications.follow_calendar"}
    assert queued <= JOBS.keys()
    assert JOBS["applications.follow_calendar"].prepare is follow_each


def test_notice_left_aside_makes_room_for_another(enters: User) -> None:
    client = browser(enters)
    one = handed_in(client, text_of())
    assert client.post(reverse("desk:notice_decline", args=[one]), {"reason": ""}).status_code == 422
    assert client.post(reverse("desk:notice_decline", args=[one]), {"reason": "抄错了"}).status_code == 302
    assert HolidayNotice.objects.get().stage == Stage.DECLINED
    assert handed_in(client, text_of()) != one


def test_nobody_below_the_top_enters_or_approves(made: World, enters: User) -> None:
    one = handed_in(browser(enters), text_of())
    below = browser(appoint("xian-xitong", made.agencies["own"], Role.SYSTEM_ADMINISTRATOR))
    answers = [
        below.get(reverse("desk:notice_new")),
        below.post(reverse("desk:notice_approve", args=[one])),
        below.post(reverse("desk:notice_decline", args=[one]), {"reason": "不对"}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    shown = page(below, reverse("desk:notice", args=[one]))
    assert "批准，启用" not in shown
    assert "撤下这份通知" not in shown


def test_file_that_was_lost_is_put_back(enters: User, approves: User) -> None:
    one = handed_in(browser(enters), text_of())
    browser(approves).post(reverse("desk:notice_approve", args=[one]))
    install_notices()
    (entered_folder() / f"notice-{one}.toml").unlink()
    (entered_folder() / "notice-999.toml").write_text("not ours", encoding="utf-8")
    install_notices()
    assert [file.name for file in entered_folder().iterdir()] == [f"notice-{one}.toml"]
    assert 2027 in installed_calendar().settled_years


def test_notice_that_is_none(enters: User) -> None:
    assert browser(enters).get(reverse("desk:notice", args=[999])).status_code == 404
