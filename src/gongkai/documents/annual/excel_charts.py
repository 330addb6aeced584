"""Charts of the workbook: the program draws them from the cells of the tables, and anew when a figure is changed."""

from itertools import groupby

import xlsxwriter
from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.chart_column import ChartColumn
from xlsxwriter.utility import xl_col_to_name

from gongkai.law.report.content import Report

SHEET = "图"
_FIRST_ROW = 3  # of the figures of table three
_LABELS, _TOTAL = (1, 2), 9  # its columns
_RESULTS = 4  # of each block of table four, without its total
_SAID = {"value": True, "num_format": "0;;;"}
"""Figures beside the bars; none beside what did not happen."""
_HIDDEN = {"visible": False, "major_gridlines": {"visible": False}, "min": 0}
"""An axis that says nothing more: half of a case would stand on it."""
_SHADES = ("#1F4E79", "#2E75B6", "#9DC3E6", "#D6E4F2")


def draw(book: xlsxwriter.Workbook, report: Report) -> None:
    """A sheet of its own with the outcomes of applications, and those of reviews and suits."""
    sheet = book.add_worksheet(SHEET)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.insert_chart(0, 0, _outcomes(book, report))
    sheet.insert_chart(32, 0, _remedies(book, report))


def _outcomes(book: xlsxwriter.Workbook, report: Report) -> ChartBar:
    rows = [at for at, row in enumerate(report.form.table3.rows, _FIRST_ROW) if row.leaf]
    first, last = rows[0], rows[-1]
    chart = book.add_chart({"type": "bar"})
    if not isinstance(chart, ChartBar):
        raise TypeError("xlsxwriter gave another chart")
    chart.add_series(
        {
            "name": "办理结果（件）",
            "categories": _labels(report, first, last),
            "values": ["表三", first, _TOTAL, last, _TOTAL],
            "fill": {"color": _SHADES[1]},
            "data_labels": _SAID,
            "gap": 40,
        }
    )
    chart.set_title({"name": "本年度办理结果（单位：件）", "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}, "major_tick_mark": "none"})
    chart.set_x_axis(_HIDDEN)
    chart.set_legend({"none": True})
    chart.set_size({"width": 720, "height": 600})
    return chart


def _labels(report: Report, first: int, last: int) -> str:
    """Where the labels of the outcomes stand: of those without a group in the column of the groups."""
    rows = report.form.table3.rows
    alone = rows[first - _FIRST_ROW].group
    at = {row: _LABELS[rows[row - _FIRST_ROW].group != alone] for row in range(first, last + 1)}
    parts = []
    for column, found in groupby(at, at.__getitem__):
        run = list(found)
        name = xl_col_to_name(column, True)
        parts.append(f"表三!{name}${run[0] + 1}:{name}${run[-1] + 1}")
    return f"=({','.join(parts)})"


def _remedies(book: xlsxwriter.Workbook, report: Report) -> ChartColumn:
    chart = book.add_chart({"type": "column"})
    if not isinstance(chart, ChartColumn):
        raise TypeError("xlsxwriter gave another chart")
    for place, block in enumerate(report.form.table4):
        left = 5 * place
        chart.add_series(
            {
                "name": block.caption,
                "categories": ["表四", 2, left, 2, left + _RESULTS - 1],
                "values": ["表四", 3, left, 3, left + _RESULTS - 1],
                "fill": {"color": _SHADES[place]},
                "data_labels": _SAID,
            }
        )
    chart.set_title({"name": "政府信息公开行政复议、行政诉讼结果（单位：件）", "name_font": {"size": 12}})
    chart.set_y_axis(_HIDDEN)
    chart.set_x_axis({"major_tick_mark": "none"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 320})
    return chart
