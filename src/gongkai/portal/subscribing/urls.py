"""Addresses of subscriptions: dy = 订阅, qr = 确认, td = 退订."""

from django.urls import path

from gongkai.portal.subscribing import views

urlpatterns = [
    path("dy/", views.subscribe, name="subscribe"),
    path("dy/qr/<str:said>/", views.confirm, name="subscribe_confirm"),
    path("dy/td/<str:said>/", views.leave, name="subscribe_leave"),
]
