"""The shipped dictionary: whole, without contradictions, and quiet where nothing is wrong."""

import re
from pathlib import Path

import pytest

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.wording import Kind, check_words, shipped
from gongkai.documents.checking.wording.sets import set_phrases
from gongkai.documents.checking.wording.text import check_wording
from gongkai.law.findings import Severity
from tests.conftest import ROOT

TERMS = shipped().terms
QUIET = Path(__file__).with_name("quiet.txt").read_text("utf-8").split("\n")
LOUD = Path(__file__).with_name("loud.txt").read_text("utf-8").split("\n")


def test_it_is_large_enough() -> None:
    assert sum(term.kind is Kind.TYPO for term in TERMS) >= 600
    assert sum(term.kind is Kind.INSTITUTION for term in TERMS) >= 100


def test_no_term_stands_twice() -> None:
    texts = [term.text for term in TERMS]
    assert len(texts) == len(set(texts))


def test_terms_are_found_their_fixes_and_excuses_are_not() -> None:
    def found(text: str) -> list[str]:
        return [match.term.text for match in shipped().find(text)]

    assert [term.text for term in TERMS if found(f"，{term.text}，") != [term.text]] == []
    right = [(term.text, each) for term in TERMS for each in (term.fix or "", *term.unless)]
    assert [each for each in right if found(each[1])] == []
    assert [term.text for term in TERMS if not all(term.text in word for word in term.unless)] == []


@pytest.mark.parametrize("line", [line for line in QUIET if line], ids=lambda line: line[:12])
def test_ordinary_official_prose_is_quiet(line: str) -> None:
    remarks = [remark for remark in check_wording(Passage(line), shipped()) if remark.rule < "W100"]
    assert remarks == []


@pytest.mark.parametrize("line", [line for line in LOUD if line], ids=lambda line: line[:12])
def test_every_mistake_of_these_sentences_is_found(line: str) -> None:
    """`错误=改正 错误= ：句子`: exactly these, in this order, with these corrections."""
    wanted, _, sentence = line.partition("：")
    remarks = [remark for remark in check_wording(Passage(sentence), shipped()) if remark.rule < "W100"]
    said = [f"{remark.found}={remark.fix or ''}" for remark in remarks]
    assert said == wanted.split()


def test_the_documents_of_this_program_are_quiet() -> None:
    """270,000 characters of official and legal prose; only lists of mistakes may have mistakes."""
    files = [
        *(ROOT / "docs" / "law").rglob("*.md"),
        *(ROOT / "docs" / "users").rglob("*.md"),
        *(ROOT / "docs" / "operators").rglob("*.md"),
        *(ROOT / "src" / "gongkai" / "law").rglob("*.py"),
        *(ROOT / "src" / "gongkai" / "law").rglob("*.toml"),
        *(ROOT / "src" / "gongkai" / "templates").rglob("*.html"),
        *(ROOT / "tests" / "cases").rglob("*.toml"),
    ]
    found, read = [], 0
    for path in files:
        if path.name in {"checks.md", "dictionary.md"}:
            continue
        text = path.read_text("utf-8")
        read += len(re.findall(r"[\u4e00-\u9fff]", text))
        found += [f"{path.name}: {remark.found}" for remark in check_words(text, shipped())]
    assert read > 100_000
    assert found == ["named.py: 中国银保监会"]  # its name, in a list of bodies through time


def test_set_phrases_are_in_order() -> None:
    for phrase in set_phrases():
        right = "、".join(phrase.items)
        assert list(check_wording(Passage(f"坚持{right}。"), shipped())) == []
        wrong = "、".join([phrase.items[1], phrase.items[0], *phrase.items[2:]])
        [remark] = check_wording(Passage(f"坚持{wrong}。"), shipped())
        assert (remark.rule, remark.fix, remark.severity) == ("W003", right, phrase.severity)


def test_what_is_grave_is_an_error() -> None:
    grave = {term.kind for term in TERMS if term.weighs is Severity.ERROR}
    assert grave == {Kind.PHRASE, Kind.SENSITIVE, Kind.VULGAR}
