"""The register of the law is whole: each rule has its cases, each case its rules, each number its article."""

import re
import tomllib

import pytest

from gongkai.law.basis import instruments
from gongkai.law.params import params
from gongkai.law.rules import SUBJECTS
from tools.law_pages import EVIDENCE, stale
from tools.law_register import CASES, DATA, cases, cases_of, cited, natural, rules

# The subjects whose rules the cases of a folder may prove first of all.
FOLDERS = {
    "report": "R",
    "calendar": "C",
    "deadlines": "D",
    "outcomes": "O",
    "fees": "F",
    "duties": "P",
    "remedies": "M",
    "normative": "N",
    "registers": "L",
    "inspection": "I",
}
# An article in Arabic digits, or a part that is named in Chinese: 表三勾稽关系, 一（一）, 第五部分.
ARTICLE = re.compile(r"\d*|[\u4e00-\u9fff（）]+")


def fail_for(lines: list[str]) -> None:
    """Fail with what is wrong, each on its line, so that none is cut."""
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def test_every_rule_has_a_case() -> None:
    without = [f"{rule.id} {rule.title}" for rule in rules().values() if not cases_of(rule)]
    fail_for(without)


def test_every_case_names_rules_that_exist() -> None:
    strangers = [
        f"{case.path.name}: {case.says} {sorted(set(case.rules) - rules().keys())}"
        for case in cases()
        if not set(case.rules) <= rules().keys()
    ]
    fail_for(strangers)


def test_every_case_proves_a_rule_of_its_folder() -> None:
    """A case stands in the folder of the subject of its rules; it may prove rules of others beside them."""
    misplaced = [
        f"{case.path.relative_to(CASES)}: {case.says} {case.rules}"
        for case in cases()
        if not any(
            rule_id.startswith(FOLDERS[case.path.relative_to(CASES).parts[0]]) for rule_id in case.rules
        )
    ]
    fail_for(misplaced)


def test_every_subject_has_rules_and_a_folder_of_cases() -> None:
    assert set(FOLDERS.values()) == SUBJECTS.keys() == {rule_id[0] for rule_id in rules()}
    assert {path.parent.name for path in CASES.glob("*/*.toml")} == FOLDERS.keys()


@pytest.mark.parametrize("rule_id", sorted(rules()))
def test_rule_is_cited_in_words_that_can_be_looked_up(rule_id: str) -> None:
    rule = rules()[rule_id]
    assert re.fullmatch(r"[A-Z]\d{3}", rule.id)
    assert [basis.article for basis in rule.bases if not ARTICLE.fullmatch(basis.article)] == []
    assert len(set(rule.bases)) == len(rule.bases)


@pytest.mark.parametrize("name", sorted(params()))
def test_number_has_its_article_its_evidence_and_its_history(name: str) -> None:
    number = params()[name]
    days = [value.since for value in number.values]
    assert days == sorted(set(days))
    for value in number.values:
        assert ARTICLE.fullmatch(value.basis.article)
        assert value.evidence in EVIDENCE


def test_no_number_is_given_twice() -> None:
    names = [
        name for path in (DATA / "params").glob("*.toml") for name in tomllib.loads(path.read_text("utf-8"))
    ]
    assert sorted(names) == sorted(params())


def test_every_instrument_is_cited() -> None:
    """What nothing rests on any more is taken out of data/instruments.toml."""
    idle = [f"{entry.key} {entry.title}" for entry in instruments().values() if entry.key not in cited()]
    fail_for(idle)


def test_the_pages_of_the_law_are_up_to_date() -> None:
    fail_for([f"{name}: run make law-pages" for name in stale()])


def test_articles_come_in_their_order() -> None:
    articles = ["第30条", "", "表四", "第9条", "表三勾稽关系", "表三", "一（一）"]
    assert sorted(articles, key=natural) == [
        "",
        "一（一）",
        "第9条",
        "第30条",
        "表三",
        "表三勾稽关系",
        "表四",
    ]
