"""Addresses of the register: zcwj = 政策文件, gfxwj = 规范性文件, tiao = 条."""

from django.urls import path

from gongkai.portal.lists import urls as lists  # noqa: F401 - the converter of files
from gongkai.portal.normative import views

urlpatterns = [
    path("zcwj/gfxwj/", views.register, name="normative"),
    path("zcwj/gfxwj/<listfile:file>", views.register, name="normative_file"),
    path("zcwj/gfxwj/<int:number>/", views.document, name="normative_document"),
    path("zcwj/gfxwj/<int:number>/document.json", views.as_json, name="normative_json"),
    path("zcwj/gfxwj/<int:number>/tiao/<str:article>/", views.article, name="normative_article"),
]
