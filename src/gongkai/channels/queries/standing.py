"""Reads: what stands where: posts on carriers, and what this platform itself has published, each as one row of one kind.

The government website is this platform: that an item is public here is its post there. Nobody enters that a second time, so
that it cannot be forgotten or told otherwise. Every figure and every list is made of these rows.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import Lookup

from gongkai.channels.models import CarrierKind, Group, Standing
from gongkai.publication.models import ColumnKind, Item, Stand
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import CIVIL

Row = TypeVar("Row", Item, Standing)

SHOWN = (Stand.PUBLIC, Stand.EXPIRED)
"""An item that is, or was to its last day, before the public. One that was taken back does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is counted or listed: of which agencies, from one day to another, and of what alone; None leaves nothing out.

    `kind`, `group`: of the carrier; `column`, `column_kind`: of the item, 0 and "" for what has none. `first`: each text once,
    on its first carrier. `walked`: a list goes through all posts by time, since most of them fit (`Among`); `grouped`: figures go
    through them by what they are grouped by.
    """

    agencies: frozenset[int]
    since: date
    until: date
    kind: CarrierKind | None = None
    group: Group | None = None
    carrier: int | None = None
    column: int | None = None
    column_kind: str | None = None
    first: bool = False
    walked: bool = False
    grouped: bool = False

    @property
    def begin(self) -> datetime:
        """The moment with which it begins."""
        return datetime.combine(self.since, time.min, CIVIL)

    @property
    def end(self) -> datetime:
        """The moment before which it ends."""
        return datetime.combine(self.until + timedelta(days=1), time.min, CIVIL)


class Within(Lookup[Any]):
    """A moment lies in a period. Says the same as two comparisons, but leaves the index to what rows are grouped by."""

    lookup_name = "within"
    prepare_rhs = False

    def __init__(self, column: str, begin: datetime, end: datetime) -> None:
        """From `begin` on, before `end`."""
        super().__init__(F(column), (begin, end))

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """SQLite would sort all rows of the period by what they are grouped by, if the sign did not keep it from their index."""
        return self._written(compiler, connection, "+{0} >= %s AND +{0} < %s")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """PostgreSQL weighs for itself."""
        return self._written(compiler, connection, "{0} >= %s AND {0} < %s")

    def _written(self, compiler: Any, connection: Any, form: str) -> tuple[str, list[Any]]:
        column, given = self.process_lhs(compiler, connection)
        field = self.lhs.output_field
        moments = [field.get_db_prep_value(moment, connection) for moment in self.rhs]
        return f"({form.format(column)})", [*given, moments[0], *given, moments[1]]


def website_first() -> Q:
    """An item that no carrier had before this platform: the platform stands first where both went out at one moment."""
    return ~Q(Exists(Standing.objects.filter(item=OuterRef("pk"), ahead=True)))


def leads(before: str = "") -> Q:
    """A post that is the first of its text, before this platform as well; `before`: the way to the row of `Standing`."""
    here = Q(**{f"{before}item__stand__in": SHOWN})
    alone = Q(**{f"{before}item__isnull": True}) | Q(**{f"{before}ahead": True})
    return Q(**{f"{before}leading": True}) & (alone | ~here)


def on_website(scope: Scope) -> QuerySet[Item]:
    """What this platform has published within a scope: each item once, when it first went out."""
    if not _has_website(scope):
        return Item.objects.none()
    found = Item.objects.filter(Among("agency", scope.agencies, walked=scope.walked), stand__in=SHOWN)
    found = found.filter(first_published_at__gte=scope.begin, first_published_at__lt=scope.end)
    found = _of_columns(found, scope, "")
    return found.filter(website_first()) if scope.first else found


def on_carriers(scope: Scope) -> QuerySet[Standing]:
    """The posts that count within a scope."""
    found = Standing.objects.filter(Among("agency", scope.agencies, walked=scope.walked))
    if scope.grouped:
        found = found.filter(Within("out_at", scope.begin, scope.end))
    else:
        found = found.filter(out_at__gte=scope.begin, out_at__lt=scope.end)
    if scope.carrier is not None:
        found = found.filter(carrier=scope.carrier) if scope.carrier else found.none()
    if scope.kind is not None:
        found = found.filter(carrier__kind=scope.kind)
    if scope.group is not None:
        found = found.filter(carrier__kind__in=[kind for kind in CarrierKind if kind.group is scope.group])
    found = _of_columns(found, scope, "item__")
    return found.filter(leads()) if scope.first else found


def _has_website(scope: Scope) -> bool:
    """Whether what the scope is limited to leaves this platform in; as a carrier it has the number 0."""
    return (
        scope.kind in (None, CarrierKind.WEBSITE)
        and scope.group in (None, Group.WEBSITE)
        and scope.carrier in (None, 0)
    )


def _of_columns(found: QuerySet[Row], scope: Scope, before: str) -> QuerySet[Row]:
    if scope.column is not None:
        found = found.filter(**{f"{before}column": scope.column or None})
    if scope.column_kind is not None:
        named = {f"{before}column__kind": scope.column_kind}
        none = {f"{before}column__isnull": True}
        found = found.filter(**named) if scope.column_kind in set(ColumnKind) else found.filter(**none)
    return found
