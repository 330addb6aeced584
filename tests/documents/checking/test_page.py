"""The users' page names every check of wording, numbers, links and metadata, and no other."""

import re

from gongkai.documents.checking.rules import RULES
from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "gongkai" / "documents" / "checking"
PAGE = (ROOT / "docs" / "users" / "checks.md").read_text("utf-8")


def test_every_rule_is_described_by_its_name() -> None:
    described = dict(re.findall(r"^\| ([WNKT]\d{3}) \| ([^|]+?) \|", PAGE, re.MULTILINE))
    assert described == dict(RULES)


def test_every_rule_is_used() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if path.name != "rules.py"]
    used = {rule for path in files for rule in re.findall(r'"([WNKT]\d{3})"', path.read_text("utf-8"))}
    assert used - {"W100"} == set(RULES)
