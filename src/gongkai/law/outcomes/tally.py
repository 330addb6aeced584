"""Table three counted from the applications themselves, so that its sums hold and each figure has its cases.

依据：国办公开办函〔2019〕60号、〔2021〕30号 表三
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.basis import instrument
from gongkai.law.outcomes.catalogue import outcome
from gongkai.law.outcomes.description import report_row
from gongkai.law.report.periods import Period
from gongkai.law.rules import declare

YEARS = declare(
    "O027",
    "申请按依法收到之日计入新收年度，按办结之日计入办理结果；年末没有办结的结转下年度",
    instrument("F30").article("表三"),
    instrument("F60").article("表三"),
)
NEW, CARRIED_IN, HANDLED, CARRIED_OUT, TOTAL = (
    "new_received",
    "carried_in",
    "handled_total",
    "carried_out",
    "total",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """An application as table three counts it.

    `applicant` is one of its six columns. `received_on` is the day of receipt in law, None while it is not confirmed: then it
    counts nowhere. `handled_on` is the day on which it ended, with its `result`; both empty while it is open.
    """

    applicant: str
    received_on: date | None
    handled_on: date | None = None
    result: str = ""


def rows_of(case: Counted, period: Period) -> tuple[str, ...]:
    """The rows of table three of a period in which an application is counted; empty where it bears on no row of it.

    One of `new_received` and `carried_in`, and either one result with `handled_total`, or `carried_out`: what was open
    on the eve is carried in, what is open on the last day carried out.
    LookupError for a year without form.   依据：国办公开办函〔2021〕30号 表三
    """
    if case.received_on is None or case.received_on > period.last:
        return ()
    if case.handled_on is not None and case.handled_on < period.first:
        return ()
    came = NEW if case.received_on >= period.first else CARRIED_IN
    if case.handled_on is None or case.handled_on > period.last:
        return came, CARRIED_OUT
    return came, report_row(outcome(case.result), case.handled_on).id, HANDLED


def tally(cases: Iterable[tuple[Counted, int]], period: Period) -> dict[str, int]:
    """Every cell of table three of a period by its id, from applications, each with how many there are of its kind.

    LookupError for a year without form.   依据：国办公开办函〔2021〕30号 表三
    """
    form = period.form
    counts: Counter[str] = Counter()
    for case, many in cases:
        for row in rows_of(case, period):
            counts[f"t3.{row}.{case.applicant}"] += many
            counts[f"t3.{row}.{TOTAL}"] += many
    return {
        f"t3.{row.id}.{column.id}": counts[f"t3.{row.id}.{column.id}"]
        for row in form.table3.rows
        for column in form.table3.columns
    }
