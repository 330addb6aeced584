"""Addresses of complaints: tsjb = 投诉举报, cx = 查询, hz = 回执, jd = 进度, ch = 撤回."""

from django.urls import path

from gongkai.portal.complaining import asking, following

urlpatterns = [
    path("tsjb/", asking.start, name="complain"),
    path("tsjb/cx/", following.query, name="complain_query"),
    path("tsjb/cx/hz", following.receipt, name="complain_receipt"),
    path("tsjb/cx/jd", following.standing, name="complain_status"),
    path("tsjb/cx/ch", following.take_back, name="complain_take_back"),
    path("tsjb/<slug:slug>/", asking.form, name="complain_form"),
]
