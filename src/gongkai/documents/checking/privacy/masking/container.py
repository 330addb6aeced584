"""The parts of an Office file, to be changed and put together again."""

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from lxml import etree

from gongkai.documents.reading.sources.archive import open_archive, read_part, tag

TYPES = "[Content_Types].xml"


class Unprovable(Exception):
    """A file that cannot be masked so that nothing is left. The message is Chinese: why, and what to do."""


def parts_of(data: bytes, name: str) -> dict[str, bytes]:
    """Every part by its name. Raises Unreadable for what is broken, locked or a bomb."""
    archive = open_archive(data, name)
    return {part: read_part(archive, part, name) for part in archive.namelist() if not part.endswith("/")}


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a file; nothing says when or where it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(parts, key=lambda each: (each != TYPES, each)):
            archive.writestr(zipfile.ZipInfo(part), parts[part], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def parsed(data: bytes) -> etree._Element:
    """A part as a tree that can be written back; comments of XML stay behind, nothing is fetched, no entity is opened."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def written(root: etree._Element) -> bytes:
    """A tree as a part."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def drop(parts: dict[str, bytes], gone: Iterable[str]) -> None:
    """Take parts out, with what points to them and what says their type."""
    names = set(gone)
    for part in names:
        parts.pop(part, None)
        folder, _, file = part.rpartition("/")
        parts.pop(f"{folder}/_rels/{file}.rels", None)
    for part in [each for each in parts if each.endswith(".rels")]:
        _each(parts, part, lambda relation, part=part: _target(part, relation) not in names)  # type: ignore[misc] # at once
    _each(parts, TYPES, lambda entry: str(entry.get("PartName", "")).lstrip("/") not in names)


def _each(parts: dict[str, bytes], part: str, stays: Callable[[etree._Element], bool]) -> None:
    """Keep only those entries of a list."""
    if part not in parts:
        return
    root = parsed(parts[part])
    gone = [entry for entry in root if not stays(entry)]
    for entry in gone:
        root.remove(entry)
    if gone:
        parts[part] = written(root)


def _target(part: str, relation: etree._Element) -> str:
    """The part that a relation points to; "" for what lies outside the file."""
    if relation.get("TargetMode") == "External":
        return ""
    target = unquote(str(relation.get("Target", "")))
    folder = posixpath.dirname(posixpath.dirname(part))
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def without(root: etree._Element, names: frozenset[str]) -> None:
    """Take elements of these local names out with all that is in them; text behind them stays."""
    for element in [each for each in root.iter() if tag(each) in names]:
        above = element.getparent()
        if above is not None:
            _keep_tail(element, above)
            above.remove(element)


def unwrapped(root: etree._Element, names: frozenset[str]) -> None:
    """Put what elements of these local names hold in their place."""
    for element in [each for each in root.iter() if tag(each) in names]:
        above = element.getparent()
        if above is not None:
            at = above.index(element)
            above[at : at + 1] = list(element)


def _keep_tail(element: etree._Element, above: etree._Element) -> None:
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            above.text = (above.text or "") + element.tail
