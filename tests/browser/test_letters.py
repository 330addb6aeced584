"""A letter in a browser: decided, signed, sent out, made into a PDF, fetched by the citizen, confirmed by its code."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.cases import (
    Staff,
    act,
    applied,
    ask,
    choose,
    explain,
    fill,
    issue,
    next_page,
    opened,
    send,
    signed,
    until,
)
from tests.browser.test_application_case import look
from tests.browser.test_desk import log_in


def test_from_the_decision_to_the_reader(page: Page, browser: Browser, base_url: str) -> None:
    number, code = applied(page)
    log_in(page, "gongkai")
    case = opened(page, number)
    act(page, "确认收到", done="已确认收到", how="电话确认")
    page.goto(f"{case}decide/")
    choose(page, "granted.provided")
    fill(page)
    page.get_by_role("button", name="更新").click()
    explain(page)
    decision = send(page)
    page.get_by_role("link", name="文书预览").first.click()
    expect(page.locator("article.letter")).to_contain_text("予以公开告知书")
    look(page)
    staff = Staff(browser, base_url)
    signed(staff, decision)
    issue(page, decision)

    page.goto(f"{case}letters/")
    look(page)
    with next_page(page):
        page.get_by_role("link", name="予以公开告知书", exact=True).click()
    letter = page.url
    made = page.get_by_role("link", name="PDF（正本）")
    until(page, lambda: made.count() > 0)
    expect(page.locator("main")).to_contain_text("尚未发出")
    expect(page.locator("main")).not_to_contain_text("云小舟")
    look(page)

    citizen = staff.visitor()
    ask(citizen, number, code)
    with citizen.expect_download() as fetched:
        citizen.get_by_role("link", name=re.compile("予以公开告知书")).first.click()
    data = fetched.value.path().read_bytes()
    assert data.startswith(b"%PDF")
    staff.close()

    page.goto(letter)
    expect(page.locator("main")).to_contain_text("已经送达")
    expect(page.locator("main")).to_contain_text("申请行政复议")
    look(page)
    page.get_by_role("link", name="验真页").click()
    expect(page.locator("main")).to_contain_text("本平台制发过这份文书")
    expect(page.locator("main")).not_to_contain_text("云小舟")
    look(page)
    page.locator("#id_file").set_input_files(
        {"name": "告知书.pdf", "mimeType": "application/pdf", "buffer": data}
    )
    page.get_by_role("button", name="核对").click()
    expect(page.get_by_role("status")).to_contain_text("逐字节相同")


def test_forms_of_a_case_and_how_letters_look(page: Page) -> None:
    log_in(page, "zhuren")
    page.goto("/desk/applications/?tab=open")
    page.locator("table a.main").first.click()
    page.get_by_role("link", name="文书", exact=True).click()
    look(page)
    page.get_by_role("link", name="政府信息公开申请登记表").click()
    expect(page.locator("article.letter")).to_contain_text("登记编号")
    look(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="下载 PDF").click()
    assert fetched.value.path().read_bytes().startswith(b"%PDF")
    page.goto("/desk/agencies/yunling/letterhead/")
    look(page)
    page.get_by_label("人民法院").fill("虚构省示例市第二中级人民法院")
    page.get_by_role("button", name="保存为新的一版").click()
    expect(page.get_by_role("status")).to_contain_text("已保存")
