"""Charts: geometry that is true to the figures, words that stand for the picture."""

import pytest

from gongkai.portal.charts.of_report import flow_chart, outcome_chart, trend
from gongkai.portal.charts.stack import Drawing
from gongkai.portal.charts.trend import Series, trend_chart
from tests.law.report.reports import balanced_2019, balanced_2021, before_2021, with_cells, without_cells

REPORT = balanced_2021()


def ends(drawing: Drawing) -> list[float]:
    return [line.pieces[-1].x + line.pieces[-1].width for line in drawing.lines]


def test_flow_of_a_balanced_report_ends_at_one_place() -> None:
    chart = flow_chart(REPORT)
    assert chart is not None
    for drawing in (chart.wide, chart.narrow):
        received, became = ends(drawing)
        assert received == pytest.approx(became, abs=0.2)
    assert "14069 件" in chart.description


def test_flow_of_an_unbalanced_report_does_not() -> None:
    chart = flow_chart(with_cells(REPORT, {"t3.carried_out.total": 5000}))
    assert chart is not None
    received, became = ends(chart.wide)
    assert became > received + 50


def test_outcomes_are_shares_of_each_kind_of_applicant() -> None:
    chart = outcome_chart(REPORT)
    assert chart is not None
    assert [bar.label for bar in chart.bars] == [
        "自然人",
        "商业企业",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ]
    assert len({round(end) for end in ends(chart.wide)}) == 1
    assert chart.bars[-1].sum == REPORT.value("t3.handled_total.total")
    assert [part.label for part in chart.legend] == [
        "予以公开",
        "部分公开",
        "不予公开",
        "无法提供",
        "不予处理",
        "其他处理",
    ]


def test_older_form_has_the_same_kinds_of_outcome() -> None:
    old, new = outcome_chart(balanced_2019()), outcome_chart(REPORT)
    assert old is not None
    assert new is not None
    assert {part.label for part in old.legend} <= {part.label for part in new.legend}


def test_figures_that_do_not_fit_stay_in_the_title() -> None:
    chart = outcome_chart(REPORT)
    assert chart is not None
    slim = [piece for line in chart.wide.lines for piece in line.pieces if not piece.text]
    assert slim
    assert all(piece.title.rpartition(" ")[2].isdecimal() for piece in slim)


def test_nothing_is_drawn_of_nothing() -> None:
    empty = without_cells(REPORT, "t3.")
    assert flow_chart(empty) is None
    assert outcome_chart(empty) is None
    assert trend({2025: REPORT}) is None


def test_trend_draws_all_series_on_one_scale() -> None:
    chart = trend({2024: before_2021(), 2025: REPORT})
    assert chart is not None
    assert chart.years == (2024, 2025)
    new = chart.panels[0].pillars
    assert [pillar.text for pillar in new] == [str(value) for value in chart.series[0].values]
    heights = [
        pillar.height / int(pillar.text)
        for panel in chart.panels
        for pillar in panel.pillars
        if pillar.height
    ]
    assert max(heights) == pytest.approx(min(heights), rel=0.02)


def test_a_year_without_a_figure_says_so() -> None:
    chart = trend_chart("t", "t", "t", (2020, 2021), [Series("新收", 1, (None, 4))])
    assert chart is not None
    assert [pillar.text for pillar in chart.panels[0].pillars] == ["无", "4"]
    assert chart.table == [(2020, [None]), (2021, [4])]
