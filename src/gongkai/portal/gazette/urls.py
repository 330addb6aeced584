"""Addresses of the gazette: zfgb = 政府公报."""

from django.urls import path

from gongkai.portal.gazette import views

urlpatterns = [
    path("zfgb/", views.gazettes, name="gazettes"),
    path("zfgb/list.csv", views.as_csv, name="gazettes_csv"),
    path("zfgb/<feedfile:file>", views.as_feed, name="gazettes_feed"),
    path("zfgb/<slug:slug>/<int:year>/<int:number>/", views.issue, name="gazette_issue"),
    path("zfgb/<slug:slug>/<int:year>/<int:number>/gongbao.pdf", views.pdf, name="gazette_pdf"),
    path("zfgb/<slug:slug>/<int:year>/<int:number>/<int:place>/", views.article, name="gazette_article"),
]
