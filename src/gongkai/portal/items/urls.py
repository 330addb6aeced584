"""Addresses of public items: xxgk = 信息公开, zfxxgk = 政府信息公开; jg = 机关 (in queries)."""

from django.urls import path, register_converter

from gongkai.portal.items import files, views


class IndexNumber:
    """An index number, whatever is in it: slashes and brackets too. What no number has, no address has."""

    regex = r"[^\x00-\x1f\x7f]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(IndexNumber, "index_no")

urlpatterns = [
    path("xxgk/", views.newest, name="items"),
    path("xxgk/<index_no:index_no>/files/<int:attachment_id>/<str:name>", files.attachment, name="item_file"),
    path("xxgk/<index_no:index_no>/attachments/<str:name>", files.picture, name="item_picture"),
    path("xxgk/<index_no:index_no>/text.txt", files.text, name="item_text"),
    path("xxgk/<index_no:index_no>/", views.item, name="item"),
    path("zfxxgk/", views.organs, name="organs"),
    path("zfxxgk/<slug:slug>/", views.organ, name="organ"),
    path("zfxxgk/<slug:slug>/<slug:key>/", views.column, name="column"),
]
