"""A Word file without all that nobody sees: changes, remarks, properties, hidden text, files inside, traces of programs."""

import posixpath
import re
from collections.abc import Iterable

from lxml import etree

from gongkai.documents.checking.privacy.masking.container import (
    TYPES,
    drop,
    parsed,
    parts_of,
    unwrapped,
    without,
    written,
)
from gongkai.documents.checking.privacy.masking.stories import strip_document
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.archive import tag
from gongkai.documents.redaction.sheets.files import without_remarks
from gongkai.documents.word.opening import kind_of, opened

NAME = "文件.docx"
MAIN = "word/document.xml"
NOT_DOCX = "只能遮盖 .docx 格式的 Word 文件。请在 WPS 或 Word 中打开，另存为 .docx 后再试。"
NO_BODY = "文件里没有正文，可能已经损坏。请在 WPS 或 Word 中打开，另存为 .docx 后再试。"

STORIES = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
# Looks and drawings, which may be reached from the stories. Everything else goes.
_STAYS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/(?:document|header\d*|footer\d*|footnotes|endnotes|styles|numbering|settings|fontTable)\.xml"
    r"|word/_rels/(?:document|header\d*|footer\d*|footnotes|endnotes|numbering)\.xml\.rels|word/theme/theme\d*\.xml"
    r"|word/media/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)"
    r"|word/charts/(?:chart|colors|style)\d*\.xml|word/diagrams/(?:data|layout|quickStyle|colors|drawing)\d*\.xml"
    r"|word/diagrams/_rels/(?:data|drawing)\d*\.xml\.rels",
    re.IGNORECASE,
)
_GONE = frozenset(
    """bookmarkStart bookmarkEnd proofErr permStart permEnd altChunk subDoc OLEObject control Fallback lastRenderedPageBreak
    sdtPr sdtEndPr smartTagPr customXmlPr externalData docPartObj extLst relIds14""".split()  # noqa: SIM905
)
_WRAPS = frozenset({"sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple"})
_TOLD = frozenset({"descr", "title", "alt", "name", "href", "tooltip"})  # of drawings: what is said of them
_DRAWN = frozenset(
    {"docPr", "cNvPr", "shape", "imagedata", "rect", "oval", "line", "group", "roundrect", "shapetype"}
)
_TRACES = re.compile(r"rsid\w*|paraId|textId")
_SETTINGS = frozenset(
    """zoom defaultTabStop evenAndOddHeaders footnotePr endnotePr compat characterSpacingControl themeFontLang
    clrSchemeMapping decimalSymbol listSeparator drawingGridHorizontalSpacing drawingGridVerticalSpacing mirrorMargins
    bordersDoNotSurroundHeader bordersDoNotSurroundFooter displayHorizontalDrawingGridEvery
    displayVerticalDrawingGridEvery""".split()  # noqa: SIM905
)
_COUNTERS = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b(?!REF)", re.IGNORECASE)
_PNG_PIXELS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"pHYs", b"bKGD"}
)
"""What a PNG needs to look as it does; programs keep words, former versions and whole projects beside it."""


def clean(data: bytes) -> dict[str, bytes]:
    """The parts of a file that stay, cleaned; the same file gives the same parts. Raises Unreadable."""
    if kind_of(data, NAME) != "docx":
        raise Unreadable(NOT_DOCX)
    opened(data, NAME).close()
    parts = parts_of(data, NAME)
    if MAIN not in parts:
        raise Unreadable(NO_BODY)
    try:
        strip_document(parts)
        drop(parts, [part for part in parts if not _STAYS.fullmatch(part) and not part.endswith(".rels")])
        for part in [each for each in parts if each.endswith(".rels") and not _STAYS.fullmatch(each)]:
            del parts[part]
        for part in [each for each in parts if each.endswith(".xml") and each != TYPES]:
            parts[part] = _cleaned(part, parsed(parts[part]))
        _unlinked(parts)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(NO_BODY) from error
    return {part: without_words(content) if "/media/" in part else content for part, content in parts.items()}


def _cleaned(part: str, root: etree._Element) -> bytes:
    if part == "word/settings.xml":
        for child in [each for each in root if tag(each) not in _SETTINGS]:
            root.remove(child)
    if STORIES.fullmatch(part):
        _fields_gone(root)
    without(root, _GONE)
    unwrapped(root, _WRAPS)
    for element in root.iter():
        for key in list(element.attrib):
            local = str(key).rpartition("}")[2]
            if _TRACES.fullmatch(local) or (tag(element) == "blip" and local == "link"):
                del element.attrib[key]
            elif local in _TOLD and tag(element) in _DRAWN:
                element.set(key, "")
    return written(root)


def _fields_gone(root: etree._Element) -> None:
    """What fields show stays, what they were told does not; page numbers go on counting."""
    waiting: list[tuple[list[etree._Element], list[str]]] = []
    for element in [each for each in root.iter() if tag(each) in ("fldChar", "instrText")]:
        kind = _attribute(element, "fldCharType")
        if kind == "begin":
            waiting.append(([], []))
        if not waiting:
            _remove(element)
            continue
        waiting[-1][0].append(element)
        if tag(element) == "instrText":
            waiting[-1][1].append(element.text or "")
        elif kind == "end":
            pieces, told = waiting.pop()
            if _COUNTERS.match("".join(told)):
                _only_counting(pieces, "".join(told))
            else:
                for piece in pieces:
                    _remove(piece)
    for pieces, _ in waiting:
        for piece in pieces:
            _remove(piece)


def _only_counting(pieces: list[etree._Element], told: str) -> None:
    """The word that counts, without anything that was written behind it."""
    first, *more = [piece for piece in pieces if tag(piece) == "instrText"]
    first.text = f" {told.split(maxsplit=1)[0].upper()} "
    for piece in more:
        _remove(piece)


def _attribute(element: etree._Element, local: str) -> str:
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == local), ""
    )


def _remove(element: etree._Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


def _unlinked(parts: dict[str, bytes]) -> None:
    """No relation leads out of the file or to what is gone or is not used; no part stays that nothing leads to."""
    while True:
        reached = {TYPES, "_rels/.rels"}
        for part in [each for each in parts if each.endswith(".rels")]:
            root = parsed(parts[part])
            source = posixpath.join(posixpath.dirname(posixpath.dirname(part)), posixpath.basename(part)[:-5])
            used = _said(parsed(parts[source])) if source in parts else None
            for relation in list(root):
                target = target_of(part, relation)
                unused = used is not None and "/media/" in target and relation.get("Id") not in used
                if relation.get("TargetMode") == "External" or target not in parts or unused:
                    root.remove(relation)
                else:
                    reached.add(target)
            parts[part] = written(root)
            if not source or source.endswith("/") or source in parts or part == "_rels/.rels":
                reached.add(part)
        gone = [part for part in parts if part not in reached]
        if not gone:
            return
        drop(parts, gone)


def _said(root: etree._Element) -> set[str]:
    """Everything that attributes say, the numbers of relations among it."""
    return {str(value) for element in root.iter() for value in element.attrib.values()}


def target_of(part: str, relation: etree._Element) -> str:
    """The part that a relation of a list leads to."""
    folder = posixpath.dirname(posixpath.dirname(part))
    return posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target", "")))).lstrip("/")


def without_words(data: bytes) -> bytes:
    """A picture without what cameras and programs wrote into it."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return without_remarks(data)
    out, at = bytearray(data[:8]), 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] in _PNG_PIXELS:
            out += data[at:end]
        if data[at + 4 : at + 8] == b"IEND":
            break
        at = end
    return bytes(out)


def is_told(part: str, data: bytes) -> bool:
    """Whether a picture is of a kind in which words of programs may stand that `without_words` leaves there."""
    return "/media/" in part and not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8"))


def story_parts(parts: Iterable[str]) -> list[str]:
    """The parts that hold paragraphs: the body first, then heads, feet and notes in the order of their names."""
    found = [part for part in parts if STORIES.fullmatch(part)]
    return sorted(found, key=lambda part: (part != MAIN, part))
