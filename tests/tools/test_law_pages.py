"""`make law-pages`: what is written is what the register says, and what is not is noticed."""

import re
from pathlib import Path

import pytest

from tools import law_pages
from tools.law_register import cases_of, rules


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pages, written into a folder of their own."""
    monkeypatch.setattr(law_pages, "FOLDER", tmp_path / "law")
    law_pages.write()
    return tmp_path / "law"


def test_pages_as_written_are_up_to_date(folder: Path) -> None:
    assert {"README.md", "rules.md", "numbers.md", "REG.md"} <= {path.name for path in folder.iterdir()}
    assert law_pages.stale() == []


def test_a_page_that_differs_lacks_or_stands_there_needlessly_is_named(folder: Path) -> None:
    (folder / "REG.md").write_text("…", encoding="utf-8")
    (folder / "numbers.md").unlink()
    (folder / "GONE.md").write_text("…", encoding="utf-8")
    assert law_pages.stale() == ["GONE.md", "REG.md", "numbers.md"]
    law_pages.write()
    assert law_pages.stale() == []


def test_an_article_names_its_rules_and_a_rule_its_cases(folder: Path) -> None:
    page = (folder / "REG.md").read_text("utf-8")
    article = page.partition("## 第49条")[2].partition("\n## ")[0]
    assert "[R006](rules.md#R006)" in article
    first, *_ = cases_of(rules()["R006"])
    assert first.says in article
    assert "](../../tests/cases/report/R006.toml)" in article


def test_articles_stand_in_their_order(folder: Path) -> None:
    numbers = re.findall(r"^## 第(\d+)条", (folder / "REG.md").read_text("utf-8"), re.MULTILINE)
    assert len(numbers) > 5
    assert numbers == sorted(numbers, key=int)


def test_of_many_cases_some_are_told_and_the_rest_counted(folder: Path) -> None:
    page = (folder / "rules.md").read_text("utf-8")
    told = page.partition('<a id="R306"></a>')[2].partition("\n### ")[0]
    many = len(cases_of(rules()["R306"]))
    assert len(re.findall("^- ", told, re.MULTILINE)) == law_pages.SHOWN + 1
    assert f"另有 {many - law_pages.SHOWN} 个 more" in told
