"""The users' page names every rule of personal data, and no other."""

import re

from gongkai.documents.checking.privacy import RULES
from tests.conftest import ROOT


def test_rules_are_described() -> None:
    page = (ROOT / "docs" / "users" / "checks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| (V\d{3}) \|", page, re.MULTILINE)) == set(RULES)
    assert len(RULES) == len(set(RULES))
