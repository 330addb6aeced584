"""Putting numbers in place of tokens; what cannot be filled is refused with the place and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from gongkai.law.basis import instrument
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.checks.wording import figure
from gongkai.law.report.narrative.shares import percent
from gongkai.law.report.tokens.figures import Figures, Quantity, Value, added, quantities
from gongkai.law.report.tokens.reading import Loose, Token, View, read
from gongkai.law.rules import declare

TOKENS_HAVE_NUMBERS = declare("R650", "文中的数字标记从表格和统计取值", instrument("PRACTICE").article())
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Used:
    """A token that was filled: what it says, where it stands in the filled text, the cells it was taken from."""

    token: Token
    says: str
    span: tuple[int, int]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its numbers. `refused` are findings whose spans are places in the text as typed.

    What is refused stays in the text as it was typed.
    """

    text: str
    used: tuple[Used, ...]
    refused: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a name stands for in this year: its words, its unit, both years' values, the cells behind."""

    label: str
    unit: str
    value: Value | None
    last: Value | None
    cells: tuple[str, ...] = ()


class _Cannot(Exception):
    """A token that cannot be filled; the message says why and what to do."""


def fill(text: str, figures: Figures, where: str = "report") -> Filled:
    """The text with the numbers of the year. `where` is the place that findings name (a section id).

    依据：年度报告编制通行做法（文字与表格一致）
    """
    parts: list[str] = []
    used: list[Used] = []
    refused: list[Finding] = []
    at = length = 0
    for mark in read(text):
        start, end = mark.span
        parts.append(text[at:start])
        length += start - at
        says = mark.raw
        try:
            token, says, cells = _said(mark, figures)
            used.append(Used(token, says, (length, length + len(says)), cells))
        except _Cannot as why:
            refused.append(_finding(where, mark, str(why)))
        parts.append(says)
        length += len(says)
        at = end
    parts.append(text[at:])
    return Filled("".join(parts), tuple(used), tuple(refused))


def names(figures: Figures) -> Iterator[tuple[str, str]]:
    """Every name that a token may have in this year, with the words for it."""
    for quantity in quantities(figures.form.id).values():
        yield quantity.name, quantity.label
    for entry in figures.statistics:
        yield f"stat.{entry.name}", entry.label
    for number, problem in enumerate(figures.problems, 1):
        yield f"problem.{number}", problem


def _finding(where: str, mark: Token | Loose, why: str) -> Finding:
    return Finding(
        rule=TOKENS_HAVE_NUMBERS.id,
        severity=Severity.ERROR,
        where=where,
        message=why,
        basis=TOKENS_HAVE_NUMBERS.basis,
        stated=mark.raw,
        span=mark.span,
    )


def _said(mark: Token | Loose, figures: Figures) -> tuple[Token, str, tuple[str, ...]]:
    if isinstance(mark, Loose):
        raise _Cannot(f"“{mark.raw}”没有配成一对。数字标记写成两个左括号、名称、两个右括号，请补齐或者删去。")
    return mark, *_filled(mark, figures)


def _filled(mark: Token, figures: Figures) -> tuple[str, tuple[str, ...]]:
    if mark.name.startswith("problem."):
        return _problem(mark, figures), ()
    known = _known(mark, mark.name, figures)
    if mark.of:
        return _share(mark, known, figures)
    if mark.view not in list(View):
        raise _Cannot(f"{mark.raw}里的“@{mark.view}”不认识。请改写为“@上年”“@同比”或者“@增减”。")
    return _viewed(known, View(mark.view)), known.cells


def _problem(mark: Token, figures: Figures) -> str:
    number = mark.name.removeprefix("problem.")
    if mark.of or mark.view or not number.isdecimal() or not 1 <= int(number) <= len(figures.problems):
        count = len(figures.problems)
        has = (
            f"上年报告共列出{count}个问题，请写1至{count}"
            if count
            else "没有读到上年报告列出的问题，请直接写文字"
        )
        raise _Cannot(f"{mark.raw}没有对应的问题。{has}。")
    return figures.problems[int(number) - 1].rstrip("。；")


def _known(mark: Token, name: str, figures: Figures) -> _Known:
    quantity = quantities(figures.form.id).get(name)
    if quantity is not None:
        return _of_tables(quantity, figures)
    entry = figures.statistic(name.removeprefix("stat.")) if name.startswith("stat.") else None
    if entry is None:
        raise _Cannot(_unknown(mark, name, figures))
    return _Known(entry.label, entry.unit, entry.value, entry.last)


def _of_tables(quantity: Quantity, figures: Figures) -> _Known:
    return _Known(
        quantity.label,
        quantity.unit,
        added(quantity.cells, figures.cells),
        added(quantity.cells, figures.last),
        quantity.cells,
    )


def _unknown(mark: Token, name: str, figures: Figures) -> str:
    near = get_close_matches(name, [known for known, _ in names(figures)], n=1, cutoff=0.75)
    do = f"是不是{{{{{near[0]}}}}}？" if near else ""
    return f"{mark.raw}里的“{name}”在{figures.form.label}和统计中没有对应的数。{do}请从标记清单中选取，或者直接写文字。"


def _now(known: _Known) -> Value:
    if known.value is None:
        raise _Cannot(f"{known.label}还没有数字。请先汇编报告或者补填这一格，再在文字中引用。")
    return known.value


def _share(mark: Token, part: _Known, figures: Figures) -> tuple[str, tuple[str, ...]]:
    whole = _known(mark, mark.of, figures)
    if mark.view:
        raise _Cannot(f"{mark.raw}既求比例又求变化。请拆成两个标记。")
    if not (all_of := _now(whole)):
        raise _Cannot(f"{whole.label}是0，不能计算比例。请删去这个标记，直接写件数。")
    share = percent(_now(part), all_of, DECIMALS)
    return f"{_short(share)}%", (*part.cells, *whole.cells)


def _viewed(known: _Known, view: View) -> str:
    if view is View.PLAIN:
        return figure(_now(known))
    if known.last is None:
        raise _Cannot(f"上年报告里没有{known.label}的数，不能写“@{view}”。请导入上年报告，或者删去这个标记。")
    if view is View.LAST:
        return figure(known.last)
    change = Decimal(_now(known)) - known.last
    if not change:
        return "与上年持平"
    if view is View.CHANGE:
        return f"比上年{'增加' if change > 0 else '减少'}{figure(abs(change))}{known.unit}"
    if not known.last:
        raise _Cannot(f"{known.label}上年是0，不能计算同比。请改写为“@增减”。")
    return f"同比{'增长' if change > 0 else '下降'}{_short(percent(abs(change), abs(Decimal(known.last)), DECIMALS))}%"


def _short(value: Decimal) -> str:
    """Without zeros at the end that say nothing: 12.50 is 12.5, 12.00 is 12."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".")
