"""Reads: how many documents of a period are interpreted, in which forms, how late: each figure with its denominator."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from gongkai.documents.holidays import installed_calendar
from gongkai.law import normative as law
from gongkai.law.calendar.workdays import OutOfCalendar
from gongkai.law.normative import DocumentKind, Form
from gongkai.normative import access
from gongkai.normative.models import KeptMeasures
from gongkai.normative.queries.syncs import Sync, documents_read, syncs
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among

FAULT, PERIOD = "N506", "P106"


class Behind(StrEnum):
    """How an interpretation stands to the day of its document."""

    TOGETHER = "together"
    IN_TIME = "in_time"
    LATE = "late"
    FAULT = "fault"
    MISSING = "missing"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "together": "同日公布",
            "in_time": "期限内补发",
            "late": "超过期限",
            "fault": "严重超期",
            "missing": "期限内，还没有解读",
            "overdue": "没有解读",
        }[self.value]

    @property
    def tone(self) -> str:
        """The tone in which it is shown."""
        return {"together": "ok", "in_time": "ok", "late": "warn", "missing": ""}.get(self.value, "bad")


@dataclass(frozen=True, slots=True)
class Line:
    """A published document that needs an interpretation. `lag`: working days, None beyond the calendar."""

    document_id: int
    title: str
    document_no: str
    kind: DocumentKind
    agency_id: int
    agency: str
    published_on: date
    released_on: date | None
    lag: int | None
    behind: Behind
    forms: tuple[Form, ...]
    ahead: str
    tasks: tuple[int, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The figures of one agency."""

    agency_id: int
    name: str
    measures: law.Measures
    lags: tuple[int, ...]

    @property
    def mean(self) -> float | None:
        """How many working days on average, to one place; None where nothing was released."""
        return round(sum(self.lags) / len(self.lags), 1) if self.lags else None


@dataclass(frozen=True, slots=True)
class Picture:
    """The figures of a period, as of a day. `parts`: how many stand how; they add up to the denominator of the rate."""

    since: date
    until: date
    on: date
    whole: Body
    bodies: tuple[Body, ...]
    parts: tuple[tuple[Behind, int], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Figures as they were kept on a day."""

    at: str
    by: str
    agency: str
    since: date
    until: date
    rate: law.Share
    forms: tuple[tuple[Form, law.Share], ...]


def picture(viewer: Actor, agency_ids: Collection[int], since: date, until: date, on: date) -> Picture:
    """The documents of these agencies, published in a period, with their interpretations on a day; seven queries."""
    within = Q(published_on__range=(since, until)) | Q(
        published_on__isnull=True, item__first_published_at__date__range=(since, until)
    )
    found = documents_read().filter(
        within, access.visible_to(viewer), Among("agency_id", frozenset(agency_ids))
    )
    known = [sync for sync in syncs(found.order_by("pk")).values() if sync.told.needed]
    lines = tuple(
        sorted((_line(sync, on) for sync in known), key=lambda line: (line.published_on, line.document_id))
    )
    by_agency: dict[int, list[Sync]] = {}
    for sync in known:
        by_agency.setdefault(sync.document.agency_id, []).append(sync)
    counted = Counter(line.behind for line in lines)
    return Picture(
        since=since,
        until=until,
        on=on,
        whole=_body(0, "合计", known, lines, on),
        bodies=tuple(
            sorted(
                (
                    _body(agency_id, listed[0].document.agency.name, listed, lines, on)
                    for agency_id, listed in by_agency.items()
                ),
                key=lambda body: body.name,
            )
        ),
        parts=tuple((behind, counted[behind]) for behind in Behind),
        lines=lines,
    )


def kept(agency_ids: Collection[int]) -> list[Kept]:
    """The figures that were kept of these agencies, newest first; one query."""
    rows = KeptMeasures.objects.filter(Among("agency_id", frozenset(agency_ids))).select_related("agency")
    return [
        Kept(
            at=f"{row.at:%Y-%m-%d}",
            by=row.by,
            agency=row.agency.name + ("及下级机关" if row.below else ""),
            since=row.since,
            until=row.until,
            rate=law.Share(row.interpreted, row.needed),
            forms=tuple((Form(form), law.Share(*of)) for form, of in row.forms.items()),
        )
        for row in rows.order_by("-pk")[:50]
    ]


def _line(sync: Sync, on: date) -> Line:
    told, calendar = sync.told, installed_calendar()
    published_on = told.published_on or on
    try:
        lag = law.lag(told, calendar, on)
        findings = law.check_interpretation(told, calendar, on, sync.rule.settings)
    except OutOfCalendar:
        lag, findings = None, []
    rules = {finding.rule for finding in findings}
    document = sync.document
    return Line(
        document_id=document.pk,
        title=document.title,
        document_no=document.document_no,
        kind=DocumentKind(document.kind),
        agency_id=document.agency_id,
        agency=document.agency.name,
        published_on=published_on,
        released_on=told.released_on if told.released_by(on) else None,
        lag=lag,
        behind=_behind(told, rules, on),
        forms=tuple(form for form in Form if form in told.forms),
        ahead=sync.ahead,
        tasks=sync.tasks,
        notes=tuple(finding.message for finding in findings),
    )


def _behind(told: law.Interpretation, rules: set[str], on: date) -> Behind:
    if not told.released_by(on):
        return Behind.OVERDUE if rules & {FAULT, PERIOD} else Behind.MISSING
    if FAULT in rules:
        return Behind.FAULT
    if PERIOD in rules:
        return Behind.LATE
    same = told.released_on is not None and told.published_on is not None
    return Behind.TOGETHER if same and told.released_on <= told.published_on else Behind.IN_TIME  # type: ignore[operator]


def _body(agency_id: int, name: str, listed: list[Sync], lines: tuple[Line, ...], on: date) -> Body:
    own = {sync.document.pk for sync in listed}
    lags = tuple(
        max(0, line.lag)
        for line in lines
        if line.document_id in own and line.released_on and line.lag is not None
    )
    return Body(agency_id, name, law.measures((sync.told for sync in listed), on), lags)
