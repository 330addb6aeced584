"""Addresses of annual reports under way."""

from gongkai.desk.acting.door import page
from gongkai.desk.reports import listing, report, writing

REPORTS = [
    page("", listing.listing, "reports"),
    page("compile/", listing.compile_, "reports_compile"),
    page("board/", listing.standing, "reports_board"),
    page("board/export.csv", listing.export, "reports_board_export"),
    page("<int:working_id>/", report.report, "report"),
    page("<int:working_id>/do/<slug:what>/", report.do, "report_do"),
    page("<int:working_id>/tables/", report.tables, "report_tables"),
    page("<int:working_id>/tables/<str:cell>/", report.cell, "report_cell"),
    page("<int:working_id>/figures/<slug:what>/", report.figure, "report_figure"),
    page("<int:working_id>/texts/<slug:part>/", writing.text, "report_text"),
]
