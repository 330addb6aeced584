"""The search in a browser: suggestions by keyboard, the way to a hit, the same without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import sideways

WORDS = "老旧小区"


def test_suggestion_is_chosen_by_keyboard(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="检索词")
    box.press_sequentially("tjlj")
    expect(page.get_by_role("listbox", name="检索建议")).to_be_visible()
    box.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    text = chosen.inner_text()
    box.press("Enter")
    expect(page.get_by_role("combobox", name="检索词")).to_have_value(text)
    expect(page.get_by_role("heading", name="共找到")).to_be_visible()


def test_suggestions_go_away(page: Page) -> None:
    page.goto("/ss/")
    box = page.get_by_role("combobox", name="检索词")
    box.press_sequentially("云岭")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_hit_is_opened_and_narrowed(page: Page) -> None:
    page.goto(f"/ss/?q={WORDS}")
    page.get_by_role("link", name="规范性文件").first.click()
    expect(page.get_by_role("list", name="已选条件")).to_contain_text("规范性文件")
    page.locator(".hit-list a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(WORDS)


def test_works_without_script(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_label("检索词").fill(WORDS)
    plain_page.get_by_role("button", name="搜索").click()
    expect(plain_page.locator(".hit-list mark").first).to_have_text(WORDS)
    assert sideways(plain_page) <= 0


@pytest.mark.parametrize("width", [390, 1920])
def test_nothing_found_offers_a_way(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/ss/?q=火星 {WORDS}")
    expect(page.get_by_role("link", name=WORDS)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="依申请公开")).to_be_visible()
    assert sideways(page) <= 0
