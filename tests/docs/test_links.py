"""The documents hold together: links lead somewhere, every page is in the index, every record has its parts."""

import re
from pathlib import Path

import pytest

from tests.architecture.house import tracked
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = [path for path in tracked() if path.suffix == ".md"]
RECORDS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def targets(document: Path) -> list[str]:
    """The links of a page to other files of the project, without the part after #."""
    links = LINK.findall(document.read_text(encoding="utf-8"))
    return [
        link.split("#")[0] for link in links if "://" not in link and not link.startswith(("#", "mailto:"))
    ]


@pytest.mark.parametrize("document", PAGES, ids=named)
def test_links_lead_somewhere(document: Path) -> None:
    assert [link for link in targets(document) if not (document.parent / link).exists()] == []


def test_index_names_every_page() -> None:
    linked = {(index.parent / link).resolve() for index in DOCS.rglob("README.md") for link in targets(index)}
    assert [
        named(page) for page in DOCS.rglob("*.md") if page.name != "README.md" and page not in linked
    ] == []


def test_records_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(len(RECORDS)))


@pytest.mark.parametrize("record", RECORDS, ids=named)
def test_record_has_its_parts(record: Path) -> None:
    headings = re.findall(r"^## (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["Situation", "Decision", "Alternatives", "Consequences"]


def test_changelog_has_a_place_for_the_next_line() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
