"""The users' page names every check of wording, numbers, links, metadata and catalogue, and no other."""

import re

from gongkai.documents.checking.privacy import RULES as PRIVACY
from gongkai.documents.checking.rules import RULES
from gongkai.publication.queries.checks import RULES as OF_PUBLICATION
from tests.conftest import ROOT

SOURCES = ROOT / "src" / "gongkai"
PACKAGE = SOURCES / "documents" / "checking"
PAGE = (ROOT / "docs" / "users" / "checks.md").read_text("utf-8")


def test_every_rule_is_described_by_its_name() -> None:
    described = dict(re.findall(r"^\| ([WNKT]\d{3}) \| ([^|]+?) \|", PAGE, re.MULTILINE))
    assert described == {**RULES, **OF_PUBLICATION}


def test_no_rule_is_named_that_is_not_described() -> None:
    """Wherever an id of one of these letters stands, in the checks themselves or where they are put together and shown."""
    known = {*RULES, *OF_PUBLICATION, *PRIVACY, "W100"}
    named = {
        rule
        for package in ("documents", "publication", "desk", "cli")
        for path in (SOURCES / package).rglob("*.py")
        for rule in re.findall(r'"([VWNKT]\d{3})"', path.read_text("utf-8"))
    }
    assert {"T101", "V101", "K009"} <= named
    assert named - known == set()


def test_every_rule_of_publication_is_used() -> None:
    text = (SOURCES / "publication" / "queries" / "checks.py").read_text("utf-8")
    gate = (SOURCES / "normative" / "queries" / "three_sync.py").read_text("utf-8")
    used = {*re.findall(r'check_of\(\s*"(T1\d\d)"', text), *re.findall(r'"(T1\d\d)"', gate)}
    assert used == set(OF_PUBLICATION)


def test_every_rule_is_used() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if path.name != "rules.py"]
    used = {rule for path in files for rule in re.findall(r'"([WNKT]\d{3})"', path.read_text("utf-8"))}
    assert used - {"W100"} == set(RULES)
