"""Addresses of remedies, below /desk/remedies/ and /desk/complaints/."""

from django.urls import URLPattern, URLResolver, include, path

from gongkai.desk.acting.door import page
from gongkai.desk.remedies import case, complaints, figures, listing, opening

ONE: list[URLPattern | URLResolver] = [
    page("", case.overview, "remedy"),
    page("files/<int:file_id>/", case.file, "remedy_file"),
    page("record/<slug:kind>/", case.record, "remedy_record"),
    page("do/<slug:what>/", case.do, "remedy_do"),
    page("fulfil/<int:event_id>/<slug:duty_id>/", case.fulfil, "remedy_fulfil"),
    page("order/<int:event_id>/", case.order, "remedy_order"),
    page("void/<int:event_id>/", case.void, "remedy_void"),
    page("reveal/<int:participant_id>/<slug:field>/", case.reveal, "remedy_reveal"),
    page("evidence/", case.evidence, "remedy_evidence"),
]

REMEDIES: list[URLPattern | URLResolver] = [
    page("", listing.listing, "remedies"),
    page("export.csv", listing.export, "remedies_export"),
    page("new/", opening.new, "remedy_new"),
    page("statistics/", figures.statistics, "remedies_statistics"),
    page("table/", figures.table, "remedies_table"),
    page("table/<int:year>/<str:cell>/", figures.cell, "remedies_cell"),
    path("<int:chain_id>/", include(ONE)),
]

A_COMPLAINT: list[URLPattern | URLResolver] = [
    page("", complaints.overview, "complaint"),
    page("files/<int:file_id>/", complaints.file, "complaint_file"),
    page("reveal/<slug:field>/", complaints.reveal, "complaint_reveal"),
    page("do/<slug:what>/", complaints.do, "complaint_do"),
]

COMPLAINTS: list[URLPattern | URLResolver] = [
    page("", complaints.listing, "complaints"),
    page("new/", complaints.new, "complaint_new"),
    path("<int:complaint_id>/", include(A_COMPLAINT)),
]
