"""Everybody reads every page: axe finds nothing, nothing scrolls sideways, the policy is kept; on each width, in each look,
without script. A page is loaded once and looked at in all of them: a look is a style sheet (docs/decisions/0049-looks-and-languages.md).
"""

import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import kinds
from tests.browser.barriers import barriers, sideways
from tests.browser.cases import codes, fill_in, go_on, next_page
from tests.browser.console import listen

WIDTHS = (390, 768, 1366)
LOOKS = {"usual": (), "elder": ("zzms",), "contrast": ("gdbd",)}
HALL = (1080, 1920)
HALL_LOOKS = {"usual": (), "large": ("kiosk_dz",), "low": ("kiosk_ap",)}
OF_THE_HALL = "kiosk"

pytestmark = pytest.mark.browser


class Eyes:
    """One browser that looks at pages, with what its console says is wrong.

    Without `script` none of ours reaches it. Scripting itself stays on, since axe is one.
    """

    def __init__(self, browser: Browser, base_url: str, *, script: bool = True) -> None:
        self._url = base_url
        self.context: BrowserContext = browser.new_context(base_url=base_url)
        if not script:
            self.context.route("**/*.js", lambda route: route.abort())
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        listen(self.page, self.complaints)

    def wear(self, cookies: Iterable[str]) -> None:
        """Another look, on the page that is there."""
        self.context.clear_cookies(name="zzms")
        for name in ("gdbd", "kiosk_dz", "kiosk_ap"):
            self.context.clear_cookies(name=name)
        self.context.add_cookies([{"name": name, "value": "1", "url": self._url} for name in cookies])
        assert self.page.evaluate(_DRESSED)

    def wrong(self, sizes: Iterable[tuple[int, int]], looks: Iterable[tuple[str, ...]]) -> list[str]:
        """What is wrong with the page that is there, at these sizes in these looks; and what the console said on the way to it."""
        found = []
        for look in looks:
            self.wear(look)
            for width, height in sizes:
                self.page.set_viewport_size({"width": width, "height": height})
                found += [f"{look} {width}: {each}" for each in self.seen()]
        found += self.complaints
        self.complaints.clear()
        return found

    def seen(self) -> list[str]:
        """Sideways scroll, and what axe finds. Whoever looks at a screen of the hall touches it, else it is wiped."""
        self.page.keyboard.press("Shift")
        over = sideways(self.page)
        return [
            *([f"{over} pixels too wide"] if over > 0 else []),
            *filter(None, [barriers(self.page)]),
        ]


_DRESSED = """() => new Promise(done => {
  const old = document.querySelector('link[href*="yangshi.css"], link[href*="xs.css"]');
  if (!old) { done(false); return; }
  const worn = old.cloneNode();
  worn.href = old.href.split('?')[0] + '?' + Math.random();
  worn.onload = () => { old.remove(); document.fonts.ready.then(() => done(true)); };
  worn.onerror = () => done(false);
  old.after(worn);
})"""


@pytest.fixture(scope="module")
def eyes(browser: Browser, base_url: str) -> Iterator[Eyes]:
    made = Eyes(browser, base_url)
    yield made
    made.context.close()


@pytest.fixture(scope="module")
def plain_eyes(browser: Browser, base_url: str) -> Iterator[Eyes]:
    """Those of somebody without JavaScript."""
    made = Eyes(browser, base_url, script=False)
    yield made
    made.context.close()


def sizes_of(name: str) -> tuple[list[tuple[int, int]], list[tuple[str, ...]]]:
    """At which sizes and in which looks a kind of page is looked at."""
    if name.startswith(OF_THE_HALL):
        return [HALL, (390, 800)], list(HALL_LOOKS.values())
    return [(width, 800) for width in WIDTHS], list(LOOKS.values())


def test_every_kind_is_known(addresses: dict[str, str]) -> None:
    """A new page that no link leads to, or a list that names what is no more."""
    assert [name for name in kinds.names() if name not in addresses] == []
    named = kinds.DEEDS | kinds.WALKED | kinds.ELSEWHERE.keys() | kinds.GIVEN.keys()
    assert sorted(named - kinds.every()) == []


@pytest.mark.parametrize("name", kinds.names())
def test_page(eyes: Eyes, addresses: dict[str, str], name: str) -> None:
    eyes.page.goto(addresses[name])
    assert eyes.wrong(*sizes_of(name)) == []


@pytest.mark.parametrize("name", kinds.names())
def test_page_without_script(plain_eyes: Eyes, addresses: dict[str, str], name: str) -> None:
    sizes, looks = sizes_of(name)
    plain_eyes.page.goto(addresses[name])
    assert plain_eyes.wrong(sizes[:1], looks) == []


def test_application_from_its_first_page_to_where_it_stands(eyes: Eyes) -> None:
    page, wrong = eyes.page, list[str]()
    usual: tuple[list[tuple[int, int]], list[tuple[str, ...]]] = sizes_of("apply")

    def look(of: Callable[[], tuple[list[tuple[int, int]], list[tuple[str, ...]]]] = lambda: usual) -> None:
        wrong.extend(f"{page.url}: {each}" for each in eyes.wrong(*of()))
        eyes.wear(())

    page.goto("/ysqgk/sq/cha/yunling/?q=养老")
    with next_page(page):
        page.get_by_role("button", name="都不是，继续申请").click()
    go_on(page)
    look()  # nothing was chosen
    page.goto("/ysqgk/sq/lb")
    page.get_by_label("公民（自然人）").check()
    go_on(page)
    go_on(page)
    look()  # nothing was filled in
    page.goto("/ysqgk/sq/nr")
    with next_page(page):
        page.get_by_role("button", name="再加一项").click()
    look()
    page.goto("/ysqgk/sq/fs")
    look()
    page.goto("/ysqgk/sq/lb")
    fill_in(page)
    look()
    page.get_by_role("button", name="提交申请").click()
    number, code = codes(page)
    look()
    page.goto(f"/ysqgk/cx/?bh={number}")
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_role("heading", name="已提交，等待机关确认收到")).to_be_visible()
    look()
    page.goto("/kiosk/yunling/jd/")
    page.get_by_label("登记编号").fill(number)
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_role("heading", name="已提交，等待机关确认收到")).to_be_visible()
    look(lambda: sizes_of("kiosk"))
    page.get_by_role("link", name="打印小票").click()
    expect(page.get_by_role("heading", name="打印小票")).to_be_visible()
    look(lambda: sizes_of("kiosk"))
    assert wrong == []


def test_fault_from_its_form_to_where_it_stands(eyes: Eyes) -> None:
    page = eyes.page
    page.goto("/zc/?ym=/xxgk/")
    page.get_by_role("button", name="提交").click()
    expect(page).to_have_title(re.compile("错误"))
    wrong = eyes.wrong(*sizes_of("site_fault"))
    eyes.wear(())
    page.get_by_label("错别字、内容有误").check()
    page.get_by_label("请写明").fill("第二段少了一个字。")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="已经收到，正在处理")).to_be_visible()
    wrong += eyes.wrong(*sizes_of("site_fault_status"))
    eyes.wear(())
    assert wrong == []


def test_a_barrier_is_found(eyes: Eyes) -> None:
    """Letters that nobody can read, in one look alone; a picture without words; a line that is too long."""
    eyes.page.goto("/wza/")
    eyes.page.evaluate("""() => {
      const line = document.createElement('p');
      line.textContent = '看不清的字';
      line.style.color = '#eee';
      document.querySelector('main').append(line, document.createElement('img'));
    }""")
    eyes.complaints.clear()
    found = eyes.seen()
    assert len(found) == 1
    assert "color-contrast" in found[0]
    assert "image-alt" in found[0]
    eyes.page.evaluate("document.querySelector('main').style.width = '3000px'")
    assert "pixels too wide" in eyes.seen()[0]
