"""A holiday notice and the calendar address in a browser: no barrier, not too wide, entered without script, read without a login."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.barriers import found_wrong
from tests.browser.test_desk import WIDTHS, log_in

COMING = localdate().year + 1
WEDNESDAY = date(COMING, 3, 10) + timedelta(days=(2 - date(COMING, 3, 10).weekday()) % 7)
PAGES = (
    "/desk/settings/calendar/",
    "/desk/settings/calendar/notices/1/",
    "/desk/settings/calendar/notices/new/",
    "/desk/applications/feed/",
)


@pytest.fixture
def bare(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """Pages into which axe may be put, which the security policy otherwise forbids."""
    context = browser.new_context(bypass_csp=True, base_url=base_url)
    yield context
    context.close()


def test_pages_have_no_barrier_and_no_sideways_scroll(bare: BrowserContext) -> None:
    page = bare.new_page()
    log_in(page, "gongkaiban")
    assert found_wrong(page, PAGES, WIDTHS) == []


def test_notice_of_the_demo_waits_for_somebody_else(page: Page) -> None:
    log_in(page, "gongkaiban")
    page.goto("/desk/settings/calendar/")
    page.get_by_role("link", name=f"{COMING}年部分节假日安排（虚构示例").click()
    expect(page.get_by_text("要由另一位有权的人批准")).to_be_visible()
    expect(page.get_by_role("button", name="批准，启用")).to_have_count(0)
    expect(page.locator(".months .month").first).to_be_visible()


def test_single_days_are_entered_and_left_aside_without_script(plain_page: Page) -> None:
    page = plain_page
    log_in(page, "gongkaiban")
    page.goto("/desk/settings/calendar/notices/new/")
    page.get_by_label("标题").fill("虚构示例：临时放假")
    page.get_by_label("发布日期").fill(localdate().isoformat())
    page.get_by_label("安排哪一年").fill("")
    for box in page.locator("td input").all():
        box.fill("")
    page.get_by_label("第 1 行，节日").fill("虚构示例日")
    page.get_by_label("第 1 行，放假第一天").fill(WEDNESDAY.isoformat())
    page.get_by_label("第 1 行，调休上班").fill(WEDNESDAY.isoformat())
    page.get_by_role("button", name="检查并预览").click()
    expect(page.get_by_role("alert")).to_contain_text("既放假又上班")
    page.get_by_label("第 1 行，调休上班").fill("")
    page.get_by_role("button", name="检查并预览").click()
    expect(page.get_by_role("heading", name="启用后改变的日子（1 天）")).to_be_visible()
    page.get_by_role("button", name="录入，送批准").click()
    expect(page.get_by_role("status").first).to_contain_text("等待另一位有权的人批准")
    page.get_by_text("不采用", exact=True).first.click()
    page.get_by_label("理由").fill("试填（虚构示例）")
    page.get_by_role("button", name="不采用").click()
    expect(page.get_by_text("没有采用", exact=True).first).to_be_visible()


def test_calendar_is_read_by_its_address_alone(page: Page, browser: Browser) -> None:
    log_in(page, "gongkai")
    page.goto("/desk/applications/")
    page.get_by_role("link", name="到期日历").click()
    page.get_by_role("button", name="生成订阅地址").click()
    address = page.locator(".once").inner_text()
    stranger = browser.new_context()
    answer = stranger.request.get(address)
    assert answer.status == 200
    assert "BEGIN:VEVENT" in answer.text()
    page.get_by_role("button", name="停用").click()
    expect(page.get_by_role("status")).to_contain_text("已停用")
    assert stranger.request.get(address).status == 404
    stranger.close()
