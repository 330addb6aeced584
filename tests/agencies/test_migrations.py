"""A database of an earlier version is brought up to date with what it holds."""

from pathlib import Path

from tests.records.databases import left_by


def test_kinds_become_those_of_the_law_and_can_go_back(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.agencies.before_kinds", empty=True)
    assert left["after"] == ["authorised", "department", "authorised"]
    assert left["back"] == ["institution", "department", "institution"]
