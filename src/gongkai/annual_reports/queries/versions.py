"""Reads: which reports there are, and one report with all that a page shows of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.timezone import make_aware

from gongkai.agencies.queries import AgencyRow, lives_of, row_on
from gongkai.annual_reports.models import AnnualReport, Examination
from gongkai.documents.writing.as_json import from_json
from gongkai.documents.writing.finding_record import from_record
from gongkai.law.findings import Finding
from gongkai.law.report.content import Report
from gongkai.records.queries.numbers import civil_day
from gongkai.search.actions.putting import Put
from gongkai.search.models import EntryKind

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Badge:
    """How many findings of each severity the newest examination made."""

    errors: int
    warnings: int
    notes: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in a list. `agency` is what the body was at the end of the year; `now_called` its name of today if other."""

    agency: AgencyRow
    now_called: str
    year: int
    version: int
    badge: Badge
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One version of a report with its findings and where it came from; `agency` and `now_called` as in a list."""

    agency: AgencyRow
    now_called: str
    year: int
    version: int
    report: Report
    findings: tuple[Finding, ...]
    imported_at: datetime
    examined_at: datetime
    origin: str
    file_name: str
    digest: str


def current() -> QuerySet[AnnualReport]:
    """The newest version of every report, with its agency."""
    newer = AnnualReport.objects.filter(
        agency=OuterRef("agency"), year=OuterRef("year"), version__gt=OuterRef("version")
    )
    return AnnualReport.objects.filter(~Exists(newer)).select_related("agency")


def last_day(year: int) -> date:
    """The day whose names and places a report on a year goes by."""
    return date(year, 12, 31)


def years() -> list[int]:
    """Every year that has a report, newest first."""
    return list(AnnualReport.objects.order_by("-year").values_list("year", flat=True).distinct())


def rows(agencies: Iterable[str], *, on: date, year: int | None = None) -> list[ReportRow]:
    """The reports of these agencies (by address) with their names of a day, newest year first within an agency."""
    reports = current().filter(agency__slug__in=list(agencies))
    if year is not None:
        reports = reports.filter(year=year)
    return _rows(reports.order_by("agency__region", "agency__name", "-year"), on)


def newest(count: int, *, on: date) -> list[ReportRow]:
    """The reports that were imported last."""
    return _rows(current().order_by("-imported_at", "-pk")[:count], on)


def _rows(reports: QuerySet[AnnualReport], on: date) -> list[ReportRow]:
    """Rows with the counts of the newest examination, in two queries."""
    examinations = Examination.objects.filter(report=OuterRef("pk")).order_by("-pk")
    counted = list(
        reports.defer("content").annotate(
            errors=Subquery(examinations.values("errors")[:1]),
            warnings=Subquery(examinations.values("warnings")[:1]),
            notes=Subquery(examinations.values("notes")[:1]),
        )
    )
    named = _names(counted, on)
    return [
        ReportRow(
            *named(report),
            year=report.year,
            version=report.version,
            badge=Badge(report.errors, report.warnings, report.notes),
            imported_at=report.imported_at,
        )
        for report in counted
    ]


def _names(reports: Iterable[AnnualReport], on: date) -> Callable[[AnnualReport], tuple[AgencyRow, str]]:
    """What tells the body of a report at the end of its year, and the name that it has on a day if that is another."""
    lives = lives_of({report.agency_id: report.agency for report in reports}.values())

    def named(report: AnnualReport) -> tuple[AgencyRow, str]:
        life = lives[report.agency_id]
        then, now = row_on(life, last_day(report.year)), life.on(on).name
        return then, now if now != then.name else ""

    return named


def stored(slug: str, year: int, *, on: date) -> StoredReport | None:
    """The newest version of one report with its newest findings, and the name of a day; or None."""
    report = current().filter(agency__slug=slug, year=year).first()
    if report is None:
        return None
    examination = report.examinations.latest("pk")  # an import examines what it stores
    return StoredReport(
        *_names([report], on)(report),
        year=report.year,
        version=report.version,
        report=from_json(report.content),
        findings=tuple(from_record(record) for record in examination.findings),
        imported_at=report.imported_at,
        examined_at=examination.examined_at,
        origin=report.origin,
        file_name=report.file_name,
        digest=report.original_id,
    )


def contents(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Report]:
    """The newest versions of these reports (address of the agency, year); unknown ones are left out."""
    wanted = set(keys)
    reports = current().filter(
        agency__slug__in={slug for slug, _ in wanted}, year__in={year for _, year in wanted}
    )
    return {
        (report.agency.slug, report.year): from_json(report.content)
        for report in reports
        if (report.agency.slug, report.year) in wanted
    }


def original(slug: str, year: int) -> tuple[str, bytes] | None:
    """File name and bytes of the newest imported version, or None."""
    report = current().filter(agency__slug=slug, year=year).select_related("original").first()
    return (report.file_name, bytes(report.original.data)) if report else None


def puts(keys: Iterable[str] | None = None) -> Iterator[Put]:
    """The newest version of every report, or of those under these keys, as the index takes it in: page by page."""
    found = current().order_by("pk")
    if keys is not None:
        parts = [key.partition("/") for key in keys]
        found = found.filter(agency__slug__in={slug for slug, _, _ in parts})
    wanted, last = None if keys is None else set(keys), 0
    while page := list(found.filter(pk__gt=last)[:_PAGE]):
        named = _names(page, last_day(page[0].year))
        made = (_put(report, named(report)[0].name) for report in page)
        yield from (put for put in made if wanted is None or put.key in wanted)
        last = page[-1].pk


def key_of(report: AnnualReport) -> str:
    """Under what the index has a report: the address of its agency and its year, whichever version it is."""
    return f"{report.agency.slug}/{report.year}"


def _put(report: AnnualReport, agency: str) -> Put:
    said = from_json(report.content)
    headings = (section.title for section in said.sections)
    prose = (paragraph.text for _, paragraph in said.prose())
    return Put(
        kind=EntryKind.REPORT,
        key=key_of(report),
        agency_id=report.agency_id,
        title=f"{agency}{report.year}年政府信息公开工作年度报告",
        text="\n".join(filter(None, (*prose, *headings, said.title, said.agency_name))),
        published_at=_published(report, said),
        genre="report",
    )


def _published(report: AnnualReport, said: Report) -> datetime:
    """The day that it states, if it can be; else when it came here."""
    stated = said.published_on
    if stated and report.year < stated.year and stated <= civil_day(report.imported_at):
        return make_aware(datetime.combine(stated, time()))
    return report.imported_at
