"""A register through a browser: a file becomes a preview, and rows that the public reads; without a script as well."""

from collections.abc import Iterator

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.barriers import barriers, sideways
from tests.browser.cases import until
from tests.browser.test_desk import log_in
from tests.desk.rolls import penalty
from tests.registers.world import as_csv

REGISTER = "administrative_penalty"
PAGES = (
    "/desk/registers/",
    f"/desk/registers/of/{REGISTER}/",
    f"/desk/registers/of/{REGISTER}/new/",
    "/desk/registers/deliveries/",
    "/desk/registers/sources/",
    "/desk/registers/sources/new/",
    "/desk/registers/board/",
    "/desk/registers/matrix/",
    "/desk/registers/draws/",
    "/desk/registers/draws/new/",
)


@pytest.fixture
def bare_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page into which axe may be put, which the security policy otherwise forbids."""
    context = browser.new_context(bypass_csp=True, base_url=base_url)
    yield context.new_page()
    context.close()


def payload(number: int, **changes: str) -> FilePayload:
    row = penalty(number, decided_on=f"{localdate():%Y-%m-%d}", **changes)
    return {"name": "处罚.csv", "mimeType": "text/csv", "buffer": as_csv([row], REGISTER)}


def entered(page: Page, name: str) -> None:
    """A source of penalties of the agency."""
    page.goto(f"/desk/registers/sources/new/?register={REGISTER}")
    if page.locator("select#id_agency").count():
        page.get_by_label("机关").select_option(index=1)
    page.get_by_label("数据来源名称").fill(name)
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def read(page: Page, file: FilePayload) -> None:
    """A file handed in and read to its end."""
    page.get_by_role("link", name="导入文件").first.click()
    page.get_by_label("文件").set_input_files(file)
    page.get_by_role("button", name="上传，核对列名").click()
    expect(page.get_by_text("全部列名都已认出")).to_be_visible()
    page.get_by_role("button", name="开始读取").click()
    until(page, lambda: not page.get_by_text("正在读取", exact=True).count())


def test_pages_fit_and_have_no_barrier(bare_page: Page) -> None:
    log_in(bare_page, "gongkai")
    for address in PAGES:
        for width in (390, 1366):
            bare_page.set_viewport_size({"width": width, "height": 900})
            bare_page.goto(address)
            assert sideways(bare_page) <= 0, (address, width)
            assert barriers(bare_page) == "", (address, width)


def test_from_a_file_to_the_public_list(page: Page, browser: Browser, base_url: str) -> None:
    log_in(page, "gongkai")
    entered(page, "虚构执法平台甲")
    read(page, payload(9001, fine="-1"))
    expect(page.get_by_role("heading", name="错误", exact=True)).to_be_visible()
    expect(page.get_by_text("有一处错误，就一行也不导入")).to_be_visible()
    page.get_by_role("link", name="重新上传").click()
    page.get_by_label("文件").set_input_files(payload(9001))
    page.get_by_role("button", name="上传，核对列名").click()
    page.get_by_role("button", name="开始读取").click()
    expect(page.get_by_role("button", name="确认，全部入库")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("虚构的违法行为9001").first).to_be_visible()
    page.get_by_role("button", name="确认，全部入库").click()
    expect(page.get_by_role("link", name="查看行政处罚决定")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="查看行政处罚决定").click()
    page.get_by_role("link", name="虚构的违法行为9001").click()
    expect(page.get_by_text("按期公开")).to_be_visible()
    visitor = browser.new_context(base_url=base_url).new_page()
    listed = f"/gsgk/{REGISTER}/"
    visitor.goto(listed)
    expect(visitor.get_by_text("虚构的违法行为9001").first).to_be_visible()
    page.locator("summary").filter(has_text="撤下").click()
    page.get_by_label("撤下原因").fill("行政复议决定撤销")
    page.get_by_role("button", name="撤下").click()
    expect(page.get_by_text("按期撤下")).to_be_visible()
    visitor.goto(listed)
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    expect(visitor.get_by_text("虚构的违法行为9001")).to_have_count(0)
    visitor.context.close()


def test_without_a_script(plain_page: Page) -> None:
    log_in(plain_page, "gongkai")
    entered(plain_page, "虚构执法平台乙")
    read(plain_page, payload(9002))
    plain_page.get_by_role("button", name="确认，全部入库").click()
    until(plain_page, lambda: plain_page.get_by_role("link", name="查看行政处罚决定").count() > 0)
