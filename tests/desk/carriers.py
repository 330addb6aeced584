"""Carriers in the world of the desk: an account and a board of each agency, a post with a proof, an import, a task, a rule."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from gongkai.channels.actions.standing import settle_posts
from gongkai.channels.models import Carrier, Intake, Photo, Piece, Post, Rule, Tally, Task
from gongkai.channels.queries import CarrierKind
from gongkai.publication.models import Item, Stand
from gongkai.records.models import StoredFile
from tests.desk.world import NOW, TODAY, World

ADDRESS = "https://example.invalid/s/1"


@dataclass(frozen=True)
class Standing:
    """The numbers of what an agency has."""

    account: int
    board: int
    post: int
    photo: int
    tally: int
    intake: int
    task: int
    rule: int
    item: int


def standing(world: World, at: str, mark: str = "") -> Standing:
    """What an agency has, made once; `mark` is put into all that can be read of it."""
    agency = world.agencies[at]
    held = Carrier.objects.filter(agency=agency.id, account="held").first()
    if held is None:
        held = _made(world, at, mark)
    found: dict[str, Any] = {
        "board": Carrier.objects.get(agency=agency.id, kind=CarrierKind.NOTICE_BOARD).pk,
        "post": Post.objects.get(agency=agency.id).pk,
        "photo": Photo.objects.get(post__agency=agency.id).pk,
        "tally": Tally.objects.get(post__agency=agency.id).pk,
        "intake": Intake.objects.get(carrier=held).pk,
        "task": Task.objects.get(agency=agency.id).pk,
        "rule": Rule.objects.get(agency=agency.id).pk,
        "item": Task.objects.get(agency=agency.id).item_id,
    }
    return Standing(account=held.pk, **found)


def _made(world: World, at: str, mark: str) -> Carrier:
    agency = world.agencies[at]
    given = {"agency_id": agency.id, "opened_on": TODAY - timedelta(days=900)}
    account = Carrier.objects.create(
        kind=CarrierKind.WECHAT, name=f"{mark}发布", account="held", office=f"{mark}科", **given
    )
    board = Carrier.objects.create(
        kind=CarrierKind.NOTICE_BOARD, name=f"{mark}公开栏", place=f"{mark}院内", **given
    )
    told: dict[str, Any] = {"at": NOW, "by": "operator"}
    file = StoredFile.objects.get(pk=world.papers[at].stored)
    intake = Intake.objects.create(
        carrier=account,
        file=file,
        name=f"{mark}导出.csv",
        digest="0" * 64,
        as_of=TODAY,
        rows=1,
        added=1,
        known=0,
        counted=1,
        **told,
    )
    piece = Piece.objects.create(
        agency_id=agency.id, title=f"{mark}提醒", title_key=f"{mark}提醒", first_on=TODAY
    )
    post = Post.objects.create(
        agency_id=agency.id,
        carrier=board,
        piece=piece,
        title=f"{mark}提醒",
        title_key=f"{mark}提醒",
        out_at=NOW - timedelta(days=1),
        address=ADDRESS,
        intake=intake,
        row=2,
        **told,
    )
    with transaction.atomic():
        settle_posts(piece_ids=[piece.pk])
    Tally.objects.create(post=post, as_of=TODAY, reads=7, intake=intake, row=2, **told)
    Photo.objects.create(post=post, file=file, taken_on=TODAY, **told)
    item = _public(world, at)
    Task.objects.create(
        item=item, carrier=account, agency_id=agency.id, due_on=TODAY, note=f"{mark}请转发", **told
    )
    Rule.objects.create(agency_id=agency.id, carrier=account, within=2, begins_at=NOW)
    return account


def _public(world: World, at: str) -> Item:
    """An item that everybody may read: nothing in it is a secret."""
    return Item.objects.create(
        agency_id=world.agencies[at].id,
        title="已公开的通知",
        stand=Stand.EXPIRED,
        index_no=f"{world.agencies[at].slug}/p",
        touched_at=NOW,
        first_published_at=NOW - timedelta(days=2),
        published_at=NOW - timedelta(days=2),
    )
