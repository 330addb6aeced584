"""Addresses of topics: zt = 专题, m = 码."""

from django.urls import path

from gongkai.portal.topics import scanning, views

urlpatterns = [
    path("zt/", views.topics, name="topics"),
    path("zt/<slug:slug>/", views.topic, name="topic"),
    path("zt/<slug:slug>/list.csv", views.as_csv, name="topic_csv"),
    path("zt/<slug:slug>/<feedfile:file>", views.as_feed, name="topic_feed"),
    path("m/<slug:key>", scanning.scan, name="scan"),
]
