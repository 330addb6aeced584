"""ZIP containers (DOCX, XLSX) opened with measure: a bomb is refused before it is unpacked."""

import zlib
from dataclasses import dataclass, replace
from io import BytesIO
from posixpath import normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources import limits
from gongkai.documents.reading.sources.refusals import GET_AGAIN, REMOVE_PASSWORD, refusal


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: "image", "hyperlink" …, and where it is, inside the container or outside."""

    kind: str
    target: str
    external: bool


_CENTRAL_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# What zipfile raises for a broken container besides its own error: numbers out of range and cut structures.
BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    IndexError,
    OverflowError,
    NotImplementedError,
    OSError,
)


def open_archive(data: bytes, name: str) -> ZipFile:
    """The container, its table of contents examined. Raises Unreadable if it is broken, locked or a bomb."""
    if data.count(_CENTRAL_ENTRY) > limits.ARCHIVE_MEMBERS:
        raise _bomb(name)
    try:
        archive = ZipFile(BytesIO(data))
    except BROKEN as error:
        raise _broken(name) from error
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.ARCHIVE_MEMBERS or unpacked > limits.ARCHIVE_BYTES:
        raise _bomb(name)
    if unpacked > limits.ARCHIVE_RATIO_FROM and unpacked > limits.ARCHIVE_RATIO * len(data):
        raise _bomb(name)
    return archive


def read_part(archive: ZipFile, part: str, name: str) -> bytes:
    """One member, unpacked; b"" if the container has none of this name. Raises Unreadable as `open_archive` does.

    The stream is read with a bound of its own: the size in the table of contents may lie.
    """
    try:
        member = archive.getinfo(part)
    except KeyError:
        return b""
    _refuse_strange(member, name)
    try:
        with archive.open(member) as stream:
            data = stream.read(limits.PART_BYTES + 1)
    except BROKEN as error:
        raise _broken(name) from error
    if len(data) > limits.PART_BYTES:
        raise _bomb(name)
    return data


def read_xml(archive: ZipFile, part: str, name: str) -> etree._Element | None:
    """One member as XML; None if there is none. Nothing is fetched, and it nests no deeper than the parser's 256.

    Raises Unreadable if it is broken, or defines entities of its own as Office never does.
    """
    data = read_part(archive, part, name)
    if not data:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _broken(name)
    return root


def tag(element: etree._Element) -> str:
    """The local name of an element: Word, WPS and "strict" files differ in name spaces only."""
    return str(element.tag).rpartition("}")[2]


def main_part(archive: ZipFile, name: str) -> str:
    """The part that is the document: the one that the container names, else the usual one; "" if it has none."""
    named = [
        target.lstrip("/") for target in _targets(archive, "_rels/.rels", "officeDocument", name).values()
    ]
    members = set(archive.namelist())
    return next((part for part in (*named, "word/document.xml", "xl/workbook.xml") if part in members), "")


def related_parts(archive: ZipFile, part: str, kind: str, name: str) -> dict[str, str]:
    """The parts that `part` names as its "numbering", "styles", "aFChunk" …, by the ids it uses for them."""
    folder, _, file = part.rpartition("/")
    targets = _targets(archive, f"{folder}/_rels/{file}.rels", kind, name)
    return {
        key: target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        for key, target in targets.items()
    }


def related_xml(archive: ZipFile, part: str, kind: str, name: str) -> etree._Element | None:
    """The first of these parts as XML; None if there is none."""
    return next(
        (read_xml(archive, each, name) for each in related_parts(archive, part, kind, name).values()), None
    )


def relations(archive: ZipFile, part: str, name: str) -> dict[str, Relation]:
    """All that a part refers to, by the ids it uses; targets inside the container as their names in it."""
    folder, _, file = part.rpartition("/")
    return {
        key: relation if relation.external else replace(relation, target=_inside(folder, relation.target))
        for key, relation in _stated(archive, f"{folder}/_rels/{file}.rels", name).items()
    }


def _inside(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(f"{folder}/{target}")


def _targets(archive: ZipFile, part: str, kind: str, name: str) -> dict[str, str]:
    return {
        key: relation.target
        for key, relation in _stated(archive, part, name).items()
        if relation.kind == kind
    }


def _stated(archive: ZipFile, part: str, name: str) -> dict[str, Relation]:
    found = read_xml(archive, part, name)
    return {
        str(relation.get("Id", "")): Relation(
            str(relation.get("Type", "")).rpartition("/")[2],
            str(relation.get("Target", "")),
            str(relation.get("TargetMode", "")).lower() == "external",
        )
        for relation in (found if found is not None else ())
    }


def _refuse_strange(member: ZipInfo, name: str) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise refusal(name, "设有密码", REMOVE_PASSWORD)
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _broken(name)


def _bomb(name: str) -> Unreadable:
    return refusal(name, "展开后异常庞大，不像是一份正常的文档", GET_AGAIN)


def _broken(name: str) -> Unreadable:
    return refusal(name, "已损坏或不完整", GET_AGAIN)
