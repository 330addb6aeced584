"""Table four counted from reviews and suits themselves, so that its sums hold and each figure has its cases.

依据：国办公开办函〔2019〕60号、〔2021〕30号 表四
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from gongkai.law.basis import instrument
from gongkai.law.remedies.results import Column
from gongkai.law.remedies.standing import Proceeding
from gongkai.law.report.schema import form_for
from gongkai.law.rules import declare

YEARS = declare(
    "M309",
    "复议、诉讼按审结之日计入年度的结果，统计之日没有审结的计入尚未审结",
    instrument("F30").article("表四"),
    instrument("F60").article("表四"),
)
BLOCKS = ("review", "direct_suit", "suit_after_review")
TOTAL = "total"


def counted_on(year: int, as_of: date) -> date | None:
    """The day on which a year is counted as it stands on a day: not after its end; None before it begins."""
    return None if as_of < date(year, 1, 1) else min(as_of, date(year, 12, 31))


def column_in(one: Proceeding, year: int) -> Column | None:
    """The column of a year in which a proceeding counts that is seen on a day of this year.

    None where it ended before the year, and where its result is none that can be counted.   依据：年度报告格式 表四
    """
    if one.closed_on is not None and one.closed_on.year < year:
        return None
    return one.column


def cells_of(one: Proceeding, year: int) -> tuple[str, ...]:
    """The cells in which a proceeding counts: that of its column, and the total of its block."""
    column = column_in(one, year)
    return () if column is None else (f"t4.{one.block}.{column}", f"t4.{one.block}.{TOTAL}")


def tally(proceedings: Iterable[Proceeding], year: int) -> dict[str, int]:
    """Every cell of table four of a year by its id, from proceedings as they stand on a day of the year.

    LookupError for a year without form.   依据：国办公开办函〔2021〕30号 表四
    """
    counts: Counter[str] = Counter(cell for one in proceedings for cell in cells_of(one, year))
    return {
        f"t4.{block.id}.{column.id}": counts[f"t4.{block.id}.{column.id}"]
        for block in form_for(year).table4
        for column in block.columns
    }
