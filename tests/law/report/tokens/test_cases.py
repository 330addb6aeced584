"""The cases of tests/cases/report/tokens."""

from typing import Any

import pytest

from gongkai.law.report.content import Report
from gongkai.law.report.tokens.carrying import PROBLEMS_ARE_FOLLOWED, problems_of, unanswered
from gongkai.law.report.tokens.filling import TOKENS_HAVE_NUMBERS, fill
from tests.law.case_files import cases
from tests.law.report import reports
from tests.law.report.tokens.given import figures_of

CASES = cases("report/tokens")


def _report(name: str) -> Report:
    made: Report = getattr(reports, name)()
    return made


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case: dict[str, Any] = CASES[name]
    previous = _report(case["previous"]) if "previous" in case else None
    figures = figures_of(_report(case["base"]), previous, blank=tuple(case.get("blank", ())))
    filled = fill(case["text"], figures, "s5_problems")
    assert filled.text == case["gives"]
    for finding, words in zip(filled.refused, case.get("refused", ()), strict=True):
        assert words in finding.message
        assert finding.where == "s5_problems"
        assert finding.rule == TOKENS_HAVE_NUMBERS.id
        assert finding.span is not None
        assert case["text"][slice(*finding.span)] == finding.stated
    if "unanswered" in case:
        assert previous is not None
        found = unanswered(case["text"], problems_of(previous))
        assert [finding.expected for finding in found] == case["unanswered"]
        assert {finding.rule for finding in found} <= {PROBLEMS_ARE_FOLLOWED.id}
