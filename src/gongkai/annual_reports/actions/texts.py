"""Writes: the text of a part, a new version each time; of two people who began with the same text the second is refused."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from gongkai.annual_reports import access
from gongkai.annual_reports.actions.beginning import held, refuse_closed
from gongkai.annual_reports.models import SectionText
from gongkai.annual_reports.queries.texts import TextRow, newest_text
from gongkai.law.report.schema import forms
from gongkai.law.report.tokens.parts import parts
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer

LONGEST = 20_000


class Overtaken(Refused):
    """Somebody else wrote the part meanwhile; `now` is what stands there."""

    def __init__(self, now: TextRow) -> None:
        when = f"{localtime(now.at):%H:%M}" if now.at else ""
        super().__init__(
            f"{now.by}在{when}保存过这一部分。您写的还没有保存，请对照现在的文字，合并以后再保存。"
        )
        self.now = now


@transaction.atomic
def write_text(*, working_id: int, part: str, text: str, based_on: int, by: Actor, at: datetime) -> int:
    """Write a part of a report; returns the number of the version. The same text again changes nothing.

    `based_on` is the number of the version that the writer saw, 0 for none. Overtaken if there is a newer one; Refused for a
    part that the form does not have, for a text of more than 20,000 characters, and while the report is not open for
    changes; PermissionDenied for others than its writers.
    """
    working = held(working_id)
    duty = access.require_writing(by, working.agency_id)
    refuse_closed(working)
    known = {each.id: each.heading for each in parts(forms()[working.form])}
    if part not in known:
        raise Refused("这一年度的报告没有这一部分。")
    kept = "\n".join(line.rstrip() for line in text.strip().splitlines())
    refuse_longer(kept, LONGEST, known[part])
    now = newest_text(working_id, part)
    if now.number != based_on:
        raise Overtaken(now)
    if kept == now.text:
        return now.number
    SectionText.objects.create(
        working=working,
        section=part,
        number=based_on + 1,
        based_on=based_on,
        text=kept,
        at=at,
        by=by.username,
    )
    log(
        "annual_reports.write_text",
        f"working_report:{working_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=working.agency_id,
        details={"part": part, "number": based_on + 1},
    )
    return based_on + 1
