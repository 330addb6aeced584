"""The rows of one sheet of a workbook as they come: their texts by column, and what no text can be taken from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from gongkai.documents.reading.sources.refusals import GET_AGAIN, refusal
from gongkai.documents.register_sheets.numbers import BadNumber, Formats
from gongkai.documents.register_sheets.parsing import feed, parser_for
from gongkai.documents.register_sheets.rows import CELL, COLUMNS
from gongkai.documents.register_sheets.strings import SharedStrings

FORMULA = "是公式。请选中后“粘贴为数值”，再试一次。"
HIDDEN = "这一行被隐藏或者筛选掉了。请取消隐藏、取消筛选并核对内容，或者删除后再试。"
TOO_LONG = f"超过{CELL}个字，请缩短。"
_BROKEN_CELL = "的内容已损坏，请重新填写这一格。"
_DIGITS = "0123456789"
_COLUMN = re.compile(r"[A-Z]{1,3}")


@dataclass(slots=True)
class SheetRow:
    """A row: its number, its texts by column from 0 (None: nothing), what is wrong by column (-1: the row)."""

    number: int
    texts: list[str] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


class _Reading:
    """What the parser is at."""

    def __init__(self, strings: SharedStrings, formats: Formats, name: str) -> None:
        self.strings, self.formats, self.name = strings, formats, name
        self.ready: list[SheetRow] = []
        self.row: SheetRow | None = None
        self.last_row = 0
        self.column = -1
        self.kind, self.style = "n", ""
        self.pieces: list[str] = []
        self.length = 0
        self.taking = self.formula = False
        self.spoken = 0
        self.hidden: list[tuple[int, int]] = []
        self.known: dict[str, int] = {}

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            if self.row is not None:
                self._cell(given)
        elif tag in ("v", "t"):
            self.taking = not self.spoken
        elif tag == "row":
            self._row(given)
        elif tag == "f":
            self.formula = True
        elif tag == "rPh":
            self.spoken += 1
        elif tag == "col" and given.get("hidden") in ("1", "true"):
            self.hidden.append((_whole(given.get("min")) - 1, _whole(given.get("max"))))

    def end(self, tag: str) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag in ("v", "t"):
            self.taking = False
        elif tag == "c":
            if self.row is not None:
                self._keep(self.row)
        elif tag == "row":
            if self.row is not None:
                self.ready.append(self.row)
            self.row = None
        elif tag == "rPh":
            self.spoken -= 1

    def chars(self, text: str) -> None:
        if self.taking and self.length <= CELL:
            self.pieces.append(text)
            self.length += len(text)

    def _row(self, given: Mapping[str, str]) -> None:
        number = _whole(given.get("r")) or self.last_row + 1
        if number <= self.last_row or self.row is not None:
            raise self._broken()
        self.row, self.last_row, self.column = SheetRow(number), number, -1
        if given.get("hidden") in ("1", "true"):
            self.row.faults.append((-1, HIDDEN))

    def _cell(self, given: Mapping[str, str]) -> None:
        place = given.get("r")
        at = self._column(place.rstrip(_DIGITS)) if place else self.column + 1
        if at <= self.column:
            raise self._broken()
        self.column = at
        self.kind, self.style = given.get("t", "n"), given.get("s", "")
        self.pieces, self.length, self.formula = [], 0, False

    def _column(self, letters: str) -> int:
        known = self.known.get(letters)
        if known is None:
            if not _COLUMN.fullmatch(letters):
                raise self._broken()
            known = 0
            for letter in letters:
                known = known * 26 + ord(letter) - ord("A") + 1
            known -= 1
            self.known[letters] = known
        return known

    def _keep(self, row: SheetRow) -> None:
        text = "".join(self.pieces) if self.pieces else ""
        if self.formula:
            row.faults.append((self.column, FORMULA))
        elif not text:
            return
        elif self.length > CELL:
            row.faults.append((self.column, TOO_LONG))
        elif self.column >= COLUMNS:
            row.faults.append((-1, f"内容超出第{COLUMNS}列，请核对是否错了列。"))
        else:
            self._put(row, text)

    def _put(self, row: SheetRow, raw: str) -> None:
        try:
            text = self._text(raw)
        except BadNumber as problem:
            row.faults.append((self.column, str(problem)))
            return
        except (IndexError, ValueError):
            row.faults.append((self.column, _BROKEN_CELL))
            return
        missing = self.column - len(row.texts)
        if missing:
            row.texts.extend([""] * missing)
        row.texts.append(text)

    def _text(self, raw: str) -> str:
        match self.kind:
            case "s":
                return self.strings[int(raw)]
            case "n":
                return self.formats.text(raw.strip(), self.style)
            case "b":
                return "是" if raw.strip() == "1" else "否"
            case _:
                return raw

    def _broken(self) -> Exception:
        return refusal(self.name, "的行列次序已损坏", GET_AGAIN)


def sheet_rows(
    blocks: Iterator[bytes], strings: SharedStrings, formats: Formats, name: str
) -> Iterator[SheetRow]:
    """The rows of a sheet that have cells or faults; Unreadable where it is broken."""
    reading = _Reading(strings, formats, name)
    parser: expat.XMLParserType = parser_for(name)
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.CharacterDataHandler = reading.chars
    for _ in feed(parser, blocks, name):
        if not reading.ready:
            continue
        ready, reading.ready = reading.ready, []
        for row in ready:
            if reading.hidden:
                _tell_hidden(row, reading.hidden)
            yield row


def _tell_hidden(row: SheetRow, hidden: list[tuple[int, int]]) -> None:
    """Columns that are not seen, as long as they hold something."""
    for start, end in hidden:
        if any(row.texts[start:end]):
            row.faults.append((start, "这一列是隐藏的。请取消隐藏并核对内容，或者删除后再试。"))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0
