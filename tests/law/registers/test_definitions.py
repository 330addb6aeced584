"""Every register that is declared makes sense, and is one that the issue of registers asks for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.register_sheets.headings import folded
from gongkai.law.bodies import BodyKind
from gongkai.law.duties.clocks import clocks
from gongkai.law.duties.items import items
from gongkai.law.duties.retention import retentions
from gongkai.law.registers import (
    Condition,
    Definition,
    Group,
    Kind,
    Measure,
    Rhythm,
    Shown,
    definition,
    definitions,
    feeds,
    read,
    restored,
    shown,
    stated,
)
from gongkai.law.registers.loading import read_definition
from gongkai.law.report.schema import forms
from tests.law.registers.rows import full

ALL = list(definitions().values())
EACH = pytest.mark.parametrize("register", ALL, ids=lambda register: register.key)
# Cells that documents that govern feed: law.normative counts them.
OF_DOCUMENTS = "t2.art20_1."


def test_the_registers_are_those_asked_for() -> None:
    assert list(definitions()) == [
        *("administrative_licence", "administrative_penalty", "administrative_coercion"),
        *("fee_item", "fee_amount", "central_procurement", "service_item", "case_result", "power_item"),
        *("budget", "support_fund", "fund_payment", "shared_data"),
        *("inspection_item", "inspection_draw", "inspection_result", "market_entity", "market_rule"),
        *("major_project", "recruitment_post", "emergency_plan"),
    ]


@EACH
def test_a_full_row_is_read_kept_and_shown(register: Definition) -> None:
    reading = read(register, full(register))
    assert [fault for fault in reading.faults if fault.rule.id != "L004"] == []
    assert reading.values.keys() == register.by_key.keys()
    assert restored(register, stated(reading.values)) == reading.values
    assert shown(register, reading.values).keys() == {field.key for field in register.public}


@EACH
def test_an_empty_row_is_told_all_that_it_lacks(register: Definition) -> None:
    lacking = {fault.field for fault in read(register, {}).faults}
    assert lacking >= {field.key for field in register.fields if field.required}
    assert lacking >= {register.business_key[0], register.dated_by}


@EACH
def test_a_heading_means_one_field(register: Definition) -> None:
    seen: dict[str, str] = {}
    for field in register.fields:
        for heading in {folded(each) for each in (field.key, field.label, *field.aliases, *field.in_wan)}:
            assert seen.setdefault(heading, field.key) == field.key, heading


@EACH
def test_what_it_names_is_declared_elsewhere(register: Definition) -> None:
    assert register.duty in items()
    assert {clock.id for clock in register.clocks} <= set(clocks())
    assert register.keeps in retentions()
    assert register.withdrawn is None or register.withdrawn.clock in clocks()
    assert register.group.label
    assert register.update.label
    assert register.evidence in ("V", "V*", "M", "?")


@EACH
def test_the_kinds_are_used_as_they_are_meant(register: Definition) -> None:
    for field in register.fields:
        assert bool(field.choices) is (field.kind is Kind.CHOICE), field.key
        assert not field.also or set(field.also.values()) <= set(field.choices), field.key
        assert field.evidence in ("V", "V*", "M", "?")
        assert str(field.basis)
        assert not field.in_wan or field.kind is Kind.MONEY
    by_key = register.by_key
    assert by_key[register.dated_by].kind in (Kind.DATE, Kind.YEAR)
    assert not register.amount or by_key[register.amount].kind is Kind.MONEY
    assert not register.party or by_key[register.party].kind is Kind.PARTY
    for count in register.counts:
        assert (count.measure is Measure.SUM) is bool(count.field)
        stock = count.measure in (Measure.STOCK_BEFORE, Measure.CHANGE)
        assert register.lasts is not None or not stock
        for condition in count.asked.where:
            assert set(condition.values) <= set(by_key[condition.field].choices)


@EACH
def test_what_names_a_person_is_never_plain(register: Definition) -> None:
    for field in register.fields:
        if field.kind in (Kind.PERSON, Kind.PARTY, Kind.ID_NUMBER):
            assert field.shown is not Shown.PLAIN, field.key


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.id)
def test_every_cell_of_table_two_has_a_register(form: Any) -> None:
    cells = {cell for cell in form.cells if cell.startswith("t2.")}
    fed = [count.cell for count in feeds(form)]
    assert len(fed) == len(set(fed))
    assert cells - set(fed) == {cell for cell in cells if cell.startswith(OF_DOCUMENTS)}


def test_every_group_and_rhythm_is_used() -> None:
    assert {register.group for register in ALL} == set(Group)
    assert {register.update for register in ALL} == set(Rhythm)


def test_a_declaration_that_speaks_of_what_is_not_there_is_refused() -> None:
    entry = {
        "label": "某簿",
        "unit": "件",
        "group": "money",
        "about": "。",
        "business_key": ["code"],
        "dated_by": "on",
        "titled_by": "code",
        "duty": "a20_15_other",
        "basis": [{"instrument": "REG", "article": "20"}],
        "evidence": "M",
        "update": "each",
        "field": [{"key": "code", "label": "编号", "kind": "code"}],
    }
    with pytest.raises(ValueError, match=r"some has not: \['on'\]|it has not: \['on'\]"):
        read_definition("some", entry)
    with pytest.raises(KeyError):
        definition("some")


def test_only_lists_whose_entries_come_and_go_can_be_whole() -> None:
    whole = {key for key, made in definitions().items() if made.whole}
    assert whole == {"power_item", "service_item", "fee_item", "shared_data", "inspection_item"}
    assert not any(definition(key).group is Group.DECISIONS for key in whole)


@pytest.mark.parametrize(
    "more",
    [
        {"lasts": None},
        {"held_back": {"field": "a", "in": ["否"]}},
        {"withdrawn": {"field": "a", "in": ["撤销"], "since": "since", "clock": "publish"}},
    ],
)
def test_what_is_not_a_list_cannot_be_whole(more: dict[str, Any]) -> None:
    entry = {
        **dict.fromkeys(("label", "unit", "about", "duty", "evidence"), "x"),
        "group": "powers",
        "basis": [{"instrument": "REG"}],
        "business_key": ["a"],
        "dated_by": "since",
        "titled_by": "a",
        "update": "changed",
        "lasts": ["since", "until"],
        "whole": True,
        "field": [
            {"key": "a", "label": "甲", "kind": "text"},
            *({"key": key, "label": key, "kind": "date"} for key in ("since", "until")),
        ],
    }
    assert read_definition("some", entry).whole
    told = {key: value for key, value in {**entry, **more}.items() if value is not None}
    with pytest.raises(ValueError, match="no list of entries"):
        read_definition("some", told)


def test_who_must_have_rows_of_its_own_is_asked_of_what_must_be_complete() -> None:
    assert {key for key, made in definitions().items() if made.bodies} == {"budget"}
    assert BodyKind.DISPATCHED_AGENCY not in definition("budget").bodies
    assert all(made.matrix for made in definitions().values() if made.bodies)


@EACH
def test_the_number_in_lists_is_one_that_everybody_may_read(register: Definition) -> None:
    if register.numbered_by:
        assert register.field(register.numbered_by).shown is Shown.PLAIN


@given(st.sampled_from(["有效", "撤销", ""]), st.booleans())
def test_a_condition_and_its_opposite_are_never_both_met(value: str, excluded: bool) -> None:
    condition = Condition("status", ("撤销",), excluded)
    opposite = Condition("status", ("撤销",), not excluded)
    assert condition.holds({"status": value}) is not opposite.holds({"status": value})
    assert Condition("status", ("撤销",)).holds({}) is False
