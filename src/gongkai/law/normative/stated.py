"""Figures that a report states about documents that govern: do they fit each other.

依据：国办公开办函〔2021〕30号表二，国办公开办函〔2019〕60号表二
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import grounds
from gongkai.law.normative.grounds import find
from gongkai.law.normative.shares import possible


@dataclass(frozen=True, slots=True)
class StatedStock:
    """A row of table two since 2021: made, repealed, in force; `expired` and `before` (in force a year earlier) if stated."""

    made: int
    repealed: int
    in_force: int
    expired: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class StatedPublished:
    """A row of table two of 2019: made this year, published this year, published in all; `before`: the total a year earlier."""

    made: int
    published: int
    total: int
    before: int | None = None


def check_stock(stated: StatedStock) -> Iterator[Finding]:
    """Whether what there was, what came and what went make what there is.

    Without the figure of the year before only what is impossible is found: more left than there can have been. 依据：表二
    """
    left = stated.repealed + (stated.expired or 0)
    implied = stated.in_force - stated.made + left
    sums = f"制发{stated.made}件，废止{stated.repealed}件，现行有效{stated.in_force}件"
    if implied < 0:
        yield find(
            grounds.STATED,
            Severity.ERROR,
            "in_force",
            f"{sums}：推算上年末为{implied}件，不可能。请核对三个数。",
            stated=f"{stated.in_force}",
            expected=f"不少于{stated.made - left}",
        )
    elif stated.before is None:
        yield find(
            grounds.STATED,
            Severity.INFO,
            "in_force",
            f"{sums}：推算上年末应为{implied}件。没有上年数，不能核对。",
            expected=f"上年末{implied}件",
        )
    elif implied != stated.before:
        yield find(
            grounds.STATED,
            Severity.WARNING,
            "in_force",
            f"{sums}，上年末{stated.before}件：年末应为{stated.before + stated.made - left}件。"
            "有失效、划转的，请分别写明件数。",
            stated=f"{stated.in_force}",
            expected=f"{stated.before + stated.made - left}",
        )


def check_published(stated: StatedPublished) -> Iterator[Finding]:
    """Whether all that was made was published, and the total holds what is published of this year.   依据：国办公开办函〔2019〕60号"""
    if stated.published < stated.made:
        yield find(
            grounds.MADE_AND_OPEN,
            Severity.WARNING,
            "published_this_year",
            f"制作{stated.made}件，公开{stated.published}件，有{stated.made - stated.published}件没有公开。"
            "规范性文件应当公布，请核对；跨年公布的，请说明。",
            stated=f"{stated.published}",
            expected=f"{stated.made}",
        )
    least = stated.published + (stated.before or 0)
    if stated.total < stated.published or (stated.before is not None and stated.total > least):
        yield find(
            grounds.STATED,
            Severity.ERROR,
            "published_total",
            f"本年公开{stated.published}件，对外公开总数{stated.total}件，两数不相衔接。请核对。",
            stated=f"{stated.total}",
            expected=f"{least}",
        )


def check_parts(where: str, parts: Sequence[int], total: int) -> Iterator[Finding]:
    """Whether parts make their total."""
    if sum(parts) != total:
        added = "、".join(map(str, parts))
        yield find(
            grounds.PARTS,
            Severity.ERROR,
            where,
            f"各项{added}，相加为{sum(parts)}，合计写作{total}。请核对。",
            stated=f"{total}",
            expected=f"{sum(parts)}",
        )


def check_share(
    where: str, percent: Decimal, denominator: int | None, numerator: int | None = None
) -> Iterator[Finding]:
    """Whether a percentage can come from the numbers that stand beside it; one without a denominator cannot be checked."""
    if denominator is None:
        yield find(
            grounds.SHARE,
            Severity.INFO,
            where,
            f"{percent}%没有写明是多少件中的多少件。请补充分子和分母。",
            stated=f"{percent}%",
        )
        return
    numerators = possible(percent, denominator)
    if not numerators or (numerator is not None and numerator not in numerators):
        what = f"{denominator}件" if numerator is None else f"{denominator}件中的{numerator}件"
        yield find(
            grounds.SHARE,
            Severity.ERROR,
            where,
            f"{what}得不出{percent}%。请核对分子、分母和比例。",
            stated=f"{percent}%",
        )
