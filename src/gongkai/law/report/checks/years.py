"""R304, R402 and R600: this year's report against last year's."""

from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.bodies import same_body
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.checks.wording import figure
from gongkai.law.report.content import Report

PRACTICE = instrument("PRACTICE").article()


def follows(report: Report, previous: Report) -> bool:
    """Whether `previous` is last year's report of the same body; what a report does not say fits."""
    years_fit = None in (report.report_year, previous.report_year) or (
        previous.report_year == (report.report_year or 0) - 1
    )
    return years_fit and same_body(report.agency_name, previous.agency_name)


@rule("R304", "上年结转与上年报告的结转下年度相同", Severity.ERROR, PRACTICE)
def carried_in_is_last_years_carried_out(given: Given) -> Iterator[Fault]:
    """Every column: carried in equals what last year's report carried out; both forms have these rows."""
    if given.previous is None:
        return
    for column in given.report.form.table3.columns:
        cell = f"t3.carried_in.{column.id}"
        now, before = given.report.value(cell), given.previous.value(f"t3.carried_out.{column.id}")
        if now is None or before is None or now == before:
            continue
        yield Fault(
            where=cell,
            message=(
                f"表三“{column.label}”列上年结转填报{figure(now)}件，上年报告结转下年度为{figure(before)}件，两数应当相同。"
                "请核对；上年报告有误的，请更正上年报告或在文字部分说明。"
            ),
            stated=figure(now),
            expected=figure(before),
            cells=(cell,),
        )


@rule("R402", "上年未审结案件本年有着落", Severity.WARNING, PRACTICE)
def pending_cases_reappear(given: Given) -> Iterator[Fault]:
    """Each block: cases pending at the end of last year stand in this year's table, concluded or still pending."""
    if given.previous is None:
        return
    for block in given.report.form.table4:
        cell = f"t4.{block.id}.total"
        total, pending = given.report.value(cell), given.previous.value(f"t4.{block.id}.pending")
        if total is None or pending is None or total >= pending:
            continue
        yield Fault(
            where=cell,
            message=(
                f"表四“{block.caption}”本年总计{figure(total)}件，上年报告尚未审结{figure(pending)}件："
                f"至少有{figure(pending - total)}件没有着落。请把上年未审结案件的结果计入本年。"
            ),
            stated=figure(total),
            expected=f"不少于{figure(pending)}",
            cells=(cell,),
        )


@rule("R600", "比对用的上年报告选对", Severity.WARNING, PRACTICE)
def last_years_report_is_the_right_one(given: Given) -> Iterator[Fault]:
    """A report of another year or another body is not compared with."""
    other = given.unfit_previous
    if other is None:
        return
    name = other.agency_name or other.title or "未写明机关"
    year = f"{other.report_year}年度" if other.report_year else "年度不明"
    yield Fault(
        where="report",
        message=(
            f"用来比对的上年报告是“{name}”{year}的报告，不是本机关上一年度的报告，没有进行跨年比对。请换上正确的报告再核对。"
        ),
        stated=f"{name}（{year}）",
        expected=f"{given.report.report_year - 1}年度" if given.report.report_year else None,
    )
