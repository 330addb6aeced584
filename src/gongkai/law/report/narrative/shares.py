"""Percentages: a part, its share and the whole; shares of one whole together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from gongkai.law.findings import Severity
from gongkai.law.report.narrative.facets import facet, is_rest
from gongkai.law.report.narrative.figures import Figure, Passage
from gongkai.law.report.narrative.lists import listings, same_kind
from gongkai.law.report.narrative.numbers import Value
from gongkai.law.report.narrative.ranges import apart, sum_of
from gongkai.law.report.narrative.roles import Role

_BETWEEN = re.compile(r"\s*[，,、;(]?\s*(?:约|均|各|分别|所)?占(?:比|有率)?[^，,。;、()]{0,16}$")
# 占全省总量的 has its whole elsewhere
_OF_THE_WHOLE = re.compile(
    r"占(?:比(?:例|重)?|(?:申请|受理|办理|办结|答复|收到申请|公开|信息|发布|本年)?(?:总数|总量|总件数)|全部|全部申请)?(?:的|为|约|达|:)*\s*$"
)
# Shares that make exactly 100 % may have been rounded up or down to get there.
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class WrongShare:
    """A share that is not part / whole, rounded half up to the printed decimals."""

    share: Figure
    part: Figure
    whole: Figure
    right: Decimal
    severity: Severity


@dataclass(frozen=True, slots=True)
class WrongSum:
    """Shares that ought to make 100 % and do not."""

    shares: tuple[Figure, ...]
    sum: Value


def percent(part: Value, whole: Value, decimals: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """part / whole in per cent, rounded to a number of decimals; `whole` is not 0."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-decimals), rounding)


def is_share(printed: Decimal, part: Value, whole: Value, decimals: int) -> bool:
    """Whether a printed percentage is right: rounded half up."""
    return bool(whole) and percent(part, whole, decimals) == printed


def wrong_shares(passage: Passage, known: tuple[Value, ...] = ()) -> Iterator[WrongShare]:
    """Every share that none of the totals it may refer to explains. `known` are totals of the tables."""
    bound = list(_bound_shares(passage))
    totals = {
        part.figure: listing.total
        for listing in listings(passage)
        for part in listing.top
        if listing.total.exact
    }
    adjusted = sum_of(share for _, share in bound) == _HUNDRED
    for part, share in bound:
        listed = [other for other, _ in bound if other.sentence == part.sentence]
        candidates = {*_wholes(passage, part), *known, sum_of(listed)}
        if any(is_share(Decimal(share.value), part.value, whole, share.decimals) for whole in candidates):
            continue
        whole = (
            _natural_whole(passage, part, totals) if _OF_THE_WHOLE.search(passage.gap(part, share)) else None
        )
        if whole is not None and (found := _judged(share, part, whole, adjusted=adjusted)):
            yield found


def wrong_sums(passage: Passage) -> Iterator[WrongSum]:
    """Shares listed down to 其他 that do not make 100 %, within the error of rounding."""
    for sentence in range(len(passage.sentences)):
        yield from _sentence_sum(passage, sentence)


def _sentence_sum(passage: Passage, sentence: int) -> Iterator[WrongSum]:
    shares = [f for f in passage.figures if f.sentence == sentence and Role.SHARE in f.roles and f.exact]
    kinds = {facet(share) for share in shares} - {None}
    if len(shares) < 3 or len(kinds) > 1 or not _is_rest_share(passage, shares[-1]):
        return
    total = sum_of(shares)
    slack = sum((Decimal(1).scaleb(-share.decimals) for share in shares), Decimal(0)) / 2 + Decimal("0.02")
    if apart(total, _HUNDRED) > slack and not _divides_twice(shares, slack):
        yield WrongSum(tuple(shares), total)


def _divides_twice(shares: list[Figure], slack: Decimal) -> bool:
    """Whether a beginning of the list makes 100 %: then the list divides more than one thing."""
    so_far: Value = 0
    for share in shares:
        so_far += share.value
        if apart(so_far, _HUNDRED) <= slack:
            return True
    return False


def _is_rest_share(passage: Passage, share: Figure) -> bool:
    at = passage.figures.index(share)
    return is_rest(share) or (at > 0 and is_rest(passage.figures[at - 1]))


def _bound_shares(passage: Passage) -> Iterator[tuple[Figure, Figure]]:
    """A count and the share printed right behind it: 113宗，占76.35%."""
    for part, share in zip(passage.figures, passage.figures[1:], strict=False):
        if (
            Role.SHARE in share.roles
            and share.unit == "%"
            and share.exact
            and part.exact
            and part.counts
            and isinstance(part.value, int)
            and _BETWEEN.match(passage.gap(part, share))
        ):
            yield part, share


def _wholes(passage: Passage, part: Figure) -> list[Value]:
    """Every count of the paragraph that a share of the part may refer to."""
    return [
        figure.value
        for figure in passage.figures
        if figure.counts and figure.exact and figure.value >= part.value and figure is not part
    ]


def _natural_whole(passage: Passage, part: Figure, totals: Mapping[Figure, Figure]) -> Figure | None:
    """The total that a part is listed under, or the one larger count before it in its sentence."""
    if part in totals and totals[part].value >= part.value:
        return totals[part]
    before = [
        figure
        for figure in passage.figures
        if figure.counts
        and figure.span < part.span
        and part.sentence - figure.sentence <= 1
        and same_kind(figure, part)
        and figure.value > part.value
        and figure.exact
    ]
    return before[0] if len(before) == 1 else None


def _judged(share: Figure, part: Figure, whole: Figure, *, adjusted: bool) -> WrongShare | None:
    printed, decimals = Decimal(share.value), share.decimals
    right = percent(part.value, whole.value, decimals)
    cut = percent(part.value, whole.value, decimals, ROUND_FLOOR)
    raised = percent(part.value, whole.value, decimals, ROUND_CEILING)
    if adjusted and printed in (cut, raised):
        return None
    severity = Severity.INFO if printed == cut else Severity.WARNING
    return WrongShare(share, part, whole, right, severity)
