"""XML of any size read as it comes: nothing is kept but what the handlers keep, and no entity is ever defined."""

from collections.abc import Iterator
from xml.parsers import expat
from zipfile import ZipFile

from gongkai.documents.reading.sources.archive import BROKEN
from gongkai.documents.reading.sources.refusals import GET_AGAIN, refusal

BLOCK = 1 << 16
PART_BYTES = 4_000_000_000
"""What one part may unpack to: a million rows of forty full columns."""
_UNFINISHED = 1_000_000
"""Bytes of one tag: the parser holds what it has not understood yet."""


def parser_for(name: str) -> expat.XMLParserType:
    """A parser that refuses definitions, as no spreadsheet program writes them."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise refusal(name, "已损坏或不完整", GET_AGAIN)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def feed(parser: expat.XMLParserType, blocks: Iterator[bytes], name: str) -> Iterator[None]:
    """Give a parser one block after the other, stopping behind each; Unreadable where the XML is broken."""
    given = 0
    try:
        for block in blocks:
            parser.Parse(block, False)
            given += len(block)
            if given - parser.CurrentByteIndex > _UNFINISHED:
                raise refusal(name, "已损坏或不完整", GET_AGAIN)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise refusal(name, "已损坏或不完整", GET_AGAIN) from error
    yield


def blocks_of(archive: ZipFile, part: str, name: str) -> Iterator[bytes]:
    """A part of a workbook, unpacked block by block; Unreadable where it is broken or beyond measure."""
    unpacked = 0
    try:
        with archive.open(part) as stream:
            while block := stream.read(BLOCK):
                unpacked += len(block)
                if unpacked > PART_BYTES:
                    raise refusal(name, "展开后异常庞大", "请分成几个文件。")
                yield block
    except (*BROKEN, RuntimeError, KeyError) as error:
        raise refusal(name, "已损坏、不完整或者设有密码", GET_AGAIN) from error
