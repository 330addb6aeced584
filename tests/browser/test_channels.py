"""Channels through a browser: an export taken in by hand, its figure found again, what hangs with its proof; no barrier on the way."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, FilePayload, Page, expect

from gongkai.demo.channels import picture
from tests.browser.barriers import barriers, sideways
from tests.browser.test_desk import log_in

PAGES = (
    "/desk/channels/",
    "/desk/channels/posts/",
    "/desk/channels/carriers/",
    "/desk/channels/tasks/",
    "/desk/channels/rules/",
    "/desk/channels/imports/",
    "/desk/channels/proofs/",
    "/desk/channels/stated/",
    "/desk/channels/carriers/new/",
    "/zfxxgk/yunling/gkqd/",
)


@pytest.fixture
def bare_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page into which axe may be put, which the security policy otherwise forbids."""
    context = browser.new_context(bypass_csp=True, base_url=base_url)
    yield context.new_page()
    context.close()


def export(title: str) -> bytes:
    """What a platform would have exported today, in the encoding of old spreadsheets."""
    out = io.StringIO(newline="")
    rows: list[list[object]] = [
        ["内容标题", "发表时间", "总阅读次数"],
        [title, f"{localdate():%Y-%m-%d} 00:05", 4321],
    ]
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("gb18030")


def test_pages_fit_and_have_no_barrier(bare_page: Page) -> None:
    log_in(bare_page, "gongkai")
    for address in PAGES:
        for width in (390, 1366):
            bare_page.set_viewport_size({"width": width, "height": 900})
            bare_page.goto(address)
            assert sideways(bare_page) <= 0, (address, width)
            assert barriers(bare_page) == "", (address, width)


def test_export_is_taken_in_and_its_figure_leads_to_its_row(page: Page) -> None:
    log_in(page, "gongkai")
    page.goto("/desk/channels/carriers/")
    page.get_by_role("link", name="云岭发布头条号").click()
    page.get_by_role("link", name="导入平台数据").first.click()
    page.goto(page.url)
    heads: FilePayload = {"name": "导出.csv", "mimeType": "text/csv", "buffer": "姓名,年龄\n甲,3\n".encode()}
    page.get_by_label("文件").set_input_files(heads)
    page.get_by_role("button", name="上传，先看看").click()
    expect(page.get_by_role("alert")).to_contain_text("没有找到“标题”和“发布时间”两列")
    told: FilePayload = {"name": "头条明细.csv", "mimeType": "text/csv", "buffer": export("虚构便民提示一则")}
    page.get_by_label("文件").set_input_files(told)
    page.get_by_role("button", name="上传，先看看").click()
    expect(page.get_by_role("status").first).to_contain_text("这是预览")
    expect(page.get_by_role("row", name=re.compile("虚构便民提示一则"))).to_contain_text("4321")
    page.get_by_role("button", name="确认导入 1 行").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("头条明细.csv")
    page.get_by_role("link", name="虚构便民提示一则").click()
    page.get_by_role("link", name="“头条明细.csv”第 2 行").last.click()
    expect(page.get_by_role("row", name=re.compile("虚构便民提示一则"))).to_contain_text("4321")
    page.goto("/desk/channels/")
    line = page.get_by_role("region", name="按渠道（年报口径）").first.get_by_role(
        "row", name=re.compile("今日头条")
    )
    line.get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("虚构便民提示一则")


def test_what_hangs_is_entered_with_its_photograph_without_script(plain_page: Page) -> None:
    log_in(plain_page, "gongkai")
    plain_page.goto("/desk/channels/carriers/")
    plain_page.get_by_role("link", name="县档案馆查阅点").click()
    plain_page.get_by_role("link", name="登记发布").last.click()
    plain_page.get_by_label("标题").fill("虚构查阅须知")
    photo: FilePayload = {"name": "现场.png", "mimeType": "image/png", "buffer": picture(120)}
    plain_page.get_by_label("照片").set_input_files(photo)
    plain_page.get_by_role("button", name="登记", exact=True).click()
    plain_page.get_by_role("link", name="打印张挂证明").click()
    expect(plain_page.get_by_role("heading", name="虚构查阅须知")).to_be_visible()
    assert plain_page.get_by_role("img", name=re.compile("现场照片：虚构查阅须知")).count() == 1
