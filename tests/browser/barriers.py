"""What axe finds wrong with a page."""

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # it carries no types
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def barriers(page: Page) -> str:
    """A report of the barriers on a page (WCAG 2.0 to 2.2 A and AA, good practice); empty if there is none."""
    found = Axe().run(page, options=RULES)
    return str(found.generate_report()) if found.violations_count else ""
