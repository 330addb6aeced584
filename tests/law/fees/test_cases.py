"""The fee does what the cases of tests/cases/fees say, and every rule of the fee has a case."""

from datetime import date
from typing import Any

import pytest

from gongkai.law.calendar.workdays import official
from gongkai.law.fees import grounds
from gongkai.law.fees.charge import Charge, FeeSettings, FirstBlock, by_item, by_month, by_page
from gongkai.law.fees.notice import Content, FeeNotice, Provision, check
from gongkai.law.fees.payment import payment_due, unpaid
from gongkai.law.findings import Finding
from gongkai.law.rules import Rule
from tests.law.case_files import cases

CASES = cases("fees")
RULES = {value.id for value in vars(grounds).values() if isinstance(value, Rule)}
# What a notice must state before a rule has anything to say about it.
LOOKS_AT = {"F022": "provision", "F031": "answer_due_on", "F040": "lapsed_on"}


def settings(case: dict[str, Any]) -> FeeSettings:
    return FeeSettings(FirstBlock(case["first_block"])) if "first_block" in case else FeeSettings()


def charge(case: dict[str, Any]) -> Charge:
    if "pages" in case:
        return by_page(case["pages"], case["on"])
    return by_item(case["earlier"], case["items"], case["on"], settings(case))


def notice(case: dict[str, Any]) -> FeeNotice:
    given = dict(case["notice"])
    if "provision" in given:
        given["provision"] = Provision(given["provision"])
    if "tells" in given:
        given["tells"] = frozenset(map(Content, given["tells"]))
    return FeeNotice(**given)


def holding(key: str) -> list[Any]:
    return [pytest.param(case, id=name) for name, case in CASES.items() if key in case]


def test_every_case_is_run() -> None:
    kinds = ("steps", "received", "notice", "notice_received_on")
    assert sum(len(holding(kind)) for kind in kinds) == len(CASES)


def test_every_rule_has_a_case() -> None:
    assert {rule for case in CASES.values() for rule in case["rules"]} == RULES


@pytest.mark.parametrize("case", holding("steps"))
def test_charge(case: dict[str, Any]) -> None:
    made = charge(case)
    assert made.amount_yuan == case["amount"]
    assert [[step.first, step.last, step.rate_yuan] for step in made.steps] == case["steps"]
    assert {rule.id for rule in made.rules} >= set(case["rules"])


@pytest.mark.parametrize("case", holding("received"))
def test_months(case: dict[str, Any]) -> None:
    days = [date.fromisoformat(day) for day, number in case["received"].items() for _ in range(number)]
    made = by_month(days)
    assert {f"{one.on:%Y-%m}": one.amount_yuan for one in made} == case["amounts"]
    assert {rule.id for one in made for rule in one.rules} == set(case["rules"])


@pytest.mark.parametrize("case", holding("notice"))
def test_notice(case: dict[str, Any]) -> None:
    found = check(notice(case), official(), settings(case))
    assert len(found) == len(case["finds"])
    for one, wanted in zip(found, case["finds"], strict=True):
        compare(one, wanted)
    if found:
        assert {one.rule for one in found} == set(case["rules"])
    else:
        given = case["notice"]
        applied = {
            rule.id for rule in charge({"earlier": 0, "on": given["received_on"]} | case | given).rules
        }
        applied |= {rule for rule, field in LOOKS_AT.items() if field in given}
        assert applied >= set(case["rules"])


def compare(one: Finding, wanted: dict[str, str]) -> None:
    assert (one.rule, one.severity, one.where) == (wanted["rule"], wanted["severity"], wanted["where"])
    assert (one.stated, one.expected) == (wanted.get("stated"), wanted.get("expected"))
    assert wanted.get("says", "") in one.message


@pytest.mark.parametrize("case", holding("notice_received_on"))
def test_payment(case: dict[str, Any]) -> None:
    received_on = case["notice_received_on"]
    assert payment_due(received_on, official()) == case["due_on"]
    applied = unpaid(received_on, case["asked_on"], official())
    assert [rule.id for rule in applied] == case["rules"]
