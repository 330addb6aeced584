"""What a web page says of itself: its title and the day it was published."""

import re
from collections.abc import Sequence
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from gongkai.documents.reading.sources.cleaning import clean, collapse
from gongkai.documents.reading.sources.tables import Item, Table, cell_text

_DAY = r"(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})"
_META_DATE = re.compile(rf"\s*{_DAY}")
# The page's own words for the day it was published, with the date behind them.
_PUBLISHED = re.compile(
    rf"(?:发布时间|发布日期|发文时间|发文日期|发表时间|公开日期|公开时间|發佈時間|發佈日期)[\s:：】\]]*{_DAY}"
)
_REPORT = re.compile("年度[报報]告|年[报報]")
# Items in which a page still presents itself, and the cells of a table there.
_TOP = 60


def page_hints(tree: LexborHTMLParser, items: Sequence[Item]) -> dict[str, str]:
    """ "title" and "published" (ISO date): from meta tags, then from headings and from what is visible near the top."""
    meta = {
        (node.attributes.get("name") or "").lower(): clean(node.attributes.get("content") or "").strip()
        for node in reversed(tree.css("meta[name]"))
    }
    headings, names = ([collapse(node.text()) for node in tree.css(tag)[:3]] for tag in ("h1", "title"))
    own = meta.get("articletitle", "")
    reports = [title for title in [own, *headings, *names] if _REPORT.search(title)]
    hints = {}
    if title := next((title for title in [*reports, own, *names] if title), ""):
        hints["title"] = title
    if published := _iso(_META_DATE.match(meta.get("pubdate", ""))) or _visible_day(items):
        hints["published"] = published
    return hints


def _visible_day(items: Sequence[Item]) -> str:
    """The one day that the top of the page names as that of publication; "" if it names none or several."""
    top = [
        " ".join(cell_text(cell.items) for cell in item.cells[:_TOP]) if isinstance(item, Table) else item
        for item in items[:_TOP]
    ]
    days = {_iso(match) for match in _PUBLISHED.finditer("\n".join(top))}
    return days.pop() if len(days) == 1 else ""


def _iso(match: re.Match[str] | None) -> str:
    """The three numbers of a matched date as an ISO date; "" if there is no such day."""
    try:
        return date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""
