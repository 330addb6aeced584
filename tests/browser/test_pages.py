"""Pages on a desk, on a phone, on paper; with the keyboard alone. That nothing is a barrier is looked at in test_everyone.py, kind by
kind, and in test_platform.py for what one kind can be.
"""

from playwright.sync_api import Page, expect

from tests.browser.barriers import sideways


def test_large_type_is_large_and_narrow_enough(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/zfxxgk/ledu/nb/2020/")
    page.get_by_role("link", name="长者模式").click()
    expect(page).to_have_url(f"{base_url}/zfxxgk/ledu/nb/2020/")
    expect(page.get_by_role("link", name="退出长者模式")).to_be_visible()
    expect(page.locator("html")).to_have_css("font-size", "22px")
    assert sideways(page) <= 0
    page.get_by_role("link", name="退出长者模式").click()
    expect(page.get_by_role("link", name="长者模式", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_css("font-size", "16px")


def test_first_tab_skips_to_the_text(page: Page) -> None:
    page.goto("/nb/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_everything_to_press_is_reached_by_keyboard(page: Page) -> None:
    page.goto("/tj/")
    reachable = "a[href], button, input:not([type=hidden]), textarea, summary, select"
    wanted = page.locator(reachable).locator("visible=true").count()
    reached = set()
    for _ in range(wanted + 2):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert len(reached) >= wanted


def test_finding_leads_to_its_cell_and_back(page: Page) -> None:
    page.goto("/zfxxgk/ledu/nb/2020/")
    cell = page.locator("#c-t3-granted-org_business")
    cell.locator("a").click()
    note = page.locator("li.note:target")
    assert "予以公开" in note.inner_text()
    note.get_by_role("link", name="商业企业").click()
    assert page.locator("td:target").get_attribute("id") == "c-t3-granted-org_business"
    assert cell.bounding_box()["y"] > 40  # type: ignore[index] # it is on the page, below the menu that stays


def test_small_targets_are_large_enough(page: Page) -> None:
    page.goto("/zfxxgk/ledu/nb/2020/")
    sizes = page.locator("a.chip").evaluate_all("links => links.map(a => [a.offsetWidth, a.offsetHeight])")
    assert sizes
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_paper_shows_the_form_and_nothing_else(page: Page) -> None:
    page.goto("/zfxxgk/qingyang/nb/2021/")
    page.emulate_media(media="print")
    for hidden in ("header.site", ".topbar", ".toolbar", "footer.site", ".section-menu"):
        expect(page.locator(hidden), hidden).to_be_hidden()
    for shown in ("table.t2", "table.t3", "table.t4", ".notes >> nth=0", "h1"):
        expect(page.locator(shown), shown).to_be_visible()
    page.set_viewport_size({"width": 640, "height": 900})  # the width between the margins of A4
    assert sideways(page) <= 0


def test_item_on_paper_is_its_box_and_its_text(page: Page) -> None:
    page.goto("/zfxxgk/yunling/fdzdgk/zcwj-gfxwj/")
    page.locator(".item-list a").first.click()
    page.emulate_media(media="print")
    for hidden in ("header.site", ".topbar", ".toolbar", "footer.site", ".crumb"):
        expect(page.locator(hidden), hidden).to_be_hidden()
    for shown in (".metabox", "h1", ".body", ".address"):
        expect(page.locator(shown), shown).to_be_visible()
    page.set_viewport_size({"width": 640, "height": 900})
    assert sideways(page) <= 0


def test_address_of_an_item_is_copied(page: Page, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    page.goto("/zfxxgk/yunling/fdzdgk/zcwj-gfxwj/")
    page.locator(".item-list a").first.click()
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("button", name="地址已复制")).to_be_visible()


def test_attachment_of_an_item_is_saved(page: Page) -> None:
    page.goto("/zfxxgk/yunling/fdzdgk/czys/")
    page.locator(".item-list a").first.click()
    with page.expect_download() as waited:
        page.get_by_role("link", name="附表.xlsx").click()
    assert waited.value.suggested_filename == "附表.xlsx"


def test_charts_keep_the_size_of_their_letters(page: Page) -> None:
    for width, shown, hidden in ((1366, "wide", "narrow"), (390, "narrow", "wide")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/zfxxgk/qingyang/nb/2021/")
        drawing = page.locator(f"#charts svg.{shown}").first
        expect(drawing).to_be_visible()
        assert page.locator(f"#charts svg.{hidden}").first.is_hidden()
        letters = drawing.evaluate(
            "svg => 14 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
        )
        assert 12 <= letters <= 18
