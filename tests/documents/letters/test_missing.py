"""What stands in the way of signing is found before, named, and never set as a box."""

from dataclasses import replace
from typing import Any

import pytest

from gongkai.documents.letters import letter as letters
from gongkai.documents.letters.templates import facts_of, template, templates
from gongkai.documents.paper import glyphs
from tests.documents.letters.samples import FACTS, LETTERHEAD, ON, sample


def where(**more: Any) -> list[str]:
    kind = more.pop("kind", "not_exist")
    return [remark.where for remark in letters.missing(sample(kind, **more))]


@pytest.mark.parametrize("kind", [kind for kind in templates() if template(kind).sheet is None])
def test_each_needed_fact_is_missed_by_its_name(kind: str) -> None:
    for fact in facts_of(kind):
        known = {key: value for key, value in FACTS.items() if key != fact.id}
        remarks = letters.missing(sample(kind, facts=known))
        named = [each for each in remarks if each.where == f"fact:{fact.id}" and each.severity == "error"]
        assert bool(named) == fact.needed
        assert all(fact.label in each.message for each in named)


def test_a_draft_lacks_neither_number_nor_date_nor_code() -> None:
    assert where(number="", on=None, law_day=ON, verify="") == []


def test_a_fact_written_into_a_free_part_is_not_missed() -> None:
    known = {key: value for key, value in FACTS.items() if key != "reasons"}
    assert where(kind="deny_process", facts=known) == ["fact:reasons"]
    assert where(kind="deny_process", facts=known, free={"reasons": "理由：另写。"}) == []


def test_blanks_of_a_drafted_answer_are_found() -> None:
    body = ("检索的方式：〔请填写：检索方式〕。", "如对本答复不服，可以向〔行政复议机关名称〕申请行政复议。")
    remarks = letters.missing(sample("not_exist", paragraphs=body))
    assert [each.where for each in remarks] == ["body", "body"]
    assert "〔请填写：检索方式〕" in remarks[0].message


def test_an_answer_without_its_last_paragraph_is_found() -> None:
    assert where(paragraphs=("经检索，没有该信息。",)) == ["fact:remedy_notice"]
    assert where(paragraphs=("经检索，没有该信息。", "如对本答复不服，可以申请行政复议。")) == []
    assert where(kind="withdrawal_confirm", paragraphs=("确认撤回。",)) == []


def test_names_too_long_or_absent() -> None:
    assert where(letterhead=replace(LETTERHEAD, name="云岭县" * 14)) == ["letterhead:name"]
    assert where(letterhead=replace(LETTERHEAD, name=" ")) == ["letterhead:name"]
    assert where(addressee="") == ["addressee"]
    assert where(addressee="名" * 121) == ["addressee"]
    assert where(title="关于公开政府信息的告知书" * 9) == ["title"]
    assert where(number="云岭县人民政府办公室政府信息公开告知〔2026〕12号补充文号") == ["number"]


@pytest.mark.parametrize(
    "name",
    [
        "张镕",
        "李喆堃",
        "王玥",
        "赵昇祎",
        "钱珺",
        "孙翀",
        "周犇",
        "吴龑",
        "郑赟",
        "冯旻昉",
        "陈䶮",
        "褚㐂",
        "卫𬭎",
        "蒋𬬻",
        "沈𬭚",
        "韩𬱖",
        "杨㛃",
    ],
)
def test_rare_characters_of_names_have_a_glyph(name: str) -> None:
    assert where(addressee=name) == []


def test_characters_without_a_glyph_are_named() -> None:
    (remark,) = letters.missing(sample("not_exist", addressee="王\ue123ᠮ"))
    assert remark.where == "characters"
    assert "“\ue123”（U+E123）、“ᠮ”（U+182E）" in remark.message
    (named,) = [
        each for each in letters.missing(sample("not_exist", title="告知书😀")) if each.where == "title"
    ]
    assert "U+1F600" in named.message


@pytest.mark.parametrize("hidden", ["\x08", "\x00", "\u202e", "\u2066", "\ufeff", "\u200d"])
@pytest.mark.parametrize("place", ["addressee", "title", "requested_content"])
def test_what_nobody_sees_is_found(hidden: str, place: str) -> None:
    """A mark that turns the order of characters makes one read what was not signed."""
    text = f"云小舟{hidden}（虚构）"
    more: dict[str, Any] = {"facts": {**FACTS, place: text}} if place in FACTS else {place: text}
    (remark,) = letters.missing(sample("not_exist", **more))
    assert (remark.where, remark.severity) == ("hidden", "error")
    assert f"U+{ord(hidden):04X}" in remark.message


def test_a_variant_of_a_character_is_named() -> None:
    (remark,) = letters.missing(sample("not_exist", addressee="葛\U000e0100"))
    assert "U+E0100" in remark.message


def test_a_machine_without_typefaces_finds_none_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "characters", lambda _: frozenset())
    assert glyphs.without_glyph("😀") == ()


def test_forms_are_only_warned_about() -> None:
    remarks = letters.missing(sample("service_proof", facts={}))
    assert {each.severity.value for each in remarks} == {"warning"}
    assert "fact:service_date" in {each.where for each in remarks}


def test_contact_is_missed_where_the_law_wants_it() -> None:
    nobody = replace(LETTERHEAD, unit="", address="", postcode="", telephone="", hours="")
    assert where(kind="receipt", letterhead=nobody) == ["letterhead:contact"]
    assert where(kind="extension_notice", letterhead=nobody) == []
