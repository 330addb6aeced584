"""区分处理 in a browser: a register is brought, boxes are drawn and words typed, it is signed; the applicant gets no word of it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.demo.printed import paper
from tests.browser.barriers import barriers, sideways
from tests.browser.cases import (
    Staff,
    act,
    applied,
    ask,
    choose,
    explain,
    fill,
    issue,
    opened,
    send,
    signed,
)
from tests.browser.test_desk import log_in
from tests.documents.redaction.readers import texts

SECRET, NUMBER = "云望舒", "13900001234"
BODY = f"姓名　电话\n{SECRET}　{NUMBER}\n合计　一户"
PATIENCE = 180_000
"""Milliseconds in which the worker of the demo comes to a job, whatever it has in hand."""
NAME_LINE = (66, 120, 112, 136)
"""Around the name, in points from the top left corner: the fourth line of the page."""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    made = tmp_path / "名册.pdf"
    made.write_bytes(paper("浏览器测试名册（虚构）", BODY))
    return made


@pytest.fixture(params=[390, 1366])
def looked_at(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    """A page that axe can look at, on a telephone and on a screen."""
    context = browser.new_context(
        bypass_csp=True, base_url=base_url, viewport={"width": request.param, "height": 800}
    )
    yield context.new_page()
    context.close()


def case_of(page: Page) -> tuple[str, str, str]:
    """An application through the portal, confirmed: its address on the desk, number and query code."""
    number, code = applied(page)
    log_in(page, "gongkai")
    case = opened(page, number)
    act(page, "确认收到", done="已确认收到")
    return case, number, code


def in_hand(page: Page) -> None:
    """The case of the demo that is not answered yet, and has a register of its own."""
    log_in(page, "gongkai")
    page.goto("/desk/applications/?q=补助发放名册")
    page.locator("tbody a.main").first.click()


def bring(page: Page, register: Path) -> None:
    page.get_by_role("navigation", name="这件申请").get_by_role("link", name="公开的材料").click()
    page.get_by_label("文件", exact=True).set_input_files(register)
    page.get_by_role("button", name="添加", exact=True).click()
    expect(page.get_by_role("heading", name="区分处理：名册.pdf")).to_be_visible()


def why(page: Page) -> None:
    page.get_by_label("不予公开的依据").select_option("denied_third_party/privacy")
    page.get_by_label("理由").fill("公开会损害其合法权益")


def draw(page: Page, box: tuple[int, int, int, int]) -> None:
    """Drag over the page from corner to corner, as soon as the script has taken hold of it."""
    sheet = page.locator("[data-sheet].drawing")
    expect(sheet).to_be_visible()
    sheet.scroll_into_view_if_needed()
    edge = sheet.bounding_box()
    assert edge is not None
    scale = edge["width"] / float(sheet.get_attribute("data-width") or 1)
    x, y, u, v = (each * scale for each in box)
    page.mouse.move(edge["x"] + x, edge["y"] + y)
    page.mouse.down()
    page.mouse.move(edge["x"] + u, edge["y"] + v, steps=5)
    page.mouse.up()


def look_again(page: Page) -> None:
    """Ask how far it is, as somebody without script does, until the worker of the demo is done."""
    end = time.monotonic() + PATIENCE / 1000
    while (progress := page.get_by_role("link", name="查看进度")).count():
        assert time.monotonic() < end
        progress.click()


def answer(page: Page, browser: Browser, base_url: str, case: str) -> None:
    """From the draft to the reply."""
    page.goto(f"{case}decide/")
    choose(page, "granted.provided")
    expect(page.get_by_role("heading", name="这一结果需要的事实")).to_be_visible()
    fill(page)
    page.get_by_role("button", name="更新").click()
    expect(page.get_by_text("云岭县人民法院（虚构）提起行政诉讼")).to_be_visible()
    explain(page)
    address = send(page)
    staff = Staff(browser, base_url)
    signed(staff, address)
    staff.close()
    issue(page, address)


def test_from_a_box_to_the_file_that_the_applicant_downloads(
    page: Page, browser: Browser, base_url: str, register: Path
) -> None:
    case, number, code = case_of(page)
    bring(page, register)
    draw(page, NAME_LINE)
    expect(page.get_by_label("方框的位置")).not_to_have_value("")
    page.get_by_label("要遮盖的文字").fill(NUMBER)
    why(page)
    page.get_by_role("button", name="添加标记").click()
    expect(page.get_by_role("heading", name="已有的标记（2 处）")).to_be_visible()
    page.get_by_role("button", name="处理并核验").click()
    expect(page.get_by_role("heading", name="处理结果：名册.pdf")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("三种方式都没有读出")).to_be_visible()
    answer(page, browser, base_url, case)
    ask(page, number, code)
    with page.expect_download() as loading:
        page.get_by_role("link", name="名册.pdf").first.click()
    data = Path(loading.value.path()).read_bytes()
    read = texts(data)
    assert len(read) == 3
    for text in read.values():
        assert "合计" in text
        assert [each for each in (SECRET, NUMBER) if each in text] == []


def test_by_keyboard_a_box_is_put_moved_and_taken_away(page: Page, register: Path) -> None:
    in_hand(page)
    bring(page, register)
    field = page.get_by_label("方框的位置")
    expect(
        page.locator("[data-sheet].drawing")
    ).to_be_visible()  # the script has taken hold: the keys mean something
    page.locator("[data-sheet]").focus()
    page.keyboard.press("Enter")
    expect(field).to_have_value("1,257.5,413.0,337.5,429.0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    expect(field).to_have_value("1,257.5,417.0,341.5,433.0")
    page.keyboard.press("Delete")
    expect(field).to_have_value("")


def test_without_script_words_and_numbers_are_typed(plain_page: Page, register: Path) -> None:
    page = plain_page
    in_hand(page)
    bring(page, register)
    page.get_by_role("button", name="查找个人信息").click()
    page.get_by_label(NUMBER).check()
    page.get_by_label("方框的位置").fill(",".join(["1", *map(str, NAME_LINE)]))
    why(page)
    page.get_by_role("button", name="添加标记").click()
    expect(page.get_by_role("heading", name="已有的标记（2 处）")).to_be_visible()
    page.get_by_role("button", name="第 2 处标记").click()
    expect(page.get_by_role("heading", name="已有的标记（1 处）")).to_be_visible()
    page.get_by_role("button", name="处理并核验").click()
    look_again(page)
    expect(page.get_by_text("三种方式都没有读出")).to_be_visible()
    assert sideways(page) <= 0


def test_no_barrier_and_no_sideways_scroll(looked_at: Page) -> None:
    page = looked_at
    in_hand(page)
    page.get_by_role("navigation", name="这件申请").get_by_role("link", name="公开的材料").click()
    for button in ("", "补助发放名册（虚构示例）.pdf"):
        if button:
            page.get_by_role("link", name=button).click()
            page.locator("[data-sheet] img").wait_for()
        assert barriers(page) == ""
        assert sideways(page) <= 0
