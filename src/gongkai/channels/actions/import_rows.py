"""Rows of an import become posts and figures: many at once, a fixed number of statements for each block."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.channels.actions.import_plan import Step
from gongkai.channels.actions.posting import moment
from gongkai.channels.models import Carrier, Intake, Piece, Post, Tally
from gongkai.channels.queries.pieces import NEAR
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.access import Actor

_BLOCK = 500


@dataclass(frozen=True, slots=True)
class Into:
    """Where rows go: the intake, its carrier, who takes them in and when."""

    intake: Intake
    carrier: Carrier
    by: Actor
    at: datetime


def add_posts(steps: Sequence[Step], chosen: Mapping[int, int], into: Into) -> dict[int, Post]:
    """Add the posts of those rows that are new, by row. What the plan has found to be there is left alone."""
    fresh = [step for step in steps if step.post_id is None]
    items = {step.line.row: item for step in fresh if (item := _item_of(step, chosen)) is not None}
    pieces = _pieces([step for step in fresh if step.line.row not in items], into.carrier.agency_id)
    made = Post.objects.bulk_create(
        [_post(step, items.get(step.line.row), pieces.get(step.line.row), into) for step in fresh],
        batch_size=_BLOCK,
    )
    return {step.line.row: post for step, post in zip(fresh, made, strict=True)}


def add_tallies(steps: Iterable[Step], posts: Mapping[int, Post], into: Into) -> list[int]:
    """Add the figures of all rows that have any, of new posts and of those that were there; the posts that they are of."""
    told = [(step, step.post_id or posts[step.line.row].pk) for step in steps if step.counted]
    Tally.objects.bulk_create(
        [
            Tally(
                post_id=post_id,
                as_of=max(into.intake.as_of, step.line.on),
                **step.line.counts,
                intake=into.intake,
                row=step.line.row,
                at=into.at,
                by=into.by.username,
            )
            for step, post_id in told
        ],
        batch_size=_BLOCK,
    )
    return [post_id for _, post_id in told]


def _item_of(step: Step, chosen: Mapping[int, int]) -> int | None:
    """Only what the preview offered can be chosen."""
    if step.item is not None:
        return step.item.item_id
    wanted = chosen.get(step.line.row)
    return wanted if wanted in {each.item_id for each in step.alike} else None


def _post(step: Step, item_id: int | None, piece_id: int | None, into: Into) -> Post:
    line = step.line
    return Post(
        agency_id=into.carrier.agency_id,
        carrier=into.carrier,
        item_id=item_id,
        piece_id=piece_id,
        title=line.title,
        title_key=title_key(line.title),
        out_at=moment(line.on, line.clock),
        timed=line.clock is not None,
        address=line.address,
        intake=into.intake,
        row=line.row,
        at=into.at,
        by=into.by.username,
    )


def _pieces(steps: Sequence[Step], agency_id: int) -> dict[int, int]:
    """The text that each row is: one that was put out before around the day, else a new one; by row."""
    ordered = sorted(steps, key=lambda step: (step.line.on, step.line.row))
    known = _known(agency_id, {title_key(step.line.title) for step in ordered})
    made: list[Piece] = []
    found: dict[int, Piece] = {}
    for step in ordered:
        key, on = title_key(step.line.title), step.line.on
        near = [piece for piece in known[key] if abs(piece.first_on - on) <= NEAR]
        piece = min(near, key=lambda each: abs(each.first_on - on), default=None)
        if piece is None:
            piece = Piece(agency_id=agency_id, title=step.line.title, title_key=key, first_on=on)
            known[key].append(piece)
            made.append(piece)
        found[step.line.row] = piece
    Piece.objects.bulk_create(made, batch_size=_BLOCK)
    return {row: piece.pk for row, piece in found.items()}


def _known(agency_id: int, keys: set[str]) -> defaultdict[str, list[Piece]]:
    known: defaultdict[str, list[Piece]] = defaultdict(list)
    wanted = sorted(keys)
    for begin in range(0, len(wanted), _BLOCK):
        for piece in Piece.objects.filter(agency=agency_id, title_key__in=wanted[begin : begin + _BLOCK]):
            known[piece.title_key].append(piece)
    return known
