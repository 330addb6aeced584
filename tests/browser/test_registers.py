"""Registers for everybody in a browser: no barrier, no sideways scroll, everything without a script, a draw that is proved."""

import re

from playwright.sync_api import Page, expect

from tests.browser.barriers import found_wrong
from tests.browser.test_desk import WIDTHS

ROOT = "/gsgk/"
PENALTIES = f"{ROOT}administrative_penalty/"
DRAWS = f"{ROOT}inspection_draw/"


def test_what_a_list_leads_to_has_no_barriers(page: Page) -> None:
    """A record of a person, and one of the longest; one of each kind of page is looked at in test_everyone.py."""
    for listed in (f"{PENALTIES}?lb=自然人", f"{ROOT}service_item/"):
        page.goto(listed)
        address = page.locator("table.register a").first.get_attribute("href") or ""
        assert found_wrong(page, [address], WIDTHS) == []


def test_without_a_script_from_the_home_to_a_record_and_back(plain_page: Page) -> None:
    plain_page.goto(ROOT)
    plain_page.get_by_label("登记簿").select_option("administrative_penalty")
    plain_page.get_by_label("名称、文号或者编号").fill("扬尘")
    plain_page.get_by_role("button", name="查找").click()
    expect(plain_page).to_have_url(re.compile(f"{PENALTIES}\\?q="))
    rows = plain_page.locator("table.register tbody tr")
    expect(rows.first).to_contain_text("扬尘")
    plain_page.get_by_label("行政相对人类别").select_option("自然人")
    plain_page.get_by_role("button", name="查找").click()
    expect(rows.first).to_contain_text("**")
    rows.first.get_by_role("link").click()
    expect(plain_page.get_by_text("部分隐去").first).to_be_visible()
    expect(plain_page.get_by_role("heading", name="公开期限")).to_be_visible()
    plain_page.get_by_role("link", name="行政处罚决定").first.click()
    plain_page.get_by_role("link", name="下一页").click()
    expect(plain_page.get_by_role("link", name="回到最新")).to_be_visible()
    plain_page.get_by_role("link", name="统计").click()
    bar = plain_page.locator("table.bars a").first
    expect(bar).to_be_visible()
    bar.click()
    expect(plain_page.locator(".chips")).to_contain_text("年份")


def test_a_draw_is_proved_and_a_changed_list_is_found_out(plain_page: Page) -> None:
    plain_page.goto(DRAWS)
    plain_page.locator("table.register a").first.click()
    plain_page.get_by_role("link", name="自己验算").click()
    expect(plain_page.locator(".verdict-line")).to_contain_text("验算相符")
    names = plain_page.get_by_label("名录（每行一个）")
    names.fill(names.input_value() + "\n后来补入的虚构有限公司")
    plain_page.get_by_role("button", name="验算", exact=True).click()
    expect(plain_page.locator(".verdict-line")).to_contain_text("名录与事先公布的摘要不符")
    plain_page.get_by_role("link", name="恢复公布的内容").click()
    expect(plain_page.locator(".verdict-line")).to_contain_text("验算相符")


def test_the_matrix_of_budgets_shows_gaps_and_late_ones(page: Page) -> None:
    page.goto(f"{ROOT}budget/")
    page.get_by_role("link", name="公开情况表").click()
    table = page.locator("table.places")
    expect(table.get_by_text("缺", exact=True).first).to_be_visible()
    expect(table.get_by_text("逾期公开", exact=True).first).to_be_visible()
    table.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("（虚构示例）")
