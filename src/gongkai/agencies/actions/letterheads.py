"""Writes: how the letters of an agency look, and whom they name for review and suit."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.agencies import access
from gongkai.agencies.actions.changes import take_turn
from gongkai.agencies.models import Agency, Letterhead
from gongkai.agencies.queries.letterheads import HEAD_LABELS, letterhead
from gongkai.documents.letters.written import HEADS, Form
from gongkai.records.access import Actor
from gongkai.records.actions.files import store
from gongkai.records.actions.intake import Received
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer

FONT_USES: Mapping[str, str] = {"text": "正文", "title": "标题", "first": "一级标题", "second": "二级标题"}
"""For what a Word file asks for a typeface."""
_LONGEST = {"head": 60, "review_body": 120, "court": 120}
_LONGEST_FONT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """What is settled. `template`: a Word file that came with it; `keep_template`: the one before stays."""

    form: Form = Form.LETTER
    head: str = ""
    review_body: str = ""
    court: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)
    template: Received | None = None
    keep_template: bool = True


@transaction.atomic
def set_letterhead(
    *, agency_id: int, stationery: Stationery, by: Actor, at: datetime, base: int | None = None
) -> int:
    """Settle how the letters of an agency look from now on; returns the number of the version. Letters that left stay.

    By 办公室主任 of the agency, 主管部门, or the operator; the page has checked the template. Refused for what is too long,
    for an unknown use of a typeface, where nothing changes, and where somebody else was quicker (`base`: the version read).
    """
    duty = access.require_letterhead(by, agency_id)
    take_turn()
    if not Agency.objects.filter(pk=agency_id).exists():
        raise Refused("没有这个机关。")
    if stationery.form not in HEADS:
        raise Refused("没有这种版头格式。")
    before = letterhead(agency_id)
    if base is not None and base != before.version:
        raise Refused(f"在您修改期间，已有人保存了第{before.version}版。请打开最新一版，核对后再修改。")
    texts = {name: str(getattr(stationery, name)).strip() for name in _LONGEST}
    for name, limit in _LONGEST.items():
        refuse_longer(texts[name], limit, HEAD_LABELS[name])
    fonts = _fonts(stationery.fonts)
    template = before.template if stationery.keep_template else None
    if stationery.template is not None:
        template = store(data=stationery.template, agency_id=agency_id, by=by, at=at).id
    said: dict[str, Any] = {
        **texts,
        "form": stationery.form,
        "fonts": fonts,
        "template": template,
    }
    if before.version and said == {name: asdict(before)[name] for name in said}:
        raise Refused("没有变化：内容与最新一版相同。")
    made = Letterhead.objects.create(
        agency_id=agency_id,
        version=before.version + 1,
        written_at=at,
        written_by=by.username,
        **{"template_id" if name == "template" else name: value for name, value in said.items()},
    )
    log(
        "agencies.set_letterhead",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        version=f"v{made.version}",
    )
    return made.version


def _fonts(given: Mapping[str, str]) -> dict[str, str]:
    fonts = {use: name.strip() for use, name in given.items() if name.strip()}
    if not fonts.keys() <= FONT_USES.keys():
        raise Refused("没有这种字体用途。")
    for use, name in fonts.items():
        refuse_longer(name, _LONGEST_FONT, f"{FONT_USES[use]}字体")
    return fonts
