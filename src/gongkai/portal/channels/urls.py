"""Addresses of an agency's channels: gkqd = 公开渠道."""

from django.urls import path

from gongkai.portal.channels import views

urlpatterns = [path("zfxxgk/<slug:slug>/gkqd/", views.channels, name="organ_channels")]
