"""The one coded list holds together: with the report's form, with the exemptions, with letters and checks."""

from datetime import date

import pytest

from gongkai.law import exemptions
from gongkai.law.outcomes.catalogue import Group, Nature, Outcome, Variant, outcome, outcomes
from gongkai.law.outcomes.checks import CHECKS
from gongkai.law.outcomes.decision import Approver, Norm
from gongkai.law.outcomes.description import describe, report_row
from gongkai.law.outcomes.grounds import numeral, read_grounds
from gongkai.law.outcomes.letters import LetterKind, letter, letters, particulars
from gongkai.law.outcomes.nonground import no_grounds
from gongkai.law.outcomes.source import data
from gongkai.law.params import NotInForce
from gongkai.law.remedies.notices import Remedy
from gongkai.law.remedies.settings import RemedySettings
from gongkai.law.report.schema import Form, forms
from gongkai.law.responsibility import Source

ALL = list(outcomes().values())
VARIANTS = [(result, variant) for result in ALL for variant in result.variants]
LEAVES = {row.id: row for form in forms().values() for row in form.outcomes}


def test_results_are_the_rows_of_table_three() -> None:
    assert set(outcomes()) == set(LEAVES)
    assert all(result.label == LEAVES[result.id].label for result in ALL)


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.id)
def test_every_result_is_counted_in_both_forms(form: Form) -> None:
    year = {"format_2019": 2020, "format_2021": 2024}[form.id]
    rows = {row.id for row in form.outcomes}
    for result in ALL:
        if result.id in rows or result.counts_as in rows:
            assert report_row(result, date(year, 6, 1)).id in rows
        else:
            assert result.id == "other_handling"


def test_a_row_that_a_form_lacks_is_not_counted_in_it() -> None:
    with pytest.raises(NotInForce, match="2021年度报告的表三没有“其他处理”一行"):
        report_row(outcome("other_handling"), date(2021, 1, 1))


def test_a_year_before_the_forms_has_no_row() -> None:
    with pytest.raises(LookupError, match="2018年度"):
        report_row(outcome("granted"), date(2018, 6, 1))


@pytest.mark.parametrize("row_id", [row.id for row in LEAVES.values() if row.basis])
def test_the_ground_is_the_article_that_the_row_names(row_id: str) -> None:
    articles = {
        ground.basis.article
        for variant in outcome(row_id).variants
        for ground in variant.grounds_on(date(2026, 1, 1))
    }
    assert LEAVES[row_id].basis in articles


@pytest.mark.parametrize(
    "result", [result for result in ALL if result.exemption], ids=lambda result: result.id
)
def test_refusals_follow_their_exemption(result: Outcome) -> None:
    exempted = exemptions.exemption(result.exemption)
    natures = {
        exemptions.Nature.MUST_NOT: Nature.MUST,
        exemptions.Nature.MAY: Nature.MAY,
        exemptions.Nature.ELSEWHERE: Nature.NOT_REFUSED,
    }
    assert {variant.grounds[0].basis for variant in result.variants} == {exempted.basis}
    assert {variant.nature for variant in result.variants} == {natures[exempted.nature]}
    assert {kind.id: kind.label for kind in exempted.kinds}.items() <= {
        variant.id: variant.name for variant in result.variants
    }.items()


def test_every_exemption_has_its_row_and_every_denial_its_exemption() -> None:
    assert [result.exemption for result in ALL if result.group is Group.DENIED] == list(
        exemptions.exemptions()
    )
    assert {result.group for result in ALL if result.exemption} == {Group.DENIED}


def test_names_are_the_labels_without_their_numbering() -> None:
    assert outcome("denied_state_secret").name == "属于国家秘密"
    assert outcome("partial").name == "部分公开"
    assert outcome("other_misc").name == "其他"
    assert [result.id for result in ALL if not result.name or result.name[0] in "（123456789"] == []


def test_which_results_withhold() -> None:
    withholding = [result.id for result in ALL if result.withholds]
    assert withholding == [
        "denied_state_secret",
        "denied_law_prohibits",
        "denied_security_stability",
        "denied_third_party",
        "denied_internal_affairs",
        "denied_process",
        "denied_enforcement_file",
    ]


def test_review_comes_first_exactly_where_something_is_withheld() -> None:
    first = {result.id for result, variant in VARIANTS if variant.remedy is Remedy.REVIEW_FIRST}
    assert first == {result.id for result in ALL if result.withholds} | {"partial"}


@pytest.mark.parametrize(("result", "variant"), VARIANTS, ids=lambda one: one.id)
def test_variant_is_whole(result: Outcome, variant: Variant) -> None:
    assert result.variant(variant.id) is variant
    assert variant.grounds
    assert variant.proofs
    assert variant.conditions
    assert all(condition.text.endswith("。") for condition in variant.conditions)
    assert {check for condition in variant.conditions for check in condition.checks} <= CHECKS.keys()
    assert all(written.kind is LetterKind.ANSWER for written in variant.letters)
    assert bool(variant.id) == bool(variant.name) == result.has_variants
    assert len({found.id for found in result.variants}) == len(result.variants)


def test_a_result_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        outcome("work_secret")
    with pytest.raises(KeyError):
        outcome("granted").variant()
    with pytest.raises(KeyError):
        letter("refusal")


def test_everything_in_the_file_is_used() -> None:
    used = [variant for _, variant in VARIANTS]
    assert {condition.id for variant in used for condition in variant.conditions} == data()[
        "condition"
    ].keys()
    assert {proof.id for variant in used for proof in variant.proofs} == data()["proof"].keys()
    assert {variant.step for variant in used} | {"js5"} == {step["id"] for step in data()["step"]} | {""}
    said = {found for written in letters().values() for found in (*written.states, *written.states_where)}
    assert said == set(particulars().values())


def test_every_answer_answers_some_result_and_rests_on_its_ground() -> None:
    answering = {written.id for _, variant in VARIANTS for written in variant.letters}
    answers = {written.id for written in letters().values() if written.kind is LetterKind.ANSWER}
    assert answering == answers
    for written in letters().values():
        assert (written.rule is None) == (not written.grounds) == (written.id in answers)


def test_answers_say_what_all_answers_say() -> None:
    shared = {"organ_name", "document_number", "law_and_article", "seal", "signed_date", "remedy_notice"}
    assert shared <= {particular.id for particular in letter("not_exist").states}
    # Where no way is open none is named.
    assert "remedy_notice" not in {particular.id for particular in letter("withdrawal_confirm").states}
    assert "organ_name" not in {particular.id for particular in letter("receipt").states}


def test_whom_to_ask_first() -> None:
    asked = {
        (asking.party.value, asking.always)
        for variant in outcome("denied_third_party").variants
        for asking in variant.consultations
    }
    assert asked == {("third_party", True), ("organ", False)}
    granted = outcome("granted").variant("provided").consultations
    assert [(asking.party.value, asking.always, asking.letter.id) for asking in granted] == [
        ("third_party", False, "third_party_letter"),
        ("organ", False, "comaker_letter"),
    ]
    assert granted[1].ground.citation.endswith("第三十四条")


def test_partial_prints_both_ways() -> None:
    described = describe(outcome("partial"), date(2026, 1, 1), "某县人民政府", "某县人民法院")
    printed = described.variants[0].notice
    assert printed is not None
    assert "不予公开的部分不服，应当先申请行政复议" in printed.text
    assert "某县人民法院" in printed.text


def test_settings_of_the_remedy_reach_the_description() -> None:
    settings = RemedySettings(limited_prints=False)
    described = describe(outcome("unprocessed_petition"), date(2026, 1, 1), settings=settings)
    assert described.variants[0].notice is not None
    assert described.variants[0].notice.text == ""


def test_words_for_people() -> None:
    for words in (Group, Nature, LetterKind, Norm, Approver, Source):
        labels = [member.label for member in words]
        assert all(labels)
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (14, "十四"), (20, "二十"), (36, "三十六"), (99, "九十九")],
)
def test_articles_are_numbered_in_chinese(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize("number", [0, 100, -1])
def test_other_numbers_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no article"):
        numeral(number)


def test_what_is_no_ground_is_no_result() -> None:
    offered = {name for found in no_grounds() for name in found.ids}
    assert offered.isdisjoint(outcomes())
    assert offered == {"work_secret", "no_special_need"}


def test_a_ground_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="no day is known"):
        read_grounds([{"instrument": "HANDLING", "says": "惯例"}])
