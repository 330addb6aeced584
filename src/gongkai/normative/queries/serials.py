"""Reads: whether the numbers of documents run on, code by code.   依据：党政机关公文处理工作条例第九条"""

from collections.abc import Collection
from dataclasses import dataclass

from gongkai.law import normative as law
from gongkai.law.findings import Finding
from gongkai.law.normative import Numbered, Series
from gongkai.normative.models import Document
from gongkai.normative.queries.facts import names_of
from gongkai.records.queries.among import Among


@dataclass(frozen=True, slots=True)
class Checked:
    """The series of numbers that some bodies use, and what is wrong with them."""

    series: tuple[Series, ...]
    findings: tuple[Finding, ...]


def check(
    agencies: Collection[int] | None = None, codes: Collection[str] = (), year: int | None = None
) -> Checked:
    """The numbers under the codes that these bodies use, whoever gave them: a code belongs to one. Two queries.

    `codes`: of these alone."""
    rows = Document.objects.filter(gone=False, issued_on__isnull=False).exclude(document_no="").order_by("pk")
    if codes:
        rows = rows.filter(code__in=list(codes))
    if year is not None:
        rows = rows.filter(year=year)
    if agencies is not None:
        own = rows.filter(Among("agency_id", frozenset(agencies)))
        rows = rows.filter(code__in=set(own.order_by().values_list("code", flat=True)))
    names = names_of(rows)
    given = [
        Numbered(names[pk], number, on, title)
        for pk, number, on, title in rows.values_list("pk", "document_no", "issued_on", "title")
        if on is not None
    ]
    return Checked(law.series(given), tuple(law.check_serials(given)))
