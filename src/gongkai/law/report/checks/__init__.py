"""The checks of the annual report: `check` runs every registered rule."""

from collections.abc import Iterable

from gongkai.law.findings import Finding

# Importing a module of rules registers them.
from gongkai.law.report.bodies import infer_level
from gongkai.law.report.checks import (
    amounts,
    gaps,
    levels,
    overview,
    prose,
    structure,
    table2,
    table3,
    table4,
    years,
)
from gongkai.law.report.checks.registry import RULES, Given
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Level

__all__ = ["RULES", "check"]

RULE_MODULES = (structure, overview, gaps, table2, amounts, table3, table4, prose, years, levels)


def check(
    report: Report,
    *,
    previous: Report | None = None,
    children: Iterable[Report] = (),
    level: Level | None = None,
) -> list[Finding]:
    """Every finding of every rule, in the order of the rule ids.

    `previous` is last year's report of the same body; one that is not gives one warning and is left aside.
    `children` are the reports of lower bodies that this report gathers. `level` is inferred from the name of
    the body if not given; what cannot be inferred is not checked.   依据：条例第四十九条、第五十条，年度报告格式
    """
    fits = previous is not None and years.follows(report, previous)
    given = Given(
        report=report,
        previous=previous if fits else None,
        children=tuple(children),
        level=level or infer_level(report.agency_name),
        unfit_previous=None if fits else previous,
    )
    return [finding for rule_id in sorted(RULES) for finding in RULES[rule_id].apply(given)]
