"""Days and periods are what the cases of tests/cases/calendar say, and each case is carried by the rules that it names."""

from typing import Any

import pytest

from gongkai.law.calendar import grounds
from gongkai.law.calendar.counting import Counted, count, count_days, count_months, span
from gongkai.law.calendar.notices import read_notices
from gongkai.law.calendar.workdays import Calendar, official
from gongkai.law.rules import Rule
from tests.law.case_files import cases

CASES = cases("calendar")
RULES = {value.id for value in vars(grounds).values() if isinstance(value, Rule)}


def calendar(case: dict[str, Any]) -> Calendar:
    whole = official().with_notices(read_notices(case["notices"], "notices") if "notices" in case else ())
    return whole.known_on(case["known_on"]) if "known_on" in case else whole


def counted(case: dict[str, Any]) -> Counted:
    days = calendar(case)
    if "working_days" in case:
        return count(days, case["start"], case["working_days"])
    if "until" in case:
        return span(days, case["start"], case["until"])
    if "days" in case:
        return count_days(days, case["start"], case["days"])
    return count_months(days, case["start"], case["months"])


def having(key: str) -> list[Any]:
    return [
        pytest.param(case, id=name) for name, case in CASES.items() if key in case and "refused" not in case
    ]


def test_every_case_is_run_and_every_rule_has_one() -> None:
    refused = [case for case in CASES.values() if "refused" in case]
    assert len(having("on")) + len(having("start")) + len(refused) == len(CASES) >= 60
    assert {rule for case in CASES.values() if "refused" not in case for rule in case["rules"]} == RULES


@pytest.mark.parametrize("case", having("on"))
def test_day(case: dict[str, Any]) -> None:
    days = calendar(case)
    day = days.day(case["on"])
    assert (day.on, day.works, day.why) == (case["on"], case["works"], case["why"])
    assert days.works(case["on"]) == case["works"]
    assert day.settled is not case.get("provisional", False)
    assert days.new_year_open(case["on"]) is case.get("new_year_open", False)
    assert {rule.id for rule in day.rules} == set(case["rules"])


@pytest.mark.parametrize("case", having("start"))
def test_period(case: dict[str, Any]) -> None:
    period = counted(case)
    assert period.start == case["start"]
    if "until" in case:
        assert (period.end, period.total) == (case["until"], case["total"])
    else:
        asked = case.get("working_days", case.get("days", case.get("months")))
        assert (period.end, period.total) == (case["end"], asked)
    assert period.provisional is case.get("provisional", False)
    assert period.new_year_open is case.get("new_year_open", False)
    assert {rule.id for rule in period.rules} >= set(case["rules"])
    told = {day.day: [day.day, day.counted, day.n, day.why] for day in period.days}
    for line in case.get("told", []):
        assert told[line[0]] == line


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=name) for name, case in CASES.items() if "refused" in case]
)
def test_refused(case: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=case["refused"]):
        calendar(case).day(case["on"]) if "on" in case else counted(case)
