"""Addresses of 年报体检: tj = 体检."""

from django.urls import path

from gongkai.portal.checkup import views

urlpatterns = [
    path("", views.checkup, name="checkup"),
    path("xiazai", views.take_away, name="checkup_download"),
]
