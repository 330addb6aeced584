"""Tracked changes, as if all of them were accepted; hidden text, as if it were not there."""

from lxml import etree

from gongkai.documents.reading.sources.archive import tag
from gongkai.documents.reading.sources.docx.styles import Styles
from gongkai.documents.reading.sources.docx.wordml import child, is_on, value
from gongkai.documents.word.preparing.elements import named, remove, text_of, unwrap

_GONE = ("del", "moveFrom")
_NEW = ("ins", "moveTo")
# There they mark the paragraph, row or cell as a whole.
_PROPERTIES = frozenset(["rPr", "trPr", "tcPr", "pPr", "numPr"])


def accept(body: etree._Element) -> int:
    """Accept all changes; how many there were. A paragraph whose mark is deleted runs into the next when it is read."""
    count = 0
    for element in named(body, *_GONE, *_NEW, "cellDel"):
        parent = element.getparent()
        if parent is None:
            continue
        count += 1
        if tag(parent) in _PROPERTIES:
            _accept_mark(element, parent)
        elif tag(element) in _GONE:
            remove(element)
        else:
            unwrap(element)
    return count


def _accept_mark(element: etree._Element, properties: etree._Element) -> None:
    whole = properties.getparent()
    if whole is not None and (
        tag(element) == "cellDel" or (tag(element) in _GONE and tag(properties) == "trPr")
    ):
        remove(whole)


def drop_hidden(body: etree._Element, styles: Styles) -> int:
    """Drop what is formatted as hidden, by itself or by its style; how many pieces of text there were."""
    count = 0
    for paragraph in named(body, "p"):
        inherited = styles.style(value(child(paragraph, "pPr", "pStyle"))).hidden
        for run in named(paragraph, "r"):
            if run.getparent() is not None and _is_hidden(run, styles, inherited=inherited):
                count += bool(text_of(run).strip())
                remove(run)
    return count


def _is_hidden(run: etree._Element, styles: Styles, *, inherited: bool) -> bool:
    properties = child(run, "rPr")
    direct = child(properties, "vanish")
    if direct is not None:
        return is_on(direct)
    return inherited or styles.style(value(child(properties, "rStyle"))).hidden
