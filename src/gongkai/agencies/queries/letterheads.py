"""Reads: how the letters of an agency look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gongkai.agencies.models import Letterhead
from gongkai.documents.letters.written import Form

HEAD_LABELS: Mapping[str, str] = {
    "form": "版头格式",
    "head": "发文机关标志",
    "review_body": "行政复议机关",
    "court": "人民法院",
    "fonts": "Word 文件使用的字体",
    "template": "本机关的 Word 模板",
}
"""What each setting is called."""


@dataclass(frozen=True, slots=True)
class LetterheadRow:
    """One version; version 0 is that of an agency which has settled nothing."""

    version: int = 0
    form: Form = Form.LETTER
    head: str = ""
    review_body: str = ""
    court: str = ""
    fonts: Mapping[str, str] | None = None
    template: int | None = None
    written_at: datetime | None = None
    written_by: str = ""


def letterhead(agency_id: int) -> LetterheadRow:
    """The one that counts now. One query."""
    newest = Letterhead.objects.filter(agency=agency_id).order_by("-version").first()
    return _row(newest) if newest else LetterheadRow()


def letterheads(agency_id: int) -> list[LetterheadRow]:
    """Every version, newest first."""
    return [_row(each) for each in Letterhead.objects.filter(agency=agency_id).order_by("-version")]


def _row(each: Letterhead) -> LetterheadRow:
    return LetterheadRow(
        each.version,
        Form(each.form),
        each.head,
        each.review_body,
        each.court,
        each.fonts,
        each.template_id,
        each.written_at,
        each.written_by,
    )
