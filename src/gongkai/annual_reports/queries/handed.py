"""Reads: what bodies below handed in as files, version by version; what is not as it was; what went back to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.queries import names_of
from gongkai.agencies.queries import AgencyRow, as_of_all
from gongkai.annual_reports import access
from gongkai.annual_reports.models import HandedIn, Scope, SentBack
from gongkai.annual_reports.queries.corrections import Changed, compared
from gongkai.annual_reports.queries.versions import last_day
from gongkai.documents.annual.intake import Remark
from gongkai.documents.writing.as_json import from_json
from gongkai.law.findings import Severity
from gongkai.law.report.content import Report
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class HandedRow:
    """One version of what a body handed in. `taken_back`: why it no longer counts; `counts`: it is the version that does."""

    id: int
    agency: AgencyRow
    year: int
    scope: Scope
    number: int
    file_id: int
    file_name: str
    size: int
    note: str
    at: datetime
    by: str
    taken_back: str
    counts: bool


@dataclass(frozen=True, slots=True)
class HandedReport:
    """The same with what it says, what was remarked, and what is not as in the version before that counted."""

    row: HandedRow
    report: Report
    remarks: tuple[Remark, ...]
    before: int | None
    figures: tuple[Changed, ...]
    texts: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class SentBackRow:
    """A file that went back to the body."""

    agency: AgencyRow
    year: int
    file_name: str
    remarks: str
    at: datetime
    by: str


def newest_handed(agency_ids: Iterable[int], year: int) -> dict[int, HandedIn]:
    """The version of each body that counts on a year, by body; one query."""
    found = HandedIn.objects.filter(agency__in=list(agency_ids), year=year, taken_back_at=None)
    return {each.agency_id: each for each in found.order_by("number")}


def last_number(agency_id: int, year: int) -> int:
    """The number of the last version of a body on a year, taken back or not; 0 where there is none."""
    found = HandedIn.objects.filter(agency=agency_id, year=year).order_by("-number").first()
    return found.number if found else 0


def handed_in(viewer: Actor, year: int, agency_id: int | None = None) -> list[HandedRow]:
    """What somebody may see of what was handed in on a year, by body, the newest first: four queries."""
    found = HandedIn.objects.filter(agency__in=_seen(viewer), year=year).select_related("file")
    if agency_id is not None:
        found = found.filter(agency=agency_id)
    ordered = found.defer("content", "remarks").order_by("agency__region", "agency__name", "-number")
    return _rows(list(ordered), year)


def handed(viewer: Actor, handed_id: int) -> HandedReport | None:
    """One version with what it says and what has changed; None where there is none, or somebody may not see it."""
    one = HandedIn.objects.filter(agency__in=_seen(viewer), pk=handed_id).select_related("file").first()
    if one is None:
        return None
    report = from_json(one.content)
    before = (
        HandedIn.objects.filter(
            agency=one.agency_id, year=one.year, number__lt=one.number, taken_back_at=None
        )
        .order_by("-number")
        .first()
    )
    figures, texts = changed(from_json(before.content), report) if before else ((), ())
    (row,) = _rows([one], one.year)
    return HandedReport(row, report, _remarks(one), before.number if before else None, figures, texts)


def changed(before: Report, after: Report) -> tuple[tuple[Changed, ...], tuple[Changed, ...]]:
    """The figures and the texts that differ; of other forms only the texts can be compared."""
    figures, texts = compared(before, after) if before.format == after.format else ((), ())
    return figures, texts


def sent_back(viewer: Actor, year: int) -> list[SentBackRow]:
    """The files that went back on a year, the newest first."""
    found = list(SentBack.objects.filter(agency__in=_seen(viewer), year=year).order_by("-pk"))
    agencies = as_of_all({each.agency_id for each in found}, last_day(year))
    people = names_of(each.by for each in found)
    return [
        SentBackRow(
            agencies[each.agency_id],
            year,
            each.file_name,
            each.remarks,
            each.at,
            people.get(each.by, each.by),
        )
        for each in found
    ]


def file_of(viewer: Actor, handed_id: int) -> int | None:
    """The stored file of a version, if somebody may see it."""
    found = HandedIn.objects.filter(agency__in=_seen(viewer), pk=handed_id).values_list("file", flat=True)
    return found.first()


def _seen(viewer: Actor) -> frozenset[int]:
    return viewer.reach(access.READERS)


def _remarks(one: HandedIn) -> tuple[Remark, ...]:
    return tuple(Remark(each["kind"], Severity(each["severity"]), each["message"]) for each in one.remarks)


def _rows(found: list[HandedIn], year: int) -> list[HandedRow]:
    ids = {each.agency_id for each in found}
    agencies, people = as_of_all(ids, last_day(year)), names_of(each.by for each in found)
    counting = {each.pk for each in newest_handed(ids, year).values()}
    return [
        HandedRow(
            each.pk,
            agencies[each.agency_id],
            year,
            Scope(each.scope),
            each.number,
            each.file_id,
            each.file.name,
            each.file.size,
            each.note,
            each.at,
            people.get(each.by, each.by),
            each.taken_back_why,
            each.pk in counting,
        )
        for each in found
    ]
