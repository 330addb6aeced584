"""Writes: what follows from posts and figures: which post of a text is the first, which figures count now."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from gongkai.channels.models import CarrierKind, FirstPost, LatestTally, Piece, Post, Tally
from gongkai.publication.models import Item
from gongkai.records.actions.jobs import job

_BLOCK = 500


def settle_firsts(*, item_ids: Collection[int] = (), piece_ids: Collection[int] = ()) -> None:
    """Work out anew which post of these texts is the first: the earliest, of two at one moment the one whose kind stands first.

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
    settle_firsts(
        item_ids=list(standing.filter(item__isnull=False).values_list("item", flat=True).distinct()),
        piece_ids=list(standing.filter(piece__isnull=False).values_list("piece", flat=True).distinct()),
    )
    settle_tallies(Tally.objects.values_list("post", flat=True).distinct())


def _settle(field: str, ids: list[int]) -> None:
    """The texts are held first: whoever else works out theirs waits."""
    texts = Item.objects if field == "item" else Piece.objects
    list(texts.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    rows = Post.objects.filter(**{f"{field}__in": ids}, void__isnull=True)
    found = rows.values_list(field, "out_at", "carrier__kind", "pk")
    firsts: dict[int, tuple[datetime, int, int]] = {}
    for text_id, out_at, kind, post_id in found:
        mine = (out_at, CarrierKind(kind).rank, post_id)
        if text_id not in firsts or mine < firsts[text_id]:
            firsts[text_id] = mine
    FirstPost.objects.filter(**{f"{field}__in": ids}).delete()
    FirstPost.objects.bulk_create(
        FirstPost(**{f"{field}_id": text_id}, post_id=post_id, out_at=out_at)
        for text_id, (out_at, _, post_id) in firsts.items()
    )
