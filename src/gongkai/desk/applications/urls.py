"""Addresses of applications, below /desk/applications/."""

from django.urls import URLPattern, URLResolver, include, path

from gongkai.desk.acting.door import page
from gongkai.desk.applications import case, decision, deeds, diary, figures, intake, listing

CASE: list[URLPattern | URLResolver] = [
    page("", case.overview, "application"),
    page("deadline/", case.deadline, "application_deadline"),
    page("log/", case.log, "application_log"),
    page("files/<int:file_id>/", case.file, "application_file"),
    page("reveal/<slug:field>/", deeds.reveal, "application_reveal"),
    page("do/<slug:what>/", deeds.do, "application_do"),
    page("parts/<int:part_id>/", deeds.part, "application_part"),
    page("decide/", decision.decide, "application_decide"),
]

DECISION = [
    page("", decision.decision, "application_decision"),
    page("submit/", decision.submit, "application_decision_submit"),
    page("issue/", decision.issue, "application_decision_issue"),
    page("drop/", decision.drop, "application_decision_drop"),
]

APPLICATIONS: list[URLPattern | URLResolver] = [
    page("", listing.listing, "applications"),
    page("export.csv", listing.export, "applications_export"),
    page("batch/", listing.batch, "applications_batch"),
    page("intake/", intake.waiting, "application_intake"),
    page("new/", intake.new, "application_new"),
    page("statistics/", figures.statistics, "application_statistics"),
    page("table/", figures.table, "application_table"),
    page("table/<int:year>/<str:cell>/", figures.cell, "application_cell"),
    page("due.ics", diary.diary, "application_diary"),
    path("<int:application_id>/", include(CASE)),
    path("decisions/<int:decision_id>/", include(DECISION)),
]
