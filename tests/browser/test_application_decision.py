"""A decision in a browser: composed in place, sent, signed by everybody of the chain, issued; with and without script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import barriers
from tests.browser.test_desk import WIDTHS, log_in

SIGNERS = ("baomi", "fazhi", "zhuren", "lingdao")


def open_case(page: Page) -> str:
    """The page on which an application of the demo that nobody has begun to answer is decided; other tests have their own."""
    page.goto("/desk/applications/?tab=open")
    rows = page.locator("tbody tr").filter(has_not_text="浏览器测试")
    for link in [str(row.locator("a.main").get_attribute("href")) for row in rows.all()]:
        address = f"{link}decide/"
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            continue
        if page.get_by_role("link", name="查看已保存的答复").count() == 0:
            return address
    raise LookupError("the demo has no application that can be decided")


def fill(page: Page) -> None:
    """What a grant needs."""
    page.get_by_label("保密审查的结论").select_option("cleared")
    page.get_by_label("个人隐私、个人信息").select_option("none_found")
    page.get_by_label("行政复议机关").fill("云岭县人民政府（虚构）")
    page.get_by_label("人民法院", exact=True).fill("云岭县人民法院（虚构）")
    for proof in page.get_by_role("group", name="已经归入案卷的证明").get_by_role("checkbox").all():
        proof.check()


def choose(page: Page, value: str) -> None:
    """Choose it for every thing that is asked for."""
    for choice in page.locator(f'input[type=radio][value="{value}"]').all():
        things = choice.locator("xpath=ancestor::details[contains(@class, 'thing')]")
        if things.count() and things.get_attribute("open") is None:
            things.locator("summary").first.click()
        choice.check()


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
    for answer in page.get_by_label("可以保留的，写明为什么").all():
        answer.fill("已核对，可以保留。")
    page.get_by_role("button", name="保存并送审").click()
    expect(page.get_by_role("status")).to_contain_text("已送审")
    address = page.url
    for name in SIGNERS:
        context = browser.new_context(base_url=base_url)
        signer = context.new_page()
        log_in(signer, name)
        signer.goto(address)
        expect(signer.get_by_role("heading", name="办理结果")).to_be_visible()
        signer.get_by_role("radio").first.check()
        agree = signer.get_by_role("radio", name="同意", exact=True)
        (agree if agree.count() else signer.get_by_role("radio", name="拟同意")).first.check()
        signer.get_by_role("button", name="提交意见").first.click()
        expect(signer.get_by_role("status")).to_contain_text("已办理")
        context.close()
    page.goto(address)
    page.get_by_role("button", name="发出答复").click()
    expect(page.get_by_role("status")).to_contain_text("答复已经发出")
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
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("link", name="查看已保存的答复").click()
    assert barriers(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.get_by_text("作废这份答复").click()
    page.get_by_role("button", name="作废").click()
    context.close()
