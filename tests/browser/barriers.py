"""What axe finds wrong with a page."""

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it carries no types
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
_RUN = "options => axe.run(document, options).then(found => found.violations)"


def barriers(page: Page) -> str:
    """A report of the barriers on a page (WCAG 2.0 to 2.2 A and AA, good practice); empty if there is none.

    axe is put into a page the first time alone, however often it is looked at, and hands out what is wrong and nothing else.
    """
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return "\n".join(
        f"{each['id']}: {each['help']} ({len(each['nodes'])}): {each['nodes'][0]['html'][:200]} {each['nodes'][0]['failureSummary']}"
        for each in page.evaluate(_RUN, RULES)
    )


def sideways(page: Page) -> int:
    """How many pixels the page, with its styles, is wider than the window."""
    page.wait_for_load_state()
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def found_wrong(page: Page, addresses: Iterable[str], widths: Iterable[int]) -> list[str]:
    """Barriers and sideways scroll on these pages at these widths; empty if there are none."""
    wide = list(widths)
    wrong = []
    for address in addresses:
        page.goto(address)
        for width in wide:
            page.set_viewport_size({"width": width, "height": 800})
            if (over := sideways(page)) > 0:
                wrong.append(f"{address} is {over} pixels too wide at {width}")
            if found := barriers(page):
                wrong.append(f"{address} at {width}: {found}")
    return wrong
