"""Addresses of 扫码验真: yz = 验真. Short, for they stand in QR codes."""

from django.urls import path

from gongkai.portal import index_numbers  # noqa: F401 - the converter of these addresses
from gongkai.portal.verifying import letters, views

urlpatterns = [
    path("", views.find, name="verify_find"),
    path("ws/<str:code>/", letters.letter, name="letter_confirmed"),  # ws = 文书
    path("<index_no:index_no>/<int:number>/", views.verify, name="verify"),
]
