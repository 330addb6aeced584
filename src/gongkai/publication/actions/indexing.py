"""Writes: the index follows how an item stands, in the transaction in which that changes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.module_loading import import_string

from gongkai.publication.actions.holding import hold
from gongkai.publication.models import Edition, Item
from gongkai.publication.models.followers import FOLLOWERS
from gongkai.publication.queries.entries import Indexed, indexed, indexed_as_read
from gongkai.records.actions.jobs import queue
from gongkai.records.queries.numbers import civil_day
from gongkai.search.actions.putting import drop, put_all
from gongkai.search.models import EntryKind

READ_FILES = "publication.read_files"


def follow(item_ids: Sequence[int], at: datetime) -> None:
    """Put into the index what is public of these items, and out of it what is not; have attachments read that nobody has.

    The caller has changed them, or holds them, in the same transaction: what another one makes of them comes after.
    """
    follow_items(item_ids, at)
    tell_followers(item_ids, at)


def follow_items(item_ids: Sequence[int], at: datetime) -> None:
    """As `follow`, for the items alone: nothing of them can have changed that anything else follows from."""
    found = indexed(item_ids, civil_day(at))
    _put(found, at)
    _out(set(item_ids) - {each.item_id for each in found})


def tell_followers(item_ids: Sequence[int], at: datetime, *, first: bool = False) -> None:
    """Tell what follows from these items (models.followers), as the last but the log; `first`: they had never been public."""
    if item_ids:
        for follower in FOLLOWERS.values():
            if follower.firsts or not first:
                import_string(follower.follows)(item_ids, at)


def enter(edition: Edition, at: datetime, *, attachments: bool) -> None:
    """Put an edition into the index that has just become public, as `follow` does, without reading it again."""
    _put([indexed_as_read(edition, civil_day(at), attachments=attachments)], at)


def put_again(item_ids: Iterable[int], at: datetime) -> None:
    """Hold items, which something else than themselves concerns, and have the index follow how they stand."""
    ids = sorted(item_ids)
    for item_id in ids:
        hold(item_id)
    follow_items(ids, at)


@transaction.atomic
def follow_keys(keys: Iterable[str], *, at: datetime) -> None:
    """Have the index follow how the items with these index numbers stand; a number that no item has leaves it."""
    wanted = set(keys)
    known = dict(Item.objects.filter(index_no__in=wanted).values_list("index_no", "pk"))
    put_again(known.values(), at)
    for key in sorted(wanted - known.keys()):
        drop(EntryKind.ITEM, key)


def read_later(unread: Mapping[int, Sequence[str]], at: datetime) -> None:
    """Have attachments read by a worker: their digests by edition. Queued in the transaction of the caller."""
    if unread:
        files = sum(map(len, unread.values()))
        key = f"{min(unread)} {len(unread)} {files} {at.isoformat()}"
        queue(READ_FILES, key=key, at=at, editions=sorted(unread))


def _put(found: Sequence[Indexed], at: datetime) -> None:
    if found:
        put_all([each.put for each in found], at=at)
    read_later({each.edition_id: each.unread for each in found if each.unread}, at)


def _out(item_ids: Iterable[int]) -> None:
    """What never was public has no number, and no entry."""
    gone = Item.objects.filter(pk__in=list(item_ids)).exclude(index_no="") if item_ids else ()
    for item in gone:
        drop(EntryKind.ITEM, item.index_no)
