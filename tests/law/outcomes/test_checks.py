"""Properties of the checks, whatever the decision."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.findings import Severity
from gongkai.law.outcomes.catalogue import outcome, outcomes
from gongkai.law.outcomes.checks import CHECKS, check, examined
from gongkai.law.outcomes.decision import Decision, Notice, Withheld
from gongkai.law.rules import DECLARED
from tests.law.outcomes.decisions import sound

NAMES = [
    ".".join(filter(None, (result.id, variant.id)))
    for result in outcomes().values()
    for variant in result.variants
]


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_decision_has_no_findings(name: str) -> None:
    assert check(sound(name)) == []


def blank(name: str) -> Decision:
    """Only result and dates: everything else is still to be done."""
    row, _, variant = name.partition(".")
    return Decision(row, date(2026, 3, 2), date(2026, 3, 25), variant)


@pytest.mark.parametrize("name", NAMES)
def test_a_decision_without_letter_is_never_sound(name: str) -> None:
    wrong = [finding for finding in check(blank(name)) if finding.severity is Severity.ERROR]
    assert {"O103", "O110"} <= {finding.rule for finding in wrong}


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("denied_")])
def test_every_refusal_can_fail_for_its_article_its_reasons_and_its_remedy(name: str) -> None:
    found = check(replace(sound(name), cited=(), reason="", remedy=None))
    assert {"O104", "O107"} <= {finding.rule for finding in found}


@settings(deadline=None)
@given(
    st.sampled_from(NAMES),
    st.lists(st.sampled_from([field.name for field in fields(Decision)][4:]), unique=True),
    st.sampled_from(["", "work_secret", "denied_process", "granted", "nothing"]),
)
def test_findings_are_those_of_rules_that_looked(name: str, forgotten: list[str], part: str) -> None:
    """Whatever is forgotten: no check breaks, and each finding has a rule that looked, a place, words and an article."""
    defaults: dict[str, Any] = {field.name: field.default for field in fields(Decision)}
    decision = replace(sound(name), **{key: defaults[key] for key in forgotten})
    if part:
        decision = replace(decision, withheld=(Withheld("附件", part),))
    looked = {rule.id for rule in examined(decision)}
    row, _, variant_id = name.partition(".")
    own = {ground.basis.instrument for ground in outcome(row).variant(variant_id).grounds}
    for finding in check(decision):
        assert finding.rule in looked
        assert finding.where
        assert finding.message.endswith("。")
        assert finding.basis.instrument in own | {basis.instrument for basis in DECLARED[finding.rule].bases}


def test_an_unlisted_result_gives_one_finding_and_one_rule() -> None:
    decision = replace(sound("partial"), outcome="work_secret")
    assert [finding.rule for finding in check(decision)] == ["O101"]
    assert [rule.id for rule in examined(decision)] == ["O101"]


def test_checks_report_in_the_order_of_their_rules() -> None:
    found = [finding.rule for finding in check(blank("denied_third_party.privacy"))]
    assert found == sorted(found)
    assert set(found) <= CHECKS.keys()


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 40), st.integers(-10, 50))
def test_a_period_lapses_only_after_its_last_day(on: date, length: int, later: int) -> None:
    until = on + timedelta(length)
    day = until + timedelta(later)
    assert Notice(on, until).lapsed(day) == (later > 0)
    assert not Notice(on, until, until).lapsed(day)
    assert not Notice(on).lapsed(day)
