"""Every case of tests/cases/normative, and that each rule, step and effect has one."""

from typing import Any

import pytest

from gongkai.law.normative import DocumentKind, Effect, Step, specs
from gongkai.law.rules import DECLARED
from tests.law.case_files import cases
from tests.law.normative.cases import Answer, ask

CASES = cases("normative")
QUESTIONS = {
    *("maker", "kind", "nature", "matter", "may", "on", "documents", "again", "changes", "moves", "of_kind"),
    *(
        "numbers",
        "interpretation",
        "gate",
        "needs",
        "interpretations",
        "campaigns",
        "use",
        "period",
        "stated",
    ),
    *("says", "rules", "settings", "finds", "told"),
}
ANSWERS = {
    *("is", "next", "due_on", "way", "evidence", "state", "by", "text", "articles", "in_force", "count"),
    *("table_two", "amended", "missing", "lag", "needed", "rate", "forms", "tally", "until", "evaluate_by"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_law_says_what_the_case_says(name: str) -> None:
    case = CASES[name]
    assert set(case) <= QUESTIONS | ANSWERS
    answer = ask(case)
    for key in ANSWERS & set(case):
        said = answer.values[key]
        if key == "by":
            said = {where: said[where] for where in case[key]}
        assert said == case[key], key
    for words in case.get("told", ()):
        assert words in answer.told
    _finds(case, answer)
    assert ANSWERS & set(case) or "finds" in case


def _finds(case: dict[str, Any], answer: Answer) -> None:
    """Exactly the findings of the case, each with a rule that was declared and words that help."""
    wanted = case.get("finds", [])
    said = sorted((one.rule, one.where, one.severity.value) for one in answer.findings)
    assert said == sorted((one["rule"], one["where"], one.get("severity", "error")) for one in wanted)
    for one in wanted:
        there = [each for each in answer.findings if (each.rule, each.where) == (one["rule"], one["where"])]
        finding = next((each for each in there if one.get("says", "") in each.message), None)
        assert finding, [each.message for each in there]
        assert finding.message.endswith("。")
        assert "None" not in finding.message
        assert one.get("basis", "") in str(finding.basis)
        for key in ("stated", "expected"):
            assert key not in one or getattr(finding, key) == one[key]
        assert finding.rule in DECLARED
    carried = answer.rules | {finding.rule for finding in answer.findings}
    assert _kept(case) or set(case["rules"]) <= carried


def _kept(case: dict[str, Any]) -> bool:
    """Whether a case shows rules that were kept to: nothing is found and nothing is answered that carries them."""
    answered = case.get("next") or {"state", "text", "count", "rate", "needed", "lag", "missing"} & set(case)
    return not case.get("finds") and not answered


def test_every_rule_of_the_subject_has_a_case() -> None:
    """What finds something, or is carried by an answer: a rule that only looked proves nothing."""
    proven = {
        rule for case in CASES.values() if not case.get("finds") for rule in case["rules"] if not _kept(case)
    }
    proven |= {find["rule"] for case in CASES.values() for find in case.get("finds", ())}
    assert sorted({rule for rule in DECLARED if rule.startswith("N")} - proven) == []


def test_every_step_is_asked_for_or_comes_next() -> None:
    asked = {case.get("next") for case in CASES.values()} | {case.get("may") for case in CASES.values()}
    assert {step.value for step in Step} - asked == set()


def test_every_effect_has_a_case() -> None:
    told = {change["kind"] for case in CASES.values() for change in case.get("changes", ())}
    assert told == {effect.value for effect in Effect}


def test_steps_are_data_in_the_order_of_the_steps() -> None:
    assert list(specs()) == list(Step)
    for spec in specs().values():
        assert all(list(Step).index(before) < list(Step).index(spec.step) for before in spec.needs)
        assert spec.bases
        assert set(spec.evidence) == set(spec.kinds) <= set(DocumentKind)


def test_there_are_enough_cases_to_read() -> None:
    assert len(CASES) >= 100
