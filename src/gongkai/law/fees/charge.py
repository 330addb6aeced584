"""What an application costs, by item or by page, progressive on the excess.   依据：信息处理费管理办法第三至五条"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.fees.grounds import FREE_ITEMS, FREE_PAGES, ITEM_BLOCKS, ITEMS, PAGES
from gongkai.law.fees.tiers import Method, Tier, schedule
from gongkai.law.rules import Rule

MOST = 100_000  # units; more of them is a slip of the pen, not an application


class Uncountable(ValueError):
    """A number of items or pages that cannot be; the message says which and what is possible, in Chinese."""


class FirstBlock(StrEnum):
    """Whether the first block of ten after the 30th item is already raised: the wording can be read both ways."""

    RAISED = "raised"
    SAME = "same"

    @property
    def label(self) -> str:
        """What the choice means."""
        return {"raised": "第31至40件每件200元", "same": "第31至40件每件100元"}[self.value]


@dataclass(frozen=True, slots=True)
class FeeSettings:
    """What the text of the fee leaves open; without arguments the usual reading."""

    first_block: FirstBlock = FirstBlock.RAISED


USUAL = FeeSettings()


@dataclass(frozen=True, slots=True)
class Step:
    """Units of one rate, from the first to the last: by item counted within the month, by page within the application."""

    first: int
    last: int
    rate_yuan: int
    why: str
    rule: Rule

    @property
    def units(self) -> int:
        """How many units."""
        return self.last - self.first + 1

    @property
    def amount_yuan(self) -> int:
        """What they cost together."""
        return self.units * self.rate_yuan


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee and how it comes about, tier by tier."""

    method: Method
    on: date
    steps: tuple[Step, ...]

    @property
    def amount_yuan(self) -> int:
        """The whole fee."""
        return sum(step.amount_yuan for step in self.steps)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that were applied, each once."""
        return tuple(dict.fromkeys(step.rule for step in self.steps))


def by_item(earlier: int, items: int, on: date, settings: FeeSettings = USUAL) -> Charge:
    """What so many items cost after `earlier` ones that the same applicant handed in this calendar month.

    Every item counts, whatever the decision; one application with several matters may be split, one matter an item.
    `on` is the day of receipt. Uncountable for numbers that cannot be, NotInForce before the fee was introduced.
    依据：信息处理费管理办法第四条
    """
    _refuse_uncountable("当月此前的件数", earlier)
    _refuse_uncountable("本次的件数", items)
    _refuse_uncountable("当月累计的件数", earlier + items)
    return _charge(Method.BY_ITEM, earlier + 1, earlier + items, on, settings)


def by_page(pages: int, on: date) -> Charge:
    """What the pages of one application cost; pages of several applications are not added up.

    A page is one side of A4 or smaller. `on` is the day of receipt. Uncountable for numbers that cannot be, NotInForce
    before the fee was introduced.   依据：信息处理费管理办法第五条
    """
    _refuse_uncountable("页数", pages)
    return _charge(Method.BY_PAGE, 1, pages, on, USUAL)


def by_month(received: Iterable[date], settings: FeeSettings = USUAL) -> tuple[Charge, ...]:
    """What the items of one applicant cost by their days of receipt: one charge for each calendar month, in order.

    `on` of a charge is the first day of receipt in its month.   依据：信息处理费管理办法第四条
    """
    months: defaultdict[tuple[int, int], list[date]] = defaultdict(list)
    for day in received:
        months[day.year, day.month].append(day)
    return tuple(by_item(0, len(days), min(days), settings) for _, days in sorted(months.items()))


def _refuse_uncountable(what: str, number: int) -> None:
    if number < 0:
        raise Uncountable(f"{what}不能是负数，现为{number}，请核对后重新填写。")
    if number > MOST:
        raise Uncountable(f"{what}为{number}，超过了能够计算的{MOST}，请核对是否多写了数字。")


def _charge(method: Method, first: int, last: int, on: date, settings: FeeSettings) -> Charge:
    steps: list[Step] = []
    for tier in reversed(schedule(method, on).tiers):  # each takes what the higher ones leave
        steps[:0] = [
            Step(start, end, rate, _why(method, start, end, rate), _rule(method, tier))
            for start, end, rate in _stretches(tier, max(first, tier.first), last, settings)
        ]
        last = min(last, tier.first - 1)
    return Charge(method, on, tuple(steps))


def _stretches(tier: Tier, first: int, last: int, settings: FeeSettings) -> Iterator[tuple[int, int, int]]:
    """The units of a tier from one to another, in stretches of one rate: first, last, rate."""
    size = tier.block or MOST
    below = tier.raise_yuan if settings.first_block is FirstBlock.SAME else 0
    while first <= last:
        block = (first - tier.first) // size
        end = min(last, tier.first + (block + 1) * size - 1)
        yield first, end, tier.rate_yuan + block * tier.raise_yuan - below
        first = end + 1


def _why(method: Method, first: int, last: int, rate: int) -> str:
    units = f"第{first}{method.unit}" if first == last else f"第{first}至{last}{method.unit}"
    month = "当月" if method is Method.BY_ITEM else ""
    return f"{month}{units}，{f'每{method.unit}{rate}元' if rate else '不收费'}"


def _rule(method: Method, tier: Tier) -> Rule:
    if tier.block:
        return ITEM_BLOCKS
    if method is Method.BY_ITEM:
        return ITEMS if tier.rate_yuan else FREE_ITEMS
    return PAGES if tier.rate_yuan else FREE_PAGES
