"""Rows of every list, made of what the queries give, in the shapes of `shapes`. Every list can be begun behind a mark."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports.queries.released import Held
from gongkai.compilations.queries.issued import Out
from gongkai.compilations.queries.shown import ShownRow
from gongkai.law.duties.publication import Validity
from gongkai.law.metadata import genres, topics
from gongkai.normative.queries.interpreted import AskedRow, Row
from gongkai.normative.queries.listing import DocumentRow
from gongkai.publication.queries import columns as shelf
from gongkai.publication.queries.catalogue import EntryRow
from gongkai.publication.queries.lists import PublicRow

Record = dict[str, Any]
_BLOCK = 500


def at(request: HttpRequest, name: str, *args: object) -> str:
    """The whole address of a page."""
    return request.build_absolute_uri(reverse(name, args=args))


def body(slug: str, name: str) -> Record:
    """An agency by its address."""
    return {"slug": slug, "name": name}


def coded(key: str, label: str) -> Record | None:
    """A word of a list; None where nothing is said."""
    return {"key": str(key), "label": label} if key else None


def agency(request: HttpRequest, row: AgencyRow, parents: dict[int, str]) -> Record:
    """An agency. `parents`: addresses by number."""
    return {
        "slug": row.slug,
        "name": row.name,
        "short_name": row.short_name,
        "level": coded(row.level.value, row.level.label),
        "kind": coded(row.kind.value, row.kind.label),
        "region": row.region,
        "division_code": row.division_code,
        "organ_code": row.organ_code,
        "parent": parents.get(row.parent_id) if row.parent_id else None,
        "begins_on": row.begins_on,
        "ends_on": row.ends_on,
        "url": at(request, "organ", row.slug),
    }


def every_agency(
    request: HttpRequest, on: date, after: int = 0, most: int = 0
) -> Iterator[tuple[int, Record]]:
    """The agencies by their numbers, behind one of them, at most so many (0: all), read some hundreds at a time."""
    left = most or None
    while left is None or left > 0:
        size = _BLOCK if left is None else min(left, _BLOCK)
        page = list(agencies.listed().filter(pk__gt=after).order_by("pk").select_related("parent")[:size])
        parents = {each.parent_id: each.parent.slug for each in page if each.parent_id and each.parent}
        for row in agencies.rows_on(page, on):
            missing = row.parent_id and row.parent_id not in parents
            found = agencies.as_of_all([row.parent_id], on) if missing and row.parent_id else {}
            parents |= {number: above.slug for number, above in found.items()}
            yield row.id, agency(request, row, parents)
        if len(page) < size:
            return
        after, left = page[-1].pk, None if left is None else left - len(page)


def columns_of(of: AgencyRow, on: date) -> list[Record]:
    """The columns of an agency, each after the one that it stands below."""
    found = shelf.columns(of.id, on)
    keys = {row.id: row.key for row in found}
    return [
        {
            "agency": body(of.slug, of.name),
            "key": row.key,
            "title": row.title,
            "kind": coded(row.kind.value, row.kind.label),
            "parent": keys.get(row.parent_id) if row.parent_id else None,
            "depth": row.depth,
            "every_days": row.every_days,
        }
        for row in found
    ]


def entry(of: AgencyRow, row: EntryRow) -> Record:
    """A row of the catalogue of an agency."""
    return {
        "agency": body(of.slug, of.name),
        "key": row.key,
        "field": coded(row.field, row.field_label),
        "item_l1": row.item_l1,
        "item_l2": row.item_l2,
        "elements": list(row.elements),
        "basis": list(row.basis),
        "time_limit": row.time_limit,
        "body": row.body or of.name,
        "carriers": [one.label for one in row.carriers],
        "audience": row.audience.label,
        "audience_group": row.audience_group,
        "mode": row.mode.label,
        "levels": list(row.levels),
    }


def item(request: HttpRequest, row: PublicRow) -> Record:
    """A public item in a list."""
    return {
        "index_no": row.index_no,
        "title": row.title,
        "document_no": row.document_no,
        "agency": body(row.agency_slug, row.agency),
        "column": {"key": row.column_key, "title": row.column} if row.column_key else None,
        "topic": coded(row.topic, topics().get(row.topic, "")),
        "genre": coded(row.genre, genres().get(row.genre, "")),
        "written_on": row.written_on,
        "updated_at": localtime(row.published_at),
        "validity": _valid(row.validity),
        "summary": row.summary,
        "url": at(request, "item", row.index_no),
    }


def document(request: HttpRequest, row: DocumentRow) -> Record:
    """A document of the register."""
    return {
        "id": row.id,
        "title": row.title,
        "document_no": row.number,
        "kind": coded(row.kind.value, row.kind.label),
        "agency": body(row.agency_slug, row.agency),
        "issued_on": row.issued_on,
        "published_on": row.published_on,
        "effective_on": row.effective_on,
        "validity": _valid(row.validity),
        "since": row.since,
        "until": row.until,
        "changed_by": row.ended_by,
        "item": row.index_no or None,
        "url": at(request, "normative_document", row.id),
    }


def interpretation(request: HttpRequest, row: Row) -> Record:
    """An interpretation."""
    return {
        "index_no": row.item.index_no,
        "title": row.item.title,
        "agency": body(row.agency_slug, row.agency),
        "forms": [form.label for form in row.item.forms],
        "documents": [
            {"index_no": one.index_no, "title": one.title, "document_no": one.document_no}
            for one in row.documents
        ],
        "updated_at": _instant(row.item.published_at),
        "url": at(request, "item", row.item.index_no),
    }


def question(request: HttpRequest, row: AskedRow) -> Record:
    """A question with its answer."""
    return {
        "id": row.id,
        "question": row.question,
        "answer": row.answer,
        "agency": body(row.agency_slug, row.agency),
        "document": row.document,
        "document_no": row.document_no,
        "document_index_no": row.document_index_no,
        "item_index_no": row.item_index_no,
        "published_at": _instant(row.published_at),
        "url": at(request, "question", row.id),
    }


def topic(request: HttpRequest, row: ShownRow) -> Record:
    """A topic."""
    return {
        "slug": row.slug,
        "title": row.title,
        "kind": coded(row.kind.value, row.kind.label),
        "agency": body(row.agency_slug, row.agency),
        "state": coded(row.state.value, row.state.label),
        "opened_at": _instant(row.opened_at),
        "places": row.places,
        "url": at(request, "topic", row.slug),
    }


def issue(request: HttpRequest, row: Out) -> Record:
    """An issue of a gazette."""
    return {
        "agency": body(row.agency_slug, row.agency),
        "title": row.title,
        "year": row.year,
        "number": row.number,
        "total": row.total,
        "dated_on": row.dated_on,
        "articles": row.articles,
        "url": at(request, "gazette_issue", row.agency_slug, row.year, row.number),
    }


def report(request: HttpRequest, row: Held) -> Record:
    """An annual report in a list."""
    return {
        "agency": body(row.agency.slug, row.agency.name),
        "region": row.agency.region,
        "level": coded(row.agency.level.value, row.agency.level.label),
        "year": row.year,
        "version": row.version,
        "imported_at": localtime(row.imported_at),
        "url": at(request, "report", row.agency.slug, row.year),
    }


def walked(page: Callable[[str], tuple[Iterable[Any], str]]) -> Iterator[Any]:
    """All rows of a list that is read page by page: `page` is given the mark of the last one, and gives rows and the next mark."""
    before = ""
    while True:
        rows, before = page(before)
        yield from rows
        if not before:
            return


def _instant(at: datetime | None) -> datetime | None:
    return localtime(at) if at else None


def _valid(validity: Validity | None) -> Record | None:
    return coded(validity.value, validity.label) if validity else None
