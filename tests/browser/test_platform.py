"""The pages of the platform at three widths, in large type and without script: no barrier, no sideways scroll, small."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import barriers
from tests.browser.test_pages import sideways

KINDS = (
    "/",
    "/zfxxgk/",
    "/zfxxgk/?bk=ysqgk&zm=J",
    "/zfxxgk/yunling/",
    "/zfxxgk/yunling-jyj/",
    "/zfxxgk/yunling/zn/",
    "/zfxxgk/qingyang/zn/",
    "/zfxxgk/yunling/zd/",
    "/zfxxgk/yunling/fdzdgk/",
    "/zfxxgk/yunling/fdzdgk/zcwj-gfxwj/?nf=2026",
    "/zfxxgk/yunling/fdzdgk/?zt=military",
    "/zfxxgk/yunling/jczwgk/",
    "/zfxxgk/yunling/jczwgk/budget/",
    "/zfxxgk/yunling/nb/",
    "/zfxxgk/yunling/ysqgk/",
    "/zfxxgk/qingyang/ysqgk/",
    "/xxgk/",
    "/xxgk/?jg=yunling&tc=notice",
    "/zcwj/",
    "/zcwj/gfxwj/?yx=valid",
    "/wzdt/",
    "/ysbh/",
    "/nothing/",
)
WIDTHS = (390, 1366, 1920)
LARGEST = 60_000


@pytest.fixture
def bare_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page into which axe may be put, which the security policy otherwise forbids."""
    context = browser.new_context(bypass_csp=True, base_url=base_url)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", KINDS)
def test_page_is_small_and_fits_every_width(page: Page, address: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        answer = page.goto(address)
        assert sideways(page) <= 0, width
        assert answer is not None
        assert len(answer.body()) <= LARGEST


@pytest.mark.parametrize("address", KINDS)
def test_axe_finds_no_barrier_at_any_width(bare_page: Page, base_url: str, address: str) -> None:
    for width in WIDTHS:
        bare_page.set_viewport_size({"width": width, "height": 800})
        bare_page.goto(address)
        assert barriers(bare_page) == "", width
    bare_page.context.add_cookies([{"name": "zzms", "value": "1", "url": base_url}])
    bare_page.set_viewport_size({"width": 390, "height": 800})
    bare_page.goto(address)
    assert sideways(bare_page) <= 0
    assert barriers(bare_page) == ""


def test_directory_leads_to_a_column_without_script(plain_page: Page) -> None:
    plain_page.goto("/zfxxgk/yunling/")
    plain_page.locator(".blocks").get_by_role("link", name="法定主动公开内容").click()
    plain_page.get_by_role("link", name="公开目录", exact=True).last.click()
    plain_page.locator("#directory").get_by_role("link", name="行政规范性文件").click()
    assert plain_page.url.endswith("/zfxxgk/yunling/fdzdgk/zcwj-gfxwj/")
    assert plain_page.locator(".item-list li").count() > 0


def test_filter_stands_in_the_address_without_script(plain_page: Page) -> None:
    plain_page.goto("/zcwj/")
    plain_page.get_by_label("有效性").select_option(label="有效")
    plain_page.get_by_role("button", name="筛选").click()
    assert "yx=valid" in plain_page.url
    plain_page.get_by_role("link", name="有效性：有效").click()
    assert plain_page.url.endswith("/zcwj/")


def test_search_stands_in_every_head(page: Page) -> None:
    page.goto("/zfxxgk/yunling/zn/")
    page.get_by_label("检索词").fill("供水")
    page.get_by_role("button", name="搜索").click()
    assert "/ss/?q=" in page.url


@pytest.mark.parametrize("address", ["/zfxxgk/yunling/zn/", "/zfxxgk/yunling/ysqgk/", "/zfxxgk/yunling/zd/"])
def test_paper_shows_the_text_and_nothing_else(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    for hidden in ("header.site", ".topbar", ".directory", "footer.site", ".crumb", ".to-directory"):
        expect(page.locator(hidden).first, hidden).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    page.set_viewport_size({"width": 640, "height": 900})
    assert sideways(page) <= 0
