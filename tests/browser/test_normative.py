"""The register in a browser: repeal with a successor, a clean-up over more than forty bodies, the pages for everybody."""

import re
from datetime import date

from playwright.sync_api import Page, expect

from tests.browser.barriers import found_wrong
from tests.browser.test_desk import WIDTHS, log_in

LIST = "/zcwj/gfxwj/"
OLD, NEW = "云岭县虚构集市管理办法（浏览器测试）", "云岭县虚构集市管理规定（浏览器测试）"
TEXT = "第一条　为了测试，制定本办法。\n第二条　摊位由登记的经营者使用。\n第三条　本办法自公布之日起施行。"


def look(page: Page, *addresses: str) -> None:
    """No barrier and no sideways scroll, on a desk and on a phone; the page stays where it was."""
    here = page.url
    wrong = found_wrong(page, addresses or (here,), WIDTHS)
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(here)
    assert wrong == []


def enter(page: Page, title: str, number: str, on: str) -> str:
    """Enter a document that was made before; the address of its card."""
    page.goto("/desk/documents/enter/")
    page.get_by_label("制定机关").select_option(label="云岭县人民政府")
    page.get_by_label("标题").fill(title)
    page.get_by_label("类别").select_option("normative_document")
    page.get_by_label("文号").fill(number)
    page.get_by_label("制发日期").fill(on)
    page.get_by_label("公布日期").fill(on)
    page.locator("#id_reason").fill("浏览器测试")
    page.get_by_role("button", name="补录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def test_repeal_with_a_successor(page: Page) -> None:
    log_in(page, "gongkaiban")
    old = enter(page, OLD, "云集发〔2020〕1号", "2020-03-02")
    page.get_by_role("link", name="登记条文").click()
    page.get_by_label("文本").fill(TEXT)
    page.get_by_role("button", name="登记条文").click()
    new = enter(page, NEW, "云集发〔2024〕1号", "2024-06-03")

    page.goto(old)
    page.get_by_role("link", name="登记变动").click()
    look(page)
    page.get_by_role("textbox", name="另一份文件").fill("云集发〔2024〕1号")
    page.get_by_label("变动", exact=True).select_option("replaced")
    page.get_by_label("自哪一天起").fill("2024-06-03")
    page.get_by_role("button", name="预览结果").click()
    expect(page.get_by_role("heading", name="预览：还没有登记")).to_be_visible()
    expect(page.locator("main")).to_contain_text("没有发现矛盾")
    page.get_by_role("button", name="登记变动").click()
    expect(page.locator("main")).to_contain_text("由“云集发〔2024〕1号”废止")
    look(page, old, new)

    number = re.search(r"/documents/(\d+)/", old)
    assert number is not None
    address = f"{LIST}{number[1]}/"
    page.goto(address)
    expect(page.locator(".standing")).to_contain_text("废止")
    expect(page.locator(".life-line .replaced a")).to_have_text(NEW)
    page.get_by_label("看哪一天的情况").fill("2022-01-01")
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_role("heading", name="2022年1月1日的文本")).to_be_visible()
    expect(page.locator("#di-二")).to_contain_text("摊位由登记的经营者使用")
    page.get_by_role("link", name="第二条").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("第二条")
    look(page, address, page.url)

    page.goto(f"{LIST}?q=虚构集市&rq=2022-01-01")
    expect(page.locator("table.register")).to_contain_text(OLD)
    expect(page.locator("table.register")).not_to_contain_text(NEW)


def test_clean_up_over_all_bodies_of_the_county(page: Page) -> None:
    log_in(page, "gongkaiban")
    title = "浏览器测试的清理（虚构）"
    page.goto("/desk/cleanups/new/")
    look(page)
    page.get_by_label("组织清理的机关").select_option(label="云岭县人民政府")
    page.get_by_label("名称").fill(title)
    page.get_by_label("依据").fill("虚构的清理通知")
    page.get_by_label("报送的最后一天").fill(date(2099, 12, 31).isoformat())
    page.get_by_role("button", name="开始清理").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    campaign = page.url
    rows = page.locator("table.data tbody tr")
    assert rows.count() > 44
    expect(page.locator("main")).to_contain_text(f"未报送{rows.count()} 个")
    page.get_by_role("button", name="催报未报送的机关").click()
    expect(page.locator(".flash")).to_contain_text(f"已向{rows.count()}个机关催报")

    rows.filter(has_text="云岭县教育局").get_by_role("link").click()
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.locator(".flash")).to_contain_text("没有结论")
    chosen = page.locator("select[name^=c]")
    for place in range(chosen.count()):
        chosen.nth(place).select_option("keep")
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.locator(".flash")).to_contain_text("清单已报送")
    page.get_by_role("button", name="审核通过").click()
    expect(page.locator(".flash")).to_contain_text("已审核通过")
    look(page, campaign, page.url)


def test_pages_of_the_desk_have_no_barriers(page: Page) -> None:
    addresses = (
        "/desk/documents/",
        "/desk/documents/new/",
        "/desk/documents/enter/",
        "/desk/documents/import/",
        "/desk/documents/counts/?start=2023-12-31&end=2025-12-31",
        "/desk/documents/counts/documents/?start=2023-12-31&end=2025-12-31&what=closing",
        "/desk/documents/serials/",
        "/desk/documents/tasks/",
        "/desk/documents/stated/?made=30&repealed=23&in_force=109",
        "/desk/documents/move/",
        "/desk/documents/1/",
        "/desk/cleanups/",
        "/desk/cleanups/1/",
    )
    log_in(page, "gongkaiban")
    look(page, *addresses)
