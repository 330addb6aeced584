"""Which field each heading of a file stands for: by its name, by another usual name, or by the mapping of its source."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.register_sheets.rows import COLUMNS, Line, tidy
from gongkai.law.registers import Definition, Kind

_BRACKETS = str.maketrans("〔［【﹝「『{[", "((((((((") | str.maketrans("〕］】﹞」』}]", "))))))))")
_MARKS = ("(必填)", "(选填)", "*")
_WAN, _YUAN = ("(万元)", "(单位:万元)"), ("(元)", "(单位:元)")
_BESIDE = "@"
_REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class Column:
    """What a heading stands for: a field (or a sign that begins with "@"), and whether its numbers are 万元."""

    key: str
    wan: bool = False


class Headings:
    """The headings that a register knows, and what a source adds: heading → key of a field, sign, or "" to leave it aside."""

    def __init__(self, definition: Definition, mapping: Mapping[str, str] | None = None) -> None:
        self.definition = definition
        self._known: dict[str, Column] = {}
        for field in definition.fields:
            for heading in (field.key, field.label, *field.aliases, *field.in_wan):
                self._known[folded(heading)] = Column(field.key, heading in field.in_wan)
        self._given = {folded(heading): key for heading, key in (mapping or {}).items()}
        self._seen: dict[str, Column | None] = {}

    def column(self, heading: str) -> Column | None:
        """What a heading stands for; None for one that is not known; an empty key for one that is to be left aside."""
        if heading not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[heading] = self._column(heading)
        return self._seen[heading]

    def _column(self, heading: str) -> Column | None:
        plain = folded(heading)
        bare, wan = _unit(plain)
        if (given := self._given.get(plain)) is not None:
            return Column(given, wan and self._is_money(given))
        if known := self._known.get(plain):
            return Column(known.key, known.wan or (wan and self._is_money(known.key)))
        known = self._known.get(bare) if bare != plain else None
        return Column(known.key, wan) if known and self._is_money(known.key) else None

    def row(self, texts: Sequence[str], name: str) -> "HeadingRow":
        """The row of headings of a table; Unreadable for one that lacks what is needed, or says a thing twice."""
        heads = [tidy(text) for text in texts]
        while heads and not heads[-1]:
            heads.pop()
        if len(heads) > COLUMNS:
            raise refusal(name, f"有{len(heads)}列", f"最多{COLUMNS}列，请删除多余的列。")
        columns = [self.column(head) if head else None for head in heads]
        self._refuse_twice(heads, columns, name)
        self.refuse_lacking((column.key for column in columns if column), name)
        return HeadingRow(tuple(heads), tuple(columns))

    def likeness(self, texts: Sequence[str]) -> int:
        """How many cells of a row are known headings."""
        return sum(1 for text in texts if text.strip() and self.column(tidy(text)) is not None)

    def refuse_lacking(self, keys: Iterable[str], name: str) -> None:
        """Raise Unreadable where the column of a field that every row needs is not there."""
        there = set(keys)
        lacking = [
            field.label for field in self.definition.fields if field.required and field.key not in there
        ]
        if lacking:
            raise refusal(
                name,
                f"缺少必填的列：{'、'.join(lacking)}",
                "请补上；如果列名不同，请在数据来源里设定对应关系。",
            )

    def _refuse_twice(self, heads: Sequence[str], columns: Sequence[Column | None], name: str) -> None:
        first: dict[str, str] = {}
        for head, column in zip(heads, columns, strict=True):
            if column is None or not column.key:
                continue
            if column.key in first:
                raise _twice(name, first[column.key], head)
            first[column.key] = head

    def _is_money(self, key: str) -> bool:
        field = self.definition.by_key.get(key)
        return field is not None and field.kind is Kind.MONEY


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The headings of one table, as written, and what each stands for (None: not known)."""

    heads: tuple[str, ...]
    columns: tuple[Column | None, ...]

    @property
    def read(self) -> dict[str, str]:
        """Heading → key, of those that are read."""
        pairs = zip(self.heads, self.columns, strict=True)
        return {head: column.key for head, column in pairs if column and column.key}

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings that are not read."""
        pairs = zip(self.heads, self.columns, strict=True)
        return tuple(head for head, column in pairs if head and not (column and column.key))

    def line(self, number: int, texts: Sequence[str], faults: Sequence[tuple[str, str]] = ()) -> Line | None:
        """A row below the headings; None for an empty one."""
        cells: dict[str, str] = {}
        beside: dict[str, str] = {}
        found = list(faults)
        for place, raw in enumerate(texts):
            if not raw or not (text := tidy(raw)):
                continue
            column = self.columns[place] if place < len(self.columns) else None
            if column is None:
                if place >= len(self.heads) or not self.heads[place]:
                    found.append(("", f"第{place + 1}列没有标题，却有内容，请核对是否多了分隔符或者错了列。"))
            elif column.key:
                (beside if column.key.startswith(_BESIDE) else cells)[column.key] = put(column, text)
        if not cells and not beside and not found:
            return None
        return Line(number, cells, beside, tuple(found))


def put(column: Column, text: str) -> str:
    """The text of a cell with the unit that its heading names."""
    return f"{text}万元" if column.wan and text[-1].isdigit() else text


def folded(heading: str) -> str:
    """A heading however it is written: width, brackets, blanks, marks of required columns."""
    plain = "".join(unicodedata.normalize("NFKC", heading).translate(_BRACKETS).split()).casefold()
    for mark in _MARKS:
        plain = plain.removeprefix(mark).removesuffix(mark)
    return plain


def _unit(plain: str) -> tuple[str, bool]:
    """A folded heading without its unit of money, and whether that is 万元."""
    for endings, wan in ((_WAN, True), (_YUAN, False)):
        for ending in endings:
            if plain.endswith(ending):
                return plain.removesuffix(ending), wan
    return plain, False


def _twice(name: str, first: str, second: str) -> Unreadable:
    what = f"有两列“{first}”" if first == second else f"的“{first}”和“{second}”是同一个项目"
    return refusal(name, what, "请只留一列，或者在数据来源里设定对应关系。")
