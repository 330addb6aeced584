"""The log as a file: a heading, the anchors, then the entries, one JSON document a line, read without a database.

The heading says what the first entry is chained to and which entry is the last.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import IO, Any

from gongkai.sealing.chain import FORM, TIME, Entry, Link, canonical, record

ANCHOR = "gongkai.anchor/1"


class NotAnExport(Exception):
    """A line that no export has; the message says which, in Chinese."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of the chain at a time (UTC, as text), signed with the key of this id."""

    seq: int
    hash: str
    at: str
    key_id: str
    signature: str

    @property
    def link(self) -> Link:
        """What it vouches for."""
        return Link(self.seq, self.hash)

    @property
    def signed(self) -> bytes:
        """The bytes that the signature covers."""
        return f"{ANCHOR}\n{self.seq}\n{self.hash}\n{self.at}\n{self.key_id}".encode()

    def line(self) -> str:
        """A line of an export."""
        return canonical({"form": ANCHOR, **asdict(self)})


@dataclass(frozen=True, slots=True)
class Export:
    """An export that is being read: its ends, its anchors, and the entries as they come from the file."""

    after: Link
    head: Link
    anchors: tuple[Anchor, ...]
    entries: Iterator[tuple[Entry, str]]


def heading(after: Link, head: Link) -> str:
    """The first line of an export."""
    return canonical({"form": FORM, "after": [after.seq, after.hash], "head": [head.seq, head.hash]})


def line_of(entry: Entry, stored_hash: str) -> str:
    """An entry as a line: its canonical JSON with the hash that is stored beside it."""
    return canonical({**record(entry), "hash": stored_hash})


def read(stream: IO[str]) -> Export:
    """An export from its file; the entries are read as they are asked for. Raises NotAnExport, while they are read too."""
    lines = enumerate(stream, 1)
    number, first = next(lines, (1, ""))
    after, head = _heading(number, first)
    anchors: list[Anchor] = []
    for number, line in lines:
        fields = fields_of(number, line)
        if fields.get("form") != ANCHOR:
            return Export(after, head, tuple(anchors), _entries((number, line), lines))
        anchors.append(_anchor(number, fields))
    return Export(after, head, tuple(anchors), iter(()))


def read_anchors(stream: IO[str]) -> list[Anchor]:
    """The anchors of a file that has nothing else, one a line. Raises NotAnExport."""
    numbered = ((number, line) for number, line in enumerate(stream, 1) if line.strip())
    return [_anchor(number, fields_of(number, line)) for number, line in numbered]


def _entries(first: tuple[int, str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[Entry, str]]:
    yield entry_of(*first)
    for number, line in rest:
        yield entry_of(number, line)


def _heading(number: int, line: str) -> tuple[Link, Link]:
    fields = fields_of(number, line)
    try:
        ends = [Link(int(seq), str(digest)) for seq, digest in (fields["after"], fields["head"])]
    except (KeyError, TypeError, ValueError) as error:
        raise _strange(number, "不是日志导出文件的首行") from error
    if fields.get("form") != FORM:
        raise _strange(number, "不是日志导出文件的首行")
    return ends[0], ends[1]


def _anchor(number: int, fields: dict[str, Any]) -> Anchor:
    try:
        if fields.pop("form", None) != ANCHOR:
            raise _strange(number, "不是锚点")
        anchor = Anchor(**fields)
    except TypeError as error:
        raise _strange(number, "不是锚点") from error
    if list(map(type, asdict(anchor).values())) != [int, str, str, str, str]:
        raise _strange(number, "不是锚点")
    return anchor


def entry_of(number: int, line: str) -> tuple[Entry, str]:
    """The entry in a line with the hash stored beside it. Raises NotAnExport, which names the line by its number.

    Only the canonical form counts: a key too many, another order or a blank more is no entry.
    """
    fields = fields_of(number, line)
    known = dict(fields)
    try:
        stored = str(known.pop("hash"))
        at = datetime.strptime(known.pop("at"), TIME).replace(tzinfo=UTC)
        entry = Entry(at=at, **known)
    except (KeyError, TypeError, ValueError) as error:
        raise _strange(number, "不是日志条目") from error
    if type(fields["seq"]) is not int or canonical(fields) != line.rstrip("\n"):
        raise _strange(number, "不是日志条目的规定写法")
    return entry, stored


def fields_of(number: int, line: str) -> dict[str, Any]:
    """The JSON object in a line. Raises NotAnExport."""
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise _strange(number, "不是 JSON") from error
    if not isinstance(fields, dict):
        raise _strange(number, "不是 JSON 对象")
    return fields


def _strange(number: int, what: str) -> NotAnExport:
    return NotAnExport(f"第 {number} 行{what}：文件损坏或者被改动过")
