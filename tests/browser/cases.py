"""Applications on their way through a browser: the citizen's form, what the desk does, sign-off, what the citizen sees."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from django.utils.timezone import localdate
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import Clock
from gongkai.law.deadlines.clock import clock
from gongkai.law.ledger import Channel, Fact, Ledger
from gongkai.law.outcomes.catalogue import outcome
from gongkai.law.outcomes.description import report_row
from tests.browser.console import listen
from tests.browser.test_desk import log_in
from tests.documents.paper.samples import squeezed, text_of_pdf

ORGAN = "/zfxxgk/yunling/ysqgk/"
STATUS = "/ysqgk/cx/jd"
SIGNERS = ("baomi", "fazhi", "zhuren", "lingdao")
BLANK = re.compile("〔请填写[^〕]*〕")


@dataclass(frozen=True, slots=True)
class Form:
    """What a citizen fills in. `paper`: the information is to come by post, else it is downloaded."""

    thing: str = "虚构小区加装电梯的批复"
    name: str = "云小舟"
    identity_no: str = "11010519491231002X"
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """An application of which receipt is confirmed: its address at the desk, and the citizen who looks at it."""

    number: str
    code: str
    address: str
    citizen: Page


@dataclass(frozen=True, slots=True)
class Answer:
    """What the drafter says: result with kind, fields by their ids, and what stands in for every blank of the text."""

    value: str
    fields: Mapping[str, str] = field(default_factory=dict)
    blank: str = ""

    @property
    def outcome(self) -> str:
        """The result without its kind."""
        return self.value.partition(".")[0]

    @property
    def letter(self) -> str:
        """What the letter is called that it leaves as."""
        return outcome(self.outcome).variant(self.value.partition(".")[2]).letters[0].name


class Staff:
    """The people of the county on one server: each logs in once, in a browser of their own."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._contexts: list[BrowserContext] = []
        self._pages: dict[str, Page] = {}
        self.complaints: list[str] = []

    def __getitem__(self, username: str) -> Page:
        if username not in self._pages:
            page = self.visitor()
            log_in(page, username)
            self._pages[username] = page
        return self._pages[username]

    def visitor(self) -> Page:
        """Somebody who is not logged in."""
        self._contexts.append(self._browser.new_context(base_url=self._url))
        page = self._contexts[-1].new_page()
        listen(page, self.complaints)
        return page

    def close(self) -> None:
        """Everybody goes; nothing was wrong with any page."""
        for context in self._contexts:
            context.close()
        assert self.complaints == []


# ---- the law, asked with the same facts


def judged(arrived: date, *facts: Fact) -> Clock:
    """What the law core says today of an application from the portal."""
    return clock(Ledger(arrived, Channel.INTERNET, facts), localdate(), installed_calendar())


def row(outcome_id: str, on: date) -> str:
    """The words of a row of table three in the form of the year."""
    found = report_row(outcome(outcome_id), on)
    return f"{found.group}：{found.label}" if found.group else found.label


# ---- pages


@contextmanager
def next_page(page: Page) -> Iterator[None]:
    """What is clicked in here brings another page: go on only when it is there."""
    page.evaluate("document.documentElement.dataset.before = ''")
    yield
    expect(page.locator("html:not([data-before])")).to_have_count(1)
    page.wait_for_load_state()


def until(page: Page, there: Callable[[], bool]) -> None:
    """Look again until the worker of the demo has done its part."""
    for _ in range(120):  # a minute
        if there():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"nothing came of it: {page.url}")


def path(page: Page) -> str:
    """The address without the server: the same page on another one."""
    return urlsplit(page.url).path


# ---- the citizen


def go_on(page: Page) -> None:
    """The button at the end; the first of the name is for the Enter key alone."""
    with next_page(page):
        page.get_by_role("button", name="保存并继续").last.click()


def fill_in(page: Page, form: Form | None = None) -> None:
    """Everything from the kind of applicant to the check."""
    form = form or Form()
    page.get_by_label("公民（自然人）").check()
    go_on(page)
    page.get_by_label("姓名", exact=True).fill(form.name)
    page.get_by_label("居民身份证").check()
    page.get_by_label("证件号码").fill(form.identity_no)
    page.get_by_label("联系电话").fill("13900009876")
    if form.paper:
        page.get_by_label("通信地址").fill("虚构省云岭县示例路1号")
    go_on(page)
    page.get_by_label("信息名称").first.fill(form.thing)
    go_on(page)
    page.get_by_role("radio", name="纸质" if form.paper else "电子文件").check()
    page.get_by_role("radio", name="寄到您填写的通信地址" if form.paper else "网上下载").check()
    go_on(page)
    expect(page.get_by_role("heading", name="核对以后提交")).to_be_visible()


def codes(page: Page) -> tuple[str, str]:
    """Number and code of the receipt."""
    expect(page.get_by_role("heading", name="申请已经提交")).to_be_visible()
    number, code = page.locator(".big-code").all_inner_texts()
    assert re.fullmatch(r"[A-Z0-9]{4} [A-Z0-9]{4}", code)
    return number, code


def applied(page: Page, form: Form | None = None) -> tuple[str, str]:
    """An application from the portal: number and code."""
    page.goto(ORGAN)
    page.get_by_role("link", name="在线申请").click()
    page.get_by_role("button", name="继续申请").click()
    fill_in(page, form)
    page.get_by_role("button", name="提交申请").click()
    return codes(page)


def ask(page: Page, number: str, code: str) -> None:
    """Number and code typed: the page that says where it stands."""
    page.goto(f"/ysqgk/cx/?bh={number}")
    expect(page.get_by_label("登记编号")).to_have_value(number)
    page.get_by_label("查询码").fill(code)
    with next_page(page):
        page.get_by_role("button", name="查询", exact=True).click()
    expect(page.locator(".of-whom")).to_contain_text(number)


def promised(page: Page, day: date | None) -> None:
    """The citizen reads by when there will be an answer, or no day at all."""
    line = page.locator(".where-now > p:not(.lamp-line)")
    if day is None:
        expect(line).to_have_count(0)
    else:
        expect(line).to_contain_text(f"最迟{in_words(day)}")


def in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def fetched(page: Page, letter: str) -> bytes:
    """A letter as soon as it is made."""
    link = page.get_by_role("link", name=f"{letter}.pdf")
    until(page, lambda: link.count() > 0)
    with page.expect_download() as loading:
        link.first.click()
    data = loading.value.path().read_bytes()
    assert data.startswith(b"%PDF")
    return data


def opined(page: Page, number: str, code: str, *, reasons: str, part: str) -> None:
    """Whoever was asked objects at the portal, by number and reply code, and reads that it was received."""
    page.goto(f"/ysqgk/yj/?bh={number}")
    expect(page.get_by_label("回复编号")).to_have_value(number)
    page.get_by_label("回复码").fill(code)
    with next_page(page):
        page.get_by_role("button", name="打开", exact=True).click()
    page.get_by_role("radio", name="不同意公开").check()
    with next_page(page):
        page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_role("alert")).to_contain_text("不同意公开的理由")
    page.locator("#id_reasons").fill(reasons)
    page.get_by_label("可以公开的部分").fill(part)
    with next_page(page):
        page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_role("status")).to_contain_text("已经收到您的意见")


# ---- the desk


def reply_codes(page: Page, case: str, letter: str) -> tuple[str, str]:
    """Number and reply code, as the letter says them that asks for an opinion."""
    page.goto(f"{case}letters/")
    link = page.get_by_role("row", name=letter).first.get_by_role("link", name="PDF")
    until(page, lambda: link.count() > 0)
    data = page.request.get(link.first.get_attribute("href") or "").body()
    found = re.search(r"回复编号(YJ[0-9]{10})和回复码([A-Z0-9]{8})", squeezed(text_of_pdf(data)))
    assert found
    return found[1], found[2]


def opened(page: Page, number: str) -> str:
    """The page of a case at the desk; its address."""
    page.goto(f"/desk/applications/?q={number}")
    page.locator("table a.main").first.click()
    expect(page.locator(".case-main")).to_contain_text(number)
    return path(page)


def act(page: Page, name: str, *, done: str, picked: Mapping[str, str] | None = None, **filled: str) -> None:
    """From the page of a case: open the form of an act, fill it in, send it; back on the page of the case."""
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    for each, value in (picked or {}).items():
        page.locator(f'input[name="{each}"][value="{value}"]').check()
    for each, text in filled.items():
        page.locator(f"#id_{each}").fill(text)
    with next_page(page):
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(done)


def come_in(staff: Staff, form: Form) -> Case:
    """A citizen applies in the portal, the desk confirms receipt, the citizen looks."""
    citizen, desk = staff.visitor(), staff["gongkai"]
    number, code = applied(citizen, form)
    address = opened(desk, number)
    act(desk, "确认收到", done="已确认收到", how="电话确认")
    ask(citizen, number, code)
    expect(citizen.get_by_role("heading", name="机关已确认收到，正在办理")).to_be_visible()
    return Case(number, code, address, citizen)


def choose(page: Page, value: str) -> None:
    """Choose it for every thing that is asked for."""
    for choice in page.locator(f'input[type=radio][value="{value}"]').all():
        things = choice.locator("xpath=ancestor::details[contains(@class, 'thing')]")
        if things.count() and things.get_attribute("open") is None:
            things.locator("summary").first.click()
        choice.check()


def fill(page: Page) -> None:
    """What a grant needs."""
    page.get_by_label("保密审查的结论").select_option("cleared")
    page.get_by_label("个人隐私、个人信息").select_option("none_found")
    page.get_by_label("行政复议机关").fill("云岭县人民政府（虚构）")
    page.get_by_label("人民法院", exact=True).fill("云岭县人民法院（虚构）")
    prove(page)


def prove(page: Page) -> None:
    """Every proof lies in the file."""
    for proof in page.get_by_role("group", name="已经归入案卷的证明").get_by_role("checkbox").all():
        proof.check()


def explain(page: Page) -> None:
    """Every warning gets an answer."""
    for each in page.get_by_label("可以保留的，写明为什么").all():
        each.fill("已核对，可以保留。")


def send(page: Page) -> str:
    """The decision goes into sign-off; its address."""
    with next_page(page):
        page.get_by_role("button", name="保存并送审").click()
    expect(page.get_by_role("status")).to_contain_text("已送审")
    return path(page)


def enter(place: Locator, text: str) -> None:
    """Write it, or choose what has this value, or these words in it."""
    if place.evaluate("e => e.tagName") != "SELECT":
        place.fill(text)
        return
    fitting = place.locator(f'option[value="{text}"]').or_(place.locator("option", has_text=text))
    place.select_option(fitting.first.get_attribute("value"))


def draft(desk: Page, case: str, answer: Answer) -> str:
    """The decision, from the choice of its result to sign-off; its address."""
    desk.goto(f"{case}decide/")
    choose(desk, answer.value)
    counts = desk.get_by_text("本件将计入年报表三：")
    expect(counts).to_contain_text(row(answer.outcome, localdate()))
    for name, text in answer.fields.items():
        enter(desk.locator(f'[id="{name}"]'), text)
    prove(desk)
    with next_page(desk):
        desk.get_by_role("button", name="更新").click()
    body = desk.locator("#body")
    if BLANK.search(body.input_value()):
        body.fill(BLANK.sub(answer.blank, body.input_value()))
    explain(desk)
    return send(desk)


def said(signer: Page, decision: str) -> None:
    """Somebody of the chain agrees."""
    signer.goto(decision)
    expect(signer.get_by_role("heading", name="办理结果")).to_be_visible()
    agree = signer.get_by_role("radio", name="同意", exact=True)
    (agree if agree.count() else signer.get_by_role("radio", name="拟同意")).first.check()
    with next_page(signer):
        signer.get_by_role("button", name="提交意见").first.click()
    expect(signer.get_by_role("status")).to_contain_text("已办理")


def signed(staff: Staff, decision: str) -> None:
    """Everybody of the chain agrees, one after the other."""
    for name in SIGNERS:
        said(staff[name], decision)


def issue(desk: Page, decision: str) -> None:
    """The answer leaves."""
    desk.goto(decision)
    with next_page(desk):
        desk.get_by_role("button", name="发出答复").click()
    expect(desk.get_by_role("status")).to_contain_text("答复已经发出")


def answered(staff: Staff, case: Case, answer: Answer) -> None:
    """From the draft to the letter in the citizen's hands; it counts in the row of its result on every page."""
    desk, citizen, counts = staff["gongkai"], case.citizen, row(answer.outcome, localdate())
    decision = draft(desk, case.address, answer)
    signed(staff, decision)
    issue(desk, decision)
    expect(desk.get_by_text("本件计入年报表三：")).to_contain_text(counts)
    citizen.goto(STATUS)
    expect(citizen.get_by_role("heading", name="机关已经答复")).to_be_visible()
    group, name = outcome(answer.outcome).group.label, outcome(answer.outcome).name
    words = name if name == group else f"{group}：{name}"
    expect(citizen.locator("section.reply")).to_contain_text(f"结果：{words}")
    fetched(citizen, answer.letter)
    desk.goto(case.address)
    counted(desk, answer.outcome, localdate())
    expect(desk.locator(".case-main .tag", has_text="已送达")).to_be_visible()


def counted(desk: Page, outcome_id: str, on: date) -> None:
    """The page of a case says in which row it counts, and in which year."""
    line = f"本件计入 {on.year} 年报表三：{row(outcome_id, on)}"
    expect(desk.locator("section[aria-labelledby=counted]")).to_contain_text(line)


def held_to(desk: Page, day: date) -> None:
    """The page of an ended case says by when the answer was due."""
    expect(desk.locator(".light .big")).to_contain_text(f"答复期限到 {day.month}月{day.day}日")
