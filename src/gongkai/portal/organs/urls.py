"""Addresses of an agency's platform: zn = 指南, zd = 制度, fdzdgk = 法定主动公开, jczwgk = 基层政务公开, ysqgk = 依申请公开."""

from django.urls import path

from gongkai.portal.organs import all_organs, catalogue, statutory, views

urlpatterns = [
    path("zfxxgk/", all_organs.organs, name="organs"),
    path("zfxxgk/<slug:slug>/", views.home, name="organ"),
    path("zfxxgk/<slug:slug>/zn/", views.guide, name="organ_zn"),
    path("zfxxgk/<slug:slug>/zd/", views.rules, name="organ_zd"),
    path("zfxxgk/<slug:slug>/zd/<slug:key>/", statutory.systems_column, name="systems_column"),
    path("zfxxgk/<slug:slug>/zd/<slug:key>/<listfile:file>", statutory.systems_column, name="systems_file"),
    path("zfxxgk/<slug:slug>/fdzdgk/", statutory.statutory, name="organ_fdzdgk"),
    path("zfxxgk/<slug:slug>/fdzdgk/<listfile:file>", statutory.statutory, name="statutory_file"),
    path("zfxxgk/<slug:slug>/fdzdgk/<slug:key>/", statutory.column, name="column"),
    path("zfxxgk/<slug:slug>/fdzdgk/<slug:key>/<listfile:file>", statutory.column, name="column_file"),
    path("zfxxgk/<slug:slug>/jczwgk/", catalogue.catalogue, name="catalogue"),
    path("zfxxgk/<slug:slug>/jczwgk/<slug:field>/", catalogue.field, name="catalogue_field"),
    path("zfxxgk/<slug:slug>/ysqgk/", views.how_to_apply, name="organ_ysqgk"),
    path("zfxxgk/<slug:slug>/<slug:key>/", statutory.moved, name="column_moved"),
]
