"""What to look at in the reports of one body over years. Each entry says what was compared; none says that something is wrong.

Nothing is compared that does not mean the same in both years. Small figures jump by chance: below the numbers named here
nothing is said of them.   依据：年度报告编制通行做法
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from statistics import median

from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks.registry import Given
from gongkai.law.report.checks.wording import TABLES, figure, some
from gongkai.law.report.checks.years import carried_in_is_last_years_carried_out
from gongkai.law.report.compiling.summing import as_report
from gongkai.law.report.narrative.shares import percent as rounded
from gongkai.law.report.schema import Kind
from gongkai.law.report.series.meanings import Link
from gongkai.law.report.series.points import Line, Reports, lines
from gongkai.law.report.series.rates import Rate, rates, share

FEWEST = 20
"""The larger of two figures, and the difference, from which on a change is told (件, 项, 万元)."""
TIMES = 3
"""So many times as much as last year, or as little, is a jump."""
POINTS = 30
"""So many percentage points more or less than last year is a jump of a share."""
YEARS = 5
"""Other years that a body must have before a year is held against them."""
FAR = 5
"""So many deviations from the middle of the other years is far."""
NORMAL = 1.4826
"""The median absolute deviation times this is the standard deviation where figures are spread normally."""
REPEATS = 4
"""So many figures that are not zero, all as last year, are told."""
LARGE = 1000
"""A single figure of this size that is as last year is told."""


class Sort(StrEnum):
    """What was seen."""

    JUMP = "jump"
    FAR = "far"
    SHARE = "share"
    CARRIED = "carried"
    ZERO = "zero"
    REPEATED = "repeated"

    @property
    def label(self) -> str:
        """The words that readers see."""
        return {
            "jump": "与上年相差较大",
            "far": "与历年相差较大",
            "share": "比率与上年相差较大",
            "carried": "结转前后不一致",
            "zero": "整表填 0",
            "repeated": "与上年相同",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to look at in the report on a year. `about`: the meanings and rates that were compared."""

    year: int
    sort: Sort
    said: str
    about: tuple[str, ...]


def changes(reports: Reports, name: str) -> tuple[Change, ...]:
    """What to look at in the reports of one body, the newest year first. `name`: what the body is called in checks."""
    held = [each for each in lines(reports) if each.meaning.total and each.meaning.kind is not Kind.CHANGE]
    found = [
        *(change for each in held for change in _jumps(each)),
        *(change for each in held for change in _far(each)),
        *(change for rate in rates().values() for change in _shares(rate, reports)),
        *_carried(reports, name),
        *(change for table in TABLES for change in _zeros(table, held)),
        *(change for table in TABLES for change in _repeated(table, held)),
    ]
    order = list(Sort)
    return tuple(sorted(found, key=lambda change: (-change.year, order.index(change.sort))))


def _pairs(held: Mapping[int, Number]) -> Iterator[tuple[int, Number, Number]]:
    """Each year with the year before it: year, figure of the year before, figure."""
    for year in sorted(held):
        if year - 1 in held:
            yield year, held[year - 1], held[year]


def _jumps(line: Line) -> Iterator[Change]:
    for year, before, now in _pairs(line.compared):
        more, less = max(before, now), min(before, now)
        if more < FEWEST or more - less < FEWEST or more < TIMES * less:
            continue
        unit = line.meaning.unit
        yield Change(
            year,
            Sort.JUMP,
            f"{line.meaning.label}：{year} 年 {figure(now)} {unit}，{year - 1} 年 {figure(before)} {unit}，"
            f"{_how(before, now)}。请核对两年的登记和口径；有原因的（机构合并、集中申请、统计口径调整等），可以在报告文字里说明。",
            (line.meaning.id,),
        )


def _how(before: Number, now: Number) -> str:
    if before == 0 or now == 0:
        return "两年中有一年是 0"
    if now > before:
        return f"是上年的 {_tenth(now, before)} 倍"
    less = _tenth(100 * now, before)
    return f"是上年的 {less}%" if less != "0" else "不到上年的 0.1%"


def _tenth(one: Number, other: Number) -> str:
    return f"{round(float(Fraction(one) / Fraction(other)), 1):g}"


def _far(line: Line) -> Iterator[Change]:
    """A year against all others: how far from their median, in deviations that chance alone explains as well."""
    held = line.compared
    for year, now in held.items():
        others = [float(value) for other, value in held.items() if other != year]
        if len(others) < YEARS:
            continue
        middle = median(others)
        away = median([abs(value - middle) for value in others])
        room = max(NORMAL * away, sqrt(abs(middle)), middle / 10)
        apart = abs(float(now) - middle)
        if apart < FEWEST or apart <= FAR * room:
            continue
        unit = line.meaning.unit
        yield Change(
            year,
            Sort.FAR,
            f"{line.meaning.label}：{year} 年 {figure(now)} {unit}；其他 {len(others)} 年的中位数是 {_plain(middle)} {unit}，"
            f"与中位数之差的中位数是 {_plain(away)} {unit}，这一年相差 {_plain(apart)} {unit}。请对照当年的业务数据核对。",
            (line.meaning.id,),
        )


def _plain(value: float) -> str:
    return f"{round(value, 2):g}" if value < LARGE else str(round(value))


def _shares(rate: Rate, reports: Reports) -> Iterator[Change]:
    found = {year: share(rate, figures) for year, figures in reports.items()}
    for year in sorted(found):
        now, before = found[year], found.get(year - 1)
        if before is None or now.value is None or before.value is None:
            continue
        if min(now.whole or 0, before.whole or 0) < FEWEST or abs(now.value - before.value) * 100 < POINTS:
            continue
        yield Change(
            year,
            Sort.SHARE,
            f"{rate.label}：{year} 年 {percent(now.value)}（{figure(now.part)}／{figure(now.whole)}），"
            f"{year - 1} 年 {percent(before.value)}（{figure(before.part)}／{figure(before.whole)}），"
            f"相差 {percent(abs(now.value - before.value)).removesuffix('%')} 个百分点。请核对{rate.part_label}的分类。",
            (rate.id,),
        )


def percent(value: Fraction) -> str:
    """A share in per cent with two decimals, half up."""
    return f"{rounded(value.numerator, value.denominator, 2)}%"


def _carried(reports: Reports, name: str) -> Iterator[Change]:
    """What R304 finds between each two years; the total stands for its columns."""
    for year in sorted(reports):
        if year - 1 not in reports:
            continue
        now, before = (
            as_report(each.form, each.cells, year=each.year, agency_name=name)
            for each in (reports[year], reports[year - 1])
        )
        found = list(carried_in_is_last_years_carried_out(Given(now, before)))
        if found:
            cells = tuple(finding.where for finding in found)
            columns = some(now.form.cells[cell].column.label for cell in cells)
            yield Change(year, Sort.CARRIED, f"{found[-1].message}不一致的列：{columns}。", cells)


def _of_table(table: str, held: Iterable[Line], year: int) -> dict[str, tuple[Line, Number]]:
    """What happened in a year by one table: lines that are no stock, with their figures; 其他处理 as a whole only."""
    return {
        line.meaning.id: (line, line.compared[year])
        for line in held
        if (line.meaning.table, line.meaning.running) == (table, False)
        and line.meaning.link is not Link.PART
        and year in line.compared
    }


def _years(held: Iterable[Line]) -> list[int]:
    return sorted({year for line in held for year in line.compared})


def _zeros(table: str, held: list[Line]) -> Iterator[Change]:
    """A table of nothing but zeros beside a year in which much happened."""
    for year in _years(held):
        here = _of_table(table, held, year)
        if not here or any(value for _, value in here.values()):
            continue
        for other in (year - 1, year + 1):
            most = max(_of_table(table, held, other).values(), key=lambda pair: pair[1], default=None)
            if most is None or most[1] < FEWEST:
                continue
            line, value = most
            yield Change(
                year,
                Sort.ZERO,
                f"{TABLES[table]}：{year} 年各项都填 0；{other} 年“{line.meaning.label}”{figure(value)} {line.meaning.unit}。"
                "请确认这一年确实没有发生：没有统计的应当留空说明，不填 0。",
                tuple(here),
            )
            break


def _repeated(table: str, held: list[Line]) -> Iterator[Change]:
    """Figures exactly as last year: all of a table, or single ones too large for chance."""
    for year in _years(held):
        now, before = _of_table(table, held, year), _of_table(table, held, year - 1)
        both = [(now[key][0], now[key][1], before[key][1]) for key in now if key in before]
        alike = [(line, value) for line, value, last in both if value and value == last]
        whole = len(alike) >= REPEATS and all(value == last for _, value, last in both)
        told = alike if whole else [(line, value) for line, value in alike if value >= LARGE]
        if not told or max(value for _, value in told) < FEWEST:
            continue
        named = some(f"{line.meaning.label} {figure(value)} {line.meaning.unit}" for line, value in told)
        yield Change(
            year,
            Sort.REPEATED,
            f"{TABLES[table]}：{year} 年{'各项' if whole else '下列各数'}与 {year - 1} 年完全相同：{named}。"
            "请确认不是沿用了上年的表格。",
            tuple(line.meaning.id for line, _ in told),
        )
