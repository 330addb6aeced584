"""申请更正 in a browser: from the form to the correction and to the refusal, with and without script, without barriers."""

import re

from playwright.sync_api import Page, expect

from tests.browser.barriers import found_wrong
from tests.browser.cases import next_page
from tests.browser.test_desk import WIDTHS, log_in

ORGAN = "/zfxxgk/yunling/ysqgk/"
OLD, NEW = "面积写作三亩二分", "面积应为五亩二分"


def look(page: Page, *addresses: str) -> None:
    """No barrier and no sideways scroll, on a desk and on a phone; the page stays where it was."""
    here = page.url
    wrong = found_wrong(page, addresses or (here,), WIDTHS)
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(here)
    assert wrong == []


def fill_in(page: Page, record: str) -> None:
    """The form of a citizen."""
    page.get_by_label("哪一份文件、哪一个页面写错了？").fill(record)
    page.get_by_label("现在是怎样写的？").fill(OLD)
    page.get_by_label("应当怎样写？").fill(NEW)
    page.get_by_label("您有什么证据？").fill("土地承包经营权证")
    page.get_by_label("姓名", exact=True).fill("云小舟")
    page.get_by_label("居民身份证").check()
    page.get_by_label("证件号码").fill("11010519491231002X")
    page.get_by_label("联系电话").fill("13900009876")


def codes(page: Page) -> tuple[str, str]:
    """Number and code of the receipt."""
    expect(page.get_by_role("heading", name="更正申请已经提交")).to_be_visible()
    number, code = page.locator(".big-code").all_inner_texts()
    assert re.fullmatch(r"[A-Z0-9]{4} [A-Z0-9]{4}", code)
    return number, code


def ask(page: Page, number: str, code: str) -> None:
    """Number and code typed, in the same place as for applications."""
    page.goto(f"/ysqgk/cx/?bh={number}")
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询", exact=True).click()


def do(page: Page, act: str, **filled: str) -> None:
    """Open the form of an act, fill it in, send it."""
    page.locator("main").get_by_role("link", name=act, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(act)
    look(page)
    for field, text in filled.items():
        page.locator(f"#id_{field}").fill(text)
    page.get_by_role("button", name=act, exact=True).click()


def opened(page: Page, number: str) -> None:
    """The request at the desk."""
    log_in(page, "gongkai")
    page.goto(f"/desk/rectifications/?q={number}")
    look(page)
    page.locator("table a.main").first.click()
    expect(page.locator(".case-main")).to_contain_text(number)


def test_from_the_form_to_the_correction(page: Page) -> None:
    page.goto(ORGAN)
    with next_page(page):
        page.get_by_role("link", name="申请更正").click()
    look(page, "/ysqgk/gz/", page.url)
    page.get_by_role("link", name="公民本人").click()
    page.get_by_role("button", name="提交更正申请").click()
    expect(page.get_by_role("link", name="请写明您有什么证据。")).to_be_visible()
    look(page)
    fill_in(page, "补偿名册（虚构，浏览器测试）")
    expect(page.locator("#id_answer")).to_be_hidden()
    page.get_by_role("button", name="提交更正申请").click()
    number, code = codes(page)
    look(page)
    opened(page, number)
    expect(page.locator("main")).not_to_contain_text(OLD)
    do(page, "确认收到")
    look(page)
    page.get_by_role("link", name="查看完整的更正内容…").click()
    page.locator("#id_reason").fill("核实办理")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.locator("main")).to_contain_text(OLD)
    page.get_by_role("link", name="看完了，回更正申请").click()
    do(page, "予以更正", old_record=OLD, new_record=NEW)
    expect(page.locator(".case-main .tag", has_text="已更正")).to_be_visible()
    look(page)
    ask(page, number, code)
    expect(page.get_by_role("heading", name="机关已经更正")).to_be_visible()
    expect(page.locator("main")).to_contain_text(NEW)
    look(page)


def test_without_script_to_the_refusal(plain_page: Page, page: Page) -> None:
    citizen = plain_page
    citizen.goto("/ysqgk/gz/yunling/gr")
    fill_in(citizen, "公示名单（虚构，浏览器测试）")
    said = citizen.locator("label[for=id_answer]").inner_text()
    first, sign, second = re.findall(r"[一二三四五六七八九加减]", said)[:3]
    digits = "零一二三四五六七八九"
    total = digits.index(first) + digits.index(second) * (1 if sign == "加" else -1)
    citizen.get_by_label(said).fill(str(total))
    citizen.get_by_role("button", name="提交更正申请").click()
    number, code = codes(citizen)
    opened(page, number)
    do(page, "确认收到")
    page.get_by_role("link", name="不予更正", exact=True).click()
    page.get_by_label("没有证据证明记录不准确").check()
    page.locator("#id_reasons").fill("经查原始清点表，与公示一致（虚构）。")
    page.get_by_role("button", name="不予更正", exact=True).click()
    expect(page.locator(".case-main .tag", has_text="不予更正")).to_be_visible()
    ask(citizen, number, code)
    expect(citizen.get_by_role("heading", name="机关决定不予更正")).to_be_visible()
    expect(citizen.locator("main")).to_contain_text("经查原始清点表")
    expect(citizen.get_by_role("heading", name="不服怎么办")).to_be_visible()


def test_the_counter_has_no_barriers(page: Page) -> None:
    log_in(page, "gongkai")
    page.goto("/desk/rectifications/new/")
    look(page, "/desk/rectifications/", page.url)
