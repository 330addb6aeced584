"""Addresses of the public pages: two-letter pinyin abbreviations, as on government portals."""

from django.urls import include, path

from gongkai.portal.pages import views as pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("healthz", pages.health, name="health"),
    path("zzms", pages.elder_mode, name="elder_mode"),
    path("wza/", pages.accessibility, name="accessibility"),
    path("tj/", include("gongkai.portal.checkup.urls")),
    path("qx/", include("gongkai.portal.deadline.urls")),
    path("", include("gongkai.portal.items.urls")),
    path("", include("gongkai.portal.reports.urls")),
]
