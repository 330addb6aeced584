"""Addresses of the public pages: two-letter pinyin abbreviations, as on government portals."""

from django.urls import include, path, register_converter

from gongkai.portal.feeds import FeedFile
from gongkai.portal.pages import languages, looks, maps
from gongkai.portal.pages import views as pages
from gongkai.portal.reports.urls import moved

register_converter(FeedFile, "feedfile")

urlpatterns = [
    path("", pages.home, name="home"),
    path("healthz", pages.health, name="health"),
    path("zzms", looks.elder_mode, name="elder_mode"),
    path("gdbd", looks.high_contrast, name="high_contrast"),
    path("zihao", looks.type_size, name="type_size"),
    path("yangshi.css", looks.sheet, name="look"),
    path("yuyan", languages.choose, name="language"),
    path("wza/", pages.accessibility, name="accessibility"),
    path("ysbh/", pages.privacy, name="privacy"),
    path("wzdt/", maps.site_map, name="site_map"),
    path("robots.txt", maps.robots, name="robots"),
    path("sitemap.xml", maps.index, name="sitemap"),
    path("sitemap-pages.xml", maps.of_pages, name="sitemap_pages"),
    path("sitemap-<int:month>-<int:number>.xml", maps.of_items, name="sitemap_items"),
    path("sitemap-<slug:kind>-<int:number>.xml", maps.of_kept, name="sitemap_kept"),
    path("kiosk/", include("gongkai.portal.kiosk.urls")),
    path("", include("gongkai.portal.searching.urls")),
    path("tj/", include("gongkai.portal.checkup.urls")),
    path("qx/", include("gongkai.portal.deadline.urls")),
    path("", include("gongkai.portal.interpretations.urls")),
    path("", include("gongkai.portal.lists.urls")),
    path("", include("gongkai.portal.normative.urls")),
    path("", include("gongkai.portal.items.urls")),
    path("", include("gongkai.portal.topics.urls")),
    path("", include("gongkai.portal.gazette.urls")),
    path("", include("gongkai.portal.registers.urls")),
    path("yz/", include("gongkai.portal.verifying.urls")),
    path("", include("gongkai.portal.observatory.urls")),
    path("", include("gongkai.portal.reports.urls")),
    path("ysqgk/", include("gongkai.portal.applying.urls")),
    path("ysqgk/", include("gongkai.portal.rectifying.urls")),
    path("ysqgk/", include("gongkai.portal.replying.urls")),
    path("", include("gongkai.portal.complaining.urls")),
    path("", include("gongkai.portal.channels.urls")),
    path("", include("gongkai.portal.subscribing.urls")),
    path("", include("gongkai.portal.feedback.urls")),
    path("", include("gongkai.portal.organs.urls")),
    path("", include("gongkai.portal.open_data.urls")),
    path("", include(moved)),
]
