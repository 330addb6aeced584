"""What the conversion does not read leaves the tree first: most of a Word file is about looks on paper."""

from lxml import etree

from gongkai.documents.reading.sources.archive import tag
from gongkai.documents.word.preparing.elements import named, remove

# What is read of the properties of runs, paragraphs, cells and rows.
_READ = {
    "rPr": frozenset(["b", "i", "u", "vertAlign", "rStyle", "del", "moveFrom"]),
    "pPr": frozenset(["pStyle", "rPr"]),
    "tcPr": frozenset(["gridSpan", "vMerge"]),
    "trPr": frozenset(["tblHeader"]),
}
_UNREAD = (
    "tblPr",
    "tblGrid",
    "tblPrEx",
    "sectPr",
    "proofErr",
    "lastRenderedPageBreak",
    "rPrChange",
    "pPrChange",
)
_SAYING = frozenset(
    ["t", "br", "tab", "sym", "blip", "imagedata", "noBreakHyphen", "footnoteReference", "endnoteReference"]
)


def lighten(root: etree._Element) -> int:
    """Drop looks and paragraphs that say nothing; how many elements are left."""
    for element in named(root, *_UNREAD):
        remove(element)
    for properties in named(root, *_READ):
        read = _READ[tag(properties)]
        for element in list(properties):
            if tag(element) not in read:
                properties.remove(element)
    for paragraph in named(root, "p"):
        if not any(tag(element) in _SAYING for element in paragraph.iter()):
            remove(paragraph)
    return sum(1 for _ in root.iter())
