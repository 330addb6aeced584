"""From the citizen's form to the decided case, end by end: the row of table three, the days of the law core, the letter.

Granted: test_letters. In part: test_redaction. What lies in the past is done on a server whose clock is set back (`earlier`).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Page, expect

from gongkai.demo.applicants import applicant
from gongkai.demo.applications import told
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import Clock
from gongkai.law.fees.charge import by_page
from gongkai.law.fees.payment import payment_due
from gongkai.law.ledger import Fact, Kind
from tests.browser.cases import (
    STATUS,
    Answer,
    Case,
    Form,
    Staff,
    act,
    answered,
    ask,
    come_in,
    counted,
    fetched,
    held_to,
    in_words,
    judged,
    next_page,
    opened,
    opined,
    promised,
    reply_codes,
)
from tests.browser.earlier import Earlier, earlier

COMPANY = "云岭虚构建设有限公司"
AGO = 12
"""Days among which there are working days, whatever holidays there are."""
LAPSED = 45
"""Days in which every period for an applicant ends, whatever holidays there are."""
PAGES = 62


@pytest.fixture(scope="module")
def county(browser: Browser, base_url: str) -> Iterator[Staff]:
    """The county today."""
    staff = Staff(browser, base_url)
    yield staff
    staff.close()


@pytest.fixture(scope="module")
def past(demo_folder: Path, base_url: str) -> Iterator[Earlier]:  # noqa: ARG001 - the demo is made first
    """The server of an earlier day."""
    with earlier(demo_folder) as server:
        yield server


@pytest.fixture
def office(county: Staff) -> Iterator[Staff]:
    """The county today, in one test."""
    yield county
    assert county.complaints == []


@pytest.fixture
def before(past: Earlier, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Staff]:
    """The county so many days ago as the test is marked with."""
    staff = Staff(browser, past.ago(request.param))
    yield staff
    staff.close()


def about(what: str) -> Form:
    """A citizen who asks for something that no other test asks for."""
    return Form(f"{what}（浏览器测试，虚构示例）")


def since(days: int, *facts: Fact) -> Clock:
    """What the law says today of an application that came in and was confirmed so many days ago."""
    came = localdate() - timedelta(days=days)
    return judged(came, Fact(Kind.CONFIRMED, came), *facts)


def due(days: int, *facts: Fact) -> date:
    found = since(days, *facts).due_on
    assert found is not None
    return found


def limit(days: int, name: str, *facts: Fact) -> date:
    """The last day of somebody who was asked for something."""
    return next(each.by for each in since(days, *facts).limits if each.id == name)


def today_again(case: Case, office: Staff) -> Case:
    """The case of an earlier day, on the server of today."""
    citizen = office.visitor()
    ask(citizen, case.number, case.code)
    desk = office["gongkai"]
    assert opened(desk, case.number) == case.address
    return Case(case.number, case.code, case.address, citizen)


def test_what_is_public_already(office: Staff) -> None:
    case = come_in(office, about("某年部门预算"))
    promised(case.citizen, due(0))
    where = "县政府网站“财政预决算”栏目，标题：部门预算公开说明（虚构示例）"
    answered(office, case, Answer("granted.already_public", blank=where))
    expect(case.citizen.locator("section.reply")).to_contain_text(where)
    held_to(office["gongkai"], due(0))


@pytest.mark.parametrize("before", [AGO], indirect=True)
def test_refused_since_a_third_party_objects(before: Staff, office: Staff, plain_page: Page) -> None:
    """The third party answers by the link of its letter, on a telephone without JavaScript."""
    earlier_case = come_in(before, about("某项目的投标成本构成"))
    asked = localdate() - timedelta(days=AGO)
    act(
        before["gongkai"],
        "征求第三方意见",
        done="已登记征求第三方意见",
        who=COMPANY,
        what="是否同意公开贵公司的投标成本构成？",
        received_on=asked.isoformat(),
    )
    earlier_case.citizen.goto(STATUS)
    expect(earlier_case.citizen.get_by_role("heading", name="正在征求有关第三方的意见")).to_be_visible()

    case, desk = today_again(earlier_case, office), office["gongkai"]
    question = Fact(Kind.THIRD_PARTY_ASKED, asked, who=COMPANY, received_on=asked)
    promised(case.citizen, due(AGO, question))
    expect(case.citizen.locator(".lamp-line")).to_contain_text("等待第三方意见")
    table = desk.get_by_role("table", name="征求了谁的意见")
    last = limit(AGO, "third_party", question)
    expect(table).to_contain_text(f"{last.month}月{last.day}日")
    expect(table).to_contain_text("没有打开")
    number, code = reply_codes(desk, case.address, "征求第三方意见书")
    opined(plain_page, number, code, reasons="公开会泄露本公司的商业秘密", part="总价可以公开")
    expect(plain_page.locator("main")).to_contain_text(f"{COMPANY}的意见：不同意公开")
    for private in ("云小舟", "云*", case.number):
        expect(plain_page.locator("body")).not_to_contain_text(private)
    desk.goto(case.address)
    expect(table).to_contain_text("已在网上提出")
    expect(table).to_contain_text("理由待审核")
    act(desk, "审核不同意公开的理由", done="已登记审核的结果", picked={"reasonable": "yes"})
    expect(table).to_contain_text("不同意公开，理由合理")
    expect(table).to_contain_text("可以公开的部分：总价可以公开")
    after = (question, Fact(Kind.THIRD_PARTY_ANSWERED, localdate(), who=COMPANY))
    assert due(AGO, *after) > due(AGO)
    case.citizen.goto(STATUS)
    promised(case.citizen, due(AGO, *after))
    fields = {
        "reason-1": "其中有企业的成本构成，第三方不同意公开，理由合理",
        "id_separable": "no",
        "id_public_interest": "withhold",
        "id_public_interest_reason": "不公开对公共利益没有重大影响",
    }
    answered(office, case, Answer("denied_third_party.trade_secret", fields))
    expect(case.citizen.locator("body")).not_to_contain_text(COMPANY)
    held_to(desk, due(AGO, *after))


def test_not_held_after_a_search(office: Staff) -> None:
    case, desk = come_in(office, about("三十年前某次会议的签到簿")), office["gongkai"]
    act(
        desk,
        "登记检索",
        done="已登记检索",
        picked={"found": "no"},
        where="县档案馆、综合档案室",
        method="按关键词“签到簿”",
        scope="1990年至今的会议档案",
        outcome="没有找到",
    )
    answered(office, case, Answer("unable_not_held.not_exist"))
    text = case.citizen.locator("section.reply")
    expect(text).to_contain_text("1990年至今的会议档案范围内以按关键词“签到簿”检索")
    held_to(desk, due(0))


def test_other_organ_is_named(office: Staff) -> None:
    case = come_in(office, about("某水库除险加固的实施方案"))
    organ, telephone = "云岭县水利局（虚构）", "0000-0000016"
    fields = {
        "reason-1": "水库由水行政主管部门管理",
        "id_right_organ": organ,
        "id_right_organ_contact": telephone,
    }
    answered(office, case, Answer("unable_not_held.not_this_organ", fields))
    text = case.citizen.locator("section.reply")
    expect(text).to_contain_text(f"建议您向{organ}提出申请（联系方式：{telephone}）")
    held_to(office["gongkai"], due(0))


def test_petition_is_shown_its_own_way(office: Staff) -> None:
    case = come_in(office, about("要求查处某处夜间施工噪声"))
    way = "信访部门，或者拨打12345"
    answered(office, case, Answer("unprocessed_petition", blank=way))
    expect(case.citizen.locator("section.reply")).to_contain_text(f"您可以通过{way}提出")
    held_to(office["gongkai"], due(0))


def test_duplicate_of_what_was_answered(office: Staff) -> None:
    asks = next(
        each for each in told()["story"] if each["things"] == ["云岭县老旧小区加装电梯补助的发放结果"]
    )
    who = applicant(asks["who"][0], told())
    case = come_in(office, Form(f"{asks['things'][0]}（虚构示例）", who.name, who.identity_no))
    desk = office["gongkai"]
    again = desk.get_by_role("note").filter(has_text="同一申请人以前申请过同样的内容")
    expect(again).to_contain_text("已答复")
    number = again.get_by_role("link").first.inner_text()
    reply = again.inner_text().partition("已答复，")[2].partition("）")[0]
    answered(office, case, Answer("unprocessed_duplicate", {"id_earlier": number}))
    expect(case.citizen.locator("section.reply")).to_contain_text(f"本机关已经答复（文号和日期：{reply}，")
    held_to(desk, due(0))


@pytest.mark.parametrize("before", [LAPSED], indirect=True)
def test_correction_does_not_come(before: Staff, office: Staff, past: Earlier) -> None:
    case = come_in(before, about("某处土地的全部材料"))
    act(before["gongkai"], "告知补正", done="已告知补正", what="请写明土地的位置。")
    question = Fact(Kind.CORRECTION_ASKED, localdate() - timedelta(days=LAPSED), working_days=10)
    last = limit(LAPSED, "correction", question)
    case.citizen.goto(STATUS)
    expect(case.citizen.locator("section.asked")).to_contain_text(f"请在 {in_words(last)}以前补充")
    promised(case.citizen, None)
    past.night()
    lapsed(office, today_again(case, office), "other_no_correction", last)


@pytest.mark.parametrize("before", [LAPSED], indirect=True)
def test_fee_is_not_paid(before: Staff, office: Staff, past: Earlier) -> None:
    notified = localdate() - timedelta(days=LAPSED)
    case = come_in(before, paper("某工程的全部竣工图"))
    charge(before, case, notified)
    question = Fact(Kind.FEE_NOTIFIED, notified, received_on=notified)
    past.night()
    lapsed(office, today_again(case, office), "other_fee_unpaid", limit(LAPSED, "fee", question))


@pytest.mark.parametrize("before", [AGO], indirect=True)
def test_excessive_with_a_fee(before: Staff, office: Staff) -> None:
    then = localdate() - timedelta(days=AGO)
    earlier_case, desk = come_in(before, paper("某镇历年征收土地的全部报批文件")), before["gongkai"]
    act(desk, "要求说明理由", done="已要求申请人说明理由", what="请说明本月申请数量较多的理由。")
    citizen = earlier_case.citizen
    citizen.goto(STATUS)
    expect(citizen.get_by_role("heading", name="需要您说明理由")).to_be_visible()
    reasons = Fact(Kind.REASONS_ASKED, then, working_days=10)
    last = limit(AGO, "reasons", reasons)
    expect(citizen.locator("section.asked")).to_contain_text(f"请在 {in_words(last)}以前补充")
    citizen.get_by_label("补充的内容").fill("用于核对本村历年的征收情况")
    with next_page(citizen):
        citizen.get_by_role("button", name="提交补充").click()
    expect(citizen.get_by_role("status")).to_contain_text("已经收到您补充的材料")
    desk.reload()
    act(desk, "登记理由说明", done="已登记申请人说明的理由", picked={"accepted": "yes"})
    expect(desk.locator(".case-line")).to_contain_text("理由合理")
    charge(before, earlier_case, then)

    case, desk = today_again(earlier_case, office), office["gongkai"]
    promised(case.citizen, None)
    act(desk, "登记缴费", done="已登记缴费", note="缴款书编号0001（虚构）")
    facts = (
        reasons,
        Fact(Kind.REASONS_GIVEN, then),
        Fact(Kind.FEE_NOTIFIED, then, received_on=then),
        Fact(Kind.FEE_PAID, localdate()),
    )
    assert due(AGO, *facts) == due(0)
    case.citizen.goto(STATUS)
    promised(case.citizen, due(AGO, *facts))
    fields = {"id_secrecy": "cleared", "id_personal_data": "none_found"}
    answered(office, case, Answer("granted.provided", fields))
    held_to(desk, due(AGO, *facts))


@pytest.mark.parametrize("before", [AGO], indirect=True)
def test_extended_and_then_refused(before: Staff, office: Staff) -> None:
    case, head = come_in(before, about("某规划历次讨论的记录")), before["zhuren"]
    why = "涉及多年档案，需要逐卷查找"
    act(before["gongkai"], "请求延期", done="已请求延期", working_days="20", reason=why)
    head.goto(case.address)
    act(head, "批准延期", done="已批准延期")
    extension = Fact(Kind.EXTENDED, localdate() - timedelta(days=AGO), working_days=20)
    case = today_again(case, office)
    assert due(AGO, extension) > due(AGO)
    expect(case.citizen.get_by_role("heading", name="答复期限已经延长")).to_be_visible()
    promised(case.citizen, due(AGO, extension))
    expect(case.citizen.locator(".passed")).to_contain_text(why)
    fields = {"reason-1": "属于决策过程中的讨论记录", "id_separable": "no"}
    answered(office, case, Answer("denied_process.discussion_record", fields))
    held_to(office["gongkai"], due(AGO, extension))


def paper(what: str) -> Form:
    """What is charged for by the page."""
    return Form(about(what).thing, paper=True)


def charge(staff: Staff, case: Case, received_on: date) -> None:
    """The fee is notified; the citizen fetches the notice."""
    act(
        staff["gongkai"],
        "发出收费通知",
        done="已登记收费通知",
        picked={"method": "by_page"},
        pages=str(PAGES),
        received_on=received_on.isoformat(),
    )
    amount = by_page(PAGES, received_on).amount_yuan
    timeline = staff["gongkai"].locator(".case-line")
    expect(timeline).to_contain_text(f"{PAGES}页，共{amount}元")
    case.citizen.goto(STATUS)
    expect(case.citizen.get_by_role("heading", name="需要您缴纳信息处理费")).to_be_visible()
    promised(case.citizen, None)
    last = payment_due(received_on, installed_calendar())
    expect(case.citizen.locator("section.asked")).to_contain_text(
        re.compile(rf"信息处理费 {amount} 元.*请在 {in_words(last)}以前缴清")
    )
    fetched(case.citizen, "收费通知书")


def lapsed(office: Staff, case: Case, outcome_id: str, last: date) -> None:
    """The applicant let the day pass: the case has ended by itself; the letter that says so leaves."""
    says, tag, letter = ENDS[outcome_id]
    expect(case.citizen.get_by_role("heading", name=says)).to_be_visible()
    desk = office["gongkai"]
    expect(desk.locator(".case-main .tag", has_text=tag)).to_be_visible()
    counted(desk, outcome_id, last)
    desk.goto(f"{case.address}letters/")
    with next_page(desk):
        desk.get_by_role("button", name=f"制发{letter}").click()
    expect(desk.locator("article.letter")).to_contain_text(in_words(last))
    case.citizen.goto(STATUS)
    fetched(case.citizen, letter)


ENDS = {
    "other_no_correction": (
        "没有在期限内补充材料，机关不再处理",
        "逾期不补正，视为放弃",
        "逾期不补正不再处理告知书",
    ),
    "other_fee_unpaid": (
        "没有在期限内缴费，机关不再处理",
        "逾期未缴费，视为放弃",
        "逾期未缴费不再处理告知书",
    ),
}
"""How it ends: what the citizen reads, what the desk reads, what the letter is called."""
