"""The dictionary of an agency from a file: TOML, or a table (XLSX, CSV), with every mistake by its row."""

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.documents.checking.wording.dictionary import Dictionary
from gongkai.documents.checking.wording.terms import Kind, Person, Term
from gongkai.documents.reading.blocks import Grid
from gongkai.documents.reading.grids import grid_rows
from gongkai.documents.reading.sources import open_source
from gongkai.documents.reading.sources.encodings import decode
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.reading.sources.sniff import is_ole, is_zip
from gongkai.law.findings import Severity

COLUMNS = ("词语", "改为", "类型", "级别", "说明", "除外", "自何日起")
WRONG, ALLOWED, PERSON = "错词", "准用", "人员"
MOST_ROWS = 50_000
BYTES = 20_000_000
LONGEST = 60  # characters of a term

# The same in TOML, for those who keep it with their configuration.
_KEYS = dict(zip(("fix", "kind", "severity", "note", "unless", "since"), COLUMNS[1:], strict=True))

_SEVERITIES = {severity.label: severity for severity in Severity}
_KINDS = {
    WRONG: Kind.AGENCY,
    "错别字": Kind.TYPO,
    "机构": Kind.INSTITUTION,
    "提法": Kind.PHRASE,
    "敏感": Kind.SENSITIVE,
}
_TYPES = "、".join((*_KINDS, ALLOWED, PERSON))
_FORMAT = "请按“词库格式”一页的样子整理后再试。"


@dataclass(frozen=True, slots=True)
class RowFault:
    """One mistake of a dictionary file: the row as the file counts it (0: the whole file), and what to do."""

    row: int
    message: str

    def __str__(self) -> str:
        return f"第{self.row}行：{self.message}" if self.row else self.message


class BadDictionary(Exception):
    """A dictionary file with mistakes; `faults` has all of them. Nothing of it is used."""

    def __init__(self, name: str, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"词库“{name}”有 {len(self.faults)} 处错误：" + "".join(map(str, self.faults[:5])))


def read_dictionary(data: bytes, name: str) -> Dictionary:
    """The dictionary in a file, told by its content: a workbook, TOML, or CSV; `name` is only shown in messages.

    Raises Unreadable for a file that is no table, BadDictionary with every row that cannot be used.
    """
    if len(data) > BYTES:
        raise refusal(name, f"超过 {BYTES // 1_000_000} MB", "请分成几个词库。")
    rows = list(_rows(data, name))
    if len(rows) > MOST_ROWS:
        raise refusal(name, f"超过 {MOST_ROWS} 行", "请分成几个词库。")
    entries = [(number, _entry(row)) for number, row in rows]
    faults = [RowFault(number, entry) for number, entry in entries if isinstance(entry, str)]
    faults += _repeated(rows)
    if faults:
        raise BadDictionary(name, sorted(faults, key=lambda fault: fault.row))
    made = [entry for _, entry in entries if not isinstance(entry, str)]
    return Dictionary(
        tuple(entry for entry in made if isinstance(entry, Term)),
        frozenset(entry.text for entry in made if isinstance(entry, _Allowed)),
        tuple(entry for entry in made if isinstance(entry, Person)),
    )


@dataclass(frozen=True, slots=True)
class _Allowed:
    text: str


Row = Mapping[str, str]


def _rows(data: bytes, name: str) -> Iterator[tuple[int, Row]]:
    if is_zip(data) or is_ole(data):
        yield from _workbook(data, name)
        return
    text = decode(data)
    if text is None or "\0" in text:
        raise refusal(name, "不是工作簿，也不是文字", _FORMAT)
    yield from _toml(text, name) if _looks_like_toml(text) else _table(enumerate(_csv(text, name), 1), name)


def _workbook(data: bytes, name: str) -> Iterator[tuple[int, Row]]:
    grids = [block for block in open_source(data, name).blocks if isinstance(block, Grid)]
    if not grids:
        raise refusal(name, "没有表格", _FORMAT)
    lines: list[tuple[int, list[str]]] = []
    for row in grid_rows(grids[0]):
        cells = {slot.column: slot.text for slot in row}
        if cells:
            lines.append((row[0].row + 1, [cells.get(at, "") for at in range(max(cells) + 1)]))
    yield from _table(lines, name)


def _csv(text: str, name: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise refusal(name, "不是完整的 CSV 文件", _FORMAT) from error


def _table(lines: Iterable[tuple[int, list[str]]], name: str) -> Iterator[tuple[int, Row]]:
    """Rows below the headings; the first line that has anything is the headings."""
    heads: list[str] | None = None
    for number, line in lines:
        cells = [cell.strip().removeprefix("\ufeff") for cell in line]
        if heads is not None and any(cells):
            yield number, dict(zip(heads, cells, strict=False))
        elif any(cells):
            heads = cells
            if COLUMNS[0] not in heads or (
                unknown := [head for head in heads if head and head not in COLUMNS]
            ):
                said = (
                    f"有不认识的列：{'、'.join(unknown)}"
                    if COLUMNS[0] in heads
                    else f"没有“{COLUMNS[0]}”一列"
                )
                raise refusal(name, said, _FORMAT)
    if heads is None:
        raise refusal(name, "是空文件", _FORMAT)


def _looks_like_toml(text: str) -> bool:
    lines = (line.strip() for line in text.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return first.startswith("[") or "=" in first.partition(",")[0]


def _toml(text: str, name: str) -> Iterator[tuple[int, Row]]:
    """Entries of wrong, allowed and people as rows of the table, numbered in their order."""
    try:
        book = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refusal(name, f"不是正确的 TOML（{error}）", _FORMAT) from error
    if unknown := book.keys() - {"wrong", "allowed", "people"}:
        raise refusal(name, f"有不认识的部分：{'、'.join(sorted(unknown))}", _FORMAT)
    wrong, people, allowed = book.get("wrong", {}), book.get("people", {}), book.get("allowed", [])
    if not (isinstance(wrong, dict) and isinstance(people, dict) and isinstance(allowed, list)):
        raise refusal(name, "的 wrong、people 应当是“词语 = 内容”，allowed 应当是一列词语", _FORMAT)
    entries = [
        *({"词语": text, **_as_row(entry)} for text, entry in wrong.items()),
        *({"词语": str(text), "类型": ALLOWED} for text in allowed),
        *({"词语": text, "改为": _joined(posts), "类型": PERSON} for text, posts in people.items()),
    ]
    yield from enumerate(entries, 1)


def _as_row(entry: object) -> dict[str, str]:
    if isinstance(entry, dict):
        return {_KEYS.get(str(key), str(key)): _joined(value) for key, value in entry.items()}
    return {"改为": str(entry)}


def _joined(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _entry(row: Row) -> "Term | Person | _Allowed | str":
    """What a row says; the mistake, if it cannot be used."""
    if unknown := [key for key in row if key and key not in COLUMNS]:
        return f"有不认识的项目：{'、'.join(unknown)}。"
    text, sort = row.get("词语", ""), row.get("类型", "") or WRONG
    if not 2 <= len(text) <= LONGEST or "\n" in text:
        return f"词语“{text[:20]}”应有 2 到 {LONGEST} 个字。"
    if sort == ALLOWED:
        return _Allowed(text)
    if sort == PERSON:
        return Person(text, _split(row.get("改为", "")))
    if sort not in _KINDS:
        return f"类型“{sort}”应是{_TYPES}之一。"
    return _wrong(text, _KINDS[sort], row)


def _wrong(text: str, kind: Kind, row: Row) -> Term | str:
    severity, unless = row.get("级别", ""), _split(row.get("除外", ""))
    if severity and severity not in _SEVERITIES:
        return f"级别“{severity}”应是{'、'.join(_SEVERITIES)}之一。"
    if row.get("改为") == text:
        return f"“改为”与词语“{text}”相同。"
    if stray := [word for word in unless if text not in word]:
        return f"除外的“{stray[0]}”里没有词语“{text}”。"
    try:
        since = _day(row.get("自何日起", ""))
    except ValueError:
        return f"日期“{row.get('自何日起', '')}”请写成 2026-09-20 这样。"
    return Term(
        text, kind, row.get("改为") or None, _SEVERITIES.get(severity), row.get("说明", ""), unless, since
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(
        word.strip() for word in text.replace(",", "、").replace("，", "、").split("、") if word.strip()
    )


def _day(text: str) -> date | None:
    return datetime.fromisoformat(text.strip()).date() if text.strip() else None


def _repeated(rows: Iterable[tuple[int, Row]]) -> Iterator[RowFault]:
    first: dict[str, int] = {}
    for number, row in rows:
        text = row.get("词语", "")
        if text and first.setdefault(text, number) != number:
            yield RowFault(number, f"词语“{text}”与第{first[text]}行重复。")
