"""Addresses of what readers say: zc = 找错, cx = 查询, jd = 进度, pj = 评价."""

from django.urls import path

from gongkai.portal.feedback import following, rating, reporting

urlpatterns = [
    path("zc/", reporting.form, name="site_fault"),
    path("zc/cx/", following.query, name="site_fault_query"),
    path("zc/cx/jd", following.standing, name="site_fault_status"),
    path("pj/", rating.rate, name="rate"),
]
