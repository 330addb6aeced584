"""Addresses of the observatory: gc = 观察, zb = 指标, sj = 数据, ln = 历年."""

from django.urls import path

from gongkai.portal.observatory import bodies, data, history, overview

urlpatterns = [
    path("nb/gc/", overview.overview, name="observatory"),
    path("nb/gc/zb/", bodies.bodies, name="observatory_figure"),
    path("nb/gc/zb/list.csv", bodies.bodies_csv, name="observatory_figure_csv"),
    path("nb/sj/", data.catalogue, name="report_data"),
    path("nb/sj/cells.csv", data.cells, name="report_cells"),
    path("nb/sj/columns.csv", data.columns, name="report_columns"),
    path("nb/sj/reports.jsonl", data.reports, name="report_lines"),
    path("nb/sj/<int:year>.xlsx", data.of_year, name="report_workbook"),
    path("zfxxgk/<slug:slug>/nb/ln/", history.over_years, name="agency_years"),
    path("zfxxgk/<slug:slug>/nb/ln/list.csv", history.over_years_csv, name="agency_years_csv"),
]
