"""Review and suit stand as the cases of tests/cases/remedies say."""

from datetime import date
from typing import Any

import pytest

from gongkai.law.calendar.workdays import official
from gongkai.law.findings import Finding
from gongkai.law.ledger import Fact, Kind, Ledger
from gongkai.law.remedies.settings import Matter, Remedy, RemedySettings
from gongkai.law.remedies.stages import stages
from gongkai.law.remedies.standing import Remedies
from gongkai.law.rules import DECLARED
from tests.law.case_files import cases

CASES = {name: case for name, case in cases("remedies").items() if "facts" in case}


def standing(case: dict[str, Any]) -> Remedies:
    facts = tuple(
        Fact(Kind(told["kind"]), **{k: v for k, v in told.items() if k != "kind"}) for told in case["facts"]
    )
    received_on = case.get("received_on", min([case["as_of"], *(fact.on for fact in facts)]))
    matters = tuple(
        Matter(**{**told, "remedy": Remedy(told.get("remedy", "choice"))}) for told in case.get("answers", ())
    )
    chosen: dict[str, Any] = {name: Remedy(value) for name, value in case.get("settings", {}).items()}
    settings = RemedySettings(**chosen)
    return stages(Ledger(received_on, facts=facts), case["as_of"], official(), settings, matters=matters)


def carried(found: Remedies) -> set[str]:
    return {
        *(limit.rule.id for limit in found.limits),
        *(wait.rule.id for wait in found.waits),
        *(finding.rule for finding in found.findings),
    }


def differs(finding: Finding, wanted: dict[str, str]) -> str:
    for key, value in wanted.items():
        if key == "says":
            if value not in finding.message:
                return f"{value} is not in: {finding.message}"
        elif getattr(finding, key) != value:
            return f"{key} is {getattr(finding, key)!r}, not {value!r}"
    return ""


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    found = standing(case)
    assert {limit.id: limit.by for limit in found.limits} == case["limits"]
    assert {limit.id: limit.done_on for limit in found.limits if limit.done_on} == case.get("done", {})
    assert found.under_review is case.get("under_review", False)
    assert found.in_litigation is case.get("in_litigation", False)
    assert found.provisional is case.get("provisional", False)
    assert [wanted["where"] for wanted in case.get("finds", ())] == [
        finding.where for finding in found.findings
    ]
    faults = zip(found.findings, case.get("finds", ()), strict=True)
    assert [fault for finding, wanted in faults if (fault := differs(finding, wanted))] == []
    assert set(case["rules"]) <= carried(found)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "waits" in case])
def test_waits(name: str) -> None:
    found = standing(CASES[name])
    assert [{"who": wait.who.value, "until": wait.until} for wait in found.waits] == CASES[name]["waits"]


@pytest.mark.parametrize("name", CASES)
def test_counts_for_table_four(name: str) -> None:
    case = CASES[name]
    counted = [[one.block, one.column.value if one.column else ""] for one in standing(case).proceedings]
    assert counted == case.get("counted_all", [list(pair) for pair in case.get("counted", {}).items()])


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "loser" in case])
def test_the_loser_may_appeal(name: str) -> None:
    appeal = standing(CASES[name]).limit("appeal")
    assert appeal is not None
    assert appeal.who == CASES[name]["loser"]


@pytest.mark.parametrize("name", CASES)
def test_findings_cite_a_declared_rule(name: str) -> None:
    for finding in standing(CASES[name]).findings:
        assert finding.basis in DECLARED[finding.rule].bases
        assert finding.message.endswith(("。", "。）"))


def test_a_limit_that_does_not_run_is_none() -> None:
    assert standing(next(iter(CASES.values()))).limit("judgment") is None


REPLY = Fact(Kind.REPLIED, date(2024, 5, 17))
DELIVERY = Fact(Kind.DELIVERED, date(2024, 5, 20))
DUE = date(2024, 6, 3)


@pytest.mark.parametrize(
    ("facts", "matter", "as_of"),
    [
        ((REPLY, DELIVERY), Matter(Remedy.NONE), date(2024, 6, 3)),
        ((REPLY,), Matter(Remedy.NONE), date(2024, 6, 3)),
        ((), Matter(due_on=DUE), DUE),
        ((Fact(Kind.WITHDRAWN, date(2024, 5, 28)),), Matter(due_on=DUE), date(2024, 6, 20)),
        ((Fact(Kind.WITHDRAWN, date(2024, 6, 20)),), Matter(due_on=DUE), date(2024, 6, 20)),
        ((), Matter(), date(2024, 6, 20)),
    ],
    ids=[
        "process letter",
        "undelivered process letter",
        "last day",
        "withdrawn before",
        "withdrawn today",
        "no due day",
    ],
)
def test_nothing_runs(facts: tuple[Fact, ...], matter: Matter, as_of: date) -> None:
    found = stages(Ledger(date(2024, 5, 6), facts=facts), as_of, official(), matters=(matter,))
    assert (found.limits, found.waits, found.findings, found.provisional) == ((), (), (), False)
