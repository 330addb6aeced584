"""What axe finds wrong with a page."""

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it carries no types
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def barriers(page: Page) -> str:
    """A report of the barriers on a page (WCAG 2.0 to 2.2 A and AA, good practice); empty if there is none."""
    found = Axe().run(page, options=RULES)
    return str(found.generate_report()) if found.violations_count else ""


def again(page: Page) -> str:
    """The same for a page that is looked at more than once: axe is put into it the first time alone."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {**RULES, "resultTypes": ["violations"]}
    violations = page.evaluate(
        "options => axe.run(document, options).then(found => found.violations)", options
    )
    return "\n".join(
        f"{each['id']}: {each['help']} ({len(each['nodes'])}): {each['nodes'][0]['html'][:200]} {each['nodes'][0]['failureSummary']}"
        for each in violations
    )


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
