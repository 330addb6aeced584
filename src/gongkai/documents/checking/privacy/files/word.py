"""Word documents: body, tables, heads and feet, notes, comments, tracked changes, hidden text."""

from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree

from gongkai.documents.checking.privacy.files.office import Inside, author, properties, remaining
from gongkai.documents.checking.privacy.files.passages import Note, Passage, Piece, Reading, line
from gongkai.documents.checking.privacy.files.tables import rows
from gongkai.documents.checking.privacy.kinds import HIDDEN_PART
from gongkai.documents.reading.sources.archive import read_xml, tag
from gongkai.documents.reading.sources.docx.wordml import child, is_on, value

# Roots that hold paragraphs, and what their places are called.
STORIES = {
    "document": "",
    "hdr": "页眉",
    "ftr": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
    "glossaryDocument": "构建基块",
}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_CHANGES = _DELETED | _INSERTED | {"rPrChange", "pPrChange", "cellDel", "cellIns"}


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters of a paragraph, the element that holds them, and whether a reader sees them."""

    text: str
    element: etree._Element
    deleted: bool
    inserted: bool
    hidden: bool


def word(archive: ZipFile, name: str, inside: Inside) -> Reading:
    """Everything that a Word document says, shown or not."""
    done: set[str] = set()
    for part, root in stories(archive, name):
        done.add(part)
        label = STORIES[tag(root)]
        if label == "批注":
            yield from _comments(root)
        else:
            yield from blocks(root, label)
        yield from _changes(root, label)
    yield from properties(archive, name)
    yield from remaining(archive, name, done, inside)


def stories(archive: ZipFile, name: str) -> Iterator[tuple[str, etree._Element]]:
    """The parts that hold paragraphs."""
    for part in archive.namelist():
        if part.startswith("word/") and part.endswith(".xml"):
            root = read_xml(archive, part, name)
            if root is not None and tag(root) in STORIES:
                yield part, root


def blocks(root: etree._Element, label: str) -> Iterator[Passage]:
    """Paragraphs and rows of tables in reading order, and what their paragraphs do not show."""
    counts = {"p": 0, "tbl": 0}
    for element in _outermost(root):
        kind = tag(element)
        counts[kind] += 1
        if kind == "p":
            yield from paragraph(element, f"{label}第{counts[kind]}段")
        else:
            yield from _table(element, f"{label}表格{counts[kind]}")


def _outermost(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables that stand in no other table; those in text boxes as well, the second copy of a box not."""
    for element in root:
        kind = tag(element)
        if kind == "p":
            yield element
            for box in element.iter():
                if tag(box) == "txbxContent" and not _is_copy(box):
                    yield from _outermost(box)
        elif kind == "tbl":
            yield element
        else:
            yield from _outermost(element)


def _is_copy(box: etree._Element) -> bool:
    return any(tag(above) in ("Fallback", "txbxContent") for above in box.iterancestors())


def _table(element: etree._Element, table: str) -> Iterator[Passage]:
    """The rows; tables inside cells count as text of the cell."""
    cells: list[list[Piece | None]] = []
    unseen: list[Passage] = []
    for down, row in enumerate((each for each in element.iter() if tag(each) == "tr"), 1):
        pieces: list[Piece | None] = []
        for across, cell in enumerate((each for each in row if tag(each) in ("tc", "sdt")), 1):
            label = f"{table}第{down}行第{across}格"
            inner = [each for each in cell.iter() if tag(each) == "p" and not _nested(each, cell)]
            pieces.append(Piece(label, "\n".join(shown(runs(each)) for each in inner), origin=tuple(inner)))
            for each in inner:
                unseen += _unseen(runs(each), label)
        cells.append(pieces)
    yield from rows(cells, table)
    yield from unseen


def _nested(element: etree._Element, cell: etree._Element) -> bool:
    """Whether a table lies between: its rows are read by themselves."""
    for above in element.iterancestors():
        if above is cell:
            return False
        if tag(above) == "tbl":
            return True
    return False


def paragraph(element: etree._Element, label: str) -> Iterator[Passage]:
    """What a paragraph shows, and what it does not."""
    found = runs(element)
    text = shown(found)
    if text.strip():
        yield line(label, text, origin=(element,))
    yield from _unseen(found, label)


def runs(element: etree._Element) -> list[Run]:
    """The characters of a paragraph with what became of them; text boxes in it are paragraphs of their own."""
    return list(_runs(element, deleted=False, inserted=False, hidden=False))


def _runs(element: etree._Element, *, deleted: bool, inserted: bool, hidden: bool) -> Iterator[Run]:
    for item in element:
        kind = tag(item)
        if kind in ("t", "delText"):
            yield Run(item.text or "", item, deleted or kind == "delText", inserted, hidden)
        elif kind in ("instrText", "delInstrText"):
            yield Run(item.text or "", item, deleted, inserted, True)
        elif kind in _SIGNS:
            yield Run(_SIGNS[kind], item, deleted, inserted, hidden)
        elif kind not in ("txbxContent", "Fallback"):
            yield from _runs(
                item,
                deleted=deleted or kind in _DELETED,
                inserted=inserted or kind in _INSERTED,
                hidden=hidden or (kind == "r" and is_on(child(item, "rPr", "vanish"))),
            )


def shown(found: list[Run]) -> str:
    """What everybody sees."""
    return "".join(run.text for run in found if not run.deleted and not run.hidden)


def _unseen(found: list[Run], label: str) -> Iterator[Passage]:
    """The paragraph as it was before changes, and with its hidden text: a number may be half of the one, half of the other."""
    now = shown(found)
    if any(run.deleted for run in found):
        was = "".join(run.text for run in found if not run.inserted)
        yield line(f"{label}（修订，已删除）", was, besides=now)
    if any(run.hidden for run in found):
        whole = "".join(run.text for run in found if not run.deleted)
        yield line(f"{label}（隐藏文字）", whole, besides=now)


def _comments(root: etree._Element) -> Reading:
    """Comments with their numbers; that there are any is worth a word."""
    comments = [each for each in root if tag(each) == "comment"]
    for number, comment in enumerate(comments, 1):
        for each in comment.iter():
            if tag(each) == "p":
                yield from paragraph(each, f"批注{number}")
    if comments:
        yield Note("批注", f"文件里有 {len(comments)} 条批注，公开前请删去。", HIDDEN_PART)
    for who in sorted({value(each, "author") for each in comments} - {""}):
        yield author("批注的作者", who)


def _changes(root: etree._Element, label: str) -> Reading:
    changes = [each for each in root.iter() if tag(each) in _CHANGES]
    if changes:
        place = f"{label or '正文'}的修订"
        yield Note(place, f"文件里有 {len(changes)} 处修订，公开前请全部接受或者拒绝。", HIDDEN_PART)
    for who in sorted({value(each, "author") for each in changes} - {""}):
        yield author(f"{label or '正文'}修订的作者", who)
