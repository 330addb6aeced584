"""The lists of applications in a browser: no barrier, not too wide, the batch, the counter's form; with and without script."""

from collections.abc import Iterator

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.barriers import found_wrong
from tests.browser.test_desk import WIDTHS, log_in

YEAR = localdate().year
PAGES = (
    "/desk/",
    "/desk/applications/",
    "/desk/applications/?tab=ended&way=portal&light=red",
    "/desk/applications/intake/",
    "/desk/applications/new/",
    "/desk/applications/statistics/",
    "/desk/applications/table/",
    f"/desk/applications/table/{YEAR}/t3.new_received.total/",
)


@pytest.fixture
def bare(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """Pages into which axe may be put, which the security policy otherwise forbids."""
    context = browser.new_context(bypass_csp=True, base_url=base_url)
    yield context
    context.close()


def test_pages_have_no_barrier_and_no_sideways_scroll(bare: BrowserContext) -> None:
    page = bare.new_page()
    log_in(page, "gongkai")
    wrong = found_wrong(page, PAGES, WIDTHS)
    assert wrong == []


def test_chosen_applications_are_urged_on(page: Page) -> None:
    log_in(page, "zhuren")
    page.goto("/desk/applications/?tab=open")
    boxes = page.get_by_role("checkbox", name="勾选")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_text("催办", exact=True).first.click()
    page.get_by_role("button", name="催办").click()
    expect(page.get_by_role("status").filter(has_text="已催办")).to_have_text("已催办 2 件。")


def test_counter_types_in_what_came_on_paper_without_script(plain_page: Page) -> None:
    log_in(plain_page, "chuangkou")
    plain_page.goto("/desk/applications/new/")
    plain_page.get_by_label("收件途径").select_option("counter")
    plain_page.get_by_label("申请人类别").select_option("natural_person")
    plain_page.get_by_label("姓名或者单位名称").fill("云小舟")
    plain_page.get_by_label("证件类型").select_option("resident_card")
    plain_page.get_by_label("证件号码").fill("110105194912310021")
    plain_page.get_by_label("联系电话").fill("13900009876")
    plain_page.get_by_label("信息名称").fill("云溪路道路规划（虚构示例）")
    plain_page.get_by_label("需要的形式").select_option("paper")
    plain_page.get_by_label("获取的途径").select_option("counter")
    plain_page.get_by_role("button", name="登记并出具回执").click()
    expect(plain_page.locator(".field.wrong .field-error")).to_contain_text("末位校验不符")
    plain_page.get_by_label("证件号码").fill("11010519491231002X")
    plain_page.get_by_role("button", name="登记并出具回执").click()
    expect(plain_page.locator(".once")).to_have_count(2)
    expect(plain_page.locator(".receipt")).to_contain_text("答复期限")


def test_figure_leads_to_its_applications(page: Page) -> None:
    log_in(page, "gongkaiban")
    page.goto("/desk/applications/table/")
    figure = page.locator("#c-t3-new_received-total a")
    many = figure.inner_text()
    figure.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("新收")
    expect(page.locator(".pager")).to_contain_text(f"共 {many} 件")
