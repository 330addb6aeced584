"""Comparison of two texts by characters."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents.comparing import Piece, abridged, compare

_texts = st.one_of(
    st.text(alphabet="甲乙丙丁12a。，\n", max_size=60),
    st.lists(
        st.sampled_from(["一、总体要求\n", "现将有关事项通知如下。\n", "预算120万元，", "\n", "安排3个乡镇"]),
        max_size=12,
    ).map("".join),
    st.text(max_size=30),
)


def shown(old: str, new: str) -> str:
    """The comparison on one line: [-deleted-], [+inserted+]."""
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "[+{}+]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in compare(old, new))


@given(_texts, _texts)
@settings(max_examples=500, deadline=None)
def test_nothing_is_lost_or_invented(old: str, new: str) -> None:
    pieces = compare(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "insert") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "delete") == new
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))
    assert all((one.kind, other.kind) != ("insert", "delete") for one, other in pairwise(pieces))


def test_what_is_the_same_is_one_piece() -> None:
    assert compare("第一段\n第二段", "第一段\n第二段") == (Piece("equal", "第一段\n第二段"),)
    assert compare("", "") == ()


def test_a_changed_word() -> None:
    assert (
        shown("应当在七个工作日内答复。", "应当在十个工作日内答复。") == "应当在[-七-][+十+]个工作日内答复。"
    )


def test_a_number_changes_as_a_whole() -> None:
    assert shown("补助标准为1200元", "补助标准为1300元") == "补助标准为[-1200-][+1300+]元"
    assert shown("增长3.5%以上", "增长3.8%以上") == "增长[-3.5%-][+3.8%+]以上"


def test_a_sentence_is_inserted_without_a_deletion() -> None:
    assert (
        shown("有效期五年。", "自2026年5月1日起施行，有效期五年。")
        == "[+自2026年5月1日起施行，+]有效期五年。"
    )


def test_accidental_characters_do_not_shred_a_rewritten_sentence() -> None:
    old = "预算编制要求和绩效目标由财政部门审核"
    new = "规划文本草案和年度任务由发展部门汇总"

    kinds = [piece.kind for piece in compare(old, new)]

    assert kinds in (["delete", "insert"], ["delete", "insert", "equal", "delete", "insert"])


def test_lines_that_moved_apart_are_paired_with_their_kin() -> None:
    old = "一、总体要求\n二、主要任务是推进公开\n三、保障措施\n"
    new = "一、总体要求\n新加的一段话\n二、主要任务是深化公开\n三、保障措施\n"

    assert (
        shown(old, new)
        == "一、总体要求\n[+新加的一段话\n+]二、主要任务是[-推进-][+深化+]公开\n三、保障措施\n"
    )


def _paragraphs(count: int) -> list[str]:
    return [
        f"第{n}条　县级以上人民政府应当按照第{n * 7 % 997}号清单办理事项{n * 13 % 4999}，并于{n % 28 + 1}日前公开。"
        for n in range(count)
    ]


def test_a_long_text_with_many_changes_takes_no_time_to_speak_of() -> None:
    lines = _paragraphs(10_000)
    changed = [line.replace("办理", "受理") if n % 100 == 0 else line for n, line in enumerate(lines)]
    old, new = "\n".join(lines), "\n".join(changed)
    assert len(old.encode()) > 900_000

    started = time.process_time()
    pieces = compare(old, new)

    assert time.process_time() - started < 2
    assert sum(piece.kind == "insert" for piece in pieces) == 100


def test_hostile_texts_take_no_longer() -> None:
    samples = [
        ("同一行\n" * 40_000, "同一行\n" * 39_000 + "另一行\n" * 2_000),
        ("甲乙" * 100_000, "乙甲" * 100_000),
        ("甲" * 200_000, "乙" * 200_000),
        ("甲，乙。" * 50_000, "乙，甲。" * 50_000),
    ]
    started = time.process_time()
    for old, new in samples:
        compare(old, new)

    assert time.process_time() - started < 8


def test_what_both_have_is_cut_down_to_the_words_beside_a_difference() -> None:
    long = "甲" * 1_000
    first, *rest = abridged(compare(f"{long}旧。", f"{long}新。"))
    assert first.text == f"{'甲' * 80}\n……（相同 840 字）……\n{'甲' * 80}"
    assert rest == [Piece("delete", "旧"), Piece("insert", "新"), Piece("equal", "。")]
    assert abridged(compare("短的", "短的")) == [Piece("equal", "短的")]
