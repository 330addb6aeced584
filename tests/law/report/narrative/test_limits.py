"""Text that is no report is not compared for ever: what is far beyond any report is left aside."""

import pytest

from gongkai.law.report.narrative import figures
from gongkai.law.report.narrative.figures import passages
from tests.law.report.narrative.prose import report_of


def test_endless_prose_gives_only_so_many_figures() -> None:
    assert len(figures(report_of("公开3件。" * 30_000))) == 20_000


def test_a_paragraph_longer_than_any_report_is_not_compared() -> None:
    report = report_of("公开3件。" * 2_000, "公开4件。")
    assert [passage.text for passage in passages(report)] == ["公开4件。"]
    assert len(figures(report)) == 2_001


def test_no_more_figures_are_compared_than_any_report_has() -> None:
    report = report_of(*["公开3件。" * 1_000] * 4)
    assert sum(len(passage.figures) for passage in passages(report)) == 3_000
    assert len(figures(report)) == 4_000


@pytest.mark.parametrize("piece", ["一二三四五六七八九十百千", "9", "1.2.3.", "“《", "的", "未公开", "约"])
def test_runs_that_count_nothing_give_nothing(piece: str) -> None:
    assert figures(report_of(piece * 20_000)) == ()
