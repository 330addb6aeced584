"""An annual report from the facts to the public page, as those do it through whose hands it goes; no barriers on the way."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import found_wrong
from tests.browser.cases import next_page
from tests.browser.test_desk import log_in

WIDTHS = (390, 1366)
TEXTS = {
    "开头": "根据《中华人民共和国政府信息公开条例》编制本报告。",
    "（一）主动公开": "全年主动公开政府信息{{stat.items_published}}条。",
    "（二）依申请公开": "全年新收政府信息公开申请{{t3.new_received}}件，办结{{t3.handled_total}}件。",
    "（三）政府信息管理": "公文起草时一并确定公开属性。",
    "（四）政府信息公开平台建设": "政府网站设有政府信息公开专栏。",
    "（五）监督保障": "开展工作考核和社会评议，没有发生需要追究责任的情形。",
    "五、存在的主要问题及改进情况": "存在的主要问题：解读形式单一。改进情况：增加了图表解读。",
    "六、其他需要报告的事项": "全年发出收费通知{{stat.fee_notices}}件，实际收取信息处理费{{stat.fees_collected}}元。",
}
OFFICER, SUPERVISOR = "ledu-gongkai", "ledu-gongkaiban"
SIGNERS = ("ledu-baomi", "ledu-zhuren", "ledu-lingdao")


@pytest.fixture
def bare_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page into which axe may be put, which the security policy otherwise forbids."""
    context = browser.new_context(bypass_csp=True, base_url=base_url)
    yield context.new_page()
    context.close()


def someone(browser: Browser, base_url: str, username: str) -> Page:
    """Somebody else at a browser of their own."""
    page = browser.new_context(base_url=base_url).new_page()
    log_in(page, username)
    return page


def write(page: Page, report: str, heading: str, text: str) -> None:
    page.goto(report)
    page.locator("a", has_text=f"编写：{heading}").click()
    page.locator("#id_text").fill(text)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已保存")


def test_from_the_facts_to_the_public_page(page: Page, browser: Browser, base_url: str) -> None:
    log_in(page, OFFICER)
    page.goto("/desk/reports/")
    page.get_by_label("年度").last.select_option("2025")
    page.get_by_role("button", name="汇编").click()
    expect(page.get_by_role("status")).to_contain_text("已汇编")
    page.get_by_role("button", name="空白的都填0").click()
    expect(page.get_by_role("status")).to_contain_text("已经填0")
    with next_page(page):
        page.get_by_role("link", name="回到报告").click()
    report = page.url
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_role("status").first).to_contain_text("还没有写")

    for heading, text in TEXTS.items():
        write(page, report, heading, text)
    page.goto(report)
    expect(page.locator("#p-ov_on_request")).to_contain_text(re.compile(r"新收政府信息公开申请\d+件"))
    page.get_by_role("button", name="报送").click()
    expect(page.get_by_text("待主管部门审核").first).to_be_visible()

    above = someone(browser, base_url, SUPERVISOR)
    above.goto(report)
    above.get_by_role("button", name="审核通过").click()
    expect(above.get_by_text("审核通过，待送签")).to_be_visible()

    page.goto(report)
    page.get_by_role("button", name="送签").click()
    expect(page.get_by_text("审签中").first).to_be_visible()
    for username in SIGNERS:
        signer = someone(browser, base_url, username)
        signer.goto(report)
        signer.get_by_role("link", name="审签过程").click()
        signer.locator("input[type=radio][value=agree]").check()
        signer.get_by_role("button", name="提交意见").click()
        expect(signer.get_by_role("status")).to_be_visible()
    page.goto(report)
    page.get_by_role("button", name="发布").click()
    page.get_by_role("link", name="公开页面").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2025年政府信息公开工作年度报告")
    expect(page.get_by_text(re.compile(r"全年新收政府信息公开申请\d+件")).first).to_be_visible()
    assert "{{" not in page.content()


def test_pages_have_no_barriers(bare_page: Page) -> None:
    log_in(bare_page, "gongkai")
    bare_page.goto("/desk/reports/?year=2025")
    report = bare_page.locator("tbody a").first.get_attribute("href") or ""
    addresses = [
        "/desk/reports/?year=2025",
        "/desk/reports/board/?year=2025",
        report,
        f"{report}tables/",
        f"{report}tables/t3.new_received.total/",
        f"{report}texts/ov_on_request/",
        f"{report}below/",
        f"{report}preview/",
        "/desk/reports/import/",
        "/desk/reports/statistics/?year=2025&part=H2&scope=rolled_up",
        "/desk/reports/statistics/2025H2/t3.new_received.total/?scope=own",
    ]
    assert found_wrong(bare_page, addresses, WIDTHS) == []


def test_pages_of_the_office_above_have_no_barriers(bare_page: Page) -> None:
    log_in(bare_page, "gongkaiban")
    addresses = ["/desk/reports/handed/?year=2025", "/desk/reports/handed/new/", "/desk/reports/rules/"]
    assert found_wrong(bare_page, addresses, WIDTHS) == []
