"""Elements of WordprocessingML by their local names: Word, WPS and "strict" files differ in name spaces only."""

from collections.abc import Iterator

from lxml import etree

from gongkai.documents.reading.sources.archive import tag


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of this local name."""
    for item in element if element is not None else ():
        if tag(item) == name:
            yield item


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of this local name, or what a path of local names leads to."""
    for name in names:
        element = next(children(element, name), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute by its local name; "" if it or the element is missing."""
    if element is None:
        return ""
    space = str(element.tag).rpartition("}")[0]
    return str(element.get(f"{space}}}{name}" if space else name) or element.get(name) or "")


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")


def number(text: str, otherwise: int) -> int:
    """A small whole number, or `otherwise`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def related_id(element: etree._Element) -> str:
    """The id by which an element refers to another part (r:id); "" if it has none."""
    return next((str(found) for key, found in element.attrib.items() if str(key).endswith("}id")), "")
