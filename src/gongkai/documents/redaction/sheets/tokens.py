"""The instructions of a content stream, one by one, and back to bytes without loss."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite


class Text(bytes):
    """A string that is shown; everything else that is not a list is kept as it was written."""

    __slots__ = ()


Operand = bytes | list["Operand"]


@dataclass(slots=True)
class Operation:
    """One instruction. For an inline image the operator is BI, `picture` holds its entries, `data` its bytes."""

    operator: bytes
    operands: list[Operand] = field(default_factory=list)
    picture: dict[bytes, Operand] = field(default_factory=dict)
    data: bytes = b""


_SPACE = rb"\x00\t\n\f\r "
_TOKEN = re.compile(
    rb"(?P<skip>["
    + _SPACE
    + rb"]+|%[^\r\n]*)|(?P<open>\()|(?P<dict><<|>>)|<(?P<hex>[^<>]*)>|(?P<list>[\[\]])"
    rb"|(?P<name>/[^" + _SPACE + rb"()<>\[\]{}/%]*)|(?P<word>[^" + _SPACE + rb"()<>\[\]{}/%]+)|(?P<stray>.)",
    re.DOTALL,
)
_NUMBER = re.compile(rb"[+-]*(?:\d+\.?\d*|\.\d+)[\d.+-]*|[+-]?\.|[+-]")
_VALUES = frozenset({b"true", b"false", b"null"})
_PARENTHESIS = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))|\r\n?", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_END_OF_IMAGE = re.compile(rb"[" + _SPACE + rb"]EI(?=[" + _SPACE + rb"]|$)")
_BINARY = re.compile(rb"[^\t\n\f\r -~\x00]")


def operations(data: bytes) -> Iterator[Operation]:
    """The instructions of a stream; what is no instruction is passed over, as viewers do."""
    operands: list[Operand] = []
    lists: list[list[Operand]] = []
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        kind = found.lastgroup
        into = lists[-1] if lists else operands
        if kind == "word":
            word = found.group()
            if _NUMBER.fullmatch(word) or word in _VALUES:
                into.append(word)
                continue
            if word == b"BI":
                operation, at = _image(data, at)
                yield operation
            else:
                yield Operation(word, operands)
            operands, lists = [], []
        elif kind == "open":
            text, at = _string(data, at)
            into.append(text)
        elif kind == "hex":
            into.append(_hex(found["hex"]))
        elif kind == "name":
            into.append(found.group())
        elif kind == "list":
            _bracket(found.group(), operands, lists)
        elif found.group() == b"<<":
            at = _dictionary(data, at)
            into.append(b"<<>>")


def _bracket(token: bytes, operands: list[Operand], lists: list[list[Operand]]) -> None:
    if token == b"[":
        fresh: list[Operand] = []
        (lists[-1] if lists else operands).append(fresh)
        lists.append(fresh)
    elif lists:
        lists.pop()


def _dictionary(data: bytes, at: int) -> int:
    """Where a dictionary ends: what it says is about marked content, none of which stays."""
    depth = 1
    while depth and (found := _TOKEN.match(data, at)):
        at = found.end()
        if found.lastgroup == "open":
            _, at = _string(data, at)
        elif found.lastgroup == "dict":
            depth += 1 if found.group() == b"<<" else -1
    return at


def _string(data: bytes, start: int) -> tuple[Text, int]:
    depth, at = 1, start
    while found := _PARENTHESIS.search(data, at):
        at = found.end()
        if found.group() == b"\\":
            at += 1
        else:
            depth += 1 if found.group() == b"(" else -1
            if not depth:
                return Text(_ESCAPE.sub(_plain, data[start : at - 1])), at
    return Text(_ESCAPE.sub(_plain, data[start:])), len(data)


def _plain(found: re.Match[bytes]) -> bytes:
    octal, broken, letter = found.groups()
    if octal:
        return bytes((int(octal, 8) & 0xFF,))
    if broken:
        return b""
    return _LETTERS.get(letter, letter) if letter else b"\n"


def _hex(digits: bytes) -> Text:
    clean = re.sub(rb"[^0-9A-Fa-f]", b"", digits)
    return Text(bytes.fromhex((clean + b"0" * (len(clean) % 2)).decode()))


def _image(data: bytes, at: int) -> tuple[Operation, int]:
    """An inline image: entries up to ID, bytes up to an EI behind which the text of a stream goes on."""
    entries: list[Operand] = []
    lists: list[list[Operand]] = []
    while found := _TOKEN.match(data, at):
        at = found.end()
        kind, token = found.lastgroup, found.group()
        if token == b"ID":
            break
        if kind == "list":
            _bracket(token, entries, lists)
        elif kind == "open":
            text, at = _string(data, at)
            (lists[-1] if lists else entries).append(text)
        elif kind in ("word", "name"):
            (lists[-1] if lists else entries).append(token)
        elif kind == "hex":
            (lists[-1] if lists else entries).append(_hex(found["hex"]))
        elif token == b"<<":
            at = _dictionary(data, at)
            (lists[-1] if lists else entries).append(b"<<>>")
    start = at + 1
    keys = [each for each in entries[::2] if isinstance(each, bytes)]
    picture = dict(zip(keys, entries[1::2], strict=False))
    for end in _END_OF_IMAGE.finditer(data, at):
        if not _BINARY.search(data, end.end(), end.end() + 24):
            return Operation(b"BI", picture=picture, data=data[start : end.start()]), end.end()
    return Operation(b"BI", picture=picture, data=data[start:]), len(data)


def number(operand: Operand) -> float:
    """A number as viewers read it: 0 for what is none."""
    if isinstance(operand, list):
        return 0.0
    try:
        value = float(operand)
    except ValueError:
        return 0.0
    return value if isfinite(value) else 0.0


def numbers(operation: Operation, count: int) -> list[float]:
    """The last operands of an instruction as numbers; zeros in front where some are missing."""
    values = [number(each) for each in operation.operands[-count:]]
    return [0.0] * (count - len(values)) + values


def name(operation: Operation) -> str:
    """The last operand as a name without its stroke; "" if it is none."""
    last = operation.operands[-1] if operation.operands else b""
    return unnamed(last) if isinstance(last, bytes) and last.startswith(b"/") else ""


def unnamed(token: bytes) -> str:
    """A name as written (/A#20B), plain ("A B")."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), token[1:])
    return plain.decode("utf-8", errors="surrogateescape")


def shown(value: float) -> bytes:
    """A number as streams write it."""
    return f"{value:.5f}".rstrip("0").rstrip(".").encode() or b"0"


def written(operations: Iterable[Operation]) -> bytes:
    """The stream of some instructions."""
    return b"\n".join(_written(each) for each in operations)


def _written(operation: Operation) -> bytes:
    if operation.operator == b"BI":
        entries = b" ".join(key + b" " + _operand(value) for key, value in operation.picture.items())
        return b"BI " + entries + b" ID " + operation.data + b"\nEI"
    return b" ".join([*map(_operand, operation.operands), operation.operator])


def _operand(operand: Operand) -> bytes:
    if isinstance(operand, list):
        return b"[" + b" ".join(map(_operand, operand)) + b"]"
    if isinstance(operand, Text):
        return b"<" + operand.hex().encode() + b">"
    return operand
