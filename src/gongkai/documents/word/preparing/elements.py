"""Taking elements out of a Word document and putting others in, whichever name space it uses."""

from lxml import etree

from gongkai.documents.reading.sources.archive import tag

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def named(root: etree._Element, *names: str) -> list[etree._Element]:
    """All elements of these local names, in reading order; a list, so that the tree may be changed meanwhile."""
    return list(root.iter(*(f"{{*}}{name}" for name in names)))


def remove(element: etree._Element) -> None:
    """Take an element out with all that it holds."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    replace(element, list(element))


def replace(element: etree._Element, others: list[etree._Element]) -> None:
    """Put other elements in the place of this one."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent.remove(element)
    parent[place:place] = others


def around(element: etree._Element, name: str) -> etree._Element | None:
    """The nearest element of this local name that holds this one."""
    parent = element.getparent()
    while parent is not None and tag(parent) != name:
        parent = parent.getparent()
    return parent


def text_of(element: etree._Element) -> str:
    """The text in an element, of Word or of a formula."""
    return "".join(part.text or "" for part in element.iter("{*}t"))


def space_of(element: etree._Element) -> str:
    """The name space of an element in braces."""
    return str(element.tag).rpartition("}")[0] + "}"


def run_of(text: str, space: str) -> etree._Element:
    """A run that says this, in the name space given."""
    run = etree.Element(f"{space}r")
    said = etree.SubElement(run, f"{space}t")
    said.set(_SPACE, "preserve")
    said.text = text
    return run
