"""Charts: geometry that is true to the figures, words that stand for the picture."""

from fractions import Fraction

import pytest

from gongkai.law.report.series.peers import Figure, spread
from gongkai.portal.charts.of_report import flow_chart, outcome_chart, trend
from gongkai.portal.charts.spread import Spreading, spread_chart
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


def test_figures_that_do_not_fit_above_stay_in_the_words() -> None:
    years = range(2016, 2026)
    chart = trend_chart(
        "t", "t", "t", years, [Series("许可", 1, (11398889,) * 10)], unit="件", cuts=(2016, 2021)
    )
    assert chart is not None
    panel = chart.panels[0]
    assert {(pillar.text, pillar.said) for pillar in panel.pillars} == {("", "11398889")}
    assert panel.pillars[-1].below == "2025"
    assert "" in {pillar.below for pillar in panel.pillars}
    (cut,) = panel.cuts  # what comes first is cut from nothing
    assert panel.pillars[4].centre < cut < panel.pillars[5].centre


def spreading(*values: Figure) -> Spreading:
    return Spreading(2025, spread(values), values, "话")


def test_spread_is_drawn_to_scale() -> None:
    chart = spread_chart("s", "s", [spreading(0, 10, 20, 30, 40)], per_cent=False)
    assert chart is not None
    assert not chart.tens
    for drawing in (chart.wide, chart.narrow):
        (strip,) = drawing.strips
        assert strip.ends is not None
        assert strip.box is not None
        assert strip.middle == pytest.approx(sum(strip.ends) / 2, abs=0.2)
        assert strip.box == (strip.dots[1], strip.dots[3])
        assert strip.box_width == pytest.approx((strip.ends[1] - strip.ends[0]) / 2, abs=0.2)
        assert (strip.top, strip.bottom) == (strip.y - 8, strip.y + 8)
        assert [tick.text for tick in drawing.ticks] == ["0", "10", "20", "30", "40"]


def test_shares_have_a_scale_of_their_own() -> None:
    chart = spread_chart("s", "s", [spreading(*(Fraction(1, 4),) * 5)], per_cent=True)
    assert chart is not None
    assert [tick.text for tick in chart.wide.ticks] == ["0%", "25%", "50%", "75%", "100%"]
    assert chart.wide.strips[0].middle == chart.wide.ticks[1].x
    assert chart.wide.strips[0].box_width == 1


def test_one_large_body_does_not_hide_the_others() -> None:
    chart = spread_chart("s", "s", [spreading(1, 2, 3, 4, 120_000)], per_cent=False)
    assert chart is not None
    assert chart.tens
    assert [tick.text for tick in chart.wide.ticks] == ["0", "10", "100", "1000", "1万", "10万"]


def test_few_bodies_are_dots_and_many_are_a_box() -> None:
    few = spread_chart("s", "s", [spreading(1, 2)], per_cent=False)
    many = spread_chart("s", "s", [spreading(*range(100))], per_cent=False)
    assert few is not None
    assert many is not None
    assert (few.wide.strips[0].box, len(few.wide.strips[0].dots), few.wide.strips[0].box_width) == (
        None,
        2,
        0,
    )
    assert (len(many.wide.strips[0].dots), many.wide.strips[0].box is None) == (0, False)
    assert spread_chart("s", "s", [spreading()], per_cent=False) is None
