"""Every case of tests/cases/registers, and that each rule has one that it decides."""

from typing import Any

import pytest

from gongkai.law.registers import grounds
from gongkai.law.rules import Rule
from tests.law.case_files import cases
from tests.law.registers.cases import Answer, ask

CASES = cases("registers")
RULES = {value.id for value in vars(grounds).values() if isinstance(value, Rule)}
QUESTIONS = {
    *("says", "rules", "register", "on", "base", "cells", "same", "row", "published_on", "withdrawn_on"),
    *("as_of", "form", "year", "rows", "matrix", "units", "years", "entries", "seed", "beacon", "names"),
    *("number", "prove", "assigned", "recused", "check", "levels", "depth", "finds"),
}
ANSWERS = {
    *("is", "lacks", "state", "due_on", "withdraw_by", "table", "places", "share", "drawn"),
    *("fully", "shares"),
}
# Answers of which a case tells some.
PARTS = {"values", "shown"}


@pytest.mark.parametrize("name", CASES)
def test_the_law_says_what_the_case_says(name: str) -> None:
    case = CASES[name]
    assert set(case) <= QUESTIONS | ANSWERS | PARTS
    answer = ask(case)
    for key in ANSWERS & set(case):
        assert answer.values[key] == case[key], key
    for key in PARTS & set(case):
        said = answer.values[key]
        assert {part: said.get(part) for part in case[key]} == case[key]
    assert _quiet(case, answer) or set(case["rules"]) <= answer.rules
    _finds(case, answer)


def _finds(case: dict[str, Any], answer: Answer) -> None:
    """Exactly what the case says, in its order, in words that help."""
    wanted = case.get("finds", [])
    assert [rule for rule, _, _ in answer.found] == [one["rule"] for one in wanted]
    for (_, where, message), one in zip(answer.found, wanted, strict=True):
        assert where == one.get("field", one.get("where", where))
        assert one["says"] in message
        assert message.endswith("。")


def _quiet(case: dict[str, Any], answer: Answer) -> bool:
    """Whether a case shows rules kept to: its result carries none of them."""
    return case.get("finds") == [] and not answer.found


def test_every_rule_decides_a_case() -> None:
    proven = {rule for case in CASES.values() for rule in ask(case).rules & set(case["rules"])}
    assert proven >= RULES
