"""Addresses of requests for correction: gz = 更正, gr = 个人, dw = 单位. What a query code opens lies below that of 查询."""

from django.urls import path

from gongkai.portal.rectifying import asking, following

urlpatterns = [
    path("gz/", asking.start, name="rectify"),
    path("gz/<slug:slug>/", asking.who, name="rectify_who"),
    path("gz/<slug:slug>/gr", asking.person, name="rectify_person"),
    path("gz/<slug:slug>/dw", asking.organisation, name="rectify_organisation"),
    path("cx/gz/hz", following.receipt, name="rectify_receipt"),  # hz = 回执
    path("cx/gz/hz.txt", following.receipt_text, name="rectify_receipt_text"),
    path("cx/gz/jd", following.standing, name="rectify_status"),  # jd = 进度
    path("cx/gz/wj", following.letter, name="rectify_letter"),  # wj = 文件
    path("cx/gz/bc", following.supplement, name="rectify_supplement"),  # bc = 补充
    path("cx/gz/ch", following.take_back, name="rectify_take_back"),  # ch = 撤回
]
