"""Whether the numbers of documents run on: gaps, duplicates, the order of the days.   依据：党政机关公文处理工作条例第九条"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gongkai.law.document_numbers import DocumentNo, check_document_no, parse_document_no
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import grounds
from gongkai.law.normative.grounds import find
from gongkai.law.wording import day as in_words

_SHOWN = 10  # missing stretches that a message names


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number that was given: to which document, on which day it is dated, under which title."""

    document: str
    number: str
    written_on: date
    title: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one code and year: how many there are, the highest, the stretches that are missing (first, last).

    `year` is None for orders, which run on through the years.
    """

    code: str
    year: int | None
    count: int
    highest: int
    missing: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """How a message speaks of it."""
        return f"{self.code}〔{self.year}〕" if self.year else self.code or "令"


_Read = tuple[DocumentNo, Numbered]


def series(given: Iterable[Numbered]) -> tuple[Series, ...]:
    """The series that the numbers form, by code and year; what is no number is left out."""
    found = []
    for (code, year), members in sorted(_by_series(_read(given)).items()):
        serials = sorted({number.serial for number, _ in members})
        steps = pairwise([0, *serials]) if year else pairwise(serials)  # orders: the first known may be any
        missing = tuple((low + 1, high - 1) for low, high in steps if high - low > 1)
        found.append(Series(code, year or None, len(serials), serials[-1], missing))
    return tuple(found)


def check_serials(given: Iterable[Numbered]) -> list[Finding]:
    """Everything wrong with the numbers: not numbers, gaps, duplicates, out of order, a document under two codes.

    依据：党政机关公文处理工作条例第九条
    """
    listed = sorted(set(given), key=lambda each: (each.number, each.written_on, each.document, each.title))
    read = _read(listed)
    found = [
        finding
        for each in listed
        if parse_document_no(each.number) is None
        for finding in check_document_no(each.number)
    ]
    found += [_gap(each) for each in series(listed) if each.missing]
    for members in _by_series(read).values():
        found += _duplicates(members)
        found += _out_of_order(members)
    found += _two_codes(read)
    return found


def _read(given: Iterable[Numbered]) -> list[_Read]:
    return [(number, each) for each in given if (number := parse_document_no(each.number))]


def _by_series(read: Iterable[_Read]) -> dict[tuple[str, int], list[_Read]]:
    """By code and year; 0 stands for orders, that have none."""
    found: dict[tuple[str, int], list[_Read]] = defaultdict(list)
    for number, each in read:
        found[number.code, number.year or 0].append((number, each))
    return found


def _gap(each: Series) -> Finding:
    stretches = [f"{low}" if low == high else f"{low}—{high}" for low, high in each.missing]
    listed = "、".join(stretches[:_SHOWN]) + ("等" if len(stretches) > _SHOWN else "")
    return find(
        grounds.GAP,
        Severity.WARNING,
        each.name,
        f"{each.name}的顺序号编到{each.highest}，缺{listed}。请补充登记，或者说明这些号码没有使用、不公开。",
        stated=f"{each.count}个号",
        expected=f"{each.count + sum(high - low + 1 for low, high in each.missing)}个号",
    )


def _duplicates(members: Iterable[_Read]) -> Iterator[Finding]:
    bearers: dict[DocumentNo, set[str]] = defaultdict(set)
    for number, each in members:
        bearers[number].add(each.document)
    for number, documents in sorted(bearers.items(), key=lambda entry: entry[0].serial):
        if len(documents) > 1:
            listed = "、".join(f"“{name}”" for name in sorted(documents))
            yield find(
                grounds.DUPLICATE,
                Severity.ERROR,
                number.text,
                f"{number.text}用于{len(documents)}份文件：{listed}。请核对，一个文号只用于一份文件。",
                stated=f"{len(documents)}份",
                expected="1份",
            )


def _out_of_order(members: Iterable[_Read]) -> Iterator[Finding]:
    """Neighbouring numbers whose days run backwards; of a number that was given twice the earliest day counts."""
    days: dict[int, tuple[date, DocumentNo]] = {}
    for number, each in members:
        earlier = days.get(number.serial)
        if earlier is None or each.written_on < earlier[0]:
            days[number.serial] = each.written_on, number
    for (before, first), (after, second) in pairwise(days[serial] for serial in sorted(days)):
        if after < before:
            yield find(
                grounds.IN_ORDER,
                Severity.WARNING,
                second.text,
                f"{second.text}的日期是{in_words(after)}，早于{first.text}的{in_words(before)}。请核对两份文件的日期。",
                stated=in_words(after),
                expected=f"{in_words(before)}以后",
            )


def _two_codes(read: Iterable[_Read]) -> Iterator[Finding]:
    """A document with two numbers; the same title of one day under two codes."""
    numbers: dict[str, set[str]] = defaultdict(set)
    titles: dict[tuple[str, date], dict[str, str]] = defaultdict(dict)
    for number, each in read:
        numbers[each.document].add(number.text)
        if each.title:
            titles[each.title, each.written_on].setdefault(number.code, number.text)
    for document, texts in sorted(numbers.items()):
        if len(texts) > 1:
            yield find(
                grounds.ACROSS,
                Severity.ERROR,
                document,
                f"“{document}”有{len(texts)}个文号：{'、'.join(sorted(texts))}。联合行文只用主办机关的文号，请保留一个。",
                stated="、".join(sorted(texts)),
            )
    for (title, on), codes in sorted(titles.items()):
        texts = set(codes.values())
        if len(codes) > 1 and not any(texts <= told for told in numbers.values()):
            yield find(
                grounds.ACROSS,
                Severity.WARNING,
                "、".join(sorted(texts)),
                f"“{title}”（{in_words(on)}）用{len(codes)}个代字编了号：{'、'.join(sorted(texts))}。请核对是不是同一份文件。",
                stated="、".join(sorted(texts)),
            )
