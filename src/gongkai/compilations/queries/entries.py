"""Reads: public topics and issues of the gazette as the index takes them in, with the titles of what stands in them."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from django.utils.timezone import make_aware

from gongkai.compilations.models import Article, Issue, Place, Topic, TopicState
from gongkai.compilations.queries.gazette_text import articles_of, numbers
from gongkai.compilations.queries.readable import standings
from gongkai.compilations.queries.shown import public_part
from gongkai.compilations.queries.topics import SectionRow, card
from gongkai.search.actions.putting import Put
from gongkai.search.models import EntryKind

Issued = tuple[str, int, int]
"""Whose gazette it is, by its address, the year, the number in it."""


def topic_puts(slugs: Iterable[str] | None = None) -> Iterator[Put]:
    """Every topic that the public sees, or those with these addresses; three queries each, of which there are few."""
    found = Topic.objects.exclude(state=TopicState.DRAFT).select_related("agency")
    if slugs is not None:
        found = found.filter(slug__in=list(slugs))
    yield from map(_topic, found.order_by("pk"))


def issue_puts(keys: Iterable[str] | None = None) -> Iterator[Put]:
    """Every issue that is out, or those under these keys; three queries each."""
    found = Issue.objects.filter(issued_at__isnull=False).select_related("agency").order_by("pk")
    wanted = None if keys is None else set(keys)
    if wanted is not None:
        known = {read_as for key in wanted if (read_as := issued(key))}
        found = found.filter(
            agency__slug__in={slug for slug, _, _ in known}, year__in={year for _, year, _ in known}
        )
    for each in found:
        if wanted is None or key_of(each) in wanted:
            yield _issue(each)


def key_of(issue: Issue) -> str:
    """Under what the index has an issue: the address of its agency, year and number."""
    return f"{issue.agency.slug}/{issue.year}/{issue.number}"


def issued(key: str) -> Issued | None:
    """What a key says; None if it is none."""
    slug, *rest = key.split("/")
    if len(rest) != 2 or not all(each.isascii() and each.isdecimal() and len(each) < 6 for each in rest):
        return None
    return slug, int(rest[0]), int(rest[1])


def topics_with(item_ids: Iterable[int]) -> list[int]:
    """The topics in which one of these items stands, whatever their state. One query."""
    found = Place.objects.filter(item__in=list(item_ids), taken_out_at__isnull=True)
    return sorted(set(found.values_list("section__topic", flat=True)))


def issues_with(item_ids: Iterable[int]) -> list[int]:
    """The issues in which one of these items stands and that were not given up. One query."""
    found = Article.objects.filter(
        item__in=list(item_ids), taken_out_at__isnull=True, issue__dropped_at__isnull=True
    )
    return sorted(set(found.values_list("issue", flat=True)))


def _topic(held: Topic) -> Put:
    whole = public_part(card(held))
    lines = [
        whole.cover,
        whole.introduction,
        *(line for section in whole.sections for line in _section(section)),
    ]
    return Put(
        kind=EntryKind.TOPIC,
        key=held.slug,
        agency_id=held.agency_id,
        title=held.title,
        text="\n".join(filter(None, lines)),
        published_at=held.opened_at or held.touched_at,
        genre=EntryKind.TOPIC.value,
    )


def _section(section: SectionRow) -> Iterator[str]:
    yield from (section.title, section.note)
    for place in section.places:
        yield "　".join(filter(None, (place.title, place.document_no, place.source, place.note)))


def _issue(held: Issue) -> Put:
    """The names of its documents alone: each text is found by itself. What was removed has none."""
    rows = articles_of(held.pk)
    known = standings(rows)
    lines = [held.sponsor]
    for each in rows:
        title = known[each.pk].title
        number = each.edition.document_no if title == each.edition.title else ""
        lines.append("　".join(filter(None, (title, number))))
    return Put(
        kind=EntryKind.GAZETTE,
        key=key_of(held),
        agency_id=held.agency_id,
        title=f"{held.title}{numbers(held.year, held.number, held.total)}",
        text="\n".join(filter(None, lines)),
        published_at=make_aware(datetime.combine(held.dated_on, time())),  # the day that it says itself
        genre=EntryKind.GAZETTE.value,
    )
