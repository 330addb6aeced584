"""The touch screen as it stands in a hall: fingers, seconds, paper; what the next visitor finds."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.cases import applied, next_page
from tests.browser.console import listen

HOME = "/kiosk/yunling/"
HALL: ViewportSize = {"width": 1080, "height": 1920}


@pytest.fixture
def hall(browser: Browser, base_url: str) -> Iterator[Page]:
    """The browser of the machine, whose clock the test moves."""
    context = browser.new_context(base_url=base_url, viewport=HALL, has_touch=True)
    page = context.new_page()
    page.clock.install()
    complaints: list[str] = []
    listen(page, complaints)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def receipt(browser: Browser, base_url: str) -> tuple[str, str]:
    """Number and code of an application."""
    context = browser.new_context(base_url=base_url)
    codes = applied(context.new_page())
    context.close()
    return codes


def typed(page: Page, letters: str) -> None:
    for letter in letters:
        page.get_by_role("group", name="屏幕键盘").get_by_role("button", name=letter, exact=True).tap()


def test_letters_find_an_item_and_the_way_back(hall: Page) -> None:
    hall.goto(HOME)
    hall.get_by_role("link", name="找信息").tap()
    typed(hall, "YL")
    expect(hall.locator("[data-suggested] a").first).to_be_visible()
    hall.get_by_role("button", name="清空").tap()
    expect(hall.locator("#id_q")).to_have_value("")
    typed(hall, "LJX")
    hall.get_by_role("button", name="退一格").tap()
    expect(hall.locator("#id_q")).to_have_value("LJ")
    hall.locator("[data-suggested] a").first.tap()
    expect(hall.locator("#found")).to_contain_text("找到")
    results = hall.url
    hall.locator("section[aria-labelledby=found] a").first.tap()
    expect(hall.get_by_role("img", name="二维码")).to_be_visible()
    hall.get_by_role("link", name="返回").tap()
    expect(hall).to_have_url(results)


def test_tiles_stand_in_the_lower_two_thirds(hall: Page, base_url: str) -> None:
    hall.goto(HOME)
    tiles = hall.locator(".tiles a").evaluate_all(
        "links => links.map(a => a.getBoundingClientRect()).map(r => [r.top, r.bottom, r.height])"
    )
    assert len(tiles) == 6
    assert min(top for top, _, _ in tiles) >= 1920 * 0.28
    assert max(bottom for _, bottom, _ in tiles) <= 1920
    assert min(height for *_, height in tiles) >= 200
    with next_page(hall):
        hall.get_by_role("link", name="矮屏").tap()
    expect(hall).to_have_url(f"{base_url}{HOME}")
    lower = hall.locator(".tiles a").first.evaluate("a => a.getBoundingClientRect().top + window.scrollY")
    assert lower >= 1920 * 0.5


def test_everything_to_touch_is_as_large_as_a_finger(hall: Page) -> None:
    for address in (HOME, f"{HOME}ss/", f"{HOME}jd/", f"{HOME}jg/"):
        hall.goto(address)
        small = hall.locator("a:not(.skip), button, input:not([type=hidden])").evaluate_all(
            "all => all.filter(e => e.offsetParent).map(e => e.getBoundingClientRect())"
            ".filter(r => r.height < 44 || r.width < 44).length"
        )
        assert small == 0, address


def test_whoever_went_away_leaves_nothing(hall: Page, base_url: str, receipt: tuple[str, str]) -> None:
    number, code = receipt
    hall.goto(HOME)
    hall.get_by_role("link", name="查办理进度").tap()
    hall.get_by_label("登记编号").fill(number)
    hall.get_by_label("查询码").tap()
    typed(hall, code.replace(" ", ""))
    hall.get_by_role("button", name="查询", exact=True).tap()
    expect(hall.get_by_role("heading", name="已提交，等待机关确认收到")).to_be_visible()
    expect(hall.locator("[data-clearing]")).to_contain_text("没有人操作")
    hall.clock.run_for(45_000)
    expect(hall.get_by_role("alert")).to_contain_text("您还在使用吗？")
    hall.get_by_role("button", name="继续使用").tap()
    hall.clock.run_for(1_000)
    expect(hall.locator("[data-still]")).to_be_hidden()
    hall.clock.run_for(50_000)
    expect(hall.get_by_role("heading", name="已提交，等待机关确认收到")).to_be_visible()
    hall.clock.run_for(15_000)
    expect(hall).to_have_url(f"{base_url}{HOME}")
    assert hall.evaluate("sessionStorage.length") <= 1  # where one is: the first page
    assert not [each for each in hall.context.cookies() if each.get("name", "").startswith("kiosk")]
    for _ in range(4):
        hall.go_back()
        assert number not in hall.content()
        assert code not in hall.content()
        if hall.url == "about:blank":
            break
    hall.goto(f"{HOME}jd/zk/")
    expect(hall.get_by_role("heading", name="查办理进度")).to_be_visible()


def test_what_was_typed_and_not_sent_is_gone(hall: Page, base_url: str) -> None:
    hall.goto(HOME)
    hall.get_by_role("link", name="查办理进度").tap()
    hall.get_by_label("登记编号").fill("YSYL-2026-0001")
    hall.clock.run_for(61_000)
    expect(hall).to_have_url(f"{base_url}{HOME}")
    hall.get_by_role("link", name="查办理进度").tap()
    expect(hall.get_by_label("登记编号")).to_have_value("")


def test_the_first_page_rests_while_nobody_is_there(hall: Page) -> None:
    hall.goto(HOME)
    hall.evaluate("document.body.dataset.same = '1'")
    hall.clock.run_for(300_000)
    expect(hall.locator("body[data-same]")).to_have_count(1)
    expect(hall.locator("[data-clearing]")).to_be_hidden()


def test_slip_is_as_wide_as_its_paper(hall: Page, receipt: tuple[str, str]) -> None:
    number, code = receipt
    hall.goto(f"{HOME}jd/")
    hall.get_by_label("登记编号").fill(number)
    hall.get_by_label("查询码").fill(code)
    hall.get_by_role("button", name="查询", exact=True).tap()
    hall.get_by_role("link", name="打印小票").tap()
    expect(hall.get_by_role("button", name="打印", exact=True)).to_be_visible()
    expect(hall.get_by_text(code)).to_be_hidden()
    paper = pypdfium2.PdfDocument(BytesIO(hall.pdf(prefer_css_page_size=True)))
    assert [round(side / 72 * 25.4) for side in paper[0].get_size()] == [80, 180]
    assert len(paper) == 1
    said = paper[0].get_textpage().get_text_bounded()
    assert number in said
    assert code in said
    assert "结束" not in said


def test_without_script_columns_lead_to_items(plain_page: Page) -> None:
    page = plain_page
    page.goto(HOME)
    page.get_by_role("link", name="找信息").click()
    expect(page.get_by_role("group", name="屏幕键盘")).to_be_hidden()
    page.get_by_role("link", name="政策文件").click()
    page.locator(".lines a").first.click()
    expect(page.get_by_role("img", name="二维码")).to_be_visible()
    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == f"180;url={HOME}js/"
