"""A complaint from the public page to what the office answers; a review from its entry to the duty of a loss, and the figure it makes."""

import re
from datetime import date, timedelta

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_annual import someone
from tests.browser.test_desk import log_in

AGAINST = "/tsjb/yunling-zjj/"
ABOUT = "楼道照明维修资金（虚构，浏览器测试）"
TITLE = "护坡加固工程的答复（虚构，浏览器测试）"


def do(page: Page, act: str, text: str) -> None:
    """One act of the office, with what it says."""
    page.locator("main .acts").get_by_role("link", name=act, exact=True).click()
    page.locator("#id_text").fill(text)
    page.get_by_role("button", name=act, exact=True).click()
    expect(page.locator(".timeline")).to_contain_text(text)


def test_a_complaint_from_the_public_page_to_its_answer(page: Page, browser: Browser, base_url: str) -> None:
    page.goto(AGAINST)
    page.get_by_label("没有依法主动公开").check()
    page.locator("#id_about").fill(ABOUT)
    page.locator("#id_says").fill("去年的使用情况在网站上找不到（虚构）。")
    expect(page.locator("#id_answer")).to_be_hidden()
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("heading", name="投诉举报已经提交")).to_be_visible()
    number = page.locator(".big-code").first.inner_text()

    office = someone(browser, base_url, "gongkaiban")
    office.goto("/desk/complaints/")
    office.get_by_role("row", name=re.compile(number)).get_by_role("link").click()
    do(office, "受理", "已经受理（虚构）。")
    do(office, "要求被投诉机关说明", "请说明没有公开的原因（虚构）。")
    do(office, "登记被投诉机关的说明", "栏目调整时漏掉（虚构）。")
    do(office, "查实，督促整改", "情况属实，已督促补充公开（虚构）。")

    page.get_by_role("link", name="查看进度").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已办结")
    expect(page.locator(".timeline")).to_contain_text("已督促补充公开")
    expect(page.locator(".timeline")).not_to_contain_text("栏目调整时漏掉")  # that is between the offices


def test_a_review_from_its_entry_to_a_loss_its_duty_and_its_cell(page: Page) -> None:
    log_in(page, "fazhi")
    page.goto("/desk/remedies/new/")
    page.get_by_label("争议的事项").fill(TITLE)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    chain, today = page.url, date.today()  # noqa: DTZ011 - the demo runs on this machine's day
    happened = (
        ("replied", 60, "unable_not_held"),
        ("delivered", 58, ""),
        ("review_applied", 40, ""),
        ("review_copied", 34, ""),
        ("review_decided", 2, "revoked_redo"),
    )
    for kind, ago, result in happened:
        page.goto(f"{chain}record/{kind}/")
        page.locator("#id_on").fill((today - timedelta(days=ago)).isoformat())
        if result:
            page.locator("#id_result").select_option(result)
        if kind == "review_decided":
            page.get_by_label("责令重新答复的期限（工作日）").fill("20")
        page.locator("main form button.pri").click()
        expect(page).to_have_url(chain)
    duties = page.get_by_role("region", name="败诉后的义务", exact=True)
    expect(duties).to_contain_text("重新")
    expect(duties.get_by_text("待履行").first).to_be_visible()
    expect(page.locator("#counted + p")).to_contain_text("结果纠正")

    page.goto(f"/desk/remedies/table/?year={(today - timedelta(days=2)).year}")
    page.locator("a[href*='t4.review.corrected']").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("结果纠正")
    page.get_by_role("link", name=TITLE).click()
    expect(page).to_have_url(chain)
