"""Addresses of lists: xxgk = 信息公开, zcwj = 政策文件; each as page, CSV, RSS and Atom."""

from django.urls import path, register_converter

from gongkai.portal.lists import views
from gongkai.portal.lists.listing import ListFile

register_converter(ListFile, "listfile")

urlpatterns = [
    path("xxgk/", views.newest, name="items"),
    path("xxgk/<listfile:file>", views.newest, name="items_file"),
    path("zcwj/", views.policies, name="policies"),
    path("zcwj/<listfile:file>", views.policies, name="policies_file"),
]
