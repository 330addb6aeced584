"""Whether a text says another one over again."""

import pytest

from gongkai.documents.checking.likeness import LONG, RUN, likeness, stands_in

SOURCE = (
    "第一条为了规范停车收费制定本办法。第二条道路停车泊位白天收费夜间二十二时至次日七时免费。"
    "第三条首半小时免费超过半小时的按每小时两元计收一天最多收十元。第四条新能源汽车按规定减免。"
)
OWN = (
    "以后去菜场买菜、到学校接孩子，停一小会儿不要钱。整夜停在路边的老规矩没有变，也不收。一天停到底，最多就是一份早点钱，具体见牌子。"
    * 2
)


def test_a_copy_is_one_and_says_where() -> None:
    found = likeness(f"解读如下：\n{SOURCE}", SOURCE)
    assert found.percent > 90
    assert found.copied(percent=50)
    (passage, *_) = found.passages
    assert passage.text == SOURCE.rstrip("。")
    assert f"解读如下：\n{SOURCE}"[passage.start : passage.end] == passage.text


def test_a_shortened_copy_stays_one() -> None:
    short = (
        "".join(SOURCE.split("。")[1:3])
        + "，请广大市民朋友们遵守，谢谢大家的理解、配合与支持，一起共建美好家园。"
    )
    assert likeness(short * 2, SOURCE).copied(percent=50)


def test_own_words_are_none() -> None:
    found = likeness(OWN, SOURCE)
    assert (found.letters, found.passages) == (0, ())
    assert not found.copied(percent=50)


def test_signs_and_blanks_hide_nothing() -> None:
    spread = "，".join(SOURCE[at : at + 5] for at in range(0, len(SOURCE), 5))
    assert likeness(spread, SOURCE).percent == 100


def test_a_few_words_are_never_a_copy() -> None:
    assert not likeness(SOURCE[:40], SOURCE).copied(percent=50)
    assert not likeness("", SOURCE).copied(percent=50)
    assert likeness("", SOURCE).percent == 0


@pytest.mark.parametrize("length", [RUN - 1, RUN])
def test_runs_begin_to_count_at_their_length(length: int) -> None:
    text = f"甲乙丙{SOURCE[3 : 3 + length]}丁戊己"
    assert likeness(text, SOURCE).letters == (length if length >= RUN else 0)


@pytest.mark.parametrize("length", [LONG - 1, LONG])
def test_passages_are_shown_from_their_length(length: int) -> None:
    run = SOURCE[SOURCE.index("道路停车") :][:length]
    text = f"甲乙丙{run}"
    assert len(likeness(text, SOURCE).passages) == (length >= LONG)


def test_sentences_that_were_copied_whole_are_counted() -> None:
    text = f"{OWN}道路停车泊位白天收费夜间二十二时至次日七时免费。"
    found = likeness(text, SOURCE)
    assert found.sentences == 1
    assert found.of_sentences == text.count("。")


def test_many_copied_sentences_make_a_copy_though_one_is_long() -> None:
    copied = "。".join(sentence[3:] for sentence in SOURCE.split("。"))
    found = likeness(f"{copied}。{OWN.replace('。', '，')}", SOURCE)
    assert found.percent < 60
    assert found.copied(percent=60)


@pytest.mark.parametrize(
    ("text", "stands"), [("首半小时 免费，超过", True), ("", True), ("首半小时收费", False)]
)
def test_stands_in_looks_past_signs(text: str, stands: bool) -> None:
    assert stands_in(text, SOURCE) is stands
