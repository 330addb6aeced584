"""HTML as blocks: what Word, WPS and old editors wrap text in is understood and left behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from gongkai.documents.reading.sources.cleaning import clean as cleaned
from gongkai.documents.reading.sources.cleaning import unbroken
from gongkai.documents.reading.sources.html.markup import tamed
from gongkai.documents.rich_text import gate, tables
from gongkai.documents.rich_text.blocks import (
    ALIGNED,
    CENTERED,
    FOOTNOTES,
    LINES,
    RIGHT,
    Block,
    Inline,
    Item,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    lines,
    tidied,
)
from gongkai.documents.rich_text.bullets import listed

# No text needs more; what nests deeper is clutter or malice and keeps its paragraphs only.
_DEEPEST = 120
_DEEPEST_LISTS = 4
_VOID = re.compile(r"<(br|hr|img)\b([^>]*)>")
_ANY_TAG = re.compile("<[^<>]*>")
_OPENED = re.compile(r"<(/?)(?!br\b|hr\b|img\b)[a-z]")
# What XML cannot hold: control characters, halves of surrogate pairs, non-characters.
_IMPOSSIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_BLOCK_NAMES = """
p div center section article header footer main aside nav figure figcaption address pre dl dt dd caption
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split()) | frozenset(_HEADINGS)
_MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "u": "u",
    "ins": "",
    "sub": "sub",
    "sup": "sup",
}
_STYLED = (
    (re.compile(r"font-weight:(?:bold|bolder|[6-9]00)"), "strong"),
    (re.compile(r"font-style:(?:italic|oblique)"), "em"),
    (re.compile(r"text-decoration(?:-line)?:[^;]*underline"), "u"),
    (re.compile(r"vertical-align:super"), "sup"),
    (re.compile(r"vertical-align:sub"), "sub"),
)
_HIDDEN = re.compile(r"display:none|visibility:hidden|mso-hide:(?:all|screen)")
_ALIGN = re.compile(r"text-align:(center|right|end)")
_NUMBER = re.compile(r"[0-9]{1,4}")
_ENDS_IN_WORD = re.compile(r"[0-9A-Za-z.)]$")
_BULLET = "•\u3000"


def parse(html: str, pictures: str) -> list[Block]:
    """The text as blocks in a normal form; pictures only under this address."""
    reading = _Reading(pictures)
    _walk(_tree(html), reading, _Context())
    return reading.finished()


def _tree(html: str) -> etree._Element:
    html = _IMPOSSIBLE.sub("", html)
    simple = tamed(html)
    passed = gate.flat(_ANY_TAG.sub("<p>", html)) if simple is None else gate.pasted(simple)
    if _depth(passed) > _DEEPEST:
        passed = gate.flat(passed)
    text = _VOID.sub(r"<\1\2/>", passed.replace("&nbsp;", "\xa0"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(f"<body>{text}</body>", parser)


def _depth(html: str) -> int:
    depth = deepest = 0
    for closing in _OPENED.findall(html):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest


@dataclass(frozen=True, slots=True)
class _Context:
    """What surrounds a piece of text."""

    tag: str = "p"
    kind: str = ""
    marks: frozenset[str] = frozenset()
    link: Link | None = None
    in_cell: bool = False
    lists: int = 0


@dataclass(slots=True)
class _Reading:
    """Blocks that are finished, and the runs of the paragraph that is open."""

    pictures: str
    blocks: list[Block] = field(default_factory=list)
    runs: list[Inline] = field(default_factory=list)

    def close(self, context: _Context) -> None:
        """The paragraph ends here."""
        runs, self.runs = self.runs, []
        for part in tidied(runs):
            self.blocks.append(_paragraph(part, context))

    def finished(self) -> list[Block]:
        self.close(_Context())
        return listed(self.blocks)


def _paragraph(runs: tuple[Inline, ...], context: _Context) -> Paragraph:
    if context.tag != "p":
        plain = [replace(run, marks=run.marks - {"strong"}) if isinstance(run, Run) else run for run in runs]
        runs = tidied(plain)[0]
    return Paragraph(runs, context.tag, context.kind)


def _walk(element: etree._Element, reading: _Reading, context: _Context) -> None:
    """What stands in an element, in reading order."""
    _say(element.text, reading, context)
    for child in element:
        _enter(child, reading, context)
        _say(child.tail, reading, context)


def _say(text: str | None, reading: _Reading, context: _Context) -> None:
    if text:
        reading.runs.append(Run(_shown(text), context.marks, context.link))


def _shown(text: str) -> str:
    """Characters as they are shown: breaks in the source are none, fixed blanks are blanks, never two in a row."""
    return unbroken(cleaned(unbroken(text)))


def _enter(element: etree._Element, reading: _Reading, context: _Context) -> None:
    style = (element.get("style") or "").replace(" ", "").lower()
    if _HIDDEN.search(style) or element.get("hidden") is not None:
        return
    name = str(element.tag)
    if name in _VOIDS:
        _VOIDS[name](element, reading, context)
    elif name in _LARGE:
        reading.close(context)
        reading.blocks += _LARGE[name](element, reading, context)
    elif name in _BLOCKS:
        reading.close(context)
        inside = replace(context, tag=_tag(name, context), kind=_kind(element, style) or context.kind)
        _walk(element, reading, inside)
        reading.close(inside)
    elif "mso-list:ignore" in style:
        _mark(element, reading, context)
    else:
        _walk(element, reading, _inline(element, name, style, context))


def _tag(name: str, context: _Context) -> str:
    return "p" if context.in_cell else _HEADINGS.get(name, "p" if name in ("p", "dt", "dd") else context.tag)


def _kind(element: etree._Element, style: str) -> str:
    """How a paragraph is set: by a class of ours, else by how it is aligned."""
    for name in (element.get("class") or "").split():
        if name in LINES or name in ALIGNED:
            return name
    found = _ALIGN.search(style)
    stated = (found[1] if found else element.get("align") or "").lower()
    if stated == "center" or element.tag == "center":
        return CENTERED
    return RIGHT if stated in ("right", "end") else ""


def _inline(element: etree._Element, name: str, style: str, context: _Context) -> _Context:
    marks = {_MARKS.get(name, "")} | {mark for pattern, mark in _STYLED if style and pattern.search(style)}
    marks.discard("")
    link = _link(element) if name == "a" else None
    if not marks and link is None:
        return context
    return replace(context, marks=context.marks | marks, link=link or context.link)


def _link(element: etree._Element) -> Link | None:
    href = re.sub(r"\s", "%20", (element.get("href") or "").strip())
    if href.startswith("#"):
        name = element.get("id") or ""
        return Link(href, name if gate.is_footnote(name) else "") if gate.is_footnote(href[1:]) else None
    return Link(href) if href else None


def _mark(element: etree._Element, reading: _Reading, context: _Context) -> None:
    """The number or bullet that Word types in front of a paragraph of a list."""
    text = _shown("".join(str(part) for part in element.itertext())).strip()
    if len(text) == 1 and not text.isdigit() and not "\u4e00" <= text <= "\u9fff":
        reading.runs.append(Run(_BULLET, context.marks))
    elif text:
        reading.runs.append(Run(f"{text} " if _ENDS_IN_WORD.search(text) else text, context.marks))


def _break(_element: etree._Element, reading: _Reading, context: _Context) -> None:
    reading.runs.append(Run("\n", context.marks))


def _picture(element: etree._Element, reading: _Reading, _context: _Context) -> None:
    src = element.get("src") or ""
    if gate.is_picture(src, reading.pictures):
        reading.runs.append(Picture(src, _shown(element.get("alt") or "").strip()))


def _rule(_element: etree._Element, reading: _Reading, context: _Context) -> None:
    reading.close(context)
    if not context.in_cell:
        reading.blocks.append(Rule())


_VOIDS = {"br": _break, "img": _picture, "hr": _rule}


def _inside(element: etree._Element, reading: _Reading, context: _Context) -> list[Block]:
    inner = _Reading(reading.pictures)
    inside = replace(context, tag="p", marks=frozenset(), link=None)
    _walk(element, inner, inside)
    inner.close(inside)
    return listed(inner.blocks)


def _listing(element: etree._Element, reading: _Reading, context: _Context) -> list[Block]:
    if context.lists >= _DEEPEST_LISTS:
        return _inside(element, reading, context)
    inside = replace(context, kind="", lists=context.lists + 1)
    items: list[Item] = []
    for child in element:
        blocks = (
            tuple(_inside(child, reading, inside))
            if child.tag == "li"
            else tuple(_alone(child, reading, inside))
        )
        name = child.get("id") or ""
        if blocks:
            items.append(Item(blocks, name if child.tag == "li" and gate.is_footnote(name) else ""))
    ordered = element.tag == "ol"
    start = element.get("start") or ""
    footnotes = FOOTNOTES if ordered and FOOTNOTES in (element.get("class") or "").split() else ""
    number = int(start) if ordered and _NUMBER.fullmatch(start) else 1
    return [Listing(tuple(items), ordered, number, footnotes)] if items else []


def _alone(element: etree._Element, reading: _Reading, context: _Context) -> list[Block]:
    """What stands in a list without being a point of it."""
    inner = _Reading(reading.pictures)
    _enter(element, inner, context)
    return inner.finished()


def _quote(element: etree._Element, reading: _Reading, context: _Context) -> list[Block]:
    blocks = _inside(element, reading, context)
    return blocks if context.in_cell or not blocks else [Quote(tuple(blocks))]


def _table(element: etree._Element, reading: _Reading, context: _Context) -> list[Block]:
    """A table; one inside another as paragraphs, a row each; one of a single cell as what stands in it."""
    inside = replace(context, kind="", in_cell=True)

    def content(cell: etree._Element) -> tuple[list[Block], str]:
        return _inside(cell, reading, inside), _kind(cell, (cell.get("style") or "").replace(" ", "").lower())

    table = tables.read(element, content)
    if table is None:
        return []
    if context.in_cell:
        return [part for line in lines([table]) for part in _lines_of(line)]
    if len(table.rows) == len(table.rows[0]) == 1 and not table.caption:
        return _inside(next(tables.cells(element)), reading, context)
    return [table]


def _lines_of(line: str) -> Iterator[Paragraph]:
    for runs in tidied([Run(line.replace("\t", " "))]):
        yield Paragraph(runs)


_LARGE = {"ul": _listing, "ol": _listing, "table": _table, "blockquote": _quote}
