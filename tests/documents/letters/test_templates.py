"""Every kind of letter says what the law wants it to say, by the articles of its day."""

from datetime import date

import pytest

from gongkai.documents.letters import letter as letters
from gongkai.documents.letters.filling import articles
from gongkai.documents.letters.templates import facts_of, template, templates
from gongkai.law.outcomes import letters as law
from gongkai.law.outcomes.letters import LetterKind
from tests.documents.letters.samples import ADDRESSEES, FACTS, LETTERHEAD, NAME, NUMBER, sample

KINDS = [*templates()]
# What forms leave room for: ink.
BY_HAND = {"signature": "签名", "opinion": "是否同意公开", "opinion_reasons": "不同意公开\n的理由"}


def test_every_kind_of_the_law_has_a_template_and_no_other() -> None:
    assert sorted(KINDS) == sorted(law.letters())


@pytest.mark.parametrize("kind", KINDS)
def test_it_states_what_the_law_demands(kind: str) -> None:
    """Each particular is marked by words of its own, which must be found in the text."""
    marks = {fact.id: f"〈{fact.id}〉" for fact in facts_of(kind)}
    written = sample(kind, facts=marks)
    text = letters.plain(written)
    asked = law.letter(kind)
    for particular in (*asked.states, *asked.states_where):
        assert _mark(kind, particular.id, marks) in text, particular.label


def _mark(kind: str, particular: str, marks: dict[str, str]) -> str:
    made = {
        "organ_name": LETTERHEAD.name,
        "organ_contact": LETTERHEAD.telephone,
        "applicant_name": ADDRESSEES.get(kind, NAME),
        "document_number": NUMBER,
        "signed_date": "2026年3月10日",
        "seal": f"{LETTERHEAD.name}\n2026年3月10日",
        "law_and_article": articles(sample(kind)),
        "remedy_notice": "〈review_body〉申请行政复议",
        "reply_slip": "附件\n第三方意见确认函",
        "consequence": "视为放弃申请",
        "effect_of_silence": "逾期未提出意见的，",
        "time_excluded": "所需时间不计算在答复期限内",
        "no_law_requires": "没有法律、法规、规章规定应当公开",
        "not_an_application": "不作为政府信息公开申请处理",
        **BY_HAND,
    }
    return marks.get(particular) or made[particular]


@pytest.mark.parametrize("kind", KINDS)
def test_facts_that_are_needed_are_those_of_the_law_and_of_sure_sentences(kind: str) -> None:
    facts = {fact.id: fact for fact in facts_of(kind)}
    assert all(fact.label and fact.id for fact in facts.values())
    for particular in law.letter(kind).states:
        if particular.id in facts:
            assert facts[particular.id].needed
            assert facts[particular.id].by_law


@pytest.mark.parametrize("kind", KINDS)
def test_whole_sample_is_without_errors(kind: str) -> None:
    errors = [each for each in letters.missing(sample(kind)) if each.severity == "error"]
    assert errors == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if template(kind).sheet is None])
def test_sentences_end_once_and_nothing_is_left_open(kind: str) -> None:
    text = letters.plain(sample(kind))
    for wrong in ("。。", "；。", "，。", "：。", "{", "}", "〔请填写", "None", "，，"):
        assert wrong not in text


@pytest.mark.parametrize("kind", [kind for kind, each in law.letters().items() if each.grounds])
def test_notices_cite_the_articles_of_the_law_core(kind: str) -> None:
    cited = [ground.citation for ground in law.letter(kind).grounds if ground.basis.article.isdigit()]
    if template(kind).sheet is None:
        assert cited
        assert f"根据{articles(sample(kind))}的规定，" in letters.plain(sample(kind))
        assert all(each.rpartition("》")[2] in articles(sample(kind)) for each in cited)


def test_what_ranks_higher_is_cited_first() -> None:
    told = (
        "根据《中华人民共和国政府信息公开条例》第四十二条、《政府信息公开信息处理费管理办法》第六条的规定，"
    )
    for kind in ("fee_notice", "abandon_unpaid"):
        assert told in letters.plain(sample(kind))


def test_what_answers_nothing_is_told_and_not_answered() -> None:
    for kind in ("abandon_no_correction", "abandon_unpaid", "withdrawal_confirm"):
        text = letters.plain(sample(kind))
        assert "现将处理结果告知如下：" in text
        assert "现答复如下" not in text


def test_other_letters_are_quoted_where_their_words_are_repeated() -> None:
    """“本告知书” in the period that another letter set is that other letter."""
    assert "载明的补正期限为“自收到本告知书之日起10个工作日内”，" in letters.plain(
        sample("abandon_no_correction")
    )


@pytest.mark.parametrize("kind", ["deny_process", "deny_case_file"])
def test_what_art_16_excepts_is_said_to_be_no_exception(kind: str) -> None:
    assert "没有法律、法规、规章规定应当公开" in letters.plain(sample(kind))


def test_answer_follows_the_day_of_its_law() -> None:
    """Before the revised review act nobody had to ask for review first."""
    now = letters.plain(sample("deny_process"))
    then = letters.plain(sample("deny_process", on=date(2023, 6, 1)))
    assert "应当先申请行政复议" in now
    assert "应当先申请行政复议" not in then
    assert "或者自收到本答复之日起6个月内" in then


def test_day_must_be_known() -> None:
    with pytest.raises(ValueError, match="day"):
        letters.pieces(sample("receipt", on=None))


def test_kinds_without_a_way_open_print_none() -> None:
    for kind, asked in law.letters().items():
        if asked.kind is LetterKind.NOTICE:
            assert "行政复议" not in letters.plain(sample(kind))


def test_third_party_reads_of_a_decision() -> None:
    text = letters.plain(sample("third_party_decision"))
    assert "如对本决定不服" in text
    assert "本答复" not in text


def test_organisations_are_addressed_as_such() -> None:
    text = letters.plain(sample("reply_grant", facts={**FACTS, "you": "贵单位"}))
    assert "贵单位" in text
    assert "您提出" not in text


def test_free_parts_take_the_words_of_officers() -> None:
    parts = {part.id: part for part in letters.free_parts(sample("deny_process"))}
    assert parts["reasons"].text == f"理由：{FACTS['reasons']}。"
    written = sample("deny_process", free={"reasons": "理由：经办人员另写的理由 {reasons}。"})
    assert "经办人员另写的理由 {reasons}。" in letters.plain(written)  # words, never a place to be filled
    assert FACTS["reasons"] not in letters.plain(written)
    assert letters.free_parts(sample("deny_process", paragraphs=("如对本答复不服。",))) == ()


def test_officers_cannot_touch_the_rest() -> None:
    for kind in KINDS:
        for part in letters.free_parts(sample(kind)):
            assert "如对本" not in part.text
