"""Reads: the register of carriers, for the desk and for everybody."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from gongkai.channels import access
from gongkai.channels.models import NEW_MEDIA, PLACES, Carrier, CarrierKind, Filing
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among


@dataclass(frozen=True, slots=True)
class CarrierRow:
    """One carrier. `posts`, `reads`: how much stands there, how often it was read; both 0 where nobody asked for them."""

    id: int
    agency_id: int
    agency: str
    agency_slug: str
    kind: CarrierKind
    name: str
    platform: str
    account: str
    address: str
    place: str
    hours: str
    office: str
    filing: Filing
    filing_no: str
    filed_on: date | None
    opened_on: date
    closed_on: date | None
    closed_because: str
    posts: int = 0
    reads: int = 0

    @property
    def media(self) -> bool:
        """Whether it is an account of government new media, which is filed."""
        return self.kind in NEW_MEDIA

    @property
    def where(self) -> str:
        """Where it is to be found, in a line."""
        return self.place or self.account or self.address

    @property
    def imports(self) -> bool:
        """Whether its platform has anything to export."""
        return self.kind.online or self.kind is CarrierKind.GAZETTE


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is limited to; empty fields do not limit. `state`: "open", "closed", or all."""

    agency_id: int | None = None
    kind: CarrierKind | None = None
    state: str = "open"
    unfiled: bool = False


def carriers(viewer: Actor, wanted: Wanted) -> list[CarrierRow]:
    """The carriers of agencies in reach, by agency and kind; with what stands on each. Two queries."""
    found = _limited(Carrier.objects.filter(Among("agency", access.reach(viewer))), wanted)
    rows = list(found.select_related("agency").order_by("agency__name", "agency", "pk"))
    many = _standing([row.pk for row in rows])
    made = [_row(row, *many.get(row.pk, (0, 0))) for row in rows]
    return sorted(made, key=lambda row: (row.agency, row.agency_id, row.kind.rank, row.id))


def one_carrier(viewer: Actor, carrier_id: int) -> CarrierRow | None:
    """A carrier with what stands on it; None if there is none in reach."""
    found = Carrier.objects.filter(Among("agency", access.reach(viewer)), pk=carrier_id)
    row = found.select_related("agency").first()
    return _row(row, *_standing([row.pk]).get(row.pk, (0, 0))) if row else None


def open_carriers(agency_ids: Collection[int]) -> list[CarrierRow]:
    """The carriers of these agencies that are not closed, for forms; one query."""
    found = Carrier.objects.filter(Among("agency", set(agency_ids)), closed_on__isnull=True)
    rows = [_row(row) for row in found.select_related("agency")]
    return sorted(rows, key=lambda row: (row.agency, row.kind.rank, row.id))


def public_carriers(agency_id: int, on: date) -> list[CarrierRow]:
    """The accounts and places of an agency that citizens can turn to on a day, in the declared order; one query."""
    found = Carrier.objects.filter(agency=agency_id, kind__in=NEW_MEDIA | PLACES | {CarrierKind.GAZETTE})
    found = found.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=on), opened_on__lte=on)
    return sorted(
        (_row(row) for row in found.select_related("agency")),
        key=lambda row: (row.kind.rank, row.name, row.id),
    )


@dataclass(frozen=True, slots=True)
class MediaCount:
    """How many accounts of a kind are in use, and how many of them are filed."""

    kind: CarrierKind
    open: int
    filed: int


def media_on(agency_ids: Collection[int], on: date) -> list[MediaCount]:
    """The accounts of new media in use on a day, by kind in the declared order; one query.   依据：国办秘函〔2019〕19号"""
    found = Carrier.objects.filter(Among("agency", frozenset(agency_ids)), kind__in=NEW_MEDIA)
    found = found.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=on), opened_on__lte=on)
    filed = Count("pk", filter=Q(filing=Filing.FILED, filed_on__lte=on))
    rows = found.values_list("kind").annotate(many=Count("pk"), filed=filed)
    made = [MediaCount(CarrierKind(kind), many, of_them) for kind, many, of_them in rows]
    return sorted(made, key=lambda each: each.kind.rank)


def carrier_of(slug: str, name: str) -> CarrierRow | None:
    """The open carrier of an agency with this name or account; None without one. For commands."""
    found = Carrier.objects.filter(Q(name=name) | Q(account=name), agency__slug=slug, closed_on__isnull=True)
    row = found.select_related("agency").order_by("pk").first()
    return _row(row) if row else None


def _limited(found: QuerySet[Carrier], wanted: Wanted) -> QuerySet[Carrier]:
    if wanted.agency_id is not None:
        found = found.filter(agency=wanted.agency_id)
    if wanted.kind is not None:
        found = found.filter(kind=wanted.kind)
    if wanted.state in ("open", "closed"):
        found = found.filter(closed_on__isnull=wanted.state == "open")
    if wanted.unfiled:
        found = found.filter(kind__in=NEW_MEDIA, filing=Filing.NOT_FILED)
    return found


def _standing(ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """How many posts stand on these carriers, and how often they were read as far as it is known."""
    found = Carrier.objects.filter(Among("pk", frozenset(ids)), standings__isnull=False)
    rows = found.annotate(many=Count("standings"), read=Sum("standings__post__latest__tally__reads"))
    return {pk: (many, read or 0) for pk, many, read in rows.values_list("pk", "many", "read")}


def _row(carrier: Carrier, posts: int = 0, reads: int = 0) -> CarrierRow:
    return CarrierRow(
        id=carrier.pk,
        agency_id=carrier.agency_id,
        agency=carrier.agency.name,
        agency_slug=carrier.agency.slug,
        kind=CarrierKind(carrier.kind),
        name=carrier.name,
        platform=carrier.platform,
        account=carrier.account,
        address=carrier.address,
        place=carrier.place,
        hours=carrier.hours,
        office=carrier.office,
        filing=Filing(carrier.filing),
        filing_no=carrier.filing_no,
        filed_on=carrier.filed_on,
        opened_on=carrier.opened_on,
        closed_on=carrier.closed_on,
        closed_because=carrier.closed_because,
        posts=posts,
        reads=reads,
    )
