"""Tables as every reader understands them: spans that are numbers, cells merged the old way, rows that begin late."""

from lxml import etree

from gongkai.documents.reading.sources.docx.wordml import child, children, number, value
from gongkai.documents.word.preparing.elements import named, remove, space_of

# Word allows 63 columns.
_WIDEST = 63


def straighten(body: etree._Element) -> None:
    """Say all merging by w:gridSpan and w:vMerge."""
    for row in named(body, "tr"):
        _merge_left(row)
        before = min(number(value(child(row, "trPr", "gridBefore")), 0), _WIDEST)
        first = child(row, "tc")
        if before and first is not None:
            first.addprevious(_empty(before, space_of(row)))


def _merge_left(row: etree._Element) -> None:
    last: etree._Element | None = None
    for cell in list(children(row, "tc")):
        across = child(cell, "tcPr", "hMerge")
        span = max(1, min(number(value(child(cell, "tcPr", "gridSpan")), 1), _WIDEST))
        if across is not None and value(across) != "restart" and last is not None:
            _set_span(last, number(value(child(last, "tcPr", "gridSpan")), 1) + span)
            remove(cell)
        else:
            _set_span(cell, span)
            last = cell


def _set_span(cell: etree._Element, span: int) -> None:
    space = space_of(cell)
    properties = child(cell, "tcPr")
    if properties is None:
        properties = etree.Element(f"{space}tcPr")
        cell.insert(0, properties)
    for old in list(children(properties, "gridSpan")):
        remove(old)
    if span > 1:
        etree.SubElement(properties, f"{space}gridSpan").set(f"{space}val", str(min(span, _WIDEST)))


def _empty(span: int, space: str) -> etree._Element:
    cell = etree.Element(f"{space}tc")
    etree.SubElement(cell, f"{space}p")
    _set_span(cell, span)
    return cell
