"""One application at the desk from confirmation over correction and consultation to extension, without barriers."""

import re
from datetime import timedelta

from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from tests.browser.barriers import found_wrong
from tests.browser.cases import next_page
from tests.browser.test_desk import WIDTHS, log_in

COMPANY = "云岭虚构建设有限公司"


def look(page: Page, *addresses: str) -> None:
    """No barrier and no sideways scroll, on a desk and on a phone; the page stays where it was."""
    here = page.url
    wrong = found_wrong(page, addresses or (here,), WIDTHS)
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(here)
    assert wrong == []


def registered(page: Page) -> str:
    """An application that came by fax, typed in at the desk; the address of its page."""
    page.goto("/desk/applications/new/")
    page.locator("#id_way").select_option("fax")
    page.locator("#id_arrived_on").fill((localdate() - timedelta(days=1)).isoformat())
    page.locator("#id_kind").select_option("natural_person")
    page.locator("#id_name").fill("云小舟")
    page.locator("#id_identity").select_option("resident_card")
    page.locator("#id_identity_no").fill("11010519491231002X")
    page.locator("#id_telephone").fill("13900009876")
    page.locator("#id_things_0_name").fill("虚构地块的征收补偿安置方案（浏览器测试）")
    page.locator("#id_medium").select_option("paper")
    page.locator("#id_route").select_option("counter")
    page.get_by_role("button", name="登记并出具回执").click()
    with next_page(page):
        page.get_by_role("link", name="打开这件申请").click()
    return page.url


def do(page: Page, act: str, **filled: str) -> None:
    """Open the form of an act from the page of the case, look at it, fill it in, send it."""
    page.locator("main").get_by_role("link", name=act, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(act)
    look(page)
    for field, text in filled.items():
        page.locator(f"#id_{field}").fill(text)
    page.get_by_role("button", name=act, exact=True).click()


def state(page: Page, words: str) -> None:
    expect(page.locator(".case-main .tag", has_text=words)).to_be_visible()


def test_from_confirmation_to_extension(page: Page) -> None:
    log_in(page, "gongkai")
    case = registered(page)
    state(page, "待确认收到")
    expect(page.locator("body")).not_to_contain_text("13900009876")
    look(page)
    do(page, "确认收到", how="电话确认")
    expect(page.get_by_role("status")).to_contain_text("已确认收到")
    do(page, "告知补正", what="请写明地块的位置。")
    state(page, "等待补正")
    expect(page.locator(".btn.pri")).to_have_text("登记补正材料")
    do(page, "登记补正材料", note="位于虚构路北侧")
    state(page, "办理中")
    do(page, "征求第三方意见", who=COMPANY, what="是否同意公开补偿安置方案中贵公司的部分？")
    state(page, "征求第三方意见")
    expect(page.get_by_role("table", name="征求了谁的意见")).to_contain_text(COMPANY)
    page.get_by_role("link", name="登记意见").first.click()
    page.get_by_label("不同意公开").check()
    page.get_by_role("button", name="登记意见").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("理由", exact=False).first.fill("涉及商业秘密")
    page.get_by_role("button", name="登记意见").click()
    expect(page.get_by_role("table", name="征求了谁的意见")).to_contain_text("涉及商业秘密")
    look(page, case, f"{case}deadline/", f"{case}log/", f"{case}reveal/telephone/")
    page.context.clear_cookies()
    log_in(page, "zhuren")
    page.goto(case)
    page.get_by_role("link", name="批准延期").click()
    page.locator("#id_working_days").fill("10")
    page.get_by_role("button", name="先看结果").click()
    expect(page.get_by_role("status")).to_contain_text("办理中（已延期）")
    page.locator("#id_reason").fill("涉及多年档案")
    page.get_by_role("button", name="批准延期").click()
    state(page, "办理中（已延期）")


def test_telephone_is_shown_once_and_paper_shows_the_case(page: Page) -> None:
    log_in(page, "gongkai")
    case = registered(page)
    page.get_by_role("link", name=re.compile(r"查看完整\s*联系电话")).click()
    page.get_by_label("事由").fill("电话核对申请内容")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.locator(".once")).to_have_text("13900009876")
    page.goto(case)
    expect(page.locator("body")).not_to_contain_text("13900009876")
    page.emulate_media(media="print")
    for hidden in ("header.app", ".side", ".deeds", ".tabs", ".reveal"):
        expect(page.locator(hidden).first, hidden).to_be_hidden()
    for shown in ("h1", ".steps", ".light", ".timeline"):
        expect(page.locator(shown).first, shown).to_be_visible()
