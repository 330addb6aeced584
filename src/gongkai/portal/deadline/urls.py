"""Addresses of 办理期限计算器: qx = 期限."""

from django.urls import path

from gongkai.portal.deadline import views

urlpatterns = [
    path("", views.calculator, name="deadline"),
    path("jieguo.json", views.as_json, name="deadline_json"),
    path("tixing.ics", views.as_reminder, name="deadline_reminder"),
]
