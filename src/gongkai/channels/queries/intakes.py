"""Reads: files that were taken in, and what each brought: every imported figure leads here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from gongkai.channels import access
from gongkai.channels.models import CarrierKind, Intake, Post, Tally
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.among import Among

PAGE = 50
LINES = 200


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One file that was taken in. `void`: why it was taken back, "" where it was not."""

    id: int
    agency_id: int
    agency: str
    carrier_id: int
    carrier: str
    kind: CarrierKind
    name: str
    digest: str
    columns: Mapping[str, str]
    file_id: int | None
    as_of: date
    rows: int
    added: int
    known: int
    counted: int
    at: datetime
    by: str
    void: str


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """What a row of the file became: a post (`added`: a new one), and its figures."""

    row: int
    post_id: int
    title: str
    out_at: datetime
    item_id: int | None
    added: bool
    reads: int | None
    likes: int | None
    forwards: int | None
    comments: int | None


def intakes(viewer: Actor, *, carrier_id: int | None = None) -> list[IntakeRow]:
    """The last files that were taken in for carriers in reach, newest first; one query."""
    found = _visible(viewer)
    if carrier_id is not None:
        found = found.filter(carrier=carrier_id)
    return [_row(each) for each in found.order_by("-pk")[:PAGE]]


def one_intake(viewer: Actor, intake_id: int) -> IntakeRow | None:
    """A file that was taken in; None if there is none in reach."""
    found = _visible(viewer).filter(pk=intake_id).first()
    return _row(found) if found else None


def lines_of(intake_id: int, *, after: int = 0) -> list[IntakeLine]:
    """What its rows became, by row, from behind this one on; two queries. Who may see it the caller decides."""
    fresh = Post.objects.filter(intake=intake_id, row__gt=after).order_by("row")[:LINES]
    told = (
        Tally.objects.filter(intake=intake_id, row__gt=after).select_related("post").order_by("row")[:LINES]
    )
    posts = {post.row: (post, True) for post in fresh if post.row is not None}
    tallies = {tally.row: tally for tally in told if tally.row is not None}
    for row, tally in tallies.items():
        posts.setdefault(row, (tally.post, False))
    return [_line(row, *posts[row], tallies.get(row)) for row in sorted(posts)[:LINES]]


def _visible(viewer: Actor) -> QuerySet[Intake]:
    found = Intake.objects.select_related("carrier__agency", "void")
    return found if viewer is OPERATOR else found.filter(Among("carrier__agency", access.reach(viewer)))


def _line(row: int, post: Post, added: bool, tally: Tally | None) -> IntakeLine:
    return IntakeLine(
        row,
        post.pk,
        post.title,
        post.out_at,
        post.item_id,
        added,
        tally.reads if tally else None,
        tally.likes if tally else None,
        tally.forwards if tally else None,
        tally.comments if tally else None,
    )


def _row(intake: Intake) -> IntakeRow:
    void = getattr(intake, "void", None)
    return IntakeRow(
        id=intake.pk,
        agency_id=intake.carrier.agency_id,
        agency=intake.carrier.agency.name,
        carrier_id=intake.carrier_id,
        carrier=intake.carrier.name,
        kind=CarrierKind(intake.carrier.kind),
        name=intake.name,
        digest=intake.digest,
        columns=intake.columns,
        file_id=intake.file_id,
        as_of=intake.as_of,
        rows=intake.rows,
        added=intake.added,
        known=intake.known,
        counted=intake.counted,
        at=intake.at,
        by=intake.by,
        void=void.reason if void else "",
    )
