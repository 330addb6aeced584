"""办理期限计算器 in a browser: with and without script, by keyboard, on paper."""

from playwright.sync_api import Page, expect

from tests.browser.barriers import sideways

PLAIN = "/qx/?received_on=2026-09-22&channel=in_person&as_of=2026-10-15"
CONSULTED = f"{PLAIN}&e1-kind=third_party_asked&e1-on=2026-10-09&e1-who=甲公司&e1-received_on=2026-10-12"


def due(page: Page) -> str:
    """The date that the page answers."""
    return page.locator(".due-date time").inner_text()


def asked(page: Page) -> str:
    """What the address of the page asks, without the host."""
    return page.url.partition("?")[2]


def test_two_answers_give_a_date_and_a_short_address(page: Page) -> None:
    page.goto("/qx/")
    page.get_by_label("收到申请的日期").fill("2026-09-22")
    page.get_by_role("button", name="计算").click()
    expect(page.get_by_role("heading", name="最迟答复日期")).to_be_visible()
    assert due(page) == "2026年10月27日"
    assert asked(page) == "received_on=2026-09-22&channel=in_person"


def test_simple_case_without_script(plain_page: Page) -> None:
    plain_page.goto("/qx/")
    plain_page.get_by_label("收到申请的日期").fill("2026-09-22")
    plain_page.get_by_role("button", name="计算").click()
    assert due(plain_page) == "2026年10月27日"
    assert asked(plain_page) == "received_on=2026-09-22&channel=in_person"


def test_events_without_script(plain_page: Page) -> None:
    plain_page.goto("/qx/")
    plain_page.get_by_label("收到申请的日期").fill("2026-09-22")
    plain_page.get_by_text("算到哪一天").first.click()
    plain_page.locator("#id_as_of").fill("2026-10-28")
    plain_page.get_by_text("收到以后还发生了什么").click()
    plain_page.locator("#id_e1-kind").select_option("transferred")
    plain_page.locator("#id_e1-on").fill("2026-09-23")
    plain_page.get_by_role("button", name="再加一项").click()
    expect(plain_page.locator("li.event")).to_have_count(5)
    plain_page.locator("#id_e2-kind").select_option("extended")
    plain_page.locator("#id_e2-on").fill("2026-10-26")
    plain_page.locator("#e2 summary").click()
    plain_page.locator("#id_e2-working_days").fill("20")
    plain_page.get_by_role("button", name="重新计算").click()
    assert due(plain_page) == "2026年11月24日"
    expect(plain_page.locator("#id_e2-working_days")).to_have_value("20")


def test_only_the_fields_of_the_kind_are_shown(page: Page) -> None:
    page.goto("/qx/")
    page.get_by_text("收到以后还发生了什么").click()
    row = page.locator("#e1")
    row.get_by_label("发生了什么").select_option("延长答复期限")
    expect(row.get_by_label("延长几个工作日")).to_be_visible()
    expect(row.locator("input:visible")).to_have_count(2)
    row.get_by_label("发生了什么").select_option("征求第三方意见")
    expect(row.get_by_label("第三方收到征求意见书的日期")).to_be_visible()
    expect(row.get_by_label("延长几个工作日")).to_be_hidden()
    row.get_by_label("发生了什么").select_option("作出答复")
    expect(row.locator("input:visible")).to_have_count(1)


def test_rows_come_and_go(page: Page) -> None:
    page.goto("/qx/")
    page.get_by_label("收到申请的日期").fill("2026-09-22")
    page.get_by_text("收到以后还发生了什么").click()
    page.get_by_role("button", name="再加一项").click()
    page.get_by_role("button", name="再加一项").click()
    rows = page.locator("li.event")
    expect(rows).to_have_count(3)
    assert [row.get_attribute("id") for row in rows.all()] == ["e1", "e2", "e3"]
    expect(rows.nth(2).get_by_label("发生了什么")).to_be_focused()
    rows.nth(2).get_by_label("发生了什么").select_option("延长答复期限")
    rows.nth(2).get_by_label("日期", exact=True).fill("2026-10-26")
    rows.nth(2).get_by_label("延长几个工作日").fill("10")
    rows.nth(0).get_by_role("button", name="删去这一项").click()
    expect(rows).to_have_count(2)
    page.get_by_text("算到哪一天").first.click()
    page.locator("#id_as_of").fill("2026-10-28")
    page.get_by_role("button", name="计算").click()
    assert due(page) == "2026年11月10日"
    assert asked(page).endswith("e1-kind=extended&e1-on=2026-10-26&e1-working_days=10")


def test_confirmation_is_asked_only_where_it_counts(page: Page) -> None:
    page.goto("/qx/")
    confirmed = page.get_by_label("双方确认收到的日期")
    expect(confirmed).to_be_hidden()
    page.get_by_label("收到方式").select_option("互联网渠道")
    page.get_by_label("收到申请的日期").fill("2026-09-20")
    confirmed.fill("2026-09-22")
    page.get_by_role("button", name="计算").click()
    assert due(page) == "2026年10月27日"
    page.get_by_label("收到方式").select_option("当面提交")
    page.get_by_role("button", name="重新计算").click()
    assert "confirmed_on" not in asked(page)


def test_going_back_finds_the_form_as_it_was(page: Page) -> None:
    page.goto("/qx/")
    page.get_by_label("收到申请的日期").fill("2026-09-22")
    page.get_by_role("button", name="计算").click()
    expect(page.locator(".due-date")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("收到申请的日期")).to_be_enabled()
    expect(page.locator("#id_as_of")).to_be_enabled()


def test_errors_are_in_focus_and_lead_to_their_fields(page: Page) -> None:
    page.goto(f"{PLAIN}&e1-kind=extended&e1-on=2026-10-09")
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    alert.get_by_role("link").click()
    expect(page.get_by_label("延长几个工作日")).to_be_focused()


def test_whole_case_by_keyboard(page: Page) -> None:
    page.goto("/qx/")
    page.get_by_label("收到申请的日期").focus()
    page.keyboard.type("09222026")
    page.keyboard.press("Enter")
    expect(page.locator(".due-date")).to_be_visible()
    assert due(page) == "2026年10月27日"


def test_lamps_are_shape_and_word(page: Page) -> None:
    page.goto(CONSULTED)
    lamps = page.locator(".lamp")
    assert [lamp.locator("b").inner_text() for lamp in lamps.all()] == ["暂停", "充裕"]
    assert all(lamp.locator("svg path, svg circle").count() == 1 for lamp in lamps.all())


def test_picture_can_be_read_on_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(CONSULTED)
    cell = page.locator("td.due")
    box = cell.bounding_box()
    assert box is not None
    assert box["width"] >= 40
    assert cell.locator(".n").inner_text() == "20"
    assert cell.locator(".day-sign").inner_text() == "到期"
    assert "第20个工作日" in (cell.locator(".vh").text_content() or "")
    small = page.locator(".month .box > *:visible").evaluate_all(
        "marks => Math.min(...marks.map(mark => parseFloat(getComputedStyle(mark).fontSize)))"
    )
    assert small >= 11


def test_months_fold_on_a_telephone_and_open_for_paper(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(CONSULTED)
    expect(page.locator(".month-days[open]")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".month-days:not([open])")).to_have_count(0)


def test_paper_shows_the_answer_and_no_form(page: Page) -> None:
    page.goto(CONSULTED)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 640, "height": 900})  # the width between the margins of A4
    for hidden in ("header.site", "form", ".examples", ".actions", "footer.site"):
        expect(page.locator(hidden).first, hidden).to_be_hidden()
    for shown in (
        ".due-date",
        ".lamp >> nth=0",
        ".month >> nth=2",
        ".case >> nth=0",
        ".days >> nth=2",
        ".source-list",
    ):
        expect(page.locator(shown), shown).to_be_visible()
    assert sideways(page) <= 0


def test_answer_can_be_taken_away(plain_page: Page) -> None:
    plain_page.goto(PLAIN)
    with plain_page.expect_download() as download:
        plain_page.get_by_role("link", name="加到日历").click()
    assert download.value.suggested_filename == "答复到期.ics"


def test_large_type_keeps_the_question(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(CONSULTED)
    page.get_by_role("link", name="长者模式").click()
    expect(page.get_by_role("link", name="退出长者模式")).to_be_visible()
    assert due(page) == "2026年11月19日"
    assert sideways(page) <= 0
