"""Objects of a PDF, looked at with care: any of them may be missing, of another kind, or point nowhere."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject

BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    NotImplementedError,
)
"""What reading a broken object raises, besides running out of depth."""


class Unsure(Exception):
    """Something on a page that cannot be taken apart reliably: the page is to become a picture."""


def plain(thing: Any) -> Any:
    """The object that a reference points to; None for a reference to nothing."""
    for _ in range(20):
        if not isinstance(thing, IndirectObject):
            return thing
        thing = thing.get_object()
    return None


def entry(holder: Any, key: str) -> Any:
    """An entry of a dictionary, followed; None if there is none."""
    holder = plain(holder)
    return plain(holder.raw_get(key)) if isinstance(holder, DictionaryObject) and key in holder else None


def entries(holder: Any) -> DictionaryObject:
    """A dictionary; an empty one in place of anything else."""
    holder = plain(holder)
    return holder if isinstance(holder, DictionaryObject) else DictionaryObject()


def items(holder: Any) -> Iterator[Any]:
    """The members of an array, followed; none for anything else."""
    holder = plain(holder)
    if isinstance(holder, ArrayObject):
        yield from (plain(each) for each in list.__iter__(holder))


def figure(thing: Any, instead: float = 0.0) -> float:
    """A number, whatever is written there."""
    try:
        value = float(plain(thing))
    except (TypeError, ValueError):
        return instead
    return value if isfinite(value) else instead


def figures(thing: Any, instead: tuple[float, ...]) -> tuple[float, ...]:
    """As many numbers as in `instead`, or those."""
    found = tuple(figure(each) for each in items(thing))
    return found if len(found) == len(instead) else instead


def word(thing: Any) -> str:
    """A name with its stroke; "" for anything else."""
    thing = plain(thing)
    return str(thing) if isinstance(thing, NameObject) else ""


def content(thing: Any) -> bytes:
    """The decoded bytes of a stream, or of an array of them, one after another."""
    thing = plain(thing)
    if isinstance(thing, ArrayObject):
        return b"\n".join(content(each) for each in items(thing))
    return bytes(thing.get_data()) if isinstance(thing, StreamObject) else b""


def raw(stream: StreamObject) -> bytes:
    """The bytes of a stream as they stand in the file, under its filters."""
    return bytes(stream._data)


def fresh(data: bytes, said: Mapping[str, PdfObject]) -> StreamObject:
    """A new stream with these entries; it is packed when the file is written."""
    stream = StreamObject()
    stream._data = data
    for key, value in said.items():
        stream[NameObject(key)] = value
    return stream
