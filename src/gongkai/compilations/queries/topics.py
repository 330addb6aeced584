"""Reads: topics as the desk shows them: the list, one whole, what was done to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from gongkai.compilations import access
from gongkai.compilations.models import (
    Deed,
    Origin,
    Place,
    Scans,
    Section,
    Topic,
    TopicChange,
    TopicKind,
    TopicState,
)
from gongkai.compilations.queries.links import dead_among
from gongkai.publication.models import Stand
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in a list. `places`: what stands in it; `gone`: how much of that the public does not see any more."""

    id: int
    agency_id: int
    agency: str
    slug: str
    kind: TopicKind
    title: str
    state: TopicState
    opened_at: datetime | None
    touched_at: datetime
    places: int
    gone: int
    scans: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """What stands in a section. `index_no` and `agency` are empty for outside policies, whose `address` is not.

    `gone`: how its item stands where the public does not see it any more; `dead`: what its address answered where it does
    not open. `key`: of its short address.
    """

    id: int
    title: str
    index_no: str
    document_no: str
    agency: str
    address: str
    source: str
    origin: Origin
    note: str
    put_in_at: datetime
    published_at: datetime | None
    gone: str
    dead: str
    key: str

    @property
    def outside(self) -> bool:
        """Whether it stands on somebody else's site."""
        return bool(self.address)

    @property
    def shown(self) -> bool:
        """Whether the public sees it."""
        return not self.gone


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section with what stands in it."""

    id: int
    title: str
    note: str
    key: str
    places: tuple[PlaceRow, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic whole; `key`: of its short address."""

    id: int
    agency_id: int
    agency: str
    agency_slug: str
    slug: str
    kind: TopicKind
    title: str
    cover: str
    introduction: str
    position: int
    state: TopicState
    opened_at: datetime | None
    closed_at: datetime | None
    touched_at: datetime
    key: str
    sections: tuple[SectionRow, ...]

    @property
    def gone(self) -> tuple[PlaceRow, ...]:
        """What the public does not see any more."""
        return tuple(place for section in self.sections for place in section.places if not place.shown)

    @property
    def dead(self) -> tuple[PlaceRow, ...]:
        """The outside policies that do not open."""
        return tuple(place for section in self.sections for place in section.places if place.dead)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Something that was done to a topic."""

    deed: Deed
    told: str
    section: str
    because: str
    by: str
    at: datetime


def topics(viewer: Actor, *, state: TopicState | None = None, words: str = "") -> list[TopicRow]:
    """The topics of the agencies that somebody reaches, in their order: one query."""
    found = Topic.objects.filter(access.visible_to(viewer))
    if state is not None:
        found = found.filter(state=state)
    if words.strip():
        found = found.filter(Q(title__icontains=words.strip()) | Q(slug=words.strip()))
    return [_row(each) for each in _counted(found).order_by("position", "-touched_at", "pk")]


def topic(topic_id: int, viewer: Actor) -> TopicCard | None:
    """A topic as its page on the desk shows it; None if there is none, or the viewer may not see it. Four queries."""
    found = Topic.objects.filter(access.visible_to(viewer), pk=topic_id)
    held = found.select_related("agency").first()
    return card(held, dead=True) if held else None


def card(held: Topic, *, dead: bool = False) -> TopicCard:
    """A topic whole: two queries; one more where it is asked which of its addresses are dead."""
    sections = Section.objects.filter(topic=held, removed_at__isnull=True).select_related("code")
    places = Place.objects.filter(section__topic=held, taken_out_at__isnull=True)
    rows = list(
        places.select_related("item__agency", "item__public", "code").defer(*_TEXTS).order_by("position")
    )
    told = dead_among([each.address for each in rows if each.address]) if dead else {}
    by_section: dict[int, list[PlaceRow]] = {}
    for each in rows:
        by_section.setdefault(each.section_id, []).append(_place(each, told))
    shown = tuple(
        SectionRow(one.pk, one.title, one.note, one.code.key, tuple(by_section.get(one.pk, ())))
        for one in sections.order_by("position", "pk")
    )
    codes = held.codes.filter(section__isnull=True, place__isnull=True).values_list("key", flat=True)
    return TopicCard(
        id=held.pk,
        agency_id=held.agency_id,
        agency=held.agency.name,
        agency_slug=held.agency.slug,
        slug=held.slug,
        kind=TopicKind(held.kind),
        title=held.title,
        cover=held.cover,
        introduction=held.introduction,
        position=held.position,
        state=TopicState(held.state),
        opened_at=held.opened_at,
        closed_at=held.closed_at,
        touched_at=held.touched_at,
        key=codes.get(),
        sections=shown,
    )


def changes(topic_id: int, viewer: Actor, *, most: int = 200) -> list[ChangeRow]:
    """What was done to a topic, the latest first; nothing for whoever may not see it. One query."""
    seen = Topic.objects.filter(access.visible_to(viewer), pk=topic_id)
    found = TopicChange.objects.filter(topic__in=seen).select_related("section", "by").order_by("-pk")
    return [
        ChangeRow(
            Deed(each.deed),
            each.told,
            each.section.title if each.section and each.place_id else "",
            each.because,
            each.by.name if each.by else "运行人员",
            each.at,
        )
        for each in found[:most]
    ]


_TEXTS = tuple(f"item__public__{name}" for name in ("body", "text", "acknowledged", "authors", "summary"))


def _counted(found: QuerySet[Topic]) -> QuerySet[Topic]:
    there = Place.objects.filter(
        section__topic=OuterRef("pk"), section__removed_at__isnull=True, taken_out_at__isnull=True
    ).order_by()
    gone = there.filter(item__isnull=False).exclude(item__stand=Stand.PUBLIC)
    scans = Scans.objects.filter(code__topic=OuterRef("pk")).order_by().values("code__topic")
    return found.select_related("agency").annotate(
        places=_number(there.values("section__topic").annotate(n=Count("pk")).values("n")),
        gone=_number(gone.values("section__topic").annotate(n=Count("pk")).values("n")),
        scanned=_number(scans.annotate(n=Sum("count")).values("n")),
    )


def _number(found: Any) -> Coalesce:
    return Coalesce(Subquery(found), 0, output_field=IntegerField())


def _row(found: Topic) -> TopicRow:
    return TopicRow(
        found.pk,
        found.agency_id,
        found.agency.name,
        found.slug,
        TopicKind(found.kind),
        found.title,
        TopicState(found.state),
        found.opened_at,
        found.touched_at,
        getattr(found, "places", 0),
        getattr(found, "gone", 0),
        getattr(found, "scanned", 0),
    )


def _place(each: Place, dead: Mapping[str, str]) -> PlaceRow:
    item = each.item
    public = item.public if item else None
    return PlaceRow(
        id=each.pk,
        title=item.title if item else each.title,
        index_no=item.index_no if item else "",
        document_no=public.document_no if public else "",
        agency=item.agency.name if item else "",
        address=each.address,
        source=each.source,
        origin=Origin(each.origin),
        note=each.note,
        put_in_at=each.put_in_at,
        published_at=item.published_at if item else None,
        gone="" if item is None or item.stand == Stand.PUBLIC else Stand(item.stand).label,
        dead=dead.get(each.address, ""),
        key=each.code.key,
    )
