"""Reads: how many documents there are and were, made, repealed, expired and handed over, and the proof that it fits.

依据：国办公开办函〔2021〕30号表二
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from gongkai.law import normative as law
from gongkai.law.duties.publication import Validity
from gongkai.law.findings import Finding
from gongkai.law.normative import DEFAULT, Count, DocumentKind, Settings, TableTwo
from gongkai.normative.models import Document, Spell
from gongkai.normative.queries.facts import COUNTED, Facts, handed_over, names_of_agencies
from gongkai.normative.queries.listing import DocumentRow, rows_of
from gongkai.normative.queries.places import Places, places

FIGURES = {
    "opening": "期初",
    "made": "制发",
    "moved_in": "转入",
    "amended": "修改",
    "repealed": "废止",
    "expired": "失效",
    "moved_out": "转出",
    "closing": "期末",
}
"""The figures of a count, in words."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """The count of one body."""

    agency_id: int
    agency: str
    count: Count
    settings: Settings = DEFAULT

    @property
    def table_two(self) -> TableTwo:
        """Its three figures of table two, as its place has set."""
        return law.table_two(self.count, self.settings)


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of bodies from the evening of `start` to that of `end`; `findings`: where they do not fit, none by construction.

    `total`: of the bodies that are listed, in which documents that one of them gave to another came and went.
    """

    start: date
    end: date
    kind: DocumentKind | None
    rows: tuple[CountRow, ...]
    total: Count
    table_two: TableTwo
    findings: tuple[Finding, ...]

    @property
    def proven(self) -> bool:
        """Whether every count fits, body by body."""
        return all(row.count.balanced for row in self.rows) and not self.findings


def count(
    agencies: Collection[int] | None,
    start: date,
    end: date,
    *,
    kind: DocumentKind | None = None,
) -> Counted:
    """The counts of these bodies, or of all, of one kind or of all that govern; eleven queries.

    What is left to places is taken as it counts at the end: a document by the place of the body that made it. Proven over
    all bodies, since what one hands over another takes, in reach or not.
    """
    return counts(agencies, [(start, end)], [kind])[0]


def counts(
    agencies: Collection[int] | None,
    spans: Iterable[tuple[date, date]],
    kinds: Collection[DocumentKind | None],
) -> list[Counted]:
    """As `count`, of several spans, each of several kinds, in this order; as many queries as for one."""
    facts = handed_over()
    known, rows = places(), _rows()
    return [
        _counted(agencies, facts, known, start, end, kind, lives)
        for start, end in spans
        for lives in (_lives(rows, facts.agencies, known, end),)
        for kind in kinds
    ]


def _counted(
    agencies: Collection[int] | None,
    facts: Facts,
    known: Places,
    start: date,
    end: date,
    kind: DocumentKind | None,
    lives: Mapping[int, law.Life],
) -> Counted:
    ids = facts.agency_ids
    sums = law.counts(lives.values(), start, end, kind)
    rows = tuple(
        CountRow(ids[name], name, each, known.settings(ids[name], end))
        for name, each in sums.items()
        if agencies is None or ids[name] in agencies
    )
    total = sum((row.count for row in rows), Count())
    found = (*facts.owned[1], *law.prove(sums))
    return Counted(start, end, kind, rows, total, _table_two(rows), found)


def counted_by(
    figure: str, agencies: frozenset[int], start: date, end: date, kind: DocumentKind | None = None
) -> list[tuple[DocumentRow, int]]:
    """The documents that a figure counts for these bodies, as they stand at the end, with how often; five queries.

    Each life is counted by itself, as all of them are together: so the list adds up to the figure.
    """
    names = names_of_agencies()
    ours = {name for pk, name in names.items() if pk in agencies}
    found: dict[int, int] = {}
    for document_id, life in _lives(_rows(), names, places(), end).items():
        sums = law.counts([life], start, end, kind)
        times: int = sum(getattr(each, figure) for name, each in sums.items() if name in ours)
        if times:
            found[document_id] = times
    rows = rows_of(found, end)
    return sorted(
        ((rows[pk], times) for pk, times in found.items()),
        key=lambda each: (each[0].issued_on or date.min, each[0].id),
    )


_LEFT = frozenset({Validity.REPEALED.value, Validity.EXPIRED.value})


def _table_two(rows: Iterable[CountRow]) -> TableTwo:
    """The sums of what the rows say, each as its place has set."""
    listed = [row.table_two for row in rows]
    return TableTwo(
        made=sum(each.made for each in listed),
        repealed=sum(each.repealed for each in listed),
        in_force=sum(each.in_force for each in listed),
        expired=sum(each.expired for each in listed),
        settings=DEFAULT,
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is kept of all documents that count and of their spells: the columns that a count needs."""

    documents: tuple[tuple[int, str, date, int, date | None, date | None], ...]
    spells: Mapping[int, list[tuple[date, int, str, bool]]]


def _rows() -> _Rows:
    """Two queries."""
    spells: dict[int, list[tuple[date, int, str, bool]]] = defaultdict(list)
    rows = Spell.objects.order_by("document_id", "begins_on").values_list(
        "document_id", "begins_on", "holder_id", "validity", "amended"
    )
    for document_id, begins_on, holder_id, validity, amended in rows:
        spells[document_id].append((begins_on, holder_id, validity, amended))
    columns = ("pk", "kind", "issued_on", "agency_id", "published_on", "effective_on")
    return _Rows(tuple(Document.objects.filter(COUNTED).values_list(*columns)), spells)


def _lives(rows: _Rows, agencies: Mapping[int, str], known: Places, on: date) -> dict[int, law.Life]:
    """Every document that counts, by number, put together from its spells, by what its place has set on a day."""
    spells, found = rows.spells, {}
    for pk, kind, issued_on, agency_id, published_on, effective_on in rows.documents:
        document = law.Document(
            id=str(pk),
            kind=DocumentKind(kind),
            issued_on=issued_on,
            agency=agencies[agency_id],
            published_on=published_on,
            effective_on=effective_on,
        )
        left = next(((on, validity) for on, _, validity, _ in spells[pk] if validity in _LEFT), None)
        turns = [(date.min, agency_id), *((on, holder_id) for on, holder_id, _, _ in spells[pk])]
        life = law.as_counted(
            document,
            law.Leaving(left[0], Validity(left[1])) if left else None,
            law.Owners(tuple((on, agencies[holder_id]) for on, holder_id in _changed(turns))),
            tuple(on for on, _, _, amended in spells[pk] if amended),
            known.settings(agency_id, on),
        )
        if life is not None:
            found[pk] = life
    return found


def _changed(turns: Iterable[tuple[date, int]]) -> Iterator[tuple[date, int]]:
    """The turns in which a document changed hands, and the first."""
    for _, same in groupby(turns, key=itemgetter(1)):
        yield next(same)
