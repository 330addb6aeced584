"""Every case of tests/cases/inspection."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.law.inspection.cases import asked, carried

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "inspection"
CASES = [
    pytest.param(case, id=f"{path.stem}:{number}")
    for path in sorted(FOLDER.glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1)
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    found = asked(case)
    faults = sorted(f"{fault.measure.value} {fault.key}" for fault in found.faults)
    if "finds" in case:
        assert faults == sorted(case["finds"])
    for words in case.get("told", ()):
        assert any(words in fault.what for fault in found.faults), [fault.what for fault in found.faults]
    if "outcome" in case:
        assert found.verdict.outcome.value == case["outcome"]
    if "score" in case:
        assert str(found.verdict.score) == case["score"]
    if "vetoes" in case:
        assert list(found.verdict.vetoes) == case["vetoes"]
    if "soon" in case:
        assert [f"{each.measure.value} {each.key} {each.due_on}" for each in found.soon] == case["soon"]
    if "since" in case:
        assert [str(fault.since or "") for fault in found.faults] == case["since"]
    proved = set(case["rules"])
    assert proved <= carried(found) or not found.faults, (proved, carried(found))
