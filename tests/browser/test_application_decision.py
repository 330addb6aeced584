"""A decision in a browser: composed in place, sent, signed by everybody of the chain, issued; with and without script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import barriers, sideways
from tests.browser.cases import Staff, choose, explain, fill, issue, next_page, send, signed
from tests.browser.test_desk import WIDTHS, log_in


def open_case(page: Page, things: int = 0) -> str:
    """The page on which an application of the demo that nobody has begun to answer is decided; other tests have their own.

    `things`: of how many things, where that matters.
    """
    page.goto("/desk/applications/?tab=open")
    rows = page.locator("tbody tr").filter(has_not_text="浏览器测试")
    for link in [str(row.locator("a.main").get_attribute("href")) for row in rows.all()]:
        address = f"{link}decide/"
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            continue
        if things and page.locator(".tree").count() != things:
            continue
        if page.get_by_role("link", name="查看已保存的答复").count() == 0:
            return address
    raise LookupError("the demo has no application that can be decided")


def test_from_draft_to_reply(page: Page, browser: Browser, base_url: str) -> None:
    log_in(page, "gongkai")
    open_case(page)
    choose(page, "granted.provided")
    expect(page.get_by_role("heading", name="这一结果需要的事实")).to_be_visible()
    expect(page.get_by_role("textbox", name="答复内容")).to_have_value(re.compile("可以公开"))
    expect(page.get_by_text("本件将计入年报表三：")).to_contain_text("予以公开")
    fill(page)
    page.get_by_role("button", name="更新").click()
    expect(page.get_by_text("云岭县人民法院（虚构）提起行政诉讼")).to_be_visible()
    explain(page)
    address = send(page)
    staff = Staff(browser, base_url)
    signed(staff, address)
    staff.close()
    issue(page, address)
    expect(page.get_by_text("已发出", exact=True)).to_be_visible()


def test_result_is_changed_in_place_and_what_was_written_stays(page: Page) -> None:
    log_in(page, "gongkai")
    open_case(page)
    choose(page, "denied_state_secret")
    expect(page.get_by_role("textbox", name="定密依据")).to_be_visible()
    page.get_by_role("textbox", name="答复内容").fill("我自己写的答复。")
    choose(page, "partial")
    expect(page.get_by_label("是哪一部分").first).to_be_visible()
    expect(page.get_by_role("textbox", name="定密依据")).to_have_count(0)
    expect(page.get_by_role("textbox", name="答复内容")).to_have_value("我自己写的答复。")


def test_two_refusals_of_one_thing_without_script(plain_page: Page) -> None:
    page = plain_page
    log_in(page, "gongkai")
    address = open_case(page)
    choose(page, "denied_process.process_draft")
    page.get_by_role("button", name="更新").click()
    page.get_by_role("textbox", name="理由").first.fill("是过程稿")
    page.get_by_role("button", name="另有一部分依据不同").first.click()
    part = page.get_by_role("group", name="依据不同的部分").first
    expect(part).to_be_in_viewport()
    page.get_by_label("是哪一部分").first.fill("正文第三部分")
    part.get_by_label("是哪一部分").fill("附件二")
    part.get_by_label("依据", exact=True).select_option("unable_not_held.not_exist")
    part.get_by_label("理由").fill("没有制作过")
    page.get_by_role("button", name="另有一部分依据不同").first.click()
    expect(page.get_by_role("group", name="依据不同的部分")).to_have_count(2)
    page.get_by_role("button", name="删除这一部分 2").click()
    expect(page.get_by_role("group", name="依据不同的部分")).to_have_count(1)
    expect(page.get_by_role("textbox", name="答复内容")).to_have_value(re.compile("“附件二”"))
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已保存")
    page.goto(address)
    expect(page.get_by_label("是哪一部分").nth(1)).to_have_value("附件二")
    assert sideways(page) <= 0
    page.get_by_role("link", name="查看已保存的答复").click()
    expect(page.get_by_text("其中：附件二")).to_be_visible()
    page.get_by_text("作废这份答复").click()
    page.get_by_role("button", name="作废").click()
    expect(page.get_by_role("status")).to_contain_text("已经作废")


def test_works_without_script(browser: Browser, base_url: str) -> None:
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    log_in(page, "gongkai")
    address = open_case(page)
    choose(page, "granted.provided")
    page.get_by_role("button", name="更新").click()
    fill(page)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已保存")
    page.goto(address)
    page.get_by_role("link", name="查看已保存的答复").click()
    page.get_by_text("作废这份答复").click()
    page.get_by_role("button", name="作废").click()
    expect(page.get_by_role("status")).to_contain_text("已经作废")
    context.close()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_tree_folds_and_what_goes_on_is_in_reach(
    browser: Browser, base_url: str, width: int, script: bool
) -> None:
    context = browser.new_context(
        base_url=base_url, java_script_enabled=script, viewport={"width": width, "height": 768}
    )
    page = context.new_page()
    log_in(page, "gongkai")
    page.goto(open_case(page, things=1))
    renew = page.get_by_role("button", name="更新")
    expect(page.locator(".question[open]")).to_have_count(5)
    if width == max(WIDTHS):
        expect(renew).to_be_in_viewport(ratio=1)
    choose(page, "denied_third_party.trade_secret")
    expect(renew).to_be_in_viewport(ratio=1)
    if not script:
        renew.click()
    expect(page.locator(".question[open]")).to_have_count(1)
    expect(page.get_by_role("radio", name="保护第三方合法权益：商业秘密")).to_be_visible()
    expect(page.get_by_role("heading", name="这一结果需要的事实")).to_be_visible()
    if script and width < max(WIDTHS):
        expect(page.get_by_role("radio", name="保护第三方合法权益：商业秘密")).to_be_in_viewport()
        renew.click()
    expect(page.get_by_role("textbox", name="理由", exact=True).first).to_be_in_viewport(ratio=1)
    if width == max(WIDTHS):
        page.get_by_role("textbox", name="答复内容").scroll_into_view_if_needed()
        for name in ("更新", "保存", "保存并送审"):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_barrier_and_no_sideways_scroll(browser: Browser, base_url: str, width: int) -> None:
    context = browser.new_context(
        bypass_csp=True, base_url=base_url, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    log_in(page, "gongkai")
    open_case(page)
    assert barriers(page) == ""
    choose(page, "partial")
    expect(page.get_by_label("是哪一部分").first).to_be_visible()
    assert barriers(page) == ""
    assert sideways(page) <= 0
    page.get_by_role("button", name="保存", exact=True).click()
    with next_page(page):
        page.get_by_role("link", name="查看已保存的答复").click()
    assert barriers(page) == ""
    assert sideways(page) <= 0
    page.get_by_text("作废这份答复").click()
    page.get_by_role("button", name="作废").click()
    context.close()
