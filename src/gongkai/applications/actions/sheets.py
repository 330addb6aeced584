"""Writes: a form of a case is filled with all of its personal data; that somebody had it so is in the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.actions.holding import with_keys
from gongkai.applications.models import Application
from gongkai.applications.queries import sheets
from gongkai.documents.letters.letter import paper
from gongkai.documents.paper.printing import printed
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day
from gongkai.sealing.value import Sealed


@dataclass(frozen=True, slots=True)
class Printed:
    """A form as a PDF, with the name of the file."""

    name: str
    data: bytes


def print_sheet(*, application_id: int, kind: str, by: Actor, at: datetime, of: int | None = None) -> Printed:
    """A form of a case as a PDF, with the applicant whole: for whoever may look at that, and logged as a reading.

    PermissionDenied for others; Refused where the case has no such form. Raises Unreadable where no file can be made.
    """
    found = Application.objects.filter(access.visible_to(by), pk=application_id).first()
    if found is None:
        raise PermissionDenied("没有这件申请，或者您不能查看。")
    duty = access.require_act(by, found, Act.REVEAL)
    with with_keys():
        filled = sheets.sheet(by, application_id, kind, of, civil_day(at), shown=_whole)
    if filled is None:
        raise Refused("这件申请没有这种单表。")
    with transaction.atomic():
        log(
            "applications.print_sheet",
            f"application:{application_id}",
            by=by,
            at=at,
            duty=duty,
            agency_id=found.agency_id,
            details={"sheet": kind, **({"of": of} if of is not None else {})},
        )
    return Printed(filled.letter.name, printed(paper(filled, at), "pdf"))


def _whole(value: Any) -> str:
    return value.unsealed() if isinstance(value, Sealed) else str(value)
