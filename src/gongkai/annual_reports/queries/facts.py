"""Reads: what happened in a year, counted for a body: documents, registers, applications, remedies."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from gongkai.agencies.models import Agency, Succession
from gongkai.annual_reports.models import AnnualReport, WorkingReport
from gongkai.applications.queries.counting import table_three
from gongkai.law.normative import DocumentKind
from gongkai.law.report.compiling.facts import Documents, Facts
from gongkai.law.report.schema import form_for
from gongkai.normative.models import Document
from gongkai.normative.queries.counting import count
from gongkai.normative.queries.facts import COUNTED
from gongkai.records.queries.among import Among
from gongkai.registers.queries.counts import cells as register_cells
from gongkai.remedies.queries.tables import table_four

KINDS = (DocumentKind.REGULATION, DocumentKind.NORMATIVE)


@dataclass(frozen=True, slots=True)
class DocumentsOf:
    """The documents of every body of a year, by its number and the row of table two; a body without any is absent.

    `with_expired`: the bodies whose place counts documents whose period is over among the repealed ones.
    """

    year: int
    of: Mapping[int, Mapping[str, Documents]] = field(default_factory=dict)
    with_expired: frozenset[int] = frozenset()


def documents_of(agency_ids: Collection[int] | None, year: int) -> DocumentsOf:
    """The documents of these bodies, or of all, of a year: as many queries however many bodies there are."""
    start, end = date(year - 1, 12, 31), date(year, 12, 31)
    found: dict[int, dict[str, Documents]] = defaultdict(dict)
    with_expired = set()
    published = {} if form_for(year).id != "format_2019" else _published(year)
    for kind in KINDS:
        for row in count(agency_ids, start, end, kind=kind).rows:
            two = row.table_two
            found[row.agency_id][kind.value] = Documents(two.made, two.repealed, two.in_force)
            if row.settings.expiry_is_repeal:
                with_expired.add(row.agency_id)
    for (agency_id, kind_value), (this_year, total) in published.items():
        if agency_ids is None or agency_id in agency_ids:
            before = found[agency_id].get(kind_value, Documents())
            found[agency_id][kind_value] = before + Documents(published=this_year, published_total=total)
    return DocumentsOf(year, dict(found), frozenset(with_expired))


def facts_of(covers: Collection[int], year: int, documents: DocumentsOf, *, as_of: date) -> Facts:
    """What was counted for these bodies together. LookupError for a year without form."""
    ids = frozenset(covers)
    rows = {
        kind.value: sum(
            (documents.of.get(each, {}).get(kind.value, Documents()) for each in ids), Documents()
        )
        for kind in KINDS
    }
    return Facts(
        documents=rows,
        registers=register_cells(form_for(year), year, ids),
        requests=table_three(ids, year),
        remedies=table_four(ids, year, as_of),
    )


def covered(agency_id: int, year: int) -> tuple[int, ...]:
    """The bodies whose facts stand in the report of a body: itself first, then what was merged into it within the year.

    One that was merged and has a report of its own on the year, compiled or handed in, stands in that.
    One that was split up belongs to none of its successors alone.
    """
    found, waiting = [agency_id], [agency_id]
    while waiting:
        for old in _merged_into(waiting.pop(), year):
            if old not in found:
                found.append(old)
                waiting.append(old)
    return tuple(found)


def _merged_into(agency_id: int, year: int) -> list[int]:
    within = Q(predecessor__ends_on__gte=date(year, 1, 1), predecessor__ends_on__lte=date(year, 12, 31))
    merged = list(
        Succession.objects.filter(within, successor=agency_id)
        .order_by("pk")
        .values_list("predecessor_id", flat=True)
    )
    if not merged:
        return []
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
    return [old for old in merged if old in alone and old not in reporting]


def _published(year: int) -> dict[tuple[int, str], tuple[int, int]]:
    """Documents that were published in a year, and by its end, by body and kind: what the form of 2019 asks for."""
    last = date(year, 12, 31)
    rows = (
        Document.objects.filter(COUNTED, published_on__lte=last, kind__in=[kind.value for kind in KINDS])
        .values_list("agency_id", "kind")
        .annotate(this_year=Count("pk", filter=Q(published_on__gte=date(year, 1, 1))), in_all=Count("pk"))
        .order_by()
    )
    return {(agency_id, kind): (this_year, in_all) for agency_id, kind, this_year, in_all in rows}


def published_behind(covers: Collection[int], kind: str, first: date, last: date) -> list[int]:
    """The documents of a kind that these bodies published between two days, by number."""
    found = Document.objects.filter(
        COUNTED, Among("agency_id", frozenset(covers)), kind=kind, published_on__range=(first, last)
    )
    return list(found.order_by("published_on", "pk").values_list("pk", flat=True))
