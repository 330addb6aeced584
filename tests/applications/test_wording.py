"""The first draft of an answer: every result has its sentence, its articles, and the way open against it."""

from datetime import date

import pytest

from gongkai.applications.queries.deciding import Part
from gongkai.applications.queries.outcome_tree import choices
from gongkai.applications.queries.wording import BLANK, Asked, body, remedy, whole, without

ON = date(2026, 3, 4)
ASKED = Asked("YS2026-0001", date(2026, 3, 2), {1: "云溪路竣工图（虚构）", 2: "会议纪要（虚构）"})
NAMES = {"review_body": "云岭县人民政府（虚构）", "court": "云岭县人民法院（虚构）"}


@pytest.mark.parametrize("value", sorted(choices(ON)))
def test_every_result_has_a_sentence_with_its_articles(value: str) -> None:
    outcome, _, variant = value.partition(".")
    text = body(ASKED, [Part(1, outcome, variant, reason="理由在此")], NAMES, ON)
    assert text.startswith("您提出的政府信息公开申请（编号YS2026-0001）于2026年3月2日收到。")
    assert "{" not in text
    assert "。。" not in text
    cited = [citation for citation, _ in choices(ON)[value].grounds if "条例》第" in citation]
    assert all(citation.rpartition("》")[2] in text for citation in cited)


def test_nothing_chosen_is_no_text() -> None:
    assert body(ASKED, [], NAMES, ON) == ""
    assert remedy([], NAMES, ON) is None


def test_part_of_a_thing_that_is_withheld_is_told_with_it() -> None:
    parts = [
        Part(1, "granted", "provided"),
        Part(1, "denied_process", "discussion_record", "发言记录", "是讨论记录。"),
        Part(2, "granted", "already_public"),
    ]
    first, second = body(ASKED, parts, NAMES, ON).split("\n\n")[1:]
    assert first.startswith("1.关于“云溪路竣工图（虚构）”，经区分处理，")
    assert first.endswith("“发言记录”属于过程性信息（讨论记录），没有法律、法规、规章规定应当公开，根据《中华人民共和国政府信息公开条例》"
                          "第十六条第二款、第三十六条第（三）项的规定，本机关不予公开。理由：是讨论记录。")  # fmt: skip
    assert second.startswith("2.您申请公开的“会议纪要（虚构）”已经主动公开。")
    assert BLANK in second


@pytest.mark.parametrize(
    ("parts", "says", "not_says"),
    [
        ([Part(1, "granted", "provided")], "可以自收到本答复之日起60日内", "应当先申请"),
        ([Part(1, "denied_state_secret")], "应当先申请行政复议", "或者自收到"),
        ([Part(1, "partial"), Part(1, "denied_state_secret")], "不予公开的部分不服，应当先申请", "？"),
        # What is not held is not refused: the applicant may choose.
        ([Part(1, "partial"), Part(1, "unable_not_held", "not_exist")], "或者自收到本答复", "应当先申请"),
    ],
)
def test_way_that_is_open_follows_from_what_is_withheld(parts: list[Part], says: str, not_says: str) -> None:
    told = remedy(parts, NAMES, ON)
    assert told is not None
    assert says in told.text
    assert not_says not in told.text
    assert told.findings == ()


def test_names_that_are_missing_are_found() -> None:
    told = remedy([Part(1, "granted", "provided")], {}, ON)
    assert told is not None
    assert {each.where for each in told.findings} == {"notice.review_body", "notice.court"}


def test_locked_paragraph_comes_off_as_it_went_on() -> None:
    assert without(whole(" 甲。\n", "乙。"), "乙。") == "甲。"
    assert without(whole("甲。", ""), "") == "甲。"
    assert whole("", "乙。") == "乙。"


def test_known_search_and_earlier_reply_are_filled_in() -> None:
    asked = Asked(
        "1", ON, {1: "甲"}, search="2026年3月3日在档案室检索", earlier="答〔2025〕1号，2025年3月3日"
    )
    assert "2026年3月3日在档案室检索" in body(asked, [Part(1, "unable_not_held", "not_exist")], {}, ON)
    assert "答〔2025〕1号" in body(asked, [Part(1, "unprocessed_duplicate")], {}, ON)
