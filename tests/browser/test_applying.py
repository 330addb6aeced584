"""在线申请 in a browser: from the page of an agency to the receipt and the state of things, with and without script."""

import re

from playwright.sync_api import Page, expect

from tests.browser.cases import ORGAN, ask, codes, fill_in, go_on, next_page


def test_with_script(page: Page) -> None:
    page.goto(ORGAN)
    page.get_by_role("link", name="在线申请").click()
    page.locator("#id_q").fill("养老")
    expect(page.get_by_role("button", name="就是它，去看看").first).to_be_visible()
    page.get_by_role("button", name="继续申请").click()
    fill_in(page)
    expect(page.locator("#id_answer")).to_be_hidden()
    page.get_by_role("button", name="提交申请").click()
    ask(page, *codes(page))
    expect(page.get_by_role("heading", name="已提交，等待机关确认收到")).to_be_visible()


def test_without_script(plain_page: Page) -> None:
    page = plain_page
    page.goto(ORGAN)
    page.get_by_role("link", name="在线申请").click()
    page.locator("#id_q").fill("养老")
    page.get_by_role("button", name="查一查").click()
    expect(page.get_by_role("button", name="就是它，去看看").first).to_be_visible()
    page.get_by_role("button", name="都不是，继续申请").click()
    fill_in(page)
    page.get_by_role("link", name=re.compile(r"修改\s*需要的信息")).click()
    page.get_by_role("button", name="再加一项").click()
    page.get_by_label("信息名称").last.fill("第二项虚构信息")
    page.get_by_role("button", name="保存，回到核对").click()
    expect(page.get_by_text("第二项虚构信息")).to_be_visible()
    first, sign, second = list(page.locator("label[for=id_answer]").inner_text()[:3])
    known = "零一二三四五六七八九"
    page.locator("#id_answer").fill(
        str(known.index(first) + known.index(second) * (1 if sign == "加" else -1))
    )
    page.get_by_role("button", name="提交申请").click()
    number, code = codes(page)
    ask(page, number, code)
    expect(page.get_by_role("heading", name="已提交，等待机关确认收到")).to_be_visible()
    page.get_by_text("撤回申请").first.click()
    page.get_by_label("我确定撤回").check()
    page.get_by_role("button", name="撤回申请").click()
    expect(page.get_by_role("heading", name="您已撤回申请")).to_be_visible()


def test_what_is_public_already_is_a_way_out(page: Page) -> None:
    page.goto("/ysqgk/sq/cha/yunling/")
    page.locator("#id_q").fill("养老")
    page.get_by_role("button", name="就是它，去看看").first.click()
    expect(page).to_have_url(re.compile("/xxgk/"))


def test_a_closed_window_loses_nothing(page: Page) -> None:
    page.goto("/ysqgk/sq/cha/yunling/")
    with next_page(page):
        page.get_by_role("button", name="继续申请").click()
    page.get_by_label("商业企业").check()
    go_on(page)
    page.get_by_label("单位名称").fill("云岭虚构商贸有限公司")
    go_on(page)
    expect(page.get_by_role("alert")).to_be_focused()
    page.goto("/ysqgk/sq/")
    with next_page(page):
        page.get_by_role("link", name="接着填写").click()
    go_on(page)
    expect(page.get_by_label("单位名称")).to_have_value("云岭虚构商贸有限公司")
    page.get_by_role("button", name="放弃填写").click()
    expect(page.get_by_text("已经放弃填写")).to_be_visible()
