"""Reads: topics as the public sees them: what was taken back does not stand in them."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q

from gongkai.compilations.models import Code, Origin, Topic, TopicKind, TopicState
from gongkai.compilations.queries.topics import TopicCard, card
from gongkai.publication.models import Stand

_SEEN = Q(state__in=[TopicState.OPEN, TopicState.CLOSED])
_THERE = Q(sections__removed_at__isnull=True, sections__places__taken_out_at__isnull=True)
_READ = Q(sections__places__item__stand=Stand.PUBLIC) | (
    Q(sections__places__item__isnull=True) & Q(sections__places__isnull=False)
)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A topic in the public list."""

    slug: str
    kind: TopicKind
    title: str
    cover: str
    agency: str
    agency_slug: str
    state: TopicState
    opened_at: datetime | None
    places: int


@dataclass(frozen=True, slots=True)
class Target:
    """Where a short address leads. `slug`: the topic; `index_no`: the item in its place, "" for none that is public."""

    code_id: int
    slug: str
    section_id: int
    place_id: int
    index_no: str


def listed() -> list[ShownRow]:
    """The topics that everybody may see, those that go on first, each in its order: one query."""
    found = Topic.objects.filter(_SEEN).select_related("agency")
    counted = found.annotate(places=Count("sections__places", filter=_THERE & _READ))
    rows = sorted(
        counted.order_by("position", "-opened_at", "pk"), key=lambda each: each.state == TopicState.CLOSED
    )
    return [
        ShownRow(
            each.slug,
            TopicKind(each.kind),
            each.title,
            each.cover,
            each.agency.name,
            each.agency.slug,
            TopicState(each.state),
            each.opened_at,
            each.places,
        )
        for each in rows
    ]


def shown(slug: str) -> TopicCard | None:
    """A public topic with what the public sees of it; None if there is none. Sections of which nothing is left are left out."""
    held = Topic.objects.filter(_SEEN, slug=slug).select_related("agency").first()
    return public_part(card(held)) if held else None


def public_part(whole: TopicCard) -> TopicCard:
    """A topic without what the public does not see."""
    parts = (
        replace(section, places=tuple(place for place in section.places if place.shown))
        for section in whole.sections
    )
    return replace(whole, sections=tuple(section for section in parts if section.places or section.note))


def origins(whole: TopicCard) -> list[Origin]:
    """The levels from which something stands in a topic, the highest first."""
    found = {place.origin for section in whole.sections for place in section.places}
    return [each for each in Origin if each in found]


def of_origin(whole: TopicCard, origin: Origin) -> TopicCard:
    """A topic with what comes from one level alone."""
    parts = (
        replace(section, places=tuple(place for place in section.places if place.origin is origin))
        for section in whole.sections
    )
    return replace(whole, sections=tuple(section for section in parts if section.places))


def target(key: str) -> Target | None:
    """Where a short address leads; None for one that was never given, or whose topic the public does not see yet. One query."""
    found = (
        Code.objects.filter(key=key)
        .select_related("topic", "section", "place__item", "place__section")
        .first()
    )
    if found is None or found.topic.state == TopicState.DRAFT:
        return None
    place, section = found.place, found.section or (found.place.section if found.place else None)
    here = place is not None and place.taken_out_at is None
    item = place.item if place and here else None
    return Target(
        found.pk,
        found.topic.slug,
        section.pk if section and section.removed_at is None else 0,
        place.pk if place and here and (item is None or item.stand == Stand.PUBLIC) else 0,
        item.index_no if item and item.stand == Stand.PUBLIC else "",
    )
