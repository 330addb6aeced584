"""政策解读 in a browser: from the draft of an interpretation to its release with the document; what everybody reads then."""

from playwright.sync_api import Page, expect

from tests.browser.test_desk import log_in
from tests.browser.test_rectifying import look

ROADS, MEALS, LIFTS = "农村公路养护", "老年助餐服务", "加装电梯"
WORDS = "图上画着三种路：县里养县道，乡镇养乡道和村道。每种路旁边写着报修电话。"


def opened(page: Page, words: str) -> None:
    """A task, from the list."""
    page.goto(f"/desk/interpretations/?tab=all&q={words}")
    page.locator("table a.main").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("解读任务")


def test_from_the_draft_to_joint_release(page: Page) -> None:
    log_in(page, "chengban")
    opened(page, ROADS)
    expect(page.get_by_label("三同步").get_by_text("不能通过")).to_have_count(2)
    look(page)
    page.get_by_role("link", name="起草解读稿").click()
    page.get_by_label("图解").check()
    page.get_by_role("button", name="起草解读稿").click()
    expect(page.get_by_role("alert")).to_contain_text("看不见、听不到的人也要能读懂")
    look(page)
    page.get_by_label("图解").check()
    page.get_by_label("文字稿").fill(WORDS)
    page.get_by_role("button", name="起草解读稿").click()
    expect(page.get_by_role("status").first).to_contain_text("解读稿已建立")
    expect(page.get_by_role("textbox", name="正文")).to_contain_text("县里养县道")
    opened(page, ROADS)
    expect(page.get_by_role("table", name="解读材料")).to_contain_text("图解")
    log_out(page)
    log_in(page, "gongkai")
    opened(page, MEALS)
    page.get_by_role("link", name="同步发布").click()
    look(page)
    page.get_by_role("button", name="同步发布").click()
    expect(page.get_by_role("status")).to_contain_text("文件和解读同步发布")
    expect(page.get_by_text("解读已公布")).to_be_visible()
    look(page)
    page.goto("/zcjd/?xs=text")
    page.get_by_role("link", name="家门口吃饭有补助").first.click()
    page.get_by_role("link", name="云岭县老年助餐服务管理办法").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("老年助餐服务管理办法")
    expect(page.get_by_role("link", name="家门口吃饭有补助").first).to_be_visible()
    look(page)


def log_out(page: Page) -> None:
    page.get_by_role("button", name="退出").click()


def test_refused_release_says_what_to_do(page: Page) -> None:
    log_in(page, "gongkai")
    opened(page, ROADS)
    number = page.url.rstrip("/").rpartition("/")[2]
    page.goto(f"/desk/interpretations/{number}/do/release/")
    page.get_by_role("button", name="同步发布").click()
    expect(page.get_by_role("alert")).to_contain_text("请先在文件登记中关联")


def test_figures_and_lists_have_no_barrier(page: Page) -> None:
    log_in(page, "gongkai")
    page.goto("/desk/interpretations/measures/?since=2025-01-01")
    expect(page.get_by_role("region", name="没有解读的、超过期限的文件")).to_contain_text("山塘水库")
    page.get_by_role("button", name="留存本期数据").click()
    expect(page.get_by_role("status")).to_contain_text("已留存")
    look(page, page.url, "/desk/interpretations/?tab=all", "/desk/interpretations/rules/")


def test_questions_are_found_and_lead_to_their_policy(plain_page: Page) -> None:
    plain_page.goto("/zcwd/")
    plain_page.get_by_label("您想问什么").fill("一楼")
    plain_page.get_by_role("button", name="查找").click()
    plain_page.get_by_role("link", name="住在一楼，也要出钱吗？").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("住在一楼，也要出钱吗？")
    plain_page.get_by_role("link", name=LIFTS).first.click()
    expect(plain_page.get_by_role("heading", name="政策解读")).to_be_visible()
    expect(plain_page.get_by_role("heading", name="政策问答")).to_be_visible()


def test_public_pages_have_no_barrier(page: Page) -> None:
    page.goto("/zcwd/")
    one = page.get_by_role("link", name="住在一楼").get_attribute("href")
    look(page, "/zcjd/", "/zcjd/?xs=graphic", "/zcwd/", str(one))
