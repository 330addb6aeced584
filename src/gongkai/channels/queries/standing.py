"""Reads: what stands where: posts on carriers, and what this platform itself has published, each as one row of one kind.

The government website is this platform: that an item is public here is its post there. Nobody enters that a second time, so
that it cannot be forgotten or told otherwise. Every figure and every list is made of these rows.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gongkai.channels.models import CarrierKind, FirstPost, Group, Post
from gongkai.publication.models import ColumnKind, Item, Stand
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import CIVIL

Row = TypeVar("Row", Item, Post)

SHOWN = (Stand.PUBLIC, Stand.EXPIRED)
"""An item that is, or was to its last day, before the public. One that was taken back does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is counted or listed: of which agencies, from one day to another, and of what alone; None leaves nothing out.

    `kind`, `group`: of the carrier; `column`, `column_kind`: of the item, 0 and "" for what has none. `first`: each text once,
    on its first carrier. `walked`: a list goes through all posts by time, since most of them fit (`Among`).
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

    @property
    def begin(self) -> datetime:
        """The moment with which it begins."""
        return datetime.combine(self.since, time.min, CIVIL)

    @property
    def end(self) -> datetime:
        """The moment before which it ends."""
        return datetime.combine(self.until + timedelta(days=1), time.min, CIVIL)


def website_first() -> Q:
    """An item that no carrier had before this platform: the platform stands first where both went out at one moment."""
    return ~Q(
        Exists(FirstPost.objects.filter(item=OuterRef("pk"), out_at__lt=OuterRef("first_published_at")))
    )


def post_first() -> Q:
    """A post that is the first of its text, before this platform as well."""
    here = Q(item__stand__in=SHOWN, item__first_published_at__lte=F("out_at"))
    return Q(leading__isnull=False) & (Q(item__isnull=True) | ~here)


def on_website(scope: Scope) -> QuerySet[Item]:
    """What this platform has published within a scope: each item once, when it first went out."""
    found = Item.objects.filter(Among("agency", scope.agencies), stand__in=SHOWN)
    found = found.filter(first_published_at__gte=scope.begin, first_published_at__lt=scope.end)
    if not _has_website(scope):
        return found.none()
    found = _of_columns(found, scope, "")
    return found.filter(website_first()) if scope.first else found


def on_carriers(scope: Scope) -> QuerySet[Post]:
    """The posts within a scope, without those that were taken back."""
    found = Post.objects.filter(Among("agency", scope.agencies, walked=scope.walked), void__isnull=True)
    found = found.filter(out_at__gte=scope.begin, out_at__lt=scope.end)
    if scope.carrier is not None:
        found = found.filter(carrier=scope.carrier) if scope.carrier else found.none()
    if scope.kind is not None:
        found = found.filter(carrier__kind=scope.kind)
    if scope.group is not None:
        found = found.filter(carrier__kind__in=[kind for kind in CarrierKind if kind.group is scope.group])
    found = _of_columns(found, scope, "item__")
    return found.filter(post_first()) if scope.first else found


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
