"""HTML as a reader of the page sees it: paragraphs and tables in reading order, without scripts and navigation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.documents.reading.blocks import Block, Grid
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.cleaning import clean, collapse
from gongkai.documents.reading.sources.html.markup import tamed
from gongkai.documents.reading.sources.html.page_hints import page_hints
from gongkai.documents.reading.sources.html.rows import Written, resolve_rows
from gongkai.documents.reading.sources.refusals import COPY_TEXT, refusal
from gongkai.documents.reading.sources.tables import Item, Table, blocks, grid

# Shown by no browser, or page furniture that says nothing of the report.
_UNSEEN_NAMES = """
head script style template noscript nav footer iframe object embed svg math canvas audio video select
textarea button input map area
"""
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
figure form h1 h2 h3 h4 h5 h6 header hr legend li main menu ol p pre section summary table ul
"""
_BLOCK = frozenset(_BLOCK_NAMES.split())
_HIDDEN = '[hidden], [style*="display:none" i], [style*="display: none" i], [style*="mso-hide:all" i]'


@dataclass(slots=True)
class _Holder:
    """What collects content while the tree is walked: the page, or a table cell with its spans."""

    items: list[Item] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class _Walk:
    """The page and the cells that are open, innermost last, and the rows of the tables that are open."""

    holders: list[_Holder] = field(default_factory=lambda: [_Holder()])
    tables: list[list[list[Written]]] = field(default_factory=list)
    preformatted: int = 0


def html_blocks(text: str, name: str) -> tuple[Iterable[Block], dict[str, str]]:
    """The blocks of a page, and its hints: "title", and "published" (ISO date) where the page says it plainly.

    Lines are "paragraph N", grids "table N", both counted from 1 in reading order.
    Raises Unreadable for a page that is nested or long beyond reason.
    """
    markup = tamed(text)
    if markup is None:
        raise refusal(name, "的网页结构异常（标记嵌套过深或过多）", COPY_TEXT)
    tree = LexborHTMLParser(markup)
    items = _items(tree)
    return blocks(items), page_hints(tree, items)


def html_items(text: str) -> list[Item]:
    """What a piece of markup inside another document says; nothing if it is nested or long beyond reason."""
    markup = tamed(text)
    return _items(LexborHTMLParser(markup)) if markup is not None else []


def html_grids(text: str, before: int) -> Iterator[Grid]:
    """The grids in a piece of markup that stands in a plain text, after `before` other ones."""
    for number, table in enumerate(
        (item for item in html_items(text) if isinstance(item, Table)), before + 1
    ):
        yield grid(table, f"table {number}")


def _items(tree: LexborHTMLParser) -> list[Item]:
    """Walk the tree without recursion, in document order."""
    walk = _Walk()
    hidden = {node.mem_id for node in tree.css(_HIDDEN)}
    node, depth = tree.root, 0
    while node is not None:
        tag = node.tag or ""
        entered = node.mem_id not in hidden and _open(walk, node, tag)
        if entered and node.child is not None:
            node, depth = node.child, depth + 1
            continue
        if entered:
            _close(walk, tag)
        while node.next is None and depth and node.parent is not None:
            node, depth = node.parent, depth - 1
            _close(walk, node.tag or "")
        node = node.next if depth else None
    _flush(walk)
    return walk.holders[0].items


def _open(walk: _Walk, node: LexborNode, tag: str) -> bool:
    """Take in what begins here; False if nothing inside is to be read."""
    if tag == "-text":
        _take(walk, node.text_content or "")
        return False
    if tag in _UNSEEN or tag[:1] in ("-", "!"):
        return False
    if tag in _BLOCK or tag == "br":
        _flush(walk)
    if tag == "pre":
        walk.preformatted += 1
    elif tag == "table":
        walk.tables.append([])
    elif tag in ("tr", "td", "th") and _in_table(walk):
        _open_cell(walk, node, tag)
    return True


def _open_cell(walk: _Walk, node: LexborNode, tag: str) -> None:
    if tag == "tr" or not walk.tables[-1]:
        walk.tables[-1].append([])
    if tag != "tr":
        _flush(walk)
        spans = node.attributes
        rowspan, colspan = _span(spans.get("rowspan"), 0), _span(spans.get("colspan"), 1)
        walk.holders.append(_Holder(rowspan=rowspan, colspan=colspan))


def _close(walk: _Walk, tag: str) -> None:
    """End what ends here: a block is a line of its own, a cell goes to its row, a table to what holds it."""
    if tag in _BLOCK or tag in ("td", "th"):
        _flush(walk)
    if tag == "pre":
        walk.preformatted -= 1
    elif tag == "table":
        rows = walk.tables.pop()
        walk.holders[-1].items += resolve_rows(rows)
    elif tag in ("td", "th") and _in_table(walk):
        cell = walk.holders.pop()
        walk.tables[-1][-1].append(Written(tuple(cell.items), cell.rowspan, cell.colspan))


def _in_table(walk: _Walk) -> bool:
    """Whether rows and cells count: not outside tables, and not in tables nested too deep."""
    return 0 < len(walk.tables) <= limits.NESTED_TABLES


def _take(walk: _Walk, text: str) -> None:
    if not walk.preformatted:
        walk.holders[-1].text.append(text)
        return
    first, *rest = text.split("\n")
    walk.holders[-1].text.append(first)
    for line in rest:
        _flush(walk)
        walk.holders[-1].text.append(line)


def _flush(walk: _Walk) -> None:
    """End the line that is being collected."""
    holder = walk.holders[-1]
    if holder.text:
        text = "".join(holder.text)
        line = clean(text).rstrip() if walk.preformatted else collapse(text)
        if line.strip():
            holder.items.append(line)
        holder.text.clear()


def _span(attribute: str | None, least: int) -> int:
    found = re.match(r"\s*\+?(\d{1,4})", attribute or "")
    return max(least, int(found[1])) if found else 1
