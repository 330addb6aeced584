"""What axe finds wrong with a page."""

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it carries no types
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def barriers(page: Page) -> str:
    """A report of the barriers on a page (WCAG 2.0 to 2.2 A and AA, good practice); empty if there is none."""
    found = Axe().run(page, options=RULES)
    return str(found.generate_report()) if found.violations_count else ""


def found_wrong(page: Page, addresses: Iterable[str], widths: Iterable[int]) -> list[str]:
    """Barriers and sideways scroll on these pages at these widths; empty if there are none."""
    wide = list(widths)
    wrong = []
    for address in addresses:
        page.goto(address)
        for width in wide:
            page.set_viewport_size({"width": width, "height": 800})
            over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if over > 0:
                wrong.append(f"{address} is {over} pixels too wide at {width}")
            if found := barriers(page):
                wrong.append(f"{address} at {width}: {found}")
    return wrong
