"""Reads: what inspections look at, of many agencies at once: a fixed number of queries, however many agencies or items.

Of items, links and files only those come out of the database that may be at fault; the law judges them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max

from gongkai.agencies.models import FormerSelf, Guide
from gongkai.law.inspection.facts import ColumnFact, ColumnKind, Facts, GuideFact, MessageFact
from gongkai.publication.models import EmptyStatement, Item, Stand
from gongkai.publication.queries.columns import ColumnRow, columns_of
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day
from gongkai.supervision.queries.links import files, links
from gongkai.supervision.queries.media import accounts
from gongkai.supervision.queries.texts import alone, documents, items

ORGAN = "a20_02_organisation"
"""The statutory content (law.duties) in whose columns functions, offices and heads stand."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What is public in each column of each agency: how much, the newest; column None: without one."""

    columns: Mapping[tuple[int, int | None], tuple[int, datetime]]
    home: Mapping[int, datetime]


def facts(agency_ids: Iterable[int], on: date) -> dict[int, Facts]:
    """The facts of these agencies on a day, by agency."""
    ids = frozenset(agency_ids)
    rows = columns_of(ids, on)
    held, said = _held(ids), _said(ids)
    at_fault, papers, single = items(ids, on), documents(ids, on), alone(ids)
    dead, broken, media = links(ids), files(ids), accounts(ids, on)
    guides, waiting = _guides(ids, on), messages(ids)
    return {
        one: Facts(
            home_on=civil_day(held.home[one]) if one in held.home else None,
            columns=tuple(_columns(one, rows[one], held, said)),
            items=tuple(at_fault.get(one, ())),
            documents=tuple(papers.get(one, ())),
            alone=tuple(single.get(one, ())),
            links=tuple(dead.get(one, ())),
            files=tuple(broken.get(one, ())),
            accounts=tuple(media.get(one, ())),
            messages=waiting.get(one) if waiting is not None else None,
            guide=guides.get(one, GuideFact(since=None)),
            organ=_organ(one, rows[one], held),
        )
        for one in ids
    }


def messages(agency_ids: frozenset[int]) -> dict[int, tuple[MessageFact, ...]] | None:  # noqa: ARG001 - whose they are
    """The valid messages that wait for their answer. None: no mailbox is kept on this platform, and nothing is judged."""
    return None


def _held(ids: frozenset[int]) -> _Held:
    found = (
        Item.objects.filter(Among("agency_id", ids), stand=Stand.PUBLIC)
        .values_list("agency", "column")
        .annotate(many=Count("pk"), last=Max("published_at"))
        .order_by()
    )
    columns = {(agency, column): (many, last) for agency, column, many, last in found if last}
    home: dict[int, datetime] = {}
    for (agency, _), (_, last) in columns.items():
        home[agency] = max(last, home.get(agency, last))
    return _Held(columns, home)


def _said(ids: frozenset[int]) -> frozenset[tuple[int, int]]:
    found = EmptyStatement.objects.filter(Among("agency_id", ids), ended_at__isnull=True)
    return frozenset(found.values_list("agency", "column"))


def _columns(
    agency: int, rows: tuple[ColumnRow, ...], held: _Held, said: frozenset[tuple[int, int]]
) -> Iterable[ColumnFact]:
    """Columns that hold no others. One in which nothing is public shows only with a statement (`publication.queries.shelves`)."""
    parents = {row.parent_id for row in rows}
    for row in rows:
        if row.id in parents:
            continue
        many, last = held.columns.get((agency, row.id), (0, None))
        stated = (agency, row.id) in said
        yield ColumnFact(
            id=row.id,
            title=row.title,
            kind=ColumnKind(row.kind.value),
            items=many,
            last_on=civil_day(last) if last else None,
            every_days=row.every_days,
            stated=stated,
            shown=bool(many) or stated,
        )


def _organ(agency: int, rows: tuple[ColumnRow, ...], held: _Held) -> bool:
    """Whether something is public where functions, offices and heads belong. Without such a column nobody asks."""
    asked = [row.id for row in rows if row.duty == ORGAN]
    return not asked or any((agency, one) in held.columns for one in asked)


def _guides(ids: frozenset[int], on: date) -> dict[int, GuideFact]:
    """The newest guide of each agency, and when the agency last changed: the day after it was otherwise."""
    newest = Guide.objects.filter(Among("agency_id", ids), since__lte=on)
    since = dict(newest.order_by().values_list("agency").annotate(last=Max("since")))
    former = FormerSelf.objects.filter(Among("agency_id", ids), until__lt=on)
    changed: defaultdict[int, date | None] = defaultdict(lambda: None)
    for agency, until in former.order_by().values_list("agency").annotate(last=Max("until")):
        changed[agency] = until + timedelta(days=1)
    return {one: GuideFact(since=since.get(one), changed_on=changed[one]) for one in ids}
