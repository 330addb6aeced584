"""Writes: what follows from posts and figures: which posts count and lead, which figures count now."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from gongkai.channels.models import CarrierKind, LatestTally, Piece, Post, Standing, Tally
from gongkai.publication.models import Item
from gongkai.records.actions.jobs import job
from gongkai.records.queries.numbers import civil_day

_BLOCK = 500
_WRITTEN = 90  # rows in a statement: SQLite takes 999 parameters


def settle_posts(*, item_ids: Collection[int] = (), piece_ids: Collection[int] = ()) -> None:
    """Work out anew which posts of these texts count, and which leads: the earliest, of two at one moment the one whose kind
    stands first.

    Belongs to the transaction in which posts were added or taken back.
    """
    for field, ids in (("item", sorted(set(item_ids))), ("piece", sorted(set(piece_ids)))):
        for begin in range(0, len(ids), _BLOCK):
            _settle(field, ids[begin : begin + _BLOCK])


def settle_tallies(post_ids: Iterable[int]) -> None:
    """Work out anew which figures of these posts count: those of the latest day, of one day the last that were told."""
    ids = sorted(set(post_ids))
    for begin in range(0, len(ids), _BLOCK):
        block = ids[begin : begin + _BLOCK]
        found = Tally.objects.filter(post__in=block, void__isnull=True).order_by("as_of", "pk")
        latest = dict(found.values_list("post", "pk"))
        LatestTally.objects.filter(post__in=block).delete()
        LatestTally.objects.bulk_create(
            LatestTally(post_id=post_id, tally_id=tally_id) for post_id, tally_id in latest.items()
        )


@job("channels.refresh", label="核对首发载体和最新阅读数")
@transaction.atomic
def refresh(*, at: datetime) -> None:  # noqa: ARG001 - what follows from facts does not depend on the clock
    """Make anew what follows from posts, for every text: whatever went wrong before is right again."""
    standing = Post.objects.all()
    settle_posts(
        item_ids=list(standing.filter(item__isnull=False).values_list("item", flat=True).distinct()),
        piece_ids=list(standing.filter(piece__isnull=False).values_list("piece", flat=True).distinct()),
    )
    settle_tallies(Tally.objects.values_list("post", flat=True).distinct())


def _settle(field: str, ids: list[int]) -> None:
    """The texts are held first: whoever else works out theirs waits. Whoever only refers to them does not (`no_key`), or two who
    have put the same text out would wait for each other.
    """
    texts = Item.objects if field == "item" else Piece.objects
    list(texts.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    found: defaultdict[int, list[Post]] = defaultdict(list)
    rows = Post.objects.filter(**{f"{field}__in": ids}, void__isnull=True)
    for post in rows.select_related("carrier", "item"):
        found[getattr(post, f"{field}_id")].append(post)
    Standing.objects.filter(**{f"post__{field}__in": ids}).delete()
    Standing.objects.bulk_create(
        (
            _standing(post, leads=post is first)
            for posts, first in ((posts, _first(posts)) for posts in found.values())
            for post in posts
        ),
        batch_size=_WRITTEN,
    )


def _first(posts: list[Post]) -> Post:
    return min(posts, key=lambda post: (post.out_at, CarrierKind(post.carrier.kind).rank, post.pk))


def _standing(post: Post, *, leads: bool) -> Standing:
    on = civil_day(post.out_at)
    here = post.item.first_published_at if post.item else None
    return Standing(
        post=post,
        agency_id=post.agency_id,
        carrier_id=post.carrier_id,
        item_id=post.item_id,
        piece_id=post.piece_id,
        out_at=post.out_at,
        month=100 * on.year + on.month,
        leading=leads,
        ahead=leads and here is not None and post.out_at < here,
    )
