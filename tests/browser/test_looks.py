"""Looks and languages as a visitor meets them: without a script, narrow and wide, and what is read aloud."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it carries no types
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import found_wrong

POLICY = "/xxgk/YL/2025-00001/"
REPORT = "/zfxxgk/yunling/nb/2024/"
WIDTHS = (390, 1366)
ENHANCED = {"runOnly": ["color-contrast-enhanced"], "rules": {"color-contrast-enhanced": {"enabled": True}}}
KINDS = ("/", POLICY, REPORT, "/zcwj/", "/ss/?q=%E9%80%9A%E7%9F%A5", "/ysqgk/sq/", "/qx/", "/nothing/")
VOICES = """
window.spoken = [];
const voices = %s;
const speech = {
  getVoices: () => voices,
  speak: (said) => { window.spoken.push(said.text); window.saying = said; },
  pause: () => window.spoken.push("pause"),
  resume: () => window.spoken.push("resume"),
  cancel: () => {},
};
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
CHINESE = VOICES % '[{ lang: "en-US" }, { lang: "zh-HK" }, { lang: "zh-CN" }]'
NONE = VOICES % '[{ lang: "en-US" }]'


@pytest.fixture
def bare_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page into which axe may be put, which the security policy otherwise forbids."""
    context = browser.new_context(bypass_csp=True, base_url=base_url)
    yield context.new_page()
    context.close()


def chosen(page: Page, base_url: str, **cookies: str) -> None:
    page.context.add_cookies(
        [{"name": name, "value": value, "url": base_url} for name, value in cookies.items()]
    )


def test_every_look_is_without_barrier(bare_page: Page, base_url: str) -> None:
    wrong = []
    for cookies in (
        {"zzms": "1", "gdbd": "1"},
        {"zihao": "3"},
        {"zzms": "1", "zihao": "3"},
        {"yuyan": "en"},
    ):
        bare_page.context.clear_cookies()
        chosen(bare_page, base_url, **cookies)
        wrong += [f"{cookies} {each}" for each in found_wrong(bare_page, KINDS, WIDTHS)]
    assert wrong == []


def test_high_contrast_is_seven_to_one(bare_page: Page, base_url: str) -> None:
    chosen(bare_page, base_url, gdbd="1")
    for address in KINDS:
        bare_page.goto(address)
        found = Axe().run(bare_page, options=ENHANCED)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"


TOLD = {
    "forced": {"forced_colors": "active", "color_scheme": "dark"},
    "contrast": {"contrast": "more"},
    "still": {"reduced_motion": "reduce"},
}
"""What somebody has told the system, as Chromium passes it on."""


@pytest.mark.parametrize("told", TOLD)
def test_what_was_told_to_the_system_is_followed(browser: Browser, base_url: str, told: str) -> None:
    context = browser.new_context(bypass_csp=True, base_url=base_url, **TOLD[told])  # type: ignore[arg-type]
    page = context.new_page()
    # Axe reads the colours of the page, which forced colours replace only afterwards; of all else they change nothing.
    looked_at = () if told == "forced" else ("/", REPORT, "/qx/?received_on=2026-09-22&channel=in_person")
    wrong = found_wrong(page, looked_at, WIDTHS)
    page.goto(REPORT)
    if told == "forced":
        expect(page.locator(".find button")).to_have_css("border-top-style", "solid")
        expect(page.locator("main svg").first).to_have_css("forced-color-adjust", "none")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_css("outline-style", "solid")
    elif told == "contrast":
        expect(page.locator("body")).to_have_css("background-color", "rgb(0, 0, 0)")
        expect(page.locator(".to-contrast")).to_be_hidden()
    else:
        moving = "each => getComputedStyle(each).transitionDuration !== '0s' || getComputedStyle(each).animationName !== 'none'"
        assert page.evaluate(f"[...document.querySelectorAll('*')].filter({moving}).length") == 0
    context.close()
    assert wrong == []


def test_looks_are_switched_without_script_and_leave_the_page(plain_page: Page, base_url: str) -> None:
    plain_page.goto(POLICY)
    body = plain_page.locator("body")
    expect(plain_page.get_by_role("link", name="退出长者模式")).to_have_count(0)
    plain_page.get_by_role("link", name="长者模式").click()
    expect(plain_page).to_have_url(f"{base_url}{POLICY}")
    expect(plain_page.locator("html")).to_have_css("font-size", "22px")
    plain_page.get_by_role("link", name="高对比度").click()
    expect(body).to_have_css("background-color", "rgb(0, 0, 0)")
    plain_page.get_by_role("link", name="A+ 放大字体").click()
    expect(plain_page.locator("html")).to_have_css("font-size", "24px")
    plain_page.get_by_role("link", name="退出长者模式").click()
    expect(plain_page.locator("html")).to_have_css("font-size", "18px")
    expect(plain_page.get_by_role("link", name="长者模式", exact=True)).to_have_count(1)
    plain_page.get_by_role("link", name="A 恢复字体").click()
    plain_page.get_by_role("link", name="退出高对比度").click()
    expect(plain_page.locator("html")).to_have_css("font-size", "16px")
    expect(body).not_to_have_css("background-color", "rgb(0, 0, 0)")
    expect(plain_page).to_have_url(f"{base_url}{POLICY}")


def test_languages_are_switched_without_script(plain_page: Page) -> None:
    plain_page.goto("/xxgk/?jg=yunling")
    expect(plain_page.get_by_role("link", name="简体")).to_have_count(0)
    plain_page.get_by_role("link", name="繁體").click()
    expect(plain_page).to_have_title("信息公開目錄_政府信息公開平臺")
    plain_page.get_by_role("link", name="English").click()
    expect(plain_page.get_by_role("link", name="Skip to the text")).to_have_count(1)
    expect(plain_page.get_by_role("button", name="Filter")).to_be_visible()
    assert plain_page.url.endswith("/xxgk/?jg=yunling")
    plain_page.get_by_role("link", name="简体").click()
    expect(plain_page.get_by_role("button", name="筛选")).to_be_visible()


def test_text_is_read_aloud_part_by_part_with_the_keyboard(page: Page) -> None:
    page.add_init_script(CHINESE)
    page.goto(POLICY)
    page.get_by_role("button", name="朗读", exact=True).focus()
    page.keyboard.press("Enter")
    marked = page.locator(".reading-now")
    title = page.locator(".item h1")
    expect(marked).to_have_text(title.inner_text())
    assert page.evaluate("window.saying.lang") == "zh-CN"
    page.evaluate("window.saying.onend()")
    expect(marked).to_have_count(1)
    assert page.evaluate("window.spoken.length") == 2
    expect(title).not_to_have_class("reading-now")
    page.get_by_role("button", name="暂停朗读").press("Enter")
    page.get_by_role("button", name="继续朗读").press("Space")
    assert page.evaluate("window.spoken.slice(2)") == ["pause", "resume"]
    page.get_by_role("button", name="停止朗读").press("Enter")
    expect(marked).to_have_count(0)
    expect(page.get_by_role("button", name="朗读", exact=True)).to_be_focused()
    page.evaluate("window.saying.onend()")
    expect(marked).to_have_count(0)


def test_reading_ends_by_itself(page: Page) -> None:
    page.add_init_script(CHINESE)
    page.goto("/zcwd/")
    page.goto(REPORT)
    page.get_by_role("button", name="朗读", exact=True).click()
    page.evaluate(
        "for (let n = 0; n < 1000 && document.querySelector('.reading-now'); n += 1) window.saying.onend()"
    )
    expect(page.locator(".reading-now")).to_have_count(0)
    expect(page.get_by_role("button", name="停止朗读")).to_have_count(0)
    assert page.evaluate("window.spoken.length") > 5


def test_without_a_chinese_voice_nothing_is_offered(page: Page, plain_page: Page) -> None:
    page.add_init_script(NONE)
    for each in (page, plain_page):
        each.goto(POLICY)
        expect(each.get_by_role("link", name="下载 PDF")).to_be_visible()
        expect(each.get_by_role("button", name="朗读", exact=True)).to_have_count(0)
