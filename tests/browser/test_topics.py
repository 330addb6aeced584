"""A topic from the first word to the scanned poster, an issue of the gazette from documents to the public; no barriers on the way."""

import re
from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import found_wrong
from tests.browser.cases import next_page
from tests.browser.test_desk import log_in

WIDTHS = (390, 1366)


@pytest.fixture
def bare_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page into which axe may be put, which the security policy otherwise forbids."""
    context = browser.new_context(bypass_csp=True, base_url=base_url)
    yield context.new_page()
    context.close()


def codes_of(data: bytes) -> list[str]:
    """What a telephone reads on the pages of a PDF."""
    pages = pypdfium2.PdfDocument(BytesIO(data))
    return [
        each.text
        for page in pages
        for each in zxingcpp.read_barcodes(page.render(scale=2.5).to_pil().convert("L"))
    ]


def poster(page: Page, topic: str, query: str) -> bytes:
    answer = page.request.get(f"{topic}poster/poster.pdf{query}")
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def test_topic_is_made_its_poster_printed_and_the_scan_counted(page: Page, browser: Browser) -> None:
    log_in(page, "gongkai")
    page.goto("/desk/topics/new/")
    page.get_by_label("类型").select_option(label="一件事")
    page.get_by_label("专题名称").fill("浏览器专题（虚构示例）")
    page.get_by_label("网址代号").fill("liulanqi")
    page.get_by_label("封面文字").fill("一码查到底")
    page.get_by_role("button", name="新建").click()
    for name in ("第一步事项", "第二步事项"):
        page.get_by_label("分栏名称").fill(name)
        page.get_by_role("button", name="增加").click()
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    topic = page.url.partition("#")[0]
    page.locator("a", has_text="加入内容到第一步事项").click()
    page.get_by_label("标题、文号或者索引号").fill("老旧小区改造")
    page.get_by_role("button", name="查找").click()
    for _ in range(2):
        page.locator("button", has_text="加入：").first.click()
        expect(page.get_by_role("status")).to_contain_text("已加入")
    page.goto(topic)
    second = page.locator(".placed li").nth(1).get_attribute("id")
    page.locator(".placed button", has_text="上移：").first.click()
    expect(page).to_have_url(re.compile(f"#{second}$"))
    expect(page.locator(".placed li").nth(0)).to_have_id(str(second))
    page.get_by_role("button", name="公开专题").click()
    expect(page.get_by_role("status")).to_contain_text("专题已公开")

    short = page.locator(".mono.wrap").nth(1).inner_text()
    assert codes_of(poster(page, topic, "")) == [short]
    assert codes_of(poster(page, topic, "?sheet=a3&what=whole")) == [short]
    assert len(codes_of(poster(page, topic, "?what=places"))) == 2
    page.goto(f"{topic}poster/")
    drawn = page.locator(".poster svg.qr").screenshot()
    assert [each.text for each in zxingcpp.read_barcodes(Image.open(BytesIO(drawn)))] == [short]
    page.emulate_media(media="print")
    assert page.locator("header.app").is_hidden()
    page.emulate_media(media="screen")

    telephone = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    scanned = telephone.new_page()
    for _ in range(2):
        scanned.goto(short)
        assert scanned.url.endswith("/zt/liulanqi/")
    expect(scanned.get_by_role("heading", level=1)).to_have_text("浏览器专题（虚构示例）")
    expect(scanned.get_by_role("heading", name="第1步")).to_be_visible()
    telephone.close()

    page.goto(f"{topic}scans/")
    expect(page.get_by_role("heading", name="最近 30 天：1 次")).to_be_visible()
    expect(page.locator(".scan-chart rect")).to_have_count(1)


@pytest.mark.parametrize(
    ("query", "size", "sheets"),
    [
        ("", (210, 297), 1),
        ("?sheet=a3", (297, 420), 1),
        ("?sheet=a3&what=sections", (297, 420), 1),
        ("?what=places", (210, 297), 2),
        ("?sheet=a3&what=places", (297, 420), 2),
    ],
)
def test_page_prints_each_poster_on_one_sheet(
    page: Page, query: str, size: tuple[int, int], sheets: int
) -> None:
    """Every code and the foot stand on the sheet of their poster; nothing runs over."""
    log_in(page, "gongkai")
    page.goto("/desk/topics/")
    page.get_by_role("link", name="老旧小区改造").click()
    page.goto(f"{page.url}poster/{query}")
    expect(page.locator(".poster")).to_have_count(sheets)
    stamps = page.locator(".poster svg.qr").all()
    data = page.pdf(prefer_css_page_size=True, print_background=True)
    paper = pypdfium2.PdfDocument(BytesIO(data))
    assert [tuple(round(side / 72 * 25.4) for side in each.get_size()) for each in paper] == [size] * sheets
    for each in paper:
        assert "云岭县人民政府" in each.get_textpage().get_text_bounded()
    assert len(codes_of(data)) == len(stamps)


def test_issue_is_composed_checked_and_waits_for_its_signature(page: Page) -> None:
    log_in(page, "chengban")
    page.goto("/desk/gazette/")
    with next_page(page):
        page.locator("tr", has_text="编排中").get_by_role("link").first.click()
    issue = page.url
    page.get_by_role("link", name="收入文件").click()
    page.get_by_label("标题、文号或者索引号").fill("城市停车收费")
    page.get_by_role("button", name="查找").click()
    page.locator("button", has_text="收入：").first.click()
    expect(page.get_by_role("status")).to_contain_text("已收入")
    page.goto(issue)
    expect(page.get_by_role("heading", name="出版前检查")).to_be_visible()
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_role("status")).to_contain_text("已送审")
    expect(page.locator(".tag", has_text="审签中")).to_be_visible()


def test_pages_of_the_desk_have_no_barriers(bare_page: Page) -> None:
    log_in(bare_page, "gongkai")
    bare_page.goto("/desk/topics/")
    topic = bare_page.get_by_role("link", name="老旧小区改造").get_attribute("href") or ""
    bare_page.goto("/desk/gazette/")
    issue = bare_page.locator("tbody a").first.get_attribute("href") or ""
    addresses = [
        "/desk/topics/",
        "/desk/topics/new/",
        topic,
        *(f"{topic}{part}" for part in ("edit/", "preview/", "poster/", "scans/")),
        "/desk/gazette/",
        "/desk/gazette/new/",
        issue,
        f"{issue}add/",
    ]
    assert found_wrong(bare_page, addresses, WIDTHS) == []
