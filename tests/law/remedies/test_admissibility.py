"""Which letters can be sued against, by the cases of tests/cases/remedies."""

from datetime import date

import pytest

from gongkai.law.params import NotInForce
from gongkai.law.remedies.admissibility import Answer, letters, suable
from tests.law.case_files import cases

CASES = {name: case for name, case in cases("remedies").items() if "letter" in case}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    found = suable(case["letter"], case["on"])
    assert found.answer == case["answer"]
    assert f"{found.basis.instrument.key} {found.basis.article}".strip() == case["basis"]
    assert found.evidence == case.get("evidence", found.evidence)
    assert case.get("why", "") in found.why
    assert case["rules"] == [found.rule.id]


@pytest.mark.parametrize("letter", sorted(letters()))
def test_history_of_a_letter(letter: str) -> None:
    values = letters()[letter]
    assert [value.since for value in values] == sorted({value.since for value in values})
    for value in values:
        assert value.letter == letter
        assert value.basis in value.rule.bases
        assert value.basis.instrument.since is not None
        assert value.basis.instrument.since <= value.since
    assert suable(letter, date(2019, 5, 15)) == values[0]


@pytest.mark.parametrize("letter", sorted(letters()))
def test_changes_on_the_very_day(letter: str) -> None:
    for value in letters()[letter]:
        assert suable(letter, value.since) == value


def test_a_day_before_the_first_rule_is_refused() -> None:
    with pytest.raises(NotInForce, match="“not_exist”能否起诉，自2011年8月13日起才有规定"):
        suable("not_exist", date(2011, 8, 12))


def test_a_letter_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        suable("postcard", date(2026, 3, 2))


def test_every_answer_has_its_label() -> None:
    assert len({answer.label for answer in Answer}) == len(Answer)
