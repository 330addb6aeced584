"""A government adds up what its bodies report, at a browser: who is missing, the sum, a figure down to the body that it comes from."""

import re

from playwright.sync_api import Page, expect

from tests.browser.barriers import found_wrong
from tests.browser.cases import next_page
from tests.browser.test_annual import WIDTHS
from tests.browser.test_desk import log_in

BUREAU, MISSING = "云岭县住房和城乡建设局", "云岭县地方志编纂室"
YEAR = "2025"
CELL = "t2.art20_1.normative_document.in_force"


def test_from_the_board_to_the_sum_and_down_to_a_body(page: Page) -> None:
    log_in(page, "gongkaiban")
    page.goto(f"/desk/reports/board/?year={YEAR}")
    expect(page.get_by_role("row", name=re.compile(MISSING))).to_contain_text("没有开始")
    expect(page.get_by_role("row", name=re.compile(BUREAU))).to_contain_text("已发布")

    page.goto("/desk/reports/")
    page.locator("#id_agency").last.select_option(label="云岭县人民政府")
    page.locator("#id_year").last.select_option(YEAR)
    page.locator("#id_scope").select_option("rolled_up")
    page.get_by_role("button", name="汇编").click()
    expect(page.get_by_role("status").first).to_contain_text("已汇编")
    with next_page(page):
        page.get_by_role("link", name="回到报告").click()
    report = page.url
    page.goto(f"{report}below/")
    given = page.locator("section.gathered")
    expect(given.get_by_role("row", name=re.compile(BUREAU))).to_contain_text("发布的报告")
    expect(given.get_by_role("row", name=re.compile(MISSING))).to_contain_text("还没有编制")
    page.goto(report)
    page.get_by_role("button", name="报送").click()
    # Not without those that are missing.
    expect(page.get_by_role("status").filter(has_text=MISSING)).to_be_visible()

    page.goto(f"{report}tables/{CELL}/")
    lines = page.locator("section[aria-labelledby=lines]")
    expect(lines).to_contain_text(BUREAU)
    lines.get_by_role("link", name=re.compile(BUREAU)).first.click()
    expect(page.get_by_role("navigation", name="当前位置")).to_contain_text(BUREAU)
    assert found_wrong(page, [f"{report}below/"], WIDTHS) == []
