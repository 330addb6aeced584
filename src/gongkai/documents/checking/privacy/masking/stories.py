"""Word files for masking: changes accepted, comments and hidden text taken out, paragraphs covered run by run."""

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from gongkai.documents.checking.privacy.files.passages import Passage
from gongkai.documents.checking.privacy.files.telling import Spot
from gongkai.documents.checking.privacy.files.word import STORIES, Run, blocks, paragraph, runs
from gongkai.documents.checking.privacy.kinds import Hit
from gongkai.documents.checking.privacy.masking.container import drop, parsed, unwrapped, without, written
from gongkai.documents.reading.sources.archive import tag
from gongkai.documents.reading.sources.docx.wordml import child, is_on

_GONE_NAMES = """
del moveFrom rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPrChange tblGridChange tblPrExChange numberingChange
commentRangeStart commentRangeEnd commentReference annotationRef moveFromRangeStart moveFromRangeEnd moveToRangeStart
moveToRangeEnd delInstrText cellIns cellDel cellMerge
"""
_GONE = frozenset(_GONE_NAMES.split())
_WRAPS = frozenset({"ins", "moveTo"})
_COMMENTS = ("comments", "commentsExtended", "commentsExtensible", "commentsIds", "people")

Find = Callable[[Passage], list[Spot]]


def strip_document(parts: dict[str, bytes]) -> None:
    """Accept changes; take out comments, hidden text, and data that is bound to nothing visible."""
    drop(parts, [part for part in parts if part.startswith("customXml/") or _stem(part) in _COMMENTS])
    for part in _stories(parts):
        root = parsed(parts[part])
        _rows_gone(root)
        without(root, _GONE)
        unwrapped(root, _WRAPS)
        for run in [each for each in root.iter() if tag(each) == "r" and is_on(child(each, "rPr", "vanish"))]:
            above = run.getparent()
            if above is not None:
                above.remove(run)
        parts[part] = written(root)


def cover_stories(parts: dict[str, bytes], find: Find) -> list[Hit]:
    """Cover what is found in every paragraph, and in the addresses of links; what was covered."""
    covered: list[Hit] = []
    for part in _stories(parts):
        root = parsed(parts[part])
        hits = [hit for passage in _passages(root) for hit in _cover(find(passage))]
        if hits:
            parts[part] = written(root)
            covered += hits
    return covered


def _stories(parts: dict[str, bytes]) -> list[str]:
    return [
        part
        for part in parts
        if part.startswith("word/") and part.endswith(".xml") and tag(parsed(parts[part])) in STORIES
    ]


def _passages(root: etree._Element) -> Iterator[Passage]:
    """All that is shown, and the second copies of text boxes that old programs show."""
    yield from (passage for passage in blocks(root, "") if passage.pieces[0].origin is not None)
    for fallback in [each for each in root.iter() if tag(each) == "Fallback"]:
        for element in [each for each in fallback.iter() if tag(each) == "p"]:
            yield from paragraph(element, "")


def _cover(found: Sequence[Spot]) -> list[Hit]:
    for spot in sorted(found, key=lambda each: each.start, reverse=True):
        start, end, masked = spot.start, spot.end, spot.hit.masked
        at = 0
        for element in spot.piece.origin:
            shown = [run for run in runs(element) if not run.deleted and not run.hidden]
            for run in shown:
                masked = _cover_run(run, start - at, end - at, masked)
                at += len(run.text)
            at += 1  # the break between the paragraphs of a cell
    return [spot.hit for spot in found]


def _cover_run(run: Run, start: int, end: int, masked: str) -> str:
    """Put the mask in place of the characters of this run that are meant; what of the mask is still to be put."""
    low, high = max(0, start), min(len(run.text), end)
    if low >= high or tag(run.element) != "t":
        return masked
    run.element.text = run.text[:low] + masked + run.text[high:]
    return ""


def _rows_gone(root: etree._Element) -> None:
    """Rows whose deletion is tracked."""
    for row in [each for each in root.iter() if tag(each) == "tr" and child(each, "trPr", "del") is not None]:
        above = row.getparent()
        if above is not None:
            above.remove(row)


def _stem(part: str) -> str:
    return part.rpartition("/")[2].removesuffix(".xml") if part.startswith("word/") else ""
