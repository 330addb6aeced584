"""The figures that the observatory shows of every body, and how they are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gongkai.annual_reports.queries.series import Indicator, Value
from gongkai.law.report.checks.wording import figure
from gongkai.law.report.series.changes import percent
from gongkai.law.report.series.meanings import meanings
from gongkai.law.report.series.peers import Spread
from gongkai.law.report.series.rates import Rate, Share, rates

NONE = "无数据"


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of every body: the key in addresses, a short title, its unit, what it is."""

    key: str
    title: str
    unit: str
    what: Indicator

    @property
    def is_rate(self) -> bool:
        """Whether it is a share."""
        return isinstance(self.what, Rate)

    @property
    def about(self) -> str:
        """How it is worked out, and since when the form asks for it."""
        if isinstance(self.what, Rate):
            return f"{self.what.part_label} ÷ {self.what.whole_label}"
        return f"{self.what.label}；{self.what.link.label}"


_COUNTS = {
    "t3.new_received.total": "本年新收申请",
    "t3.handled_total.total": "本年办结申请",
    "t3.carried_out.total": "结转下年度",
    "t2.art20_1.normative_document.issued_this_year": "规范性文件制发",
    "t2.art20_1.normative_document.in_force": "规范性文件现行有效",
    "t2.art20_5.admin_license.decisions_this_year": "行政许可决定",
    "t2.art20_6.admin_penalty.decisions_this_year": "行政处罚决定",
    "t2.art20_6.admin_coercion.decisions_this_year": "行政强制决定",
    "t2.art20_8.admin_fee.fee_amount_wan": "行政事业性收费",
    "t4.review.total": "行政复议",
    "t4.direct_suit.total": "未经复议直接起诉",
    "t4.suit_after_review.total": "复议后起诉",
}
COUNTS = tuple(Shown(key, title, meanings()[key].unit, meanings()[key]) for key, title in _COUNTS.items())
RATES = tuple(Shown(key, rate.label, "%", rate) for key, rate in rates().items())
ALL = (*COUNTS, *RATES)
BY_KEY = {each.key: each for each in ALL}
CHARTS = (
    ("sq", "政府信息公开申请", COUNTS[0:3]),
    ("wj", "行政规范性文件", COUNTS[3:5]),
    ("jd", "行政处理决定", COUNTS[5:8]),
    ("sf", "行政事业性收费", COUNTS[8:9]),
    ("fy", "行政复议、行政诉讼", COUNTS[9:12]),
)
"""Trend charts: figures that stand on one scale."""


def written(value: Value) -> str:
    """A figure in words: a share in per cent, any other as an officer would write it."""
    if value is None:
        return NONE
    return percent(value) if isinstance(value, Fraction) else figure(value)


def worked_out(share: Share | None) -> str:
    """What a share was worked out from: 45／60."""
    if share is None or share.part is None or share.whole is None:
        return ""
    return f"{figure(share.part)}／{figure(share.whole)}"


def told(spread: Spread) -> str:
    """How figures are spread, in words."""
    if not spread.told:
        return f"{spread.many} 个机关有数，少于 5 个，不列百分位"
    return (
        f"{spread.many} 个机关，最小 {written(spread.lowest)}，第 25 百分位 {written(spread.low)}，"
        f"中位数 {written(spread.middle)}，第 75 百分位 {written(spread.high)}，最大 {written(spread.highest)}"
    )


def whole(values: Iterable[Value]) -> tuple[int | Decimal | None, int]:
    """The sum of counts, None where no body has one, and of how many bodies it is the sum."""
    held = [value for value in values if value is not None and not isinstance(value, Fraction)]
    return (sum(held), len(held)) if held else (None, 0)
