"""What a letter prints about review and suit, by the cases of tests/cases/remedies."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.basis import Basis
from gongkai.law.params import NotInForce
from gongkai.law.remedies.notices import RemedyNotice, notice
from gongkai.law.remedies.settings import Remedy, RemedySettings
from tests.law.case_files import cases

CASES = {name: case for name, case in cases("remedies").items() if "notice" in case}
NAMES: dict[str, Any] = {"review_body": "甲市人民政府", "court": "乙区人民法院"}
DAYS = st.dates(date(1999, 10, 1), date(2040, 12, 31))


def printed(case: dict[str, Any]) -> RemedyNotice:
    told = {**NAMES, **case["notice"]}
    settings: dict[str, Any] = {
        name: Remedy(value) if isinstance(value, str) else value
        for name, value in case.get("settings", {}).items()
    }
    return notice(Remedy(told.pop("remedy")), told.pop("on"), settings=RemedySettings(**settings), **told)


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    found = printed(case)
    given_values = {key: value for key, value in asdict(found).items() if key in case["gives"]}
    assert given_values == case["gives"]
    assert found.text == case.get("text", found.text)
    assert [part for part in case.get("says_also", ()) if part not in found.text] == []
    assert [part for part in case.get("lacks", ()) if part in found.text] == []
    assert [finding.where for finding in found.findings] == case.get("missing", [])
    assert set(case["rules"]) <= {rule.id for rule in found.rules}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "bases" in case])
def test_cites_what_is_in_force(name: str) -> None:
    bases = [str(basis) for basis in printed(CASES[name]).bases]
    wanted = CASES[name]["bases"]
    assert len(bases) == len(wanted)
    assert [end for basis, end in zip(bases, wanted, strict=True) if not basis.endswith(end)] == []


def test_every_class_has_its_label() -> None:
    assert len({remedy.label for remedy in Remedy}) == len(Remedy)


def test_a_missing_name_is_an_error_that_says_what_to_do() -> None:
    found = notice(Remedy.CHOICE, date(2026, 3, 2), "甲市人民政府")
    assert [(finding.rule, finding.severity, finding.message) for finding in found.findings] == [
        ("M106", "error", "救济告知里还没有人民法院的名称，请在本机关设置中填写后再发出。")
    ]


def test_a_day_before_the_first_law_is_refused() -> None:
    with pytest.raises(NotInForce):
        notice(Remedy.CHOICE, date(1990, 9, 30))


@given(st.sampled_from(Remedy), DAYS, st.booleans())
def test_nothing_is_cited_before_it_is_in_force(remedy: Remedy, on: date, partial: bool) -> None:
    def in_force(basis: Basis) -> bool:
        return basis.instrument.key == "REG" or basis.instrument.since is None or basis.instrument.since <= on

    found = notice(remedy, on, **NAMES, partial=partial)
    assert remedy is Remedy.NONE or all(in_force(basis) for basis in found.bases)


@given(st.sampled_from(Remedy), DAYS, st.booleans())
def test_which_comes_first_is_said_exactly_where_it_holds(remedy: Remedy, on: date, partial: bool) -> None:
    found = notice(remedy, on, **NAMES, partial=partial)
    assert found.review_first is ("应当先申请行政复议" in found.text)
    first = partial or remedy is Remedy.REVIEW_FIRST
    assert found.review_first is (first and on >= date(2024, 1, 1))


@given(st.sampled_from(Remedy), DAYS, st.booleans())
def test_periods_are_given_exactly_where_they_are_printed(remedy: Remedy, on: date, partial: bool) -> None:
    found = notice(remedy, on, **NAMES, partial=partial)
    assert (found.review_days is not None) is ("日内向甲市人民政府申请行政复议" in found.text)
    assert (found.suit_months is not None) is ("个月内向乙区人民法院提起" in found.text)
