"""Addresses: zcjd = 政策解读, zcwd = 政策问答."""

from django.urls import path

from gongkai.portal.interpretations import views

urlpatterns = [
    path("zcjd/", views.interpretations, name="interpretations"),
    path("zcwd/", views.questions, name="questions"),
    path("zcwd/<int:number>/", views.question, name="question"),
]
