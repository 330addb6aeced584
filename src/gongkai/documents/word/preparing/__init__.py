"""A Word document before it is converted: changes accepted, numbers typed, nothing hidden, nothing from outside."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from zipfile import ZipFile

from lxml import etree

from gongkai.documents.reading.sources.archive import Relation, main_part, read_xml, relations, tag
from gongkai.documents.reading.sources.docx.numbering import Numbering, read_numbering
from gongkai.documents.reading.sources.docx.styles import Styles
from gongkai.documents.reading.sources.docx.wordml import child, related_id, value
from gongkai.documents.reading.sources.refusals import GET_AGAIN, refusal
from gongkai.documents.word import notes
from gongkai.documents.word.preparing import cells, changes, fields, looks, shapes
from gongkai.documents.word.preparing.elements import named, remove, unwrap
from gongkai.documents.word.preparing.lightening import lighten
from gongkai.documents.word.preparing.package import Part, package

_WEB = ("http://", "https://", "mailto:")
# A table of 3,000 rows and ten columns has some 180,000; the conversion takes about 60 microseconds for each.
_ELEMENTS = 300_000
_NOTE_KINDS = ("footnote", "endnote")


@dataclass(frozen=True, slots=True)
class Prepared:
    """The prepared file, its pictures by the names they have got, and what was met on the way, by rule."""

    data: bytes
    pictures: Mapping[str, bytes]
    found: Counter[str]


@dataclass(slots=True)
class _Work:
    """A document in work."""

    archive: ZipFile
    name: str
    styles: Styles
    numbering: Numbering
    note_ids: Mapping[str, frozenset[str]]
    found: Counter[str] = field(default_factory=Counter)
    pictures: dict[str, bytes] = field(default_factory=dict)
    names: dict[bytes, str] = field(default_factory=dict)


def prepare(archive: ZipFile, name: str) -> Prepared:
    """Prepare the document in a .docx. Raises Unreadable for a broken or monstrous one."""
    main = main_part(archive, name)
    root = read_xml(archive, main, name)
    if root is None or tag(root) != "document" or child(root, "body") is None:
        raise refusal(name, "不是完整的 Word 文档，里面没有正文", GET_AGAIN)
    related = relations(archive, main, name)

    def part(kind: str) -> str:
        inside = (found.target for found in related.values() if found.kind == kind and not found.external)
        return next(inside, "")

    written = {kind: read_xml(archive, part(f"{kind}s"), name) for kind in _NOTE_KINDS}
    work = _Work(
        archive,
        name,
        Styles.of(read_xml(archive, part("styles"), name)),
        read_numbering(read_xml(archive, part("numbering"), name)),
        {kind: _note_ids(notes_root, kind) for kind, notes_root in written.items()},
    )
    work.found[notes.COMMENTS] = _comments(read_xml(archive, part("comments"), name))
    settings = relations(archive, part("settings"), name) if part("settings") else {}
    outside = [found for found in (*related.values(), *settings.values()) if found.external]
    work.found[notes.TEMPLATE] = sum(
        1 for found in outside if found.kind not in ("hyperlink", "image", "oleObject")
    )
    parts = [_part("document", root, related, work)]
    for kind, notes_root in written.items():
        if notes_root is not None:
            parts.append(_part(f"{kind}s", notes_root, relations(archive, part(f"{kind}s"), name), work))
    return Prepared(package(parts, work.pictures), work.pictures, work.found)


def _note_ids(root: etree._Element | None, kind: str) -> frozenset[str]:
    return frozenset(value(note, "id") for note in named(root, kind)) if root is not None else frozenset()


def _comments(root: etree._Element | None) -> int:
    return len(named(root, "comment")) if root is not None else 0


def _part(kind: str, root: etree._Element, related: Mapping[str, Relation], work: _Work) -> Part:
    """One part with text, prepared in an order that matters: what is dropped first is not counted later."""
    found = work.found
    shapes.choose(root)
    found[notes.CHANGES] += changes.accept(root)
    found[notes.HIDDEN] += changes.drop_hidden(root, work.styles)
    found[notes.CONTENTS] += fields.drop_contents(root, work.styles)
    fields.drop_page_numbers(root)
    found[notes.FORMULAS] += shapes.spell_formulas(root)
    found[notes.TEXT_BOXES] += shapes.free_text_boxes(root)
    found[notes.EMBEDDED] += _drop_strange(root)
    lost, kept = shapes.keep_pictures(root, related, work.archive, work.name)
    found.update(lost)
    links = _links(root, related, work)
    _keep_notes(root, work.note_ids)
    cells.straighten(root)
    looks.tell(root, work.styles, work.numbering)
    if lighten(root) > _ELEMENTS:
        raise refusal(work.name, "内容过多，不适合放在一个网页里", "请拆分，或者作为附件上传。")
    return Part(kind, root, {key: _named(data, work) for key, data in kept.items()}, links)


def _drop_strange(root: etree._Element) -> int:
    """Drop marks that say nothing in a page and pieces of other files; how many of the latter there were."""
    for mark in named(root, "bookmarkStart", "bookmarkEnd", "commentReference", "permStart", "permEnd"):
        remove(mark)
    chunks = named(root, "altChunk", "subDoc")
    for chunk in chunks:
        remove(chunk)
    return len(chunks)


def _links(root: etree._Element, related: Mapping[str, Relation], work: _Work) -> dict[str, str]:
    """Addresses on the web by their ids; other links keep their text only."""
    kept = {}
    for link in named(root, "hyperlink"):
        key = related_id(link)
        relation = related.get(key)
        if relation is not None and relation.external and relation.target.lower().startswith(_WEB):
            kept[key] = relation.target
        else:
            work.found[notes.LOCAL_LINKS] += bool(key)
            unwrap(link)
    return kept


def _keep_notes(root: etree._Element, ids: Mapping[str, frozenset[str]]) -> None:
    """Drop marks of notes that the file does not have."""
    for kind in _NOTE_KINDS:
        for mark in named(root, f"{kind}Reference"):
            if value(mark, "id") not in ids[kind]:
                remove(mark)


def _named(data: bytes, work: _Work) -> str:
    """The file name of a picture; the same picture has one name however often it is used."""
    digest = sha256(data).digest()
    if digest not in work.names:
        file = f"image-{len(work.names) + 1}.{shapes.picture_kind(data)}"
        work.names[digest] = file
        work.pictures[file] = data
    return work.names[digest]
