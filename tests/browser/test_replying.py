"""提出意见 in a browser: from the letter of the desk to the opinion, its judgement and a new code; no barrier on any page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import barriers, sideways
from tests.browser.cases import Form, Staff, act, come_in, next_page, opined, reply_codes
from tests.browser.test_desk import WIDTHS

FIRM, BUREAU = "云岭虚构监理有限公司", "云岭县虚构水务局"


@pytest.fixture
def staff(browser: Browser, base_url: str) -> Iterator[Staff]:
    """The county today."""
    made = Staff(browser, base_url)
    yield made
    made.close()


@pytest.fixture
def bare(browser: Browser, base_url: str) -> Iterator[Page]:
    """Whoever was asked; axe may be put into the pages, which the security policy otherwise forbids."""
    context = browser.new_context(bypass_csp=True, base_url=base_url)
    yield context.new_page()
    context.close()


def look(page: Page) -> None:
    """On a telephone and on a desk."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) <= 0, page.url
        assert barriers(page) == "", page.url


def given(page: Page, number: str, code: str) -> None:
    """Number and code typed."""
    page.goto(f"/ysqgk/yj/?bh={number}")
    page.get_by_label("回复码").fill(code)
    with next_page(page):
        page.get_by_role("button", name="打开", exact=True).click()


def test_pages_of_whoever_was_asked(staff: Staff, bare: Page) -> None:
    case, desk = come_in(staff, Form("某项目的监理服务报价（浏览器测试，虚构示例）")), staff["gongkai"]
    act(desk, "征求第三方意见", done="已登记征求第三方意见", who=FIRM, what="监理服务报价")
    act(desk, "征求共同制作机关意见", done="已登记征求意见", who=BUREAU, what="会商纪要")
    number, old = reply_codes(desk, case.address, "征求第三方意见书")
    of_organ, its_code = reply_codes(desk, case.address, "征求意见书（共同制作机关）")

    desk.goto(case.address)
    desk.get_by_text("更多", exact=True).click()
    desk.get_by_role("link", name="重发回复码").click()
    desk.get_by_label("谁的回复码").select_option(FIRM)
    desk.get_by_label("怎样核实身份的").fill("拨打登记的单位电话，核对经办人")
    with next_page(desk):
        desk.get_by_role("button", name="重发回复码").click()
    code = desk.locator(".once").inner_text()

    bare.goto("/ysqgk/yj/")
    look(bare)
    given(bare, number, old)
    expect(bare.get_by_role("alert")).to_contain_text("回复编号或者回复码不对")
    look(bare)
    given(bare, number, code)
    expect(bare.get_by_role("heading", level=1)).to_contain_text("征求贵单位的意见")
    look(bare)
    with next_page(bare):
        bare.get_by_role("button", name="提交意见").click()
    look(bare)
    opined(bare, number, code, reasons="报价构成是商业秘密", part="总价可以公开")
    look(bare)
    bare.get_by_role("button", name="结束").click()
    bare.goto("/ysqgk/yj/nr")
    expect(bare.get_by_label("回复码")).to_be_visible()

    given(bare, of_organ, its_code)
    expect(bare.locator("main")).to_contain_text("视为同意公开")
    bare.get_by_role("radio", name="同意公开", exact=True).check()
    with next_page(bare):
        bare.get_by_role("button", name="提交意见").click()
    expect(bare.locator("main")).to_contain_text(f"{BUREAU}的意见：同意公开")

    desk.goto(case.address)
    table = desk.get_by_role("table", name="征求了谁的意见")
    expect(table.get_by_role("row", name=FIRM)).to_contain_text("重发回复码")
    expect(table.get_by_role("row", name=BUREAU)).to_contain_text("同意公开")
    act(
        desk,
        "审核不同意公开的理由",
        done="已登记审核的结果",
        picked={"reasonable": "no"},
        note="报价已经在中标公告里公开",
    )
    expect(table).to_contain_text("不同意公开，理由不合理")
