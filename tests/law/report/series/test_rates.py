"""Shares: what is divided by what; and how figures of several bodies are spread."""

from fractions import Fraction

import pytest

from gongkai.law.report.series.meanings import Link, meanings
from gongkai.law.report.series.peers import FEWEST, Spread, lies, percentile, spread
from gongkai.law.report.series.rates import BLANK, NOTHING, Share, rates, share
from tests.law.report.series.histories import figures


def test_rates_use_what_both_forms_have() -> None:
    used = {each for rate in rates().values() for each in (*rate.part, *rate.whole)}
    assert {meanings()[each].link for each in used} == {Link.SAME, Link.GROUP}


def test_parts_of_what_was_handled_make_it_whole() -> None:
    """Every outcome stands in the part of exactly one of these rates."""
    ids = ("share_disclosed", "share_denied", "share_unable", "share_unprocessed", "share_other")
    rows = [each for key in ids for each in rates()[key].part]
    assert len(rows) == len(set(rows)) == 2 + 8 + 3 + 5 + 1


def test_share_says_what_was_divided_by_what() -> None:
    report = figures(2025, {"t3.granted.total": 30, "t3.partial.total": 15, "t3.handled_total.total": 60})
    found = share(rates()["share_disclosed"], report)
    assert found == Share(2025, 45, 60)
    assert found.value == Fraction(3, 4)


def test_review_that_is_pending_is_not_in_the_share() -> None:
    report = figures(
        2025,
        {"t4.review.upheld": 6, "t4.review.corrected": 2, "t4.review.other": 2, "t4.review.pending": 90},
    )
    assert share(rates()["share_review_corrected"], report).value == Fraction(1, 5)


@pytest.mark.parametrize(("handled", "said"), [(None, BLANK), (0, NOTHING)])
def test_no_share_of_nothing(handled: int | None, said: str) -> None:
    found = share(rates()["share_granted"], figures(2025, {"t3.handled_total.total": handled}))
    assert (found.value, found.said) == (None, said)


def test_no_share_with_a_blank_part() -> None:
    found = share(rates()["share_granted"], figures(2025, {"t3.granted.total": None}))
    assert (found.value, found.said) == (None, BLANK)


def test_percentiles_are_figures_that_were_reported() -> None:
    """By the nearest rank: of eight, the second, the fourth and the sixth."""
    assert spread([15, 20, 35, 40, 50, 60, 70, 80, None]) == Spread(8, 1, 15, 20, 40, 60, 80)
    assert percentile([15, 20, 35, 40, 50], 30) == 20
    assert percentile([15, 20, 35, 40, 50], 100) == 50
    assert percentile([15, 20, 35, 40, 50], 1) == 15


def test_few_bodies_have_no_percentiles() -> None:
    few = spread(range(FEWEST - 1))
    assert (few, few.told) == (Spread(FEWEST - 1, 0), False)
    assert spread(range(FEWEST)).told
    assert lies(3, few) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (1, "低于第 25"), (2, "之间"), (4, "之间"), (5, "高于第 75")],
)
def test_where_a_figure_lies(value: int | None, words: str) -> None:
    said = lies(value, spread([1, 2, 3, 4, 5]))
    assert words in said
    assert bool(said) is (value is not None)
