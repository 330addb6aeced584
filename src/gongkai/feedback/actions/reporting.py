"""Writes: a reader tells of a fault; number and code open what became of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from gongkai.applications.actions.holding import citizen
from gongkai.applications.actions.receiving import code_for, once
from gongkai.documents.holidays import installed_calendar
from gongkai.feedback.models import Deed, Fault, FaultEvent, FaultKind, FaultState
from gongkai.law.calendar.counting import count
from gongkai.records.actions.log import log
from gongkai.records.actions.numbers import next_number
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day
from gongkai.sealing.masks import scrubbed

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader found. `page`: the address in this site, without the host; `contact` may be left out."""

    agency_id: int
    page: str
    kind: FaultKind
    says: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reader asks with. The code is told here only."""

    fault_id: int
    number: str
    code: str


def report(*, told: Told, ticket: UUID, at: datetime) -> Receipt:
    """Take a fault in. The same ticket gives the same receipt. Identity numbers and telephone numbers in the words are masked."""
    return once(ticket, _known, lambda: _received(told, ticket, at))


def find(number: str, code: str) -> int | None:
    """The fault with this number and code; None whichever is wrong."""
    typed = "".join(code.split()).upper().replace("-", "")
    found = Fault.objects.filter(number__iexact=number.strip(), code=typed).values_list("pk", flat=True)
    return found.first() if typed else None


def _known(ticket: UUID) -> Receipt | None:
    found = Fault.objects.filter(ticket=ticket).values_list("pk", "number").first()
    return Receipt(*found, code_for(ticket)) if found else None


def _received(told: Told, ticket: UUID, at: datetime) -> Receipt:
    says = told.says.strip()
    if not says or len(says) > LONGEST:
        raise Refused(f"请写明哪里有错，不超过{LONGEST}个字。")
    on = civil_day(at)
    number = f"ZC{on.year}-{next_number(f'site_faults/{on.year}'):05}"
    one = Fault.objects.create(
        number=number,
        code=code_for(ticket),
        ticket=ticket,
        agency_id=told.agency_id,
        page=told.page[:1000],
        kind=told.kind,
        says=scrubbed(says),
        contact=told.contact.strip()[:200],
        submitted_at=at,
        due_on=count(installed_calendar(), on, settings.SITE_FAULT_DAYS).end,
        state=FaultState.OPEN,
    )
    FaultEvent.objects.create(fault=one, deed=Deed.REPORTED, agency_id=told.agency_id, at=at, by="读者")
    details = {"kind": one.kind}
    log(
        "feedback.report",
        f"site_fault:{one.pk}",
        by=citizen(""),
        at=at,
        agency_id=told.agency_id,
        details=details,
    )
    return Receipt(one.pk, number, code_for(ticket))
