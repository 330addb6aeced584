"""The headings of a file before it is read: what stands below them, and what each would be read as."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.register_sheets.headings import Column, Headings
from gongkai.documents.register_sheets.opening import Sheet, told_by_content
from gongkai.law.registers import Definition

_LINES = 50
_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Peeked:
    """One heading of a file: a text below it, and the field that it would be read as ("": none that is known)."""

    heading: str
    sample: str
    key: str


class _AllKept(Headings):
    """Takes every heading for what it is. `filled`: the fullest row is the one with headings, since none is known."""

    def __init__(self, definition: Definition, mapping: Mapping[str, str], *, filled: bool) -> None:
        super().__init__(definition, mapping)
        self.filled = filled

    def column(self, heading: str) -> Column | None:
        """A sign for each heading, so that what is below it is kept."""
        return Column(f"@{heading}") if heading.strip() else None

    def known(self, heading: str) -> str:
        """The field that a heading would be read as."""
        found = super().column(heading)
        return found.key if found else ""

    def likeness(self, texts: Sequence[str]) -> int:
        """Known headings, or cells with anything in them."""
        if self.filled:
            return sum(1 for text in texts if text.strip())
        return sum(1 for text in texts if text.strip() and super(_AllKept, self).column(text) is not None)

    def refuse_lacking(self, keys: object, name: str) -> None:
        """Nothing is lacking yet."""

    def _refuse_twice(self, heads: object, columns: object, name: str) -> None:
        """Two headings for one thing are for the person to choose from."""


def peek(
    place: Path, name: str, definition: Definition, mapping: Mapping[str, str] | None = None
) -> tuple[Peeked, ...]:
    """The headings of the file that lies there, in their order. Unreadable for a file that is no table or has no rows."""
    try:
        return _peeked(place, name, _AllKept(definition, mapping or {}, filled=False))
    except Unreadable:
        return _peeked(place, name, _AllKept(definition, mapping or {}, filled=True))


def _peeked(place: Path, name: str, headings: _AllKept) -> tuple[Peeked, ...]:
    with _opened(place, name, headings) as sheet:
        samples: dict[str, str] = dict.fromkeys(sheet.columns, "")
        for line in islice(sheet.lines(), _LINES):
            for sign, text in line.beside.items():
                heading = sign.removeprefix("@")
                samples[heading] = samples.get(heading) or text
    if not samples:
        raise refusal(name, "没有列名", "第一行请写列名，下面每行一件。")
    return tuple(
        Peeked(heading, text[:_SAMPLE], headings.known(heading)) for heading, text in samples.items()
    )


@contextmanager
def _opened(place: Path, name: str, headings: Headings) -> Iterator[Sheet]:
    try:
        with place.open("rb") as stream, told_by_content(stream, name, headings) as sheet:
            yield sheet
    except OSError as error:
        raise refusal(name, "已经不在", "请重新上传。") from error
