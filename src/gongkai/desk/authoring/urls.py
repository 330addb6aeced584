"""Addresses of authoring, below /desk/items/."""

from django.urls import URLPattern, URLResolver, include, path

from gongkai.desk.acting.door import page
from gongkai.desk.authoring import beginning, checking, editing, files, masking

ITEM = [
    page("edit/", editing.edit, "item_edit"),
    page("edit/save/", editing.autosave, "item_autosave"),
    page("edit/files/", files.change, "item_files"),
    page("edit/attachments/<str:name>", files.picture, "item_picture"),
    page("checks/", checking.check, "item_checks"),
    page("edit/files/<int:attachment_id>/mask/", masking.mask, "item_mask"),
    page("submit/", checking.submit, "item_submit"),
    page("files/<int:attachment_id>/", files.download, "item_file"),
]

AUTHORING: list[URLPattern | URLResolver] = [
    page("new/", beginning.new, "item_new"),
    path("<int:item_id>/", include(ITEM)),
]
