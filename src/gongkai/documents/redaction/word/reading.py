"""The paragraphs of a Word file as they are marked, and texts found in them."""

from collections.abc import Iterator, Sequence

from lxml import etree

from gongkai.documents.checking.privacy.files.word import runs, shown
from gongkai.documents.checking.privacy.masking.container import parsed
from gongkai.documents.reading.sources.archive import tag
from gongkai.documents.redaction.marks import Paragraph, Scan, Span
from gongkai.documents.redaction.sheets.finding import plain
from gongkai.documents.redaction.word.cleaning import clean, story_parts

_PLACES = {"document": "正文", "hdr": "页眉", "ftr": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


def paragraphs(data: bytes) -> list[Paragraph]:
    """The paragraphs with their places, after changes are accepted and hidden text is gone."""
    return [Paragraph(place, text) for place, _, text in stories(roots(clean(data)))]


def roots(parts: dict[str, bytes]) -> dict[str, etree._Element]:
    """The stories as trees, in their order."""
    return {part: parsed(parts[part]) for part in story_parts(parts)}


def stories(trees: dict[str, etree._Element]) -> Iterator[tuple[str, etree._Element, str]]:
    """Every paragraph: its place, its element, its text."""
    for root in trees.values():
        place = _PLACES.get(tag(root), "正文")
        for element in root.iter():
            if tag(element) == "p" and "wordprocessingml" in str(element.tag):
                yield place, element, shown(runs(element))


def found(data: bytes, strings: Sequence[str], ground: str, label: str) -> list[Span]:
    """Marks for every place of these texts."""
    wanted = [text for text in dict.fromkeys(plain(each) for each in strings) if text]
    texts = [each.text for each in paragraphs(data)]
    return spans(texts, wanted, ground, label)


def spans(texts: Sequence[str], wanted: Sequence[str], ground: str, label: str) -> list[Span]:
    """Marks in these paragraphs for texts that are `plain` already."""
    marks: dict[Span, None] = {}
    for number, text in enumerate(texts):
        letters, where = _plain_of(text)
        for each in wanted:
            at = letters.find(each)
            while at >= 0:
                start, end = where[at], where[at + len(each) - 1] + 1
                marks[Span(number, start, end, ground, label)] = None
                at = letters.find(each, at + 1)
    return sorted(marks, key=lambda mark: (mark.paragraph, mark.start))


def _plain_of(text: str) -> tuple[str, list[int]]:
    letters, where = [], []
    for at, char in enumerate(text):
        said = plain(char)
        letters.append(said)
        where += [at] * len(said)
    return "".join(letters), where


def suggested(data: bytes, scan: Scan, ground: str) -> list[Span]:
    """Marks for what `scan` finds in each paragraph."""
    return [
        Span(number, start, end, ground, label)
        for number, paragraph in enumerate(paragraphs(data))
        for start, end, label in scan(paragraph.text)
    ]
