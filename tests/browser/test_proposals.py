"""建议主动公开 in a browser: declined with a reason, adopted into an item that is written on; the menu of a case closes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_application_case import look, registered
from tests.browser.test_desk import log_in

PAGE = "/desk/applications/proposals/"
SEVERAL = re.compile("加装电梯补助的发放结果")
ONE = re.compile("饮用水水源地的水质检测结果")


def test_declined_and_adopted(page: Page) -> None:
    log_in(page, "gongkai")
    page.get_by_role("navigation").get_by_role("link", name="建议主动公开").first.click()
    look(page)
    many = page.locator(".proposal", has_text=SEVERAL)
    expect(many).to_contain_text("3 个申请人")
    expect(many.get_by_role("row")).to_have_count(4)
    one = page.locator(".proposal", has_text=ONE)
    one.get_by_text("不采纳").first.click()
    one.get_by_label("不采纳的理由").fill("水质每月公布，已有专栏。")
    one.get_by_role("button", name="登记为不采纳").click()
    expect(page.get_by_role("status")).to_contain_text("已登记为不采纳")
    expect(page.locator(".proposal", has_text=ONE)).to_have_count(0)
    page.locator(".proposal", has_text=SEVERAL).get_by_role("button", name="采纳，起草信息").click()
    expect(page).to_have_url(re.compile(r"/desk/items/\d+/edit/"))
    expect(page.locator("#id_title")).to_have_value(SEVERAL)
    page.goto(f"{PAGE}?tab=adopted")
    look(page)
    page.get_by_role("link", name=SEVERAL).click()
    page.get_by_role("link", name="看建议和申请").click()
    expect(page).to_have_url(re.compile("tab=adopted"))
    page.goto(f"{PAGE}?tab=declined")
    expect(page.get_by_role("table")).to_contain_text(["水质每月公布"])
    look(page)


@pytest.mark.parametrize("how", ["key", "click"])
def test_menu_of_a_case_closes(page: Page, how: str) -> None:
    log_in(page, "gongkai")
    registered(page)
    menu, button = page.locator("details.rare"), page.locator("details.rare > summary")
    button.click()
    expect(menu).to_have_attribute("open", "")
    menu.locator("ul").click(position={"x": 2, "y": 2})
    expect(menu).to_have_attribute("open", "")
    if how == "key":
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
    else:
        page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")
    button.click()
    expect(menu).to_have_attribute("open", "")
