"""Cells of a row become values: exactly, or with a fault that says what to do.   依据：条例第二十条

Nothing is guessed and nothing is dropped: what cannot be read is a fault of its field, and a row with a fault is not taken in.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.registers import grounds
from gongkai.law.registers.amounts import money, number, whole
from gongkai.law.registers.definition import Definition, Field, Kind, Value
from gongkai.law.registers.marks import code, credit_code, identity, phone, url
from gongkai.law.registers.refused import Refused
from gongkai.law.registers.when import day, year
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words

LENGTHS: Mapping[Kind, int] = {
    Kind.TEXT: 200,
    Kind.LONG: 4000,
    Kind.CODE: 100,
    Kind.PERSON: 100,
    Kind.PARTY: 200,
    Kind.PHONE: 60,
    Kind.ADDRESS: 300,
    Kind.URL: 500,
    Kind.ID_NUMBER: 30,
}
"""Most characters of a field that says nothing else; kinds that are not here have their own bounds."""

# What people write into a cell for "nothing"; in texts it may be meant.
NOTHING = frozenset({"-", "—", "——", "--", "/", "\\", "无", "空", "NULL", "null", "None", "nan"})
_TEXTS = frozenset({Kind.TEXT, Kind.LONG, Kind.PARTY, Kind.PERSON, Kind.ADDRESS})
# What a spreadsheet shows where a formula failed.
_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#GETTING_DATA"}
)
# The signs that begin a formula, in every width; and what a text of one line, or any text, must not have.
RUNS = frozenset("=+@＝＋＠﹦﹢﹫⁼⁺₌₊﬩")
_BREAKS = re.compile(r"[\r\n\t]")
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one field of a row (empty: with the row), what to do, and by which rule."""

    field: str
    message: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as read: its values by field, without the empty ones, and what is wrong with it."""

    values: Mapping[str, Value]
    faults: tuple[RowFault, ...] = ()


def read(definition: Definition, cells: Mapping[str, str], on: date | None = None) -> Reading:
    """The values of a row whose cells are given by the keys of fields.

    `on`: the day on which it is read; a row dated later is refused. Every fault of the row is told at once.
    依据：条例第二十条，各登记簿的依据
    """
    values: dict[str, Value] = {}
    faults: list[RowFault] = []
    for field in definition.fields:
        text = cells.get(field.key, "").strip()
        if not text or (text in NOTHING and field.kind not in _TEXTS):
            continue
        try:
            values[field.key] = _value(field, text)
        except Refused as refused:
            faults.append(RowFault(field.key, str(refused), refused.rule))
    faulty = {fault.field for fault in faults}
    faults += (
        RowFault(key, "没有这个项目，请对照字段说明。", grounds.WRITTEN)
        for key in _strangers(definition, cells)
    )
    faults += _missing(definition, values, faulty)
    faults += _order(definition, values, on)
    return Reading(values, tuple(faults))


def _strangers(definition: Definition, cells: Mapping[str, str]) -> Iterator[str]:
    return (key for key in cells if key not in definition.by_key)


def _missing(definition: Definition, values: Mapping[str, Value], faulty: set[str]) -> Iterator[RowFault]:
    for field in definition.needed:
        if field.key in values or field.key in faulty:
            continue
        when = field.needed_when
        if field.required:
            yield RowFault(field.key, f"“{field.label}”必填，请补上。", grounds.NEEDED)
        elif when and when.holds(values):
            other = definition.field(when.field).label
            said = values.get(when.field, "")
            message = f"“{other}”为“{said}”的，“{field.label}”必填，请补上。"
            yield RowFault(field.key, message, grounds.NEEDED)


def _order(definition: Definition, values: Mapping[str, Value], on: date | None) -> Iterator[RowFault]:
    for field in definition.ordered:
        first, last = values.get(field.not_before), values.get(field.key)
        if isinstance(first, date) and isinstance(last, date) and last < first:
            earlier = definition.field(field.not_before).label
            message = f"“{field.label}”{in_words(last)}早于“{earlier}”{in_words(first)}，请核对。"
            yield RowFault(field.key, message, grounds.IN_ORDER)
    dated = values.get(definition.dated_by)
    if on and definition.past and isinstance(dated, date) and dated > on:
        label = definition.field(definition.dated_by).label
        yield RowFault(definition.dated_by, f"“{label}”{in_words(dated)}还没有到，请核对。", grounds.IN_ORDER)


def _value(field: Field, text: str) -> Value:
    if text in _ERRORS:
        raise Refused(f"是出错的公式（{text}），请改为数值或者文字。")
    if text[0] in RUNS and field.kind is not Kind.PHONE:
        raise Refused("以公式符号（=、+、@）开头，请改为普通文字。")
    if _BROKEN.search(text):
        raise Refused("有无法识别的字符，请用 UTF-8 编码重新导出。")
    value = _READERS[field.kind](field, text)
    most = field.length or LENGTHS.get(field.kind, 0)
    if most and isinstance(value, str) and len(value) > most:
        raise Refused(f"有{len(value)}个字，最多{most}个字，请缩短。")
    return value


def _line(_: Field, text: str) -> str:
    return " ".join(text.split()) if _BREAKS.search(text) else text


def _paragraphs(_: Field, text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _choice(field: Field, text: str) -> str:
    if text in field.choices:
        return text
    if field.also and (known := field.also.get(text)):
        return known
    plain = _half_width(text)
    words = {_half_width(word): choice for word, choice in (field.also or {}).items()}
    words |= {_half_width(choice): choice for choice in field.choices}
    if plain in words:
        return words[plain]
    raise Refused(f"不在可以填写的内容里：{'、'.join(field.choices)}。")


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


_READERS: Mapping[Kind, Callable[[Field, str], Value]] = {
    Kind.TEXT: _line,
    Kind.LONG: _paragraphs,
    Kind.PERSON: _line,
    Kind.PARTY: _line,
    Kind.ADDRESS: _line,
    Kind.CHOICE: _choice,
    Kind.CODE: lambda _, text: code(text),
    Kind.DATE: lambda _, text: day(text),
    Kind.YEAR: lambda _, text: year(text),
    Kind.MONEY: lambda _, text: money(text),
    Kind.NUMBER: lambda _, text: number(text),
    Kind.WHOLE: lambda _, text: whole(text),
    Kind.USCC: lambda _, text: credit_code(text),
    Kind.ID_NUMBER: lambda _, text: identity(text),
    Kind.PHONE: lambda _, text: phone(text),
    Kind.URL: lambda _, text: url(text),
}
