"""Every case under tests/cases/deadlines: the walker says so, the clock says so, and the rules named are carried."""

from typing import Any

import pytest

from gongkai.documents.deadlines.question import QUESTION_KEYS, Question, read
from gongkai.law.calendar.workdays import official
from gongkai.law.deadlines import grounds
from gongkai.law.deadlines.answer import Clock, Step
from gongkai.law.deadlines.clock import clock
from gongkai.law.deadlines.explain import explain
from gongkai.law.findings import Severity
from gongkai.law.ledger import Kind
from gongkai.law.rules import DECLARED, Rule
from tests.law.deadlines.case_ledgers import CASES, day, ledger_of, settings_of
from tests.law.deadlines.walker import walk

OWN = {rule.id for rule in vars(grounds).values() if isinstance(rule, Rule)}
READABLE = {name: case for name, case in CASES.items() if "D905" not in case["rules"]}
RECEIPT = ("收到申请之日", "等待确认收到")
# How the explanation tells of the rules that are neither a limit, a wait nor a pause.
TOLD = {
    "D101": RECEIPT,
    "D102": RECEIPT,
    "D103": RECEIPT,
    "D104": RECEIPT,
    "D122": (Kind.CORRECTED.label,),
    "D140": (Kind.EXTENDED.label,),
    "D151": (Kind.DEFERRED.label,),
    "D160": (Kind.FEE_NOTIFIED.label,),
    "D162": (Kind.FEE_PAID.label,),
    "D170": (Kind.REPLIED.label,),
    "D180": (Kind.WITHDRAWN.label,),
    "D181": (Kind.TRANSFERRED.label,),
    "D190": (Kind.REDO_ORDERED.label,),
}
UNREADABLE = {name: case for name, case in CASES.items() if "D905" in case["rules"]}


@pytest.mark.parametrize("case", READABLE.values(), ids=READABLE.keys())
def test_the_walker_agrees(case: dict[str, Any]) -> None:
    walked = walk(ledger_of(case), case["as_of"], settings_of(case))
    assert _said(walked) == _wanted(case)
    assert sorted(walked.finds) == sorted((f["rule"], f["where"]) for f in case.get("finds", []))
    assert sorted(walked.warned) == sorted(f["where"] for f in case.get("warns", []))


@pytest.mark.parametrize("case", READABLE.values(), ids=READABLE.keys())
def test_the_clock_agrees(case: dict[str, Any]) -> None:
    question = _question(case)
    assert (question.ledger, question.settings) == (ledger_of(case), settings_of(case))
    said = clock(question.ledger, case["as_of"], official(), question.settings)
    assert _said(said) == _wanted(case)
    assert said.provisional == case.get("provisional", False)
    assert _found(said, Severity.ERROR) == sorted((f["rule"], f["where"]) for f in case.get("finds", []))
    warned = _found(said, Severity.WARNING)
    assert sorted(where for _, where in warned) == sorted(f["where"] for f in case.get("warns", []))
    assert {(f["rule"], f["where"]) for f in case.get("warns", []) if "rule" in f} <= set(warned)


@pytest.mark.parametrize("case", READABLE.values(), ids=READABLE.keys())
def test_the_explanation_agrees(case: dict[str, Any]) -> None:
    question = _question(case)
    said = clock(question.ledger, case["as_of"], official(), question.settings)
    steps = explain(question.ledger, said, official(), question.settings)
    missing = {rule for rule in case["rules"] if not _carried(DECLARED[rule], said, steps)}
    assert not missing, f"the result says nothing of {missing}"
    if case["state"] == "invalid" or said.started_on is None:
        return
    last = said.closed_on or case["as_of"]
    lived = [step for step in steps if said.started_on < step.day <= last]
    assert sum(step.counted for step in lived) == case["used"]
    assert [step.n for step in lived if step.counted] == list(range(1, case["used"] + 1))
    due = day(case["due_on"])
    if due and due > last and not said.closed_on:
        assert steps[-1].day == due
        if not any(fact.kind is Kind.DEFERRED for fact in question.ledger.facts):
            assert sum(step.counted for step in steps if step.day > last) == said.left


@pytest.mark.parametrize("case", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_named(case: dict[str, Any]) -> None:
    found = read({key: case[key] for key in QUESTION_KEYS if key in case})
    assert isinstance(found, list)
    assert [{"rule": f.rule, "where": f.where} for f in found] == case["finds"]
    assert case["state"] == "invalid"


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert {rule for case in CASES.values() for rule in case["rules"]} == OWN
    assert all(case["rules"] for case in CASES.values())


def test_there_are_as_many_cases_as_promised() -> None:
    assert len(CASES) >= 450


def _question(case: dict[str, Any]) -> Question:
    question = read({key: case[key] for key in QUESTION_KEYS if key in case})
    assert isinstance(question, Question), question
    return question


def _said(answer: Any) -> dict[str, Any]:
    return {
        "state": answer.state.value,
        "due_on": answer.due_on or "",
        "used": answer.used,
        "left": "" if answer.left is None else answer.left,
        "waiting_on": answer.waiting_on.value if answer.waiting_on else "",
        "overdue": answer.overdue,
    }


def _wanted(case: dict[str, Any]) -> dict[str, Any]:
    return {key: case[key] for key in ("state", "due_on", "used", "left", "waiting_on", "overdue")}


def _found(said: Clock, severity: Severity) -> list[tuple[str, str]]:
    return sorted((found.rule, found.where) for found in said.findings if found.severity is severity)


def _carried(rule: Rule, said: Clock, steps: list[Step]) -> bool:
    """Whether a wait, limit, pause or finding rests on the rule, or the day on which its fact is told cites its articles."""
    resting = {wait.rule for wait in said.waits} | {limit.rule for limit in said.limits}
    if rule in resting | {pause.rule for pause in said.pauses} or rule.id in {f.rule for f in said.findings}:
        return True
    words = TOLD.get(rule.id, ())
    return any(set(rule.bases) <= set(step.bases) and word in step.why for step in steps for word in words)
