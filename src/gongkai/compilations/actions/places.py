"""Writes: items and outside policies are put into topics, taken out, put in order."""

from datetime import datetime
from enum import StrEnum
from html import escape

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from gongkai.compilations.actions.coding import give_code
from gongkai.compilations.actions.holding import MOST_PLACES, hold_to_change, tell
from gongkai.compilations.actions.topics import section_of
from gongkai.compilations.models import Deed, Origin, Place, Section, Topic
from gongkai.compilations.queries.links import MONTHLY
from gongkai.documents.checking.links import check_links, outward
from gongkai.law.findings import Severity
from gongkai.publication.actions.asking import want
from gongkai.publication.models import Item, Stand
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without

TWICE = "这条信息已经在这个分栏里。"


class Way(StrEnum):
    """Where something is moved to among its own."""

    UP = "up"
    DOWN = "down"


@transaction.atomic
def put_in_item(
    *, topic_id: int, section_id: int, item_id: int, by: Actor, at: datetime, note: str = ""
) -> int:
    """Put a public item, of the own or of another agency, into a section; returns the number of its place.

    Refused for what is not public, and for what stands in the section already.
    """
    # Held before the topic, as whoever takes the item back does.
    Item.objects.filter(pk=item_id).update(touched_at=F("touched_at"))
    held, duty = hold_to_change(topic_id, by, at)
    section = section_of(held, section_id)
    item = Item.objects.filter(pk=item_id, stand=Stand.PUBLIC).select_related("agency").first()
    if item is None:
        raise Refused("没有这条已公开的信息：专题只收已经公开的信息，请核对索引号，或者先公开。")
    place = _new(held, section, at, note=note, item=item, origin=Origin(item.agency.level))
    tell(Deed.PUT_IN, held, section=section, place=place, by=by, at=at, duty=duty, told=item.title)
    return place.pk


@transaction.atomic
def put_in_address(  # noqa: PLR0913 - the fields of an outside policy
    *,
    topic_id: int,
    section_id: int,
    title: str,
    address: str,
    origin: Origin,
    by: Actor,
    at: datetime,
    source: str = "",
    note: str = "",
) -> int:
    """Put the address of somebody else's policy into a section; returns the number of its place. A job asks whether it opens.

    Refused for what official pages must not link to (`documents.checking.links`), and for what stands there already.
    """
    held, duty = hold_to_change(topic_id, by, at)
    section = section_of(held, section_id)
    title, address = refuse_without(title, 200, "政策名称"), refuse_without(address, 500, "网址")
    refuse_longer(source, 80, "发布单位")
    addresses = require_address(title, address)
    if section.places.filter(address=address, taken_out_at__isnull=True).exists():
        raise Refused("这个网址已经在这个分栏里。")
    given = {"title": title, "address": address, "source": source.strip(), "origin": origin}
    place = _new(held, section, at, note=note, **given)
    want(addresses, before=at - MONTHLY, at=at)
    tell(Deed.PUT_IN, held, section=section, place=place, by=by, at=at, duty=duty, told=title)
    return place.pk


def require_address(title: str, address: str) -> tuple[str, ...]:
    """The address as it is asked for; Refused with the reason where no official page may lead there."""
    html = f'<p><a href="{escape(address)}">{escape(title)}</a></p>'
    addresses = outward(html)
    if not addresses:
        raise Refused("网址应当以 https:// 或者 http:// 开头，请从浏览器的地址栏完整复制。")
    found = [remark for remark in check_links(html, title) if remark.severity is Severity.ERROR]
    if found:
        raise Refused(*(remark.message for remark in found))
    return addresses


@transaction.atomic
def take_out(*, topic_id: int, place_id: int, by: Actor, at: datetime, because: str = "") -> None:
    """Take something out of a topic; what it was stays in the history."""
    held, duty = hold_to_change(topic_id, by, at)
    refuse_longer(because, 200, "移出的原因")
    place = _place_of(held, place_id)
    place.taken_out_at = at
    place.save(update_fields=["taken_out_at"])
    told = place.item.title if place.item else place.title
    tell(
        Deed.TAKEN_OUT,
        held,
        section=place.section,
        place=place,
        by=by,
        at=at,
        duty=duty,
        told=told,
        because=because.strip(),
    )


@transaction.atomic
def move_place(*, topic_id: int, place_id: int, way: Way, by: Actor, at: datetime) -> None:
    """Let something change its place with the one before or after it in its section; at the end nothing happens."""
    held, duty = hold_to_change(topic_id, by, at)
    place = _place_of(held, place_id)
    here = Place.objects.filter(section=place.section_id, taken_out_at__isnull=True)
    other = _beside(list(here.order_by("position", "pk")), place, way)
    if not isinstance(other, Place):
        return
    _swap(Place, place, other)
    told = place.item.title if place.item else place.title
    tell(Deed.MOVED, held, section=place.section, place=place, by=by, at=at, duty=duty, told=told)


@transaction.atomic
def move_section(*, topic_id: int, section_id: int, way: Way, by: Actor, at: datetime) -> None:
    """Let a section change its place with the one before or after it; at the end nothing happens."""
    held, duty = hold_to_change(topic_id, by, at)
    section = section_of(held, section_id)
    here = Section.objects.filter(topic=held, removed_at__isnull=True)
    other = _beside(list(here.order_by("position", "pk")), section, way)
    if not isinstance(other, Section):
        return
    _swap(Section, section, other)
    tell(Deed.MOVED, held, section=section, by=by, at=at, duty=duty, told=section.title)


def _new(held: Topic, section: Section, at: datetime, *, note: str, **given: object) -> Place:
    refuse_longer(note, 300, "说明")
    here = Place.objects.filter(section__topic=held, taken_out_at__isnull=True)
    if here.count() >= MOST_PLACES:
        raise Refused(f"一个专题最多收 {MOST_PLACES} 条，请移出一些，或者另建专题。")
    last = here.filter(section=section).aggregate(last=Max("position"))["last"] or 0
    made = Place(section=section, position=last + 1, put_in_at=at, note=note.strip(), **given)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused(TWICE) from None
    give_code(held, at, place=made)
    return made


def _place_of(held: Topic, place_id: int) -> Place:
    found = Place.objects.filter(section__topic=held, pk=place_id, taken_out_at__isnull=True)
    place = found.select_related("section", "item").first()
    if place is None:
        raise Refused("这一条已经不在专题里，请刷新后再看。")
    return place


def _beside(rows: list[Place] | list[Section], one: Place | Section, way: Way) -> Place | Section | None:
    at = next(number for number, row in enumerate(rows) if row.pk == one.pk)
    other = at - 1 if way is Way.UP else at + 1
    return rows[other] if 0 <= other < len(rows) else None


def _swap(of: type[Place] | type[Section], one: Place | Section, other: Place | Section) -> None:
    """Positions of the same section differ, since each was given the next one when it came."""
    first, second = one.position, other.position
    of.objects.filter(pk=one.pk).update(position=second)
    of.objects.filter(pk=other.pk).update(position=first)
    one.position = second
