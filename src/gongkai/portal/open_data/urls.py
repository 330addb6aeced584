"""Addresses of the open data: kfsj = 开放数据."""

from django.urls import path, re_path

from gongkai.portal.open_data import views

urlpatterns = [
    path("kfsj/", views.open_data, name="open_data"),
    path("kfsj/dcat.jsonld", views.dcat, name="dcat"),
    re_path(r"^kfsj/(?P<key>[a-z_]+)\.(?P<kind>csv|json)$", views.data_file, name="data_file"),
    re_path(r"^kfsj/(?P<key>[a-z_]+)/$", views.data_set, name="data_set"),
]
