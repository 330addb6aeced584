"""R401 and R403: table four by itself."""

from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.arithmetic import Sum
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.checks.table3 import closing_fault, gaps_of
from gongkai.law.report.checks.wording import figure, shown


@rule(
    "R401",
    "表四各项：总计＝四种结果之和",
    Severity.ERROR,
    instrument("F30").article("表四"),
    instrument("F60").article("表四"),
)
def results_add_up(given: Given) -> Iterator[Fault]:
    """Each block: upheld, corrected, other and pending add up to the total."""
    for gap in gaps_of(given, Sum.REMEDY):
        yield closing_fault(
            given,
            gap,
            f"表四“{gap.equation.label}”：维持、纠正、其他结果和尚未审结相加为{figure(gap.left)}，"
            f"总计填的是{shown(given.report, gap.equation.closes)}",
            "表四",
        )


@rule("R403", "复议前置后的直接起诉", Severity.INFO, instrument("ARA").article("23"))
def few_direct_suits(given: Given) -> Iterator[Fault]:
    """Since the revised review law took effect, refusals under arts. 14 to 16 go to review first."""
    since = instrument("ARA").since
    suits = given.report.value("t4.direct_suit.total")
    year = given.report.report_year
    if not suits or suits < 0 or year is None or since is None or year < since.year:
        return
    yield Fault(
        where="t4.direct_suit.total",
        message=(
            f"填报未经复议直接起诉{figure(suits)}件。自{since.year}年起，对依法不予公开（条例第十四条至第十六条）不服的，"
            "应先申请行政复议；请确认这些案件属于可以直接起诉的情形。"
        ),
        stated=figure(suits),
        cells=("t4.direct_suit.total",),
    )
