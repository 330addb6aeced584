"""What an item begins with."""

import pytest

from gongkai.desk.authoring.prefill import LONGEST, summary_of

SENTENCE = "为方便群众查阅政府信息，现就有关事项通知如下。"


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (
            f"云政发〔2026〕3号\n各乡镇人民政府，县政府各部门、各直属机构：\n{SENTENCE}\n一、总体要求",
            SENTENCE,
        ),
        ("短。\n也短。", ""),
        ("", ""),
        (SENTENCE * 8, SENTENCE * (LONGEST // len(SENTENCE))),
        ("没有标点的长句" * 30, f"{('没有标点的长句' * 30)[:LONGEST]}……"),
    ],
)
def test_summary_is_the_first_paragraph_that_says_something(text: str, summary: str) -> None:
    assert summary_of(text) == summary
