"""Addresses of public items: xxgk = 信息公开, banben = 版本."""

from django.urls import path

from gongkai.portal import index_numbers  # noqa: F401 - the converter of these addresses
from gongkai.portal.items import as_json, editions, files, papers, views

urlpatterns = [
    path("xxgk/<index_no:index_no>/banben/", editions.editions, name="editions"),
    path("xxgk/<index_no:index_no>/banben/<int:number>/", editions.old_edition, name="old_edition"),
    path(
        "xxgk/<index_no:index_no>/banben/<int:number>/files/<int:attachment_id>/<str:name>",
        editions.attachment,
        name="old_file",
    ),
    path(
        "xxgk/<index_no:index_no>/banben/<int:number>/attachments/<str:name>",
        editions.picture,
        name="old_picture",
    ),
    path("xxgk/<index_no:index_no>/files/<int:attachment_id>/<str:name>", files.attachment, name="item_file"),
    path("xxgk/<index_no:index_no>/attachments/<str:name>", files.picture, name="item_picture"),
    path("xxgk/<index_no:index_no>/text.txt", files.text, name="item_text"),
    path("xxgk/<index_no:index_no>/item.pdf", papers.pdf, name="item_pdf"),
    path("xxgk/<index_no:index_no>/item.docx", papers.docx, name="item_docx"),
    path("xxgk/<index_no:index_no>/item.json", as_json.item, name="item_json"),
    path("xxgk/<index_no:index_no>/", views.item, name="item"),
]
