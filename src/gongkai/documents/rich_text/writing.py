"""Blocks as HTML, always in the same way."""

from collections.abc import Iterable
from html import escape
from itertools import takewhile

from gongkai.documents.rich_text.blocks import (
    MARKS,
    Block,
    Cell,
    Inline,
    Item,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
)

_Tags = tuple[str, str]  # what opens, what closes


def written(blocks: Iterable[Block]) -> str:
    """The blocks as HTML, one on each line."""
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<{block.tag}{_class(block.kind)}>{inline(block.runs)}</{block.tag}>"
        case Listing():
            tag = "ol" if block.ordered else "ul"
            start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
            return f"<{tag}{start}{_class(block.kind)}>{''.join(map(_item, block.items))}</{tag}>"
        case Table():
            return _table(block)
        case Quote():
            return f"<blockquote>{written(block.blocks)}</blockquote>"
        case Rule():
            return "<hr>"


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _item(item: Item) -> str:
    name = f' id="{item.id}"' if item.id else ""
    return f"<li{name}>{_content(item.blocks)}</li>"


def _content(blocks: tuple[Block, ...]) -> str:
    """A single plain paragraph needs no tags of its own."""
    if len(blocks) == 1 and isinstance(only := blocks[0], Paragraph) and (only.tag, only.kind) == ("p", ""):
        return inline(only.runs)
    return written(blocks)


def _table(table: Table) -> str:
    caption = f"<caption>{inline(table.caption)}</caption>" if table.caption else ""
    head = f"<thead>{_rows(table.rows[: table.heads])}</thead>" if table.heads else ""
    return f"<table>{caption}{head}<tbody>{_rows(table.rows[table.heads :])}</tbody></table>"


def _rows(rows: Iterable[tuple[Cell, ...]]) -> str:
    return "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)


def _cell(cell: Cell) -> str:
    tag = "th" if cell.heading else "td"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if count > 1
    )
    return f"<{tag}{spans}{_class(cell.kind)}>{_content(cell.blocks)}</{tag}>"


def inline(runs: Iterable[Inline]) -> str:
    """Runs as HTML: tags that go on from one run to the next stay open."""
    said: list[str] = []
    opened: list[_Tags] = []
    for run in runs:
        wanted = _around(run)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(opened, wanted, strict=False)))
        said += [closing for _, closing in reversed(opened[same:])]
        said += [opening for opening, _ in wanted[same:]]
        opened = wanted
        said.append(
            _picture(run) if isinstance(run, Picture) else escape(run.text, quote=False).replace("\n", "<br>")
        )
    said += [closing for _, closing in reversed(opened)]
    return "".join(said)


def _around(run: Inline) -> list[_Tags]:
    if isinstance(run, Picture):
        return []
    link = [(_anchor(run.link), "</a>")] if run.link else []
    return link + [(f"<{mark}>", f"</{mark}>") for mark in MARKS if mark in run.marks]


def _anchor(link: Link) -> str:
    name = f' id="{link.id}"' if link.id else ""
    return f'<a href="{escape(link.href)}"{name}>'


def _picture(picture: Picture) -> str:
    return f'<img src="{escape(picture.src)}" alt="{escape(picture.alt)}">'
