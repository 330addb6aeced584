"""The page of an item and the page that verifies it, in a browser: barriers, tools, paper; with and without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import barriers, sideways
from tests.browser.cases import next_page

POLICY = "/xxgk/YL/2025-00001/"
CORRECTED = "关于调整城乡居民最低生活保障标准的通知（更正，虚构示例）"
WIDTHS = (390, 768, 1366)
KINDS = ("policy", "corrected", "editions", "old", "proof", "find")


def corrected(page: Page) -> str:
    """The address of the item that has two editions."""
    page.goto(f"/ss/?q={CORRECTED}")
    return str(page.locator("main a", has_text="更正").first.get_attribute("href"))


def opened(page: Page, kind: str) -> None:
    """Go to a page of this kind."""
    if kind in ("policy", "find"):
        page.goto(POLICY if kind == "policy" else "/yz/")
        return
    address = corrected(page)
    ends = {"corrected": "", "editions": "banben/", "old": "banben/1/"}
    page.goto(address.replace("/xxgk/", "/yz/") + "1/" if kind == "proof" else address + ends[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_clean_fits_and_is_no_barrier(page: Page, kind: str) -> None:
    """Clean: the fixture counts whatever the security policy complains of. What is usual is looked at in test_everyone.py."""
    opened(page, kind)
    for width in (320, *WIDTHS, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) <= 0, width
        if kind == "corrected" and width in WIDTHS:
            assert barriers(page) == "", width


def size_of_text(page: Page) -> float:
    """How large the text is, as soon as the styles are there."""
    page.wait_for_load_state()
    return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body')).fontSize)"))


def test_type_is_made_larger_and_smaller_without_script(plain_page: Page) -> None:
    plain_page.goto(POLICY)
    usual = size_of_text(plain_page)
    with next_page(plain_page):
        plain_page.get_by_role("link", name="A+ 放大字体").click()
    larger = size_of_text(plain_page)
    plain_page.goto("/xxgk/")
    plain_page.goto(POLICY)
    assert size_of_text(plain_page) == larger > usual
    with next_page(plain_page):
        plain_page.get_by_role("link", name="A− 缩小字体").click()
    assert size_of_text(plain_page) == usual
    expect(plain_page.get_by_role("button", name="打印")).to_have_count(0)
    expect(plain_page.get_by_role("link", name="下载 PDF")).to_be_visible()


def test_link_is_copied(page: Page, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    page.goto(POLICY)
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("button", name="地址已复制")).to_be_visible()


def test_code_button_leads_to_the_code(page: Page) -> None:
    page.goto(POLICY)
    page.get_by_role("link", name="二维码").click()
    expect(page.get_by_role("img", name="二维码")).to_be_in_viewport()


@pytest.mark.parametrize(("name", "begins"), [("下载 PDF", b"%PDF-"), ("下载 Word", b"PK\x03\x04")])
def test_files_are_saved(page: Page, name: str, begins: bytes) -> None:
    page.goto(POLICY)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name).click()
    with open(waiting.value.path(), "rb") as saved:  # noqa: PTH123 - a path of the browser's
        assert saved.read(len(begins)) == begins


def test_printed_page_is_the_document_alone(page: Page) -> None:
    page.goto(POLICY)
    page.emulate_media(media="print")
    for left_out in (".toolbar", ".item-cards", "header.site", "footer.site", ".crumb"):
        expect(page.locator(left_out).first).to_be_hidden()
    expect(page.locator(".metabox")).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.item .body p')).fontSize") == "21.3333px"
    )  # 16 points


def test_file_is_held_against_what_was_published(page: Page) -> None:
    page.goto(POLICY)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 Word").click()
    file = waiting.value.path()
    page.get_by_role("link", name="在这里核对").click()
    expect(page.get_by_text("核对无误")).to_be_visible()
    page.get_by_label("文件", exact=True).set_input_files(file)
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.get_by_text("您提供的文件与公开的全文一致")).to_be_visible()


def test_text_is_held_against_what_was_published_without_script(plain_page: Page) -> None:
    plain_page.goto(POLICY)
    plain_page.get_by_role("link", name="在这里核对").click()
    plain_page.get_by_label("或者粘贴文字").fill("2000年以前建成、配套设施不全、居民改造意愿不强的住宅小区。")
    plain_page.get_by_role("button", name="核对", exact=True).click()
    expect(plain_page.get_by_text("您提供的文字与公开的内容不一致")).to_be_visible()
    expect(plain_page.locator("ins", has_text="不")).to_be_visible()
    plain_page.get_by_label("或者粘贴文字").fill("")
    plain_page.get_by_role("button", name="核对", exact=True).click()
    expect(plain_page.get_by_role("heading", name="请更正后再提交")).to_be_visible()
