"""The desk as officers use it: log in, open what waits, agree; on a desk and on a phone; with the keyboard; on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gongkai.accounts.passwords import DEMO_PASSWORD
from tests.browser.barriers import found_wrong

PAGES = {
    "baomi": (
        "/desk/",
        "/desk/todo/",
        "/desk/done/",
        "/desk/rounds/1/",
        "/desk/me/",
        "/desk/me/contact/",
        "/desk/items/60/",
    ),
    "gongkai": (
        "/desk/items/",
        "/desk/items/?tab=draft",
        "/desk/items/2/",
        "/desk/items/2/compare/",
        "/desk/items/42/",
        "/desk/items/58/",
        "/desk/items/withheld/",
        "/desk/items/withheld/1/",
        "/desk/visits/",
        "/desk/feedback/",
        "/desk/feedback/ratings/",
        "/desk/agencies/yunling/health/",
    ),
    "gongkaiban": (
        "/desk/watch/",
        "/desk/agencies/",
        "/desk/tree/",
        "/desk/people/",
        "/desk/settings/chains/",
        "/desk/settings/codes/",
        "/desk/agencies/yunling/codes/",
        "/desk/settings/words/",
        "/desk/agencies/yunling/words/",
        "/desk/health/board/",
    ),
    "xitong": (
        "/desk/agencies/yunling/accounts/",
        "/desk/agencies/yunling/accounts/1/",
        "/desk/agencies/yunling/accounts/1/close/",
        "/desk/agencies/yunling/accounts/1/reveal/mobile/",
        "/desk/agencies/yunling-zjj/",
        "/desk/agencies/yunling-zjj/change/merge/",
        "/desk/agencies/yunling/members/open-account/",
        "/desk/agencies/yunling/chains/",
        "/desk/agencies/yunling/chains/item/",
        "/desk/settings/calendar/",
        "/desk/settings/numbers/",
        "/desk/jobs/",
    ),
    "anquan": (
        "/desk/agencies/yunling/members/",
        "/desk/agencies/yunling/members/appoint/",
        "/desk/locked/",
        "/desk/exchange/",
    ),
    "shenji": ("/desk/audit/",),
}
WIDTHS = (390, 1366)


def log_in(page: Page, username: str) -> None:
    page.goto("/desk/denglu")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("您好")


def test_login_page_of_the_demo_lists_every_role(page: Page) -> None:
    page.goto("/desk/denglu")
    accounts = page.get_by_role("region", name="演示账号").first
    for role in ("公开专员", "保密审查员", "分管领导", "主管部门（公开办）", "安全审计员"):
        expect(accounts).to_contain_text(role)


def test_officer_logs_in_opens_what_waits_and_agrees(page: Page) -> None:
    log_in(page, "fazhi")
    title = "云岭县政府信息公开指南（2026年修订，虚构示例）"
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("radio", name="拟同意", exact=True).check()
    page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_role("status")).to_contain_text("已办理：拟同意")
    expect(page.get_by_role("link", name=title)).to_have_count(0)
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="已办").click()
    expect(page.get_by_role("link", name=title)).to_be_visible()


def test_page_that_stood_open_too_long_is_refused(page: Page, browser: Browser, base_url: str) -> None:
    """Somebody else, or the same person in another window, was faster: nothing is done twice."""
    log_in(page, "zhuren")
    title = "云岭县防汛应急预案（2026年版，虚构示例）"
    page.get_by_role("link", name=title).click()
    other = browser.new_context(base_url=base_url)
    second = other.new_page()
    log_in(second, "zhuren")
    second.goto(page.url)
    second.get_by_role("radio", name="退回修改").check()
    second.get_by_label("说明").fill("请补充联系电话。")
    second.get_by_role("button", name="提交意见").click()
    expect(second.get_by_role("status")).to_contain_text("退回修改")
    other.close()
    page.get_by_role("radio", name="同意", exact=True).check()
    page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("没有办成")


def test_everything_works_without_script(browser: Browser, base_url: str) -> None:
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    log_in(page, "lingdao")
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()
    title = "云岭县义务教育阶段学校招生范围（虚构示例）"
    page.get_by_role("link", name=title).click()
    page.get_by_role("radio", name="同意", exact=True).check()
    page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_role("status")).to_contain_text("已办理")
    context.close()


def test_menu_folds_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    log_in(page, "baomi")
    menu = page.get_by_role("navigation", name="主菜单")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="菜单").click()
    expect(menu).to_be_visible()
    expect(page.get_by_role("button", name="菜单")).to_have_attribute("aria-expanded", "true")


def test_logging_out_needs_a_form_and_ends_it(page: Page) -> None:
    log_in(page, "kaohe")
    page.get_by_role("button", name="退出").click()
    page.goto("/desk/")
    assert "/desk/denglu" in page.url


@pytest.fixture(scope="module")
def bare(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """Pages into which axe may be put, which the security policy otherwise forbids."""
    context = browser.new_context(bypass_csp=True, base_url=base_url)
    yield context
    context.close()


@pytest.mark.parametrize("username", PAGES)
def test_pages_have_no_barrier_and_no_sideways_scroll(bare: BrowserContext, username: str) -> None:
    bare.clear_cookies()
    page = bare.new_page()
    log_in(page, username)
    wrong = found_wrong(page, PAGES[username], WIDTHS)
    page.close()
    assert wrong == []


def test_paper_shows_the_thing_and_not_the_frame(page: Page) -> None:
    log_in(page, "baomi")
    page.goto("/desk/rounds/1/")
    page.emulate_media(media="print")
    for hidden in ("header.app", ".side", ".crumb", ".say"):
        expect(page.locator(hidden).first, hidden).to_be_hidden()
    for shown in ("h1", ".timeline", ".steps"):
        expect(page.locator(shown), shown).to_be_visible()
