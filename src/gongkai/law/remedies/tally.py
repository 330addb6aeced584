"""Table four counted from reviews and suits themselves, so that its sums hold and each figure has its cases.

依据：国办公开办函〔2019〕60号、〔2021〕30号 表四
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from gongkai.law.basis import instrument
from gongkai.law.remedies.results import Column
from gongkai.law.remedies.standing import Proceeding
from gongkai.law.report.periods import Period
from gongkai.law.rules import declare

YEARS = declare(
    "M309",
    "复议、诉讼按审结之日计入年度的结果，统计之日没有审结的计入尚未审结",
    instrument("F30").article("表四"),
    instrument("F60").article("表四"),
)
BLOCKS = ("review", "direct_suit", "suit_after_review")
TOTAL = "total"


def counted_on(period: Period, as_of: date) -> date | None:
    """The day on which a period is counted as it stands on a day: not after its end; None before it begins."""
    return None if as_of < period.first else min(as_of, period.last)


def column_in(one: Proceeding, period: Period) -> Column | None:
    """The column of a period in which a proceeding counts that is seen on a day of this period.

    None where it ended before the period, and where its result is none that can be counted.   依据：年度报告格式 表四
    """
    if one.closed_on is not None and one.closed_on < period.first:
        return None
    return one.column


def cells_of(one: Proceeding, period: Period) -> tuple[str, ...]:
    """The cells in which a proceeding counts: that of its column, and the total of its block."""
    column = column_in(one, period)
    return () if column is None else (f"t4.{one.block}.{column}", f"t4.{one.block}.{TOTAL}")


def tally(proceedings: Iterable[Proceeding], period: Period) -> dict[str, int]:
    """Every cell of table four of a period by its id, from proceedings as they stand on a day of the period.

    LookupError for a year without form.   依据：国办公开办函〔2021〕30号 表四
    """
    counts: Counter[str] = Counter(cell for one in proceedings for cell in cells_of(one, period))
    return {
        f"t4.{block.id}.{column.id}": counts[f"t4.{block.id}.{column.id}"]
        for block in period.form.table4
        for column in block.columns
    }
