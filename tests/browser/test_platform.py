"""The pages of the platform at three widths, in large type and without script: no barrier, no sideways scroll, small."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import sideways
from tests.browser.test_everyone import Eyes

STATES = (
    "/zfxxgk/?bk=ysqgk&zm=J",
    "/zfxxgk/yunling-jyj/",
    "/zfxxgk/qingyang/zn/",
    "/zfxxgk/qingyang/ysqgk/",
    "/zfxxgk/yunling/fdzdgk/zcwj-gfxwj/?nf=2026",
    "/zfxxgk/yunling/fdzdgk/?zt=military",
    "/xxgk/YL/1999-00001/",
    "/xxgk/?jg=yunling&tc=notice",
    "/zcwj/gfxwj/?yx=valid",
    "/zcwj/gfxwj/?yx=repealed&rq=2024-01-01",
    "/gsgk/administrative_penalty/?q=没有这样的词",
    "/zt/ljxq/?jb=county",
    "/nothing/",
)
"""What pages of one kind can be, beside the one of each kind that test_everyone.py looks at."""
LARGE = (
    "/",
    "/zfxxgk/yunling/",
    "/zfxxgk/yunling/fdzdgk/",
    "/zfxxgk/yunling/jczwgk/",
    "/xxgk/",
    "/zcwj/",
    "/wzdt/",
)
WIDTHS = (390, 1366, 1920)
LARGEST = 60_000
LONG = (
    "/zfxxgk/ledu/nb/2020/",
    "/zfxxgk/qingyang/nb/2021/",
    "/zfxxgk/yunling/nb/2024/",
    "/qx/?received_on=2026-09-22&as_of=2026-10-15&e1-kind=organ_asked&e1-on=2026-10-09",
    "/qx/?received_on=2026-09-22&e1-kind=extended&e1-on=2026-02-30",
)
"""Whole reports, and months day by day: as long as what they show."""


@pytest.fixture(scope="module")
def eyes(browser: Browser, base_url: str) -> Iterator[Eyes]:
    made = Eyes(browser, base_url)
    yield made
    made.context.close()


@pytest.mark.parametrize("address", [*STATES, *LONG])
def test_page_is_small_fits_every_width_and_is_no_barrier(eyes: Eyes, address: str) -> None:
    answer = eyes.page.goto(address)
    assert answer is not None
    assert address in LONG or len(answer.body()) <= LARGEST
    wrong = eyes.wrong([(width, 800) for width in WIDTHS], [()])
    wrong += eyes.wrong([(min(WIDTHS), 800)], [("zzms",)])
    eyes.wear(())
    assert wrong == []


@pytest.mark.parametrize("address", LARGE)
def test_page_is_small_and_fits_a_wide_screen(eyes: Eyes, address: str) -> None:
    eyes.page.set_viewport_size({"width": max(WIDTHS), "height": 800})
    answer = eyes.page.goto(address)
    assert answer is not None
    assert len(answer.body()) <= LARGEST
    assert sideways(eyes.page) <= 0


def test_directory_leads_to_a_column_without_script(plain_page: Page) -> None:
    plain_page.goto("/zfxxgk/yunling/")
    plain_page.locator(".blocks").get_by_role("link", name="法定主动公开内容").click()
    plain_page.get_by_role("link", name="公开目录", exact=True).last.click()
    plain_page.locator("#directory").get_by_role("link", name="行政规范性文件").click()
    expect(plain_page).to_have_url(re.compile("/zfxxgk/yunling/fdzdgk/zcwj-gfxwj/$"))
    assert plain_page.locator(".item-list li").count() > 0


def test_filter_stands_in_the_address_without_script(plain_page: Page) -> None:
    plain_page.goto("/zcwj/")
    plain_page.get_by_label("有效性").select_option(label="有效")
    plain_page.get_by_role("button", name="筛选").click()
    expect(plain_page).to_have_url(re.compile("yx=valid"))
    plain_page.get_by_role("link", name="有效性：有效").click()
    expect(plain_page).to_have_url(re.compile("/zcwj/$"))


def test_search_stands_in_every_head(page: Page) -> None:
    page.goto("/zfxxgk/yunling/zn/")
    page.get_by_label("检索词").fill("供水")
    page.get_by_role("button", name="搜索").click()
    expect(page).to_have_url(re.compile(r"/ss/\?q="))


@pytest.mark.parametrize("address", ["/zfxxgk/yunling/zn/", "/zfxxgk/yunling/ysqgk/", "/zfxxgk/yunling/zd/"])
def test_paper_shows_the_text_and_nothing_else(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    for hidden in ("header.site", ".topbar", ".directory", "footer.site", ".crumb", ".to-directory"):
        expect(page.locator(hidden).first, hidden).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    page.set_viewport_size({"width": 640, "height": 900})
    assert sideways(page) <= 0
