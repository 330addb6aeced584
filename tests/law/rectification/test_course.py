"""Corrections: where a request stands and by when, as the cases say; what each answer must say."""

from datetime import date
from typing import Any

import pytest

from gongkai.law.calendar.workdays import official
from gongkai.law.ledger import Channel
from gongkai.law.outcomes.letters import LetterKind, letters
from gongkai.law.params import NotInForce, param
from gongkai.law.rectification import grounds
from gongkai.law.rectification.answers import Answer, Ground, lacking
from gongkai.law.rectification.course import ANSWERS, AtOdds, Course, Fact, Kind, Request, State, course
from gongkai.law.rectification.settings import Settings
from tests.law.case_files import cases

CASES = {name: case for name, case in cases("outcomes").items() if "arrived_on" in case}


def run(case: dict[str, Any]) -> Course:
    facts = tuple(
        Fact(Kind(each["kind"]), each["on"], each.get("working_days")) for each in case.get("facts", ())
    )
    request = Request(Channel(case["channel"]), case["arrived_on"], facts)
    return course(request, official(), Settings(**case.get("settings", {})))


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "state" in case])
def test_course(name: str) -> None:
    case = CASES[name]
    found = run(case)
    said = {key: getattr(found, key) for key in ("due_on", "closed_on", "evidence_by")}
    assert (found.state, said) == (State(case["state"]), {key: case.get(key) for key in said})
    assert found.late is case.get("late", False)
    assert {rule.id for rule in found.rules} >= set(case["rules"])
    assert found.state.ended is (found.closed_on is not None)
    assert "条例没有规定更正的期限" in found.says
    assert found.state.label


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "contradicts" in case])
def test_facts_that_contradict_each_other(name: str) -> None:
    with pytest.raises(AtOdds, match=CASES[name]["contradicts"]) as found:
        run(CASES[name])
    assert [found.value.rule.id] == CASES[name]["rules"]


def test_the_account_names_the_wait_and_its_days() -> None:
    found = run(
        {
            "channel": "in_person",
            "arrived_on": date(2026, 3, 2),
            "facts": [
                {"kind": "evidence_asked", "on": date(2026, 3, 4)},
                {"kind": "evidence_given", "on": date(2026, 3, 6)},
            ],
        }
    )
    assert found.pauses == ((date(2026, 3, 5), date(2026, 3, 6)),)
    assert "2026年3月5日至2026年3月6日等待补充证据，不计入。" in found.says
    assert "20个工作日届满于2026年4月1日" in found.says
    assert found.receipt_on == date(2026, 3, 2)


def test_the_period_says_how_well_it_is_known() -> None:
    """No article sets it: the number is marked so, and a place may set its own."""
    request = Request(Channel.IN_PERSON, date(2026, 3, 2))
    assert course(request, official()).value.evidence == "?"
    assert course(request, official(), Settings(working_days=15)).value.value == 15
    assert {param(name).values[-1].evidence for name in NUMBERS} == {"?"}


NUMBERS = ("rectification_working_days", "rectification_evidence_working_days")


def test_a_year_without_a_notice_makes_the_day_provisional() -> None:
    assert not course(Request(Channel.IN_PERSON, date(2026, 3, 2)), official()).provisional
    late = official().known_on(date(2026, 1, 1))
    assert course(Request(Channel.IN_PERSON, date(2026, 12, 21)), late).provisional


def test_before_the_regulation_there_is_no_period() -> None:
    with pytest.raises(NotInForce):
        course(Request(Channel.IN_PERSON, date(2019, 5, 14)), official())


def test_each_answer_has_its_letter_and_its_fact() -> None:
    of_the_law = {each.id for each in letters().values() if each.kind is LetterKind.RECTIFICATION}
    assert {answer.letter.id for answer in Answer} == of_the_law
    assert ANSWERS.keys() == set(Answer)
    assert all(answer.label for answer in Answer)
    assert all(kind.label for kind in Kind)


@pytest.mark.parametrize(
    ("answer", "says", "missing"),
    [
        (Answer.CORRECTED, {}, {"old_record", "new_record"}),
        (Answer.CORRECTED, {"old_record": "甲", "new_record": " "}, {"new_record"}),
        (Answer.CORRECTED, {"old_record": "甲", "new_record": "乙"}, set()),
        (Answer.REFUSED, {}, {"reasons"}),
        (Answer.REFUSED, {"reasons": "记录准确"}, set()),
        (Answer.FORWARDED, {}, {"competent_organ"}),
        (Answer.DIRECTED, {"competent_organ": "云岭县虚构局"}, set()),
    ],
)
def test_what_an_answer_lacks(answer: Answer, says: dict[str, str], missing: set[str]) -> None:
    found = lacking(answer, says)
    assert set(found) == missing
    assert all(found.values())


def test_grounds_of_refusal_rest_on_the_conditions_of_the_article() -> None:
    assert grounds.OWN_RECORD.basis.article == "41"
    assert len({ground.label for ground in Ground}) == len(Ground)
