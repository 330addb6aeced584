"""Search, application and status by the keyboard alone: Tab, Enter, Space, arrows and letters; what has the focus is always seen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.console import listen

FAR = 120
"""Steps with Tab after which somebody gives up."""
PAGES = (
    "/",
    "/xxgk/",
    "/zfxxgk/",
    "/zfxxgk/yunling/",
    "/ss/?q=通知",
    "/zcwj/",
    "/nb/",
    "/gsgk/",
    "/zt/",
    "/ysqgk/cx/",
    "/tj/",
    "/qx/",
)
_SEEN = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) { return 'nothing has the focus'; }
  const mark = e => {
    const s = getComputedStyle(e);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
  };
  const said = here.outerHTML.slice(0, 120);
  if (!mark(here) && !(here.parentElement && mark(here.parentElement))) { return 'no mark: ' + said; }
  const box = here.getClientRects()[0] || here.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const ys = [box.top + 2, box.top + box.height / 2, box.bottom - 2].filter(y => y >= 0 && y < innerHeight);
  const own = top => here.contains(top) || top.contains(here) || [...(here.labels || [])].some(l => l.contains(top));
  const free = ys.some(y => { const top = document.elementFromPoint(x, y); return top && own(top); });
  return free ? '' : 'hidden: ' + said + JSON.stringify(box);
}"""
# 2.5.8: smaller than 24 pixels only inside a sentence, or with room: no other target in a circle of 24 pixels around its middle.
_TARGETS = """() => {
  const inline = e => {
    const beside = [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    return getComputedStyle(e).display === 'inline' && beside;
  };
  const wanted = 'a[href], button, input:not([type=hidden]), select, summary, textarea';
  const all = [...document.querySelectorAll(wanted)]
    .filter(e => e.getClientRects().length && !e.closest('.vh, .skip'))
    .map(e => ({ e, r: (e.closest('label.option') || e).getBoundingClientRect() }));
  const small = r => r.width < 24 || r.height < 24;
  const middle = r => [r.left + r.width / 2, r.top + r.height / 2];
  const near = (r, o) => {
    const [x, y] = middle(r), [ox, oy] = middle(o);
    const dx = Math.max(o.left - x, 0, x - o.right), dy = Math.max(o.top - y, 0, y - o.bottom);
    return Math.hypot(dx, dy) < 12 || (small(o) && Math.hypot(ox - x, oy - y) < 24);
  };
  return all
    .filter(({ e, r }) => small(r) && !inline(e) && all.some(o => o.e !== e && near(r, o.r)))
    .map(({ e, r }) => e.outerHTML.slice(0, 120) + ' ' + Math.round(r.width) + '×' + Math.round(r.height));
}"""


class Hands:
    """Somebody at the keyboard, who looks after each step whether the focus is seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)

    def tab(self, *, back: bool = False) -> None:
        """On to the next thing, which is seen."""
        self.press("Shift+Tab" if back else "Tab")
        assert self.page.evaluate(_SEEN) == "", self.page.url

    def on(self) -> str:
        """What has the focus is called."""
        return str(
            self.page.evaluate(
                "(e => (e.labels && e.labels[0] ? e.labels[0].innerText : e.getAttribute('aria-label') || e.innerText || e.value"
                " || '').replace(/\\\\s+/g, ' ').trim())(document.activeElement)"
            )
        )

    def to(self, pattern: str, *, of: str = "*") -> None:
        """On until something of this name has the focus."""
        for _ in range(FAR):
            self.tab()
            if self.page.evaluate("of => document.activeElement.matches(of)", of) and re.search(
                pattern, self.on()
            ):
                return
        raise AssertionError(f"{pattern} is not reached on {self.page.url}")

    def type(self, text: str) -> None:
        """Letters, where the focus is."""
        self.page.keyboard.type(text)

    def enter(self) -> None:
        """Enter, and the page that it brings."""
        self.page.evaluate("document.documentElement.dataset.before = ''")
        self.press("Enter")
        expect(self.page.locator("html:not([data-before])")).to_have_count(1)
        self.page.wait_for_load_state()

    def choose(self, name: str) -> None:
        """On to a group of choices, and by arrows to the one of this name."""
        self.to(".", of="input[type=radio]")
        for _ in range(12):
            if name in self.on():
                self.press("Space")
                return
            self.press("ArrowDown")
        raise AssertionError(f"{name} is no choice on {self.page.url}")


@pytest.fixture(params=[390, 1366], ids=["phone", "desk"])
def hands(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Hands]:
    context = browser.new_context(base_url=base_url, viewport={"width": request.param, "height": 800})
    page = context.new_page()
    complaints: list[str] = []
    listen(page, complaints)
    yield Hands(page)
    context.close()
    assert complaints == []


def test_search_a_hit_and_back(hands: Hands) -> None:
    page = hands.page
    page.goto("/")
    hands.tab()
    assert hands.on() == "跳到正文"
    hands.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    hands.to("检索词", of="input[type=search]")
    hands.type("农田水利")
    expect(page.locator("[role=listbox]").first).to_be_visible()
    hands.press("Escape")
    hands.enter()
    expect(page).to_have_url(re.compile("/ss/"))
    found = page.url
    hands.tab()
    hands.press("Enter")
    hands.to("农田水利", of="main a[href*='/xxgk/']")
    hands.enter()
    expect(page).to_have_url(re.compile("/xxgk/"))
    page.go_back()  # the key for it belongs to the browser, which has no window here
    expect(page).to_have_url(f"{found}#main")


def test_suggestions_are_chosen_by_arrows(hands: Hands) -> None:
    hands.page.goto("/xxgk/")
    hands.to("检索词", of="input[type=search]")
    hands.type("农田")
    expect(hands.page.locator("[role=option]").first).to_be_visible()
    hands.press("ArrowDown")
    chosen = hands.page.locator("[role=option][aria-selected=true]").inner_text()
    hands.enter()
    expect(hands.page.locator("input[type=search]").first).to_have_value(chosen)


def test_application_and_where_it_stands(hands: Hands) -> None:
    page = hands.page
    page.goto("/ysqgk/sq/cha/yunling/")
    hands.to("继续申请", of="button")
    hands.enter()
    hands.choose("公民（自然人）")
    hands.to("保存并继续", of="button")
    hands.enter()
    hands.to("^姓名")
    hands.type("云小舟")
    hands.choose("居民身份证")
    hands.to("证件号码")
    hands.type("11010519491231002X")
    hands.to("联系电话")
    hands.type("13900009876")
    hands.to("保存并继续", of="button")
    hands.enter()
    hands.to("信息名称")
    hands.type("虚构小区加装电梯的批复")
    hands.to("保存并继续", of="button")
    hands.enter()
    hands.choose("电子文件")
    hands.choose("网上下载")
    hands.to("保存并继续", of="button")
    hands.enter()
    expect(page.get_by_role("heading", name="核对以后提交")).to_be_visible()
    hands.to("提交申请", of="button")
    hands.press("Enter")
    expect(page.get_by_role("heading", name="申请已经提交")).to_be_visible()
    number, code = page.locator(".big-code").all_inner_texts()
    hands.to("查询进度", of="a")
    hands.enter()
    expect(page.get_by_label("登记编号")).to_have_value(number)
    hands.to("查询码")
    hands.type(code)
    hands.enter()
    expect(page.get_by_role("heading", name="已提交，等待机关确认收到")).to_be_visible()
    hands.to("撤回申请", of="summary")
    hands.press("Space")
    expect(page.get_by_label("我确定撤回")).to_be_visible()
    hands.to("结束查询|提交|撤回")


@pytest.mark.parametrize("address", PAGES)
def test_the_whole_page_forth_and_back(hands: Hands, address: str) -> None:
    """From the top out at the end, nowhere caught, everything seen; what is pressed is large enough, or has room around it."""
    page = hands.page
    page.goto(address)
    small = page.evaluate(_TARGETS)
    assert small == []
    for _ in range(40):
        hands.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(_SEEN) == "", address
    last = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
    hands.press("Shift+Tab")
    assert page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)") != last
