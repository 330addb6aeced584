"""Addresses of annual reports: nb = 年报, db = 对比. They stood outside the platform of their agency once."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import path, register_converter
from django.views.generic import RedirectView

from gongkai.portal.reports import views
from gongkai.portal.reports.downloads import KINDS
from gongkai.portal.reports.papers import KINDS as PAPERS


class Kind:
    """The ways in which a report can be downloaded, as the end of an address."""

    regex = "|".join((*KINDS, *PAPERS))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def _to(name: str) -> Callable[..., HttpResponseBase]:
    """A view that leads to where it is now."""
    return RedirectView.as_view(pattern_name=name, permanent=True, query_string=True)


register_converter(Kind, "download")

urlpatterns = [
    path("nb/", views.listing, name="reports"),
    path("nb/list.csv", views.listing_csv, name="reports_csv"),
    path("db/", views.comparison, name="comparison"),
    path("db/list.csv", views.comparison_csv, name="comparison_csv"),
    path("zfxxgk/<slug:slug>/nb/", views.agency, name="agency"),
    path("zfxxgk/<slug:slug>/nb/<int:year>/", views.report, name="report"),
    path("zfxxgk/<slug:slug>/nb/<int:year>/<download:kind>", views.download, name="download"),
]

moved = [
    path("<slug:slug>/nb/", _to("agency")),
    path("<slug:slug>/nb/<int:year>/", _to("report")),
    path("<slug:slug>/nb/<int:year>/<download:kind>", _to("download")),
]
