"""A token says what its table says, or it is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.report.schema import forms
from gongkai.law.report.tokens.figures import Figures, Statistic, quantities
from gongkai.law.report.tokens.filling import fill, names
from tests.law.report import reports
from tests.law.report.tokens.given import figures_of

NOW = figures_of(reports.balanced_2021(), reports.before_2021(), (Statistic("guides", "办事指南", 3, "份"),))
LICENSES = "t2.art20_5.admin_license.decisions_this_year"


def _why(mark: str, figures: Figures = NOW) -> str:
    filled = fill(f"前{mark}后", figures)
    assert filled.text == f"前{mark}后"
    (finding,) = filled.refused
    return finding.message


@pytest.mark.parametrize("form_id", sorted(forms()))
def test_every_cell_of_the_form_has_its_token(form_id: str) -> None:
    figures = figures_of(reports.balanced_2021() if form_id == "format_2021" else reports.balanced_2019())
    for cell, value in figures.cells.items():
        (used,) = fill(f"{{{{{cell}}}}}", figures).used
        assert used.says == (f"{value:f}" if isinstance(value, Decimal) else str(value))
        assert used.cells == (cell,)


def test_sums_name_the_cells_that_they_add() -> None:
    denied = quantities("format_2021")["t3.denied"]
    assert len(denied.cells) == 8
    assert quantities("format_2021")["t3.denied.total"].cells == denied.cells
    assert len(quantities("format_2019")["t3.other.organisations"].cells) == 5
    assert quantities("format_2021")["t3.granted.organisations"].cells[0] == "t3.granted.org_business"


def test_places_of_what_was_filled_are_those_of_the_filled_text() -> None:
    filled = fill("收{{t3.new_received}}件，{{bad}}，办{{t3.handled_total}}件", NOW)
    assert [filled.text[slice(*used.span)] for used in filled.used] == ["14069", "13810"]
    assert len(filled.refused) == 1


def test_changes_say_which_way() -> None:
    last = {**NOW.last, "t4.review.total": 790, LICENSES: 0, "t4.direct_suit.total": 80}
    figures = Figures(NOW.form, NOW.cells, last)
    assert fill("{{t4.review@同比}}", figures).text == "与上年持平"
    assert fill("{{t4.review@增减}}", figures).text == "与上年持平"
    assert fill("{{t4.direct_suit@同比}}{{t4.direct_suit@增减}}", figures).text == "同比下降30%比上年减少24件"
    assert "改写为“@增减”" in _why(f"{{{{{LICENSES}@同比}}}}", figures)


def test_statistics_and_names() -> None:
    assert fill("{{stat.guides}}份", NOW).text == "3份"
    known = dict(names(NOW))
    assert known["stat.guides"] == "办事指南"
    assert known["problem.1"] == "政策解读形式较为单一"
    assert known["t3.denied"] == "表三“不予公开”各项之和总计"


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("{{}}", "没有对应的数"),
        ("{{stat.guide}}", "是不是{{stat.guides}}？"),
        ("{{t3.granted@明年}}", "“@明年”不认识"),
        ("{{t3.granted/t3.handled_total@同比}}", "请拆成两个标记"),
        ("{{t3.granted/t3.nowhere}}", "“t3.nowhere”"),
        ("{{problem.2}}", "请写1至1"),
        ("{{problem.x}}", "请写1至1"),
        ("{{problem.1@上年}}", "请写1至1"),
        ("{{problem.1/t3.granted}}", "请写1至1"),
        ("}}", "没有配成一对"),
    ],
)
def test_what_cannot_be_filled_says_what_to_do(mark: str, words: str) -> None:
    assert words in _why(mark)


def test_nothing_is_a_share_of_nothing() -> None:
    none = Figures(NOW.form, {**NOW.cells, "t3.handled_total.total": 0})
    assert "不能计算比例" in _why("{{t3.granted/t3.handled_total}}", none)
    assert "直接写文字" in _why("{{problem.1}}", none)


MARKS = st.lists(
    st.sampled_from(("{", "}", "t3.granted", "/", "@上年", "件", "｛", "\n", "t4.review")), max_size=12
)


@given(MARKS)
def test_text_without_tokens_comes_back_and_nothing_breaks(parts: list[str]) -> None:
    text = "".join(parts)
    filled = fill(text, NOW)
    if not filled.used:
        assert filled.text == text
    for used in filled.used:
        assert filled.text[slice(*used.span)] == used.says
