"""Writes: the index follows what the public sees of topics and of the gazette, in the transaction in which that changes.

A topic or an issue is held before it is read, and after the items in it: so whoever comes second reads what the first left.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from gongkai.compilations.models import Issue, Topic
from gongkai.compilations.queries.entries import (
    issue_puts,
    issued,
    issues_with,
    key_of,
    topic_puts,
    topics_with,
)
from gongkai.search.actions.putting import drop, put_all
from gongkai.search.models import EntryKind


def follow_items(item_ids: Sequence[int], at: datetime) -> None:
    """What these items stand in, which the caller holds (publication.models.followers)."""
    _follow(topics_with(item_ids), issues_with(item_ids), at)


def follow_topic(topic: Topic, at: datetime) -> None:
    """A topic that the caller holds and has changed."""
    _put([topic.slug], [], at)


def follow_issue(issue: Issue, at: datetime) -> None:
    """An issue that the caller holds, with its agency, and has let come out."""
    _put([], [key_of(issue)], at)


@transaction.atomic
def follow_keys(slugs: Iterable[str], keys: Iterable[str], *, at: datetime) -> None:
    """Have the index follow how topics and issues under these keys stand; a key of which there is none leaves it."""
    slugs, keys = set(slugs), set(keys)
    said = Q(pk__in=())
    for each in filter(None, map(issued, keys)):
        said |= Q(agency__slug=each[0], year=each[1], number=each[2])
    topics = sorted(Topic.objects.filter(slug__in=slugs).values_list("pk", flat=True))
    _hold(topics, sorted(Issue.objects.filter(said, dropped_at__isnull=True).values_list("pk", flat=True)))
    _put(slugs, keys, at)


def _follow(topics: Sequence[int], issues: Sequence[int], at: datetime) -> None:
    """Drafts are held too: whoever puts one out at this moment waits, or has done so by now."""
    if topics or issues:
        _hold(topics, issues)
        slugs = Topic.objects.filter(pk__in=topics).values_list("slug", flat=True)
        out = Issue.objects.filter(pk__in=issues, issued_at__isnull=False).select_related("agency")
        _put(list(slugs), list(map(key_of, out)), at)


def _hold(topics: Sequence[int], issues: Sequence[int]) -> None:
    for number in topics:
        Topic.objects.filter(pk=number).update(revision=F("revision"))
    for number in issues:
        Issue.objects.filter(pk=number).update(revision=F("revision"))


def _put(slugs: Iterable[str], keys: Iterable[str], at: datetime) -> None:
    found = [*(topic_puts(slugs) if slugs else ()), *(issue_puts(keys) if keys else ())]
    if found:
        put_all(found, at=at)
    there = {(put.kind, put.key) for put in found}
    wanted = [*((EntryKind.TOPIC, slug) for slug in slugs), *((EntryKind.GAZETTE, key) for key in keys)]
    for kind, key in sorted({*wanted} - there, key=lambda one: (one[0].place, one[1])):
        drop(kind, key)
