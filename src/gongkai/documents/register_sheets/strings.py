"""The shared texts of a workbook, kept in a file beside it: very many of them do not fit into memory."""

from array import array
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.register_sheets.parsing import feed, parser_for
from gongkai.documents.register_sheets.rows import CELL

_REMEMBERED = 20_000
_MOST = 30_000_000


class SharedStrings:
    """The texts by their number. IndexError for a number that there is none of."""

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._ends = array("Q", [0])
        self._known: dict[int, str] = {}

    def __getitem__(self, number: int) -> str:
        known = self._known.get(number)
        if known is None:
            if not 0 <= number < len(self):
                raise IndexError(number)
            start = self._ends[number]
            self._file.seek(start)
            known = self._file.read(self._ends[number + 1] - start).decode("utf-8", "surrogatepass")
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[number] = known
        return known

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, text: str) -> None:
        """Add the next one; a text that is too long is cut one sign behind the limit, so that it shows."""
        kept = text[: CELL + 1].encode("utf-8", "surrogatepass")
        self._file.write(kept)
        self._ends.append(self._ends[-1] + len(kept))

    def close(self) -> None:
        """Give up the file."""
        self._file.close()

    def read(self, stream: Iterator[bytes], name: str) -> None:
        """Take in the part of a workbook that holds them; Unreadable where it is broken."""
        parser = parser_for(name)
        texts = _Texts(self, name)
        parser.StartElementHandler, parser.EndElementHandler = texts.start, texts.end
        parser.CharacterDataHandler = texts.chars
        for _ in feed(parser, stream, name):
            pass


class _Texts:
    """What the parser is at: the pieces of a text, and how deep in one that says how another is pronounced."""

    def __init__(self, strings: SharedStrings, name: str) -> None:
        self.strings, self.name = strings, name
        self.pieces: list[str] = []
        self.length = self.spoken = 0
        self.taking = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "si":
                self.pieces, self.length = [], 0
            case "t":
                self.taking = not self.spoken
            case "rPh":
                self.spoken += 1

    def end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "si":
                if len(self.strings) >= _MOST:
                    raise refusal(self.name, "的内容异常多", "请分成几个文件。")
                self.strings.append("".join(self.pieces))
            case "t":
                self.taking = False
            case "rPh":
                self.spoken -= 1

    def chars(self, text: str) -> None:
        if self.taking and self.length <= CELL:
            self.pieces.append(text)
            self.length += len(text)
