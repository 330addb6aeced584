"""The page of rules says of each rule what the program says: title, severity, basis."""

import re

import pytest

from gongkai.law.report.checks import RULES
from tests.conftest import ROOT

ROWS = {
    cells[0]: cells
    for line in (ROOT / "docs" / "rules.md").read_text("utf-8").splitlines()
    if re.match(r"\| R\d{3} \|", line) and (cells := [cell.strip() for cell in line.strip("|").split("|")])
}


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_rule_has_its_row(rule_id: str) -> None:
    check = RULES[rule_id]
    rule = check.rule
    basis = "，".join(filter(None, (rule.basis.instrument.title, rule.basis.article)))
    assert ROWS[rule_id][1:4] == [rule.title, check.severity.label, basis]


def test_every_row_is_full_and_names_a_rule() -> None:
    assert [row for row in ROWS.values() if len(row) != 6 or not all(row)] == []
    assert ROWS.keys() <= RULES.keys()
