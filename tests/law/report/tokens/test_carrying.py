"""Problems of last year are read from its section five."""

import pytest

from gongkai.law.report.tokens.carrying import problems_of, unanswered
from tests.law.report.reports import balanced_2021, with_prose, without_sections


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (("存在的主要问题：解读形式单一。改进情况：增加了图表。",), ["解读形式单一"]),
        (
            (
                "（一）存在的主要问题",
                "一是答复文书说理不够充分；二是部分栏目更新不够及时。",
                "（二）改进情况",
                "办了培训。",
            ),
            ["答复文书说理不够充分", "部分栏目更新不够及时"],
        ),
        (
            (
                "去年工作取得了进展，按整改要求办结。存在的问题有：个别单位答复超期，部分栏目更新慢了。下一步将加强培训。",
            ),
            ["个别单位答复超期", "部分栏目更新慢了"],
        ),
        (("公开的内容还不够全面。今后将继续完善。",), ["公开的内容还不够全面"]),
        ((), []),
        (("无。",), []),
    ],
)
def test_problems_are_read_up_to_what_is_done(texts: tuple[str, ...], named: list[str]) -> None:
    assert list(problems_of(with_prose(balanced_2021(), "s5_problems", *texts))) == named


def test_a_report_without_the_section_names_none() -> None:
    assert problems_of(without_sections(balanced_2021(), "s5_problems")) == ()


def test_a_long_text_is_no_list_of_problems() -> None:
    text = "存在的主要问题：" + "；".join(f"第{number}处栏目更新较慢" for number in range(30))
    assert len(problems_of(with_prose(balanced_2021(), "s5_problems", text))) == 12


def test_a_problem_in_words_or_by_token_is_followed() -> None:
    problems = ("解读形式单一", "栏目更新不及时")
    assert unanswered("对解读形式单一的问题，增加图表；{{problem.2}}已整改。", problems) == []
    (finding,) = unanswered("{{problem.1}}，}}", problems)
    assert "{{problem.2}}" in finding.message
