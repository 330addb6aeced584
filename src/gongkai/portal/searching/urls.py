"""Addresses of the search: ss = 搜索, ts = 提示."""

from django.urls import path

from gongkai.portal.searching import feeding, views

urlpatterns = [
    path("ss/", views.search, name="search"),
    path("ss/list.csv", views.listed, name="search_file"),
    path("ss/<feedfile:file>", feeding.as_feed, name="search_feed"),
    path("ss/ts", views.suggestions, name="suggestions"),
]
