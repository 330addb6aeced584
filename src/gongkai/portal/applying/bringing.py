"""Files that a citizen brings: taken in before any transaction, refused one by one, by name."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from gongkai.applications.actions.holding import APPLICANT, Brought
from gongkai.applications.queries.kinds import FileUse
from gongkai.portal.applying import limits
from gongkai.records.access import Actor
from gongkai.records.actions.files import note_refusal
from gongkai.records.actions.intake import receive
from gongkai.records.queries.opening import FileRefused

MOST = 10
"""Files of one form."""
AT_ONCE = 3
"""Files of one page."""
ENDINGS = ".pdf,.jpg,.jpeg,.png,.doc,.docx,.wps,.ofd,.xls,.xlsx,.txt,.zip"


def taken_in(
    request: HttpRequest, name: str, use: FileUse, waiting: int = 0, by: Actor = APPLICANT
) -> tuple[list[Brought], list[str]]:
    """The files of a field that were taken in, and why others were not. `by`: who brings them, for the log."""
    taken: list[Brought] = []
    refused: list[str] = []
    for file in request.FILES.getlist(name):
        shown = file.name or "文件"
        if waiting + len(taken) >= MOST:
            refused.append(f"“{shown}”没有收下：最多上传 {MOST} 个文件。")
        elif not limits.may_bring(request):
            refused.append(f"“{shown}”没有收下：一小时内上传的文件太多，请稍后再试。")
        else:
            try:
                taken.append(Brought(use, _received(file, shown)))
            except FileRefused as refusal:
                note_refusal(refusal, by=by, at=timezone.now())
                refused.append(str(refusal))
    return taken, refused


def _received(file: "UploadedFile[Any]", name: str) -> Any:
    if (file.size or 0) > limits.largest_file():
        raise FileRefused(
            name, f"超过 {settings.APPLICATION_MEGABYTES} MB，没有收下。请压缩、拆分，或者拍照时调低清晰度。"
        )
    received = receive(file, name)
    if received.threat:
        raise FileRefused(name, "查出病毒，没有收下。请在自己的电脑上查毒以后再上传。")
    return received


def named(refused: Iterable[str]) -> str:
    """All that was refused, in one message for its field."""
    return " ".join(refused)
