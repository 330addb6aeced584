"""Addresses of requests for correction, below /desk/rectifications/."""

from django.urls import URLPattern, URLResolver, include, path

from gongkai.desk.acting.door import page
from gongkai.desk.rectifications import case, counter, listing

ONE: list[URLPattern | URLResolver] = [
    page("", case.overview, "rectification"),
    page("files/<int:file_id>/", case.file, "rectification_file"),
    page("reveal/<slug:field>/", case.reveal, "rectification_reveal"),
    page("reveal/<slug:field>/<int:event_id>/", case.reveal, "rectification_reveal_said"),
    page("do/<slug:what>/", case.do, "rectification_do"),
]

RECTIFICATIONS: list[URLPattern | URLResolver] = [
    page("", listing.listing, "rectifications"),
    page("export.csv", listing.export, "rectifications_export"),
    page("new/", counter.new, "rectification_new"),
    path("<int:rectification_id>/", include(ONE)),
]
