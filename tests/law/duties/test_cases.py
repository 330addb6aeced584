"""Every case of tests/cases/duties, and that each rule, item, clock and kind of record has one."""

from typing import Any

import pytest

from gongkai.law.duties import check, retention
from gongkai.law.duties.clocks import clocks
from gongkai.law.duties.settings import NotOpen
from gongkai.law.findings import Finding
from gongkai.law.params import NotInForce
from gongkai.law.rules import DECLARED
from tests.law.case_files import cases
from tests.law.duties.cases import Answer, ask

CASES = cases("duties")
KEYS = {
    *(
        "says",
        "rules",
        "clock",
        "on",
        "done_on",
        "as_of",
        "took",
        "shortened_because",
        "settings",
        "item",
        "dates",
    ),
    *(
        "report_year",
        "level",
        "body",
        "added",
        "proposal",
        "publication",
        "withheld",
        "asked",
        "keep",
        "since",
    ),
    *(
        "archiving",
        "case_file",
        "anonymise_from",
        "due_on",
        "hours",
        "provisional",
        "evidence",
        "told",
        "refused",
        "finds",
        "count",
        "has",
        "lacks",
    ),
    *("secret_until", "until", "transfer_on", "opens_on", "discloser"),
    *("document_no", "written_on", "codes", "number"),
}
# What a case may leave out, and what it then means.
UNSAID = {
    "due_on": None,
    "hours": None,
    "provisional": False,
    "secret_until": None,
    "until": None,
    "anonymise_from": None,
}


@pytest.mark.parametrize("name", CASES)
def test_the_law_says_what_the_case_says(name: str) -> None:
    case = CASES[name]
    assert set(case) <= KEYS
    if "refused" in case:
        with pytest.raises((NotInForce, NotOpen), match=case["refused"]):
            ask(case)
        return
    answer = ask(case)
    for key in answer.values:
        if key in case or key in UNSAID:
            assert answer.values[key] == case.get(key, UNSAID.get(key)), key
    for words in case.get("told", ()):
        assert words in answer.told
    assert _quiet(case) or set(case["rules"]) <= answer.rules
    _finds(case, answer)


def _finds(case: dict[str, Any], answer: Answer) -> None:
    """Exactly the findings of the case, each with a rule that was declared and words that help."""
    wanted = case.get("finds", [])
    said = sorted((one.rule, one.where, one.severity.value) for one in answer.findings)
    assert said == sorted((one["rule"], one["where"], one["severity"]) for one in wanted)
    for one in wanted:
        finding = next(f for f in answer.findings if (f.rule, f.where) == (one["rule"], one["where"]))
        _words(finding, one)


def _words(finding: Finding, wanted: dict[str, Any]) -> None:
    assert wanted.get("says", "") in finding.message
    assert finding.message.endswith("。")
    assert wanted.get("basis", "") in str(finding.basis)
    for key in ("stated", "expected"):
        assert key not in wanted or getattr(finding, key) == wanted[key]
    assert finding.rule in DECLARED


def _quiet(case: dict[str, Any]) -> bool:
    """Whether a case shows rules kept to, or not in force: its result carries none of them."""
    return (
        "refused" in case
        or ("clock" not in case and case.get("finds") == [])
        or ("item" in case and "due_on" not in case)
    )


def test_every_rule_of_the_subject_has_a_case() -> None:
    assert check.__name__
    proven = {rule for case in CASES.values() if not _quiet(case) for rule in case["rules"]}
    assert proven >= {rule for rule in DECLARED if rule.startswith("P")}


def test_every_clock_has_a_case() -> None:
    assert {case["clock"] for case in CASES.values() if "clock" in case} == set(clocks())


def test_every_kind_of_record_has_a_case() -> None:
    assert {case["keep"] for case in CASES.values() if "keep" in case} == set(retention.retentions())


def test_there_are_enough_cases_to_read() -> None:
    assert len(CASES) >= 100
