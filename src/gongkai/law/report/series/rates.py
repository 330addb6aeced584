"""Shares worked out from cells, each with what is divided by what.   依据：条例第五十条；国办公开办函〔2021〕30号表三、表四

Only cells that both forms have, or that can be compared as a group, so that a share means the same in every year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from gongkai.law.report.arithmetic import Number
from gongkai.law.report.schema import forms
from gongkai.law.report.series.meanings import NEW, meanings
from gongkai.law.report.series.points import YearFigures, stated

BLANK = "有空白格，不能计算"
NOTHING = "分母是 0，没有比率"


@dataclass(frozen=True, slots=True)
class Rate:
    """A share: the sum of the meanings `part` in that of `whole`, both in words too."""

    id: str
    label: str
    part: tuple[str, ...]
    part_label: str
    whole: tuple[str, ...]
    whole_label: str


@dataclass(frozen=True, slots=True)
class Share:
    """A rate of one year: what was divided by what. `said`: why there is no share."""

    year: int
    part: Number | None
    whole: Number | None
    said: str = ""

    @property
    def value(self) -> Fraction | None:
        """The share; None where a cell is blank or there is nothing to have a share in."""
        if self.part is None or self.whole is None or self.whole <= 0:
            return None
        return Fraction(self.part) / Fraction(self.whole)


def _t3(*rows: str) -> tuple[str, ...]:
    return tuple(f"t3.{row}.total" for row in rows)


def _below(prefix: str) -> tuple[str, ...]:
    return _t3(*(row.id for row in forms()[NEW].outcomes if row.id.startswith(f"{prefix}_")))


def _t4(*columns: str, blocks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"t4.{block}.{column}" for block in blocks for column in columns)


@cache
def rates() -> Mapping[str, Rate]:
    """Every rate by its id."""
    handled, suits = (_t3("handled_total"), "办结总数"), ("direct_suit", "suit_after_review")
    decided = ("upheld", "corrected", "other")
    made = (
        Rate("share_granted", "予以公开率", _t3("granted"), "予以公开", *handled),
        Rate(
            "share_disclosed",
            "公开率（予以公开和部分公开）",
            _t3("granted", "partial"),
            "予以公开＋部分公开",
            *handled,
        ),
        Rate("share_denied", "不予公开率", _below("denied"), "不予公开各项", *handled),
        Rate("share_unable", "无法提供率", _below("unable"), "无法提供各项", *handled),
        Rate("share_unprocessed", "不予处理率", _below("unprocessed"), "不予处理各项", *handled),
        Rate("share_other", "其他处理率", _t3("other"), "其他处理（合计）", *handled),
        Rate(
            "share_carried_out",
            "结转率",
            _t3("carried_out"),
            "结转下年度",
            _t3("new_received", "carried_in"),
            "本年新收＋上年结转",
        ),
        Rate(
            "share_review_corrected",
            "行政复议纠正率",
            _t4("corrected", blocks=("review",)),
            "复议结果纠正",
            _t4(*decided, blocks=("review",)),
            "复议已审结（维持＋纠正＋其他）",
        ),
        Rate(
            "share_suit_corrected",
            "行政诉讼纠正率",
            _t4("corrected", blocks=suits),
            "诉讼结果纠正",
            _t4(*decided, blocks=suits),
            "诉讼已审结（维持＋纠正＋其他）",
        ),
    )
    return {each.id: each for each in made}


def share(rate: Rate, figures: YearFigures) -> Share:
    """A rate as one report has it."""
    part, whole = (_sum(ids, figures) for ids in (rate.part, rate.whole))
    if part is None or whole is None:
        return Share(figures.year, part, whole, BLANK)
    return Share(figures.year, part, whole, "" if whole > 0 else NOTHING)


def _sum(ids: tuple[str, ...], figures: YearFigures) -> Number | None:
    given = [stated(meanings()[each], figures) for each in ids]
    known = [value for value in given if value is not None]
    return sum(known) if len(known) == len(given) else None
