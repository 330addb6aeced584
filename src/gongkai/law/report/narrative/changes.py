"""Changes against another year: whether a size is possible at all, and whether the words say the same as the figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from gongkai.law.report.narrative.figures import Figure, Passage
from gongkai.law.report.narrative.numbers import Value
from gongkai.law.report.narrative.ranges import apart
from gongkai.law.report.narrative.roles import Role
from gongkai.law.report.narrative.shares import percent

_WAY = re.compile(r"增长|增加|上升|提高|提升|增幅|下降|减少|降低|下滑|降幅|多|少|增|减|升|降")
_DOWN = frozenset(["下降", "减少", "降低", "下滑", "降幅", "少", "减", "降"])
_BRACKET = re.compile(r"\([^()]*\)")
# Between a count and its change nothing may stand that is counted itself: 办结率同比提高 is not of the count.
_OF_COUNT = re.compile(
    r"^\s*(?:左右)?[，,、;(]?\s*(?:数量|总数|总量|件数|申请量|公开量)?(?:同比|环比|(?:比|较|与)(?:上一?|去|前)(?:一?年度?|年)(?:同期)?(?:相比)?"
    r"|(?:比|较|与)(?:19|20)\d\d年(?:度|同期)?(?:相比)?)[^，,。;、\d]{0,8}$"
)
# 收到267件，答复263件，申请量同比上升: what changed is named, and need not be the nearest count.
_NAMED = re.compile(r"数量|总数|总量|件数|申请量|公开量")
_GOES_ON = re.compile(
    r"^\s*[，,、;(]?\s*(?:同比)?(?:增长|增加|上升|下降|减少|降低|增幅|降幅)(?:率|幅度)?(?:为|了|达到?)?$"
)
# 时限由20天提升至5天, 由第5名升至第3名: what got better need not be more.
_LESS_IS_BETTER = frozenset(("工作日", "个工作日", "小时", "个小时", "分钟", "个月", "天", "名", "位"))
# Figures in a bracket may stand between a count and its change.
_NEAR = 8
_NEAR_BY = 300
# From none to some is often called an increase by 100 %.
_FROM_NOTHING = 100
_FROM = re.compile(r"(?:由|从)[^，,。;\d]{0,16}$")
_TO = re.compile(r"^\s*(?P<way>增加|增长|上升|提高|提升|减少|下降|降低)?(?:到|至|为)[^，,。;\d]{0,12}$")


class Doubt(StrEnum):
    """What cannot be right about a change."""

    IMPOSSIBLE = "impossible"  # no whole number grows to the count by this percentage
    AMOUNT = "amount"  # the amount and the percentage do not go together
    RATE = "rate"  # from the one number to the other it is another percentage
    SIGN = "sign"  # the word says more, the figures say less
    TOO_MUCH = "too much"  # a fall by more than 100 %


@dataclass(frozen=True, slots=True)
class Change:
    """A count and what the text says of its change: by how many per cent, by how much, up or down."""

    count: Figure
    way: str
    percentage: Figure | None = None
    amount: Figure | None = None

    @property
    def down(self) -> bool:
        """Whether the word says less."""
        return self.way in _DOWN

    @property
    def sign(self) -> int:
        """-1 for less, 1 for more."""
        return -1 if self.down else 1


@dataclass(frozen=True, slots=True)
class WrongChange:
    """A change that cannot be right. `near` are the whole numbers before the change that come closest."""

    change: Change
    doubt: Doubt
    figure: Figure
    near: tuple[tuple[int, Decimal], ...] = ()
    fits: Figure | None = None
    right: Decimal | None = None


def changes(passage: Passage) -> Iterator[Change]:
    """Every change that the text states of a count right before it."""
    taken: set[Figure] = set()
    for at, figure in enumerate(passage.figures):
        if Role.CHANGE not in figure.roles or figure in taken or figure.unit == "个百分点":
            continue
        count = _count_of(passage, at)
        way = _way(passage, at)
        if count is None or way is None:
            continue
        follower = passage.figures[at + 1] if at + 1 < len(passage.figures) else None
        if follower is not None and not _GOES_ON.match(passage.gap(figure, follower)):
            follower = None
        both = [one for one in (figure, follower) if one is not None]
        taken.update(both)
        yield Change(
            count,
            way,
            next((one for one in both if one.unit == "%"), None),
            next((one for one in both if one.unit == count.unit), None),
        )


def wrong_changes(passage: Passage) -> Iterator[WrongChange]:
    """Every change of a paragraph that cannot be right by itself."""
    for change in changes(passage):
        found = _by_amount(change) or _too_much(change) or _impossible(passage, change)
        if found:
            yield found
    yield from _wrong_ways(passage)


def previous_values(
    count: Value, percentage: Value, decimals: int, sign: int
) -> tuple[list[int], list[tuple[int, Decimal]]]:
    """Whole numbers that change to `count` by this percentage, and the nearest ones that do not, each with its own.

    Rounded half up and cut off both count as right. `count` is a whole number, 0 or more; a fall is below 100 %.
    """
    wanted, place = Decimal(percentage), Decimal(1).scaleb(-decimals)
    middle = int(Decimal(count) / (1 + sign * wanted / 100))
    right: list[int] = []
    near: list[tuple[int, Decimal]] = []
    for base in range(max(1, middle - 1), middle + 3):
        exact = Decimal(sign * (count - base)) * 100 / base
        own = exact.quantize(place, ROUND_HALF_UP)
        if wanted in (own, exact.quantize(place, ROUND_FLOOR)):
            right.append(base)
        elif base in (middle, middle + 1):
            near.append((base, own))
    return right, near


def _count_of(passage: Passage, at: int) -> Figure | None:
    """The count that a change is stated of: nothing but brackets and 同比 between them."""
    change = passage.figures[at]
    for figure in reversed(passage.figures[max(0, at - _NEAR) : at]):
        if figure.sentence != change.sentence:
            return None
        if figure.counts and _OF_COUNT.match(_BRACKET.sub("", passage.gap(figure, change))):
            return figure
    return None


def _way(passage: Passage, at: int) -> str | None:
    before = passage.figures[at - 1]
    words = _WAY.findall(passage.gap(before, passage.figures[at]))
    return words[-1] if words else None


def _by_amount(change: Change) -> WrongChange | None:
    """较上年增加25件，增长20.33%: the amount gives the number before, and that gives the percentage."""
    count, amount, percentage = change.count, change.amount, change.percentage
    if amount is None or not (count.exact and amount.exact):
        return None
    base = count.value - change.sign * amount.value
    if base < 0 or (base == 0 and percentage is not None):
        return WrongChange(change, Doubt.TOO_MUCH, amount)
    if percentage is None or not percentage.exact:
        return None
    right = percent(amount.value, base, percentage.decimals)
    cut = percent(amount.value, base, percentage.decimals, ROUND_FLOOR)
    if Decimal(percentage.value) in (right, cut):
        return None
    return WrongChange(change, Doubt.AMOUNT, percentage, ((int(base), right),), right=right)


def _too_much(change: Change) -> WrongChange | None:
    percentage = change.percentage
    if percentage is None or not change.down or percentage.value <= 100:
        return None
    return WrongChange(change, Doubt.TOO_MUCH, percentage)


def _impossible(passage: Passage, change: Change) -> WrongChange | None:
    count, percentage = change.count, change.percentage
    if percentage is None or change.amount is not None or not (percentage.exact and count.exact):
        return None
    if not isinstance(count.value, int) or percentage.value < 0 or (change.down and percentage.value >= 100):
        return None
    if percentage.value == _FROM_NOTHING and not change.down:
        return None
    right, near = previous_values(count.value, percentage.value, percentage.decimals, change.sign)
    if right:
        return None
    named = _NAMED.search(passage.gap(count, percentage)) is not None
    fits = next(
        (
            other
            for other in passage.figures
            if other.sentence == count.sentence
            and abs(other.span[0] - count.span[0]) <= _NEAR_BY
            and other is not count
            and other.counts
            and other.exact
            and isinstance(other.value, int)
            and other.value > 1
            and previous_values(other.value, percentage.value, percentage.decimals, change.sign)[0]
        ),
        None,
    )
    if fits is not None and named:
        return None
    return WrongChange(change, Doubt.IMPOSSIBLE, percentage, tuple(near), fits)


def _wrong_ways(passage: Passage) -> Iterator[WrongChange]:
    """由122件增加到118件: the word says more, the figures say less; …到148件，增长20.86%: not by so much."""
    for at, (before, after) in enumerate(zip(passage.figures, passage.figures[1:], strict=False)):
        to = _TO.match(passage.gap(before, after))
        if (
            to is None
            or not to["way"]
            or before.unit not in (after.unit, "")
            or not (before.exact and after.exact)
        ):
            continue
        if after.unit in _LESS_IS_BETTER or not _FROM.search(passage.lead(before)):
            continue
        change = Change(after, to["way"], None, before)
        if (after.value - before.value) * change.sign < 0:
            yield WrongChange(change, Doubt.SIGN, after)
        elif at + 2 < len(passage.figures) and (
            wrong := _wrong_rate(passage, change, passage.figures[at + 2])
        ):
            yield wrong


def _wrong_rate(passage: Passage, change: Change, rate: Figure) -> WrongChange | None:
    before, after = change.amount, change.count
    if before is None or not before.value or rate.unit != "%" or not rate.exact:
        return None
    if not _GOES_ON.match(passage.gap(after, rate)):
        return None
    grown = apart(after.value, before.value)
    right = percent(grown, before.value, rate.decimals)
    if Decimal(rate.value) in (right, percent(grown, before.value, rate.decimals, ROUND_FLOOR)):
        return None
    told = replace(change, percentage=rate)
    return WrongChange(told, Doubt.RATE, rate, ((int(before.value), right),), right=right)
