"""Every case under tests/cases/report gives exactly the findings that it says."""

import pytest

from gongkai.law.findings import Finding, Severity
from gongkai.law.report.checks import check
from gongkai.law.report.checks.registry import RULES
from gongkai.law.rules import DECLARED
from tests.law.report.cases import Case, load

CASES = load()


def _differs(finding: Finding, wanted: dict[str, object]) -> str:
    for key, value in wanted.items():
        if key == "says":
            if str(value) not in finding.message:
                return f"{value} is not in: {finding.message}"
        elif getattr(finding, key) != (tuple(value) if isinstance(value, list) else value):
            return f"{key} is {getattr(finding, key)!r}, not {value!r}"
    return ""


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}: {case.says}" for case in CASES])
def test_case(case: Case) -> None:
    findings = check(case.report, previous=case.previous, children=case.children, level=case.level)
    own = [finding for finding in findings if finding.rule == case.rule]
    assert [f.where for f in own] == [wanted["where"] for wanted in case.finds], own
    assert [] == [m for f, wanted in zip(own, case.finds, strict=True) if (m := _differs(f, dict(wanted)))]
    assert {f.basis for f in own} <= set(DECLARED[case.rule].bases)
    others = {f.rule for f in findings if f.severity is Severity.ERROR} - {case.rule}
    assert others <= case.also, [f for f in findings if f.rule in others - case.also]


def test_every_rule_has_a_case_that_finds_and_one_that_passes() -> None:
    assert {case.rule for case in CASES if case.finds} == RULES.keys()
    assert {case.rule for case in CASES if not case.finds} == RULES.keys()
