"""Reads: what happened in a period, counted for a body: documents, registers, applications, remedies."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from gongkai.agencies.models import Agency, Succession
from gongkai.annual_reports.models import AnnualReport, HandedIn, WorkingReport
from gongkai.applications.queries.counting import table_three
from gongkai.law.normative import DocumentKind
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.compiling.facts import Documents, Facts
from gongkai.law.report.periods import Period
from gongkai.normative.models import Document
from gongkai.normative.queries.counting import Counted, counts
from gongkai.normative.queries.facts import COUNTED
from gongkai.records.queries.among import Among
from gongkai.registers.queries.counts import cells as register_cells
from gongkai.remedies.queries.tables import table_four

KINDS = (DocumentKind.REGULATION, DocumentKind.NORMATIVE)


@dataclass(frozen=True, slots=True)
class DocumentsOf:
    """The documents of every body of a period, by its number and the row of table two; a body without any is absent.

    `with_expired`: the bodies whose place counts documents whose period is over among the repealed ones.
    """

    period: Period
    of: Mapping[int, Mapping[str, Documents]] = field(default_factory=dict)
    with_expired: frozenset[int] = frozenset()


def documents_of(agency_ids: Collection[int] | None, period: Period) -> DocumentsOf:
    """The documents of these bodies, or of all, of a period: as many queries however many bodies there are."""
    return documents_in(agency_ids, [period])[period]


def documents_in(
    agency_ids: Collection[int] | None, periods: Collection[Period]
) -> dict[Period, DocumentsOf]:
    """The same of several periods; as many queries as for one, one more for each that the form of 2019 covers."""
    spans = [(period.eve, period.last) for period in periods]
    counted = iter(counts(agency_ids, spans, KINDS))
    return {
        period: _documents(agency_ids, period, [(kind, next(counted)) for kind in KINDS])
        for period in periods
    }


def _documents(
    agency_ids: Collection[int] | None, period: Period, counted: Iterable[tuple[DocumentKind, Counted]]
) -> DocumentsOf:
    found: dict[int, dict[str, Documents]] = defaultdict(dict)
    with_expired = set()
    published = {} if period.form.id != "format_2019" else _published(period)
    for kind, each in counted:
        for row in each.rows:
            two = row.table_two
            found[row.agency_id][kind.value] = Documents(two.made, two.repealed, two.in_force)
            if row.settings.expiry_is_repeal:
                with_expired.add(row.agency_id)
    for (agency_id, kind_value), (newly, total) in published.items():
        if agency_ids is None or agency_id in agency_ids:
            before = found[agency_id].get(kind_value, Documents())
            found[agency_id][kind_value] = before + Documents(published=newly, published_total=total)
    return DocumentsOf(period, dict(found), frozenset(with_expired))


def facts_of(
    covers: Collection[int],
    period: Period,
    documents: DocumentsOf,
    *,
    as_of: date,
    registers: Mapping[str, Number] | None = None,
) -> Facts:
    """What was counted for these bodies together; `registers`: what was counted of those already.

    LookupError for a year without form.
    """
    ids = frozenset(covers)
    return Facts(
        documents={kind.value: documents_together(documents, ids, kind.value) for kind in KINDS},
        registers=register_cells(period, ids) if registers is None else registers,
        requests=table_three(ids, period),
        remedies=table_four(ids, period, as_of),
    )


def documents_together(documents: DocumentsOf, ids: Iterable[int], kind: str) -> Documents:
    """The documents of a kind of several bodies."""
    return sum((documents.of.get(each, {}).get(kind, Documents()) for each in ids), Documents())


def covered(agency_id: int, year: int) -> tuple[int, ...]:
    """The bodies whose facts stand in the report of a body: itself first, then what was merged into it within the year.

    One that was merged and has a report of its own on the year, compiled or handed in, stands in that.
    One that was split up belongs to none of its successors alone.
    """
    return covered_each([agency_id], year)[agency_id]


def covered_each(agency_ids: Iterable[int], year: int) -> dict[int, tuple[int, ...]]:
    """As `covered`, of several bodies: as many queries as there were mergers one upon the other, however many they are."""
    ids = tuple(agency_ids)
    into: dict[int, list[int]] = {}
    waiting = set(ids)
    while waiting:
        merged = _merged_into(waiting, year)
        into |= {pk: merged.get(pk, []) for pk in waiting}
        waiting = {old for listed in merged.values() for old in listed} - set(into)
    return {pk: _all_into(pk, into) for pk in ids}


def _all_into(agency_id: int, into: Mapping[int, list[int]]) -> tuple[int, ...]:
    found, waiting = [agency_id], [agency_id]
    while waiting:
        for old in into[waiting.pop()]:
            if old not in found:
                found.append(old)
                waiting.append(old)
    return tuple(found)


def _merged_into(agency_ids: set[int], year: int) -> dict[int, list[int]]:
    """What was merged into each of these bodies within the year, and has no report of its own."""
    whole = Period(year)
    within = Q(predecessor__ends_on__gte=whole.first, predecessor__ends_on__lte=whole.last)
    pairs = list(
        Succession.objects.filter(within, Among("successor_id", frozenset(agency_ids)))
        .order_by("pk")
        .values_list("successor_id", "predecessor_id")
    )
    merged = {old for _, old in pairs}
    if not merged:
        return {}
    alone = set(
        Agency.objects.filter(pk__in=merged)
        .annotate(heirs=Count("successions"))
        .filter(heirs=1)
        .values_list("pk", flat=True)
    )
    reporting = set(
        WorkingReport.objects.filter(agency__in=merged, year=year, compilations__isnull=False).values_list(
            "agency_id", flat=True
        )
    ) | set(AnnualReport.objects.filter(agency__in=merged, year=year).values_list("agency_id", flat=True))
    handed = HandedIn.objects.filter(agency__in=merged, year=year, taken_back_at=None)
    reporting |= set(handed.values_list("agency_id", flat=True))
    found: dict[int, list[int]] = defaultdict(list)
    for heir, old in pairs:
        if old in alone and old not in reporting:
            found[heir].append(old)
    return dict(found)


def _published(period: Period) -> dict[tuple[int, str], tuple[int, int]]:
    """Documents that were published in a period, and by its end, by body and kind: what the form of 2019 asks for."""
    kinds = [kind.value for kind in KINDS]
    rows = (
        Document.objects.filter(COUNTED, published_on__lte=period.last, kind__in=kinds)
        .values_list("agency_id", "kind")
        .annotate(newly=Count("pk", filter=Q(published_on__gte=period.first)), in_all=Count("pk"))
        .order_by()
    )
    return {(agency_id, kind): (newly, in_all) for agency_id, kind, newly, in_all in rows}


def published_behind(covers: Collection[int], kind: str, first: date, last: date) -> list[int]:
    """The documents of a kind that these bodies published between two days, by number."""
    found = Document.objects.filter(
        COUNTED, Among("agency_id", frozenset(covers)), kind=kind, published_on__range=(first, last)
    )
    return list(found.order_by("published_on", "pk").values_list("pk", flat=True))
