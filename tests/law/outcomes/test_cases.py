"""Results, letters, checks and responsibility do what the cases of tests/cases/outcomes say."""

from dataclasses import replace
from typing import Any

import pytest

from gongkai.law.findings import Finding
from gongkai.law.outcomes.catalogue import outcome, outcomes
from gongkai.law.outcomes.checks import CHECKS, check, examined
from gongkai.law.outcomes.combining import ONE_ROW, combined
from gongkai.law.outcomes.decision import Approver
from gongkai.law.outcomes.description import describe
from gongkai.law.outcomes.letters import letter, letters
from gongkai.law.outcomes.settings import DEFAULT, Settings
from gongkai.law.outcomes.steps import steps
from gongkai.law.outcomes.tally import YEARS, Counted, rows_of
from gongkai.law.params import NotInForce
from gongkai.law.remedies.notices import Remedy
from gongkai.law.remedies.settings import RemedySettings
from gongkai.law.report.periods import Period
from gongkai.law.responsibility import responsible
from gongkai.law.rules import DECLARED, Rule
from tests.law.case_files import cases
from tests.law.origins import origin
from tests.law.outcomes.decisions import DECIDED, changed, sound

CASES = cases("outcomes")
KEYS = {
    "cites": {"outcome", "on", "cites", "nature", "letters", "row", "remedy"},
    "refused": {"outcome", "on", "refused"},
    "states": {"letter", "name", "kind", "to", "cites", "states", "remedy"},
    "base": {"base", "change", "settings", "finds"},
    "origin": {"origin", "organ", "or_unit", "why"},
    "steps": {"steps", "endings"},
    "counted": {"results", "counted"},
    "counts": {"received_on", "handled_on", "result", "counts"},
    "arrived_on": {
        *(
            "channel",
            "arrived_on",
            "facts",
            "settings",
            "state",
            "due_on",
            "closed_on",
            "evidence_by",
            "late",
        ),
        "contradicts",
    },
}
"""Those with `arrived_on` are read by tests/law/rectification."""


KINDS = ("states", "refused", "base", "origin", "steps", "cites", "counted", "counts", "arrived_on")


def kind_of(case: dict[str, Any]) -> str:
    return next(
        (key for key in KINDS if key in case),
        "none",
    )


def holding(kind: str) -> list[Any]:
    return [pytest.param(case, id=name) for name, case in CASES.items() if kind_of(case) == kind]


@pytest.mark.parametrize("name", CASES)
def test_case_says_only_what_is_read(name: str) -> None:
    case = CASES[name]
    assert case.keys() - {"says", "rules"} <= KEYS[kind_of(case)]
    assert case["rules"]


@pytest.mark.parametrize("case", holding("cites"))
def test_ground(case: dict[str, Any]) -> None:
    row, _, variant_id = case["outcome"].partition(".")
    described = describe(outcome(row), case["on"], "云岭县人民政府", "云岭县人民法院")
    one = next(found for found in described.variants if found.variant.id == variant_id)
    assert [citation for citation, _ in one.grounds] == case["cites"]
    assert one.variant.nature == case["nature"]
    assert list(one.letters) == case["letters"]
    assert described.row.label == case["row"]
    assert (one.notice.remedy if one.notice else "") == case["remedy"]
    assert {rule.id for rule in described.rules} >= set(case["rules"])
    assert one.rule.id in case["rules"]


@pytest.mark.parametrize("case", holding("refused"))
def test_ground_that_is_not_in_force(case: dict[str, Any]) -> None:
    row, _, variant_id = case["outcome"].partition(".")
    result = outcome(row)
    with pytest.raises(NotInForce, match=case["refused"]):
        describe(result, case["on"])
    assert result.variant(variant_id).rule.id in case["rules"]


@pytest.mark.parametrize("case", holding("states"))
def test_letter(case: dict[str, Any]) -> None:
    written = letter(case["letter"])
    assert (written.name, written.kind, written.to) == (case["name"], case["kind"], case["to"])
    assert [ground.citation for ground in written.grounds] == case["cites"]
    assert set(case["states"]) <= {particular.label for particular in written.states}
    assert written.remedy == case["remedy"]
    rules = {written.rule} if written.rule else _rules_of_rows(written.id)
    assert {rule.id for rule in rules} >= set(case["rules"])


def _rules_of_rows(letter_id: str) -> set[Rule]:
    return {
        variant.rule
        for result in outcomes().values()
        for variant in result.variants
        if letter(letter_id) in variant.letters
    }


def settings_of(case: dict[str, Any]) -> Settings:
    told = case.get("settings", {})
    made = DEFAULT
    if "partial" in told:
        made = replace(made, remedies=RemedySettings(partial=Remedy(told["partial"])))
    if "approver" in told:
        made = replace(made, approver=Approver(told["approver"]))
    return made


def differs(finding: Finding, wanted: dict[str, Any]) -> str:
    got = (finding.rule, finding.where, finding.severity.value)
    expected = (wanted["rule"], wanted["where"], wanted.get("severity", "error"))
    if got != expected:
        return f"{got} is not {expected}: {finding.message}"
    if wanted.get("says", "") not in finding.message:
        return f"{wanted['says']} is not in: {finding.message}"
    return "" if wanted.get("basis", "") in str(finding.basis) else f"rests on {finding.basis}"


@pytest.mark.parametrize("case", holding("base"))
def test_decision(case: dict[str, Any]) -> None:
    decision = changed(sound(case["base"]), case.get("change", {}))
    settings = settings_of(case)
    found = check(decision, settings)
    assert len(found) == len(case["finds"]), [f"{one.rule} {one.where}: {one.message}" for one in found]
    assert [m for one, wanted in zip(found, case["finds"], strict=True) if (m := differs(one, wanted))] == []
    if found:
        assert {one.rule for one in found} == set(case["rules"])
    assert {rule.id for rule in examined(decision, settings)} >= set(case["rules"])


@pytest.mark.parametrize("case", holding("origin"))
def test_responsible(case: dict[str, Any]) -> None:
    found = responsible(origin(case["origin"]), DECIDED)
    assert (found.organ, found.or_unit) == (case["organ"], case.get("or_unit", ""))
    assert case.get("why", found.organ) in found.why
    assert [found.rule.id] == case["rules"]


@pytest.mark.parametrize("case", holding("steps"))
def test_steps(case: dict[str, Any]) -> None:
    assert [step.name for step in steps()] == case["steps"]
    endings = {
        step.name: [".".join(filter(None, (result.id, variant.id))) for result, variant in step.endings]
        for step in steps()
    }
    assert {name: endings[name] for name in case["endings"]} == case["endings"]
    assert {step.rule.id for step in steps()} == set(case["rules"])


@pytest.mark.parametrize("case", holding("counted"))
def test_one_row(case: dict[str, Any]) -> None:
    assert combined(case["results"]) == combined(reversed(case["results"])) == case["counted"]
    assert case["rules"] == [ONE_ROW.id]


@pytest.mark.parametrize("case", holding("counts"))
def test_years(case: dict[str, Any]) -> None:
    told = Counted("natural_person", case.get("received_on"), case.get("handled_on"), case.get("result", ""))
    assert {year: list(rows_of(told, Period(int(year)))) for year in case["counts"]} == case["counts"]
    assert case["rules"] == [YEARS.id]


def test_every_check_has_a_case_that_finds_and_one_that_passes() -> None:
    decided = [case for case in CASES.values() if "base" in case]
    finding = {rule for case in decided if case["finds"] for rule in case["rules"]}
    passing = {rule for case in decided if not case["finds"] for rule in case["rules"]}
    assert sorted(CHECKS.keys() - finding) == []
    assert sorted(CHECKS.keys() - passing) == []


def test_every_rule_of_the_subject_has_a_case() -> None:
    own = {rule_id for rule_id in DECLARED if rule_id.startswith("O")}
    named = {rule for case in CASES.values() for rule in case["rules"] if rule.startswith("O")}
    assert named == own


def test_every_letter_has_a_case() -> None:
    assert {case["letter"] for case in CASES.values() if "letter" in case} == letters().keys()
