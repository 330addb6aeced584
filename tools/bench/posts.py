"""One side of the bench of channels, in a process of its own: posts and items, then pages and figures as they are asked for.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gongkai.agencies.models import Agency
from gongkai.channels.actions.standing import settle_posts
from gongkai.channels.models import Carrier, Piece, Post
from gongkai.channels.queries import CarrierKind
from gongkai.channels.queries.standing import Scope
from gongkai.channels.queries.statistics import By, table
from gongkai.law.roles import Role
from gongkai.publication.models import Edition, Item, Stand
from tests.publication.office import column
from tests.signoff import office
from tools.bench.channels import PAGES
from tools.bench.pages import logged_in, taken

BODIES = 20
KINDS = (CarrierKind.WECHAT, CarrierKind.WEIBO, CarrierKind.NOTICE_BOARD)
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
_BLOCK = 500


def populate(size: int) -> Agency:
    """So many posts, and half as many items: every other post is of an item, on one of three carriers of twenty bodies."""
    top = office.agency("top")
    bodies = [office.agency(f"b{n}", top) for n in range(BODIES)]
    moments = [BEGIN + timedelta(minutes=5 * n % 525_600) for n in range(size)]
    items = public_items(bodies, moments[: size // 2])
    carriers = [
        Carrier.objects.create(agency=body, kind=kind, name=f"{body.slug}-{kind}", opened_on=date(2020, 1, 1))
        for body in bodies
        for kind in KINDS
    ]
    pieces = Piece.objects.bulk_create(
        [
            Piece(
                agency=bodies[n % BODIES], title=f"提醒{n}", title_key=f"提醒{n}", first_on=date(2025, 1, 1)
            )
            for n in range(size // 2)
        ],
        batch_size=_BLOCK,
    )
    Post.objects.bulk_create(
        [_post(n, carriers[n % len(carriers)], items, pieces, moments[n]) for n in range(size)],
        batch_size=_BLOCK,
    )
    with transaction.atomic():
        settle_posts(item_ids=[one.pk for one in items], piece_ids=[one.pk for one in pieces])
    return top


def public_items(bodies: Sequence[Agency], moments: Sequence[datetime]) -> list[Item]:
    """An item that is public since each of these moments, the bodies in turn."""
    held = column()
    items = Item.objects.bulk_create(
        [
            Item(agency=bodies[n % len(bodies)], column=held, title=f"通知{n}", touched_at=at)
            for n, at in enumerate(moments)
        ],
        batch_size=_BLOCK,
    )
    editions = Edition.objects.bulk_create(
        [
            Edition(item=one, number=1, title=one.title, opened_at=BEGIN, saved_at=BEGIN, published_at=BEGIN)
            for one in items
        ],
        batch_size=_BLOCK,
    )
    for one, edition, at in zip(items, editions, moments, strict=True):
        one.public, one.stand, one.index_no = edition, Stand.PUBLIC, f"n/{one.pk}"
        one.first_published_at = one.published_at = at
    fields = ["public", "stand", "index_no", "first_published_at", "published_at"]
    Item.objects.bulk_update(items, fields, batch_size=_BLOCK)
    return items


def _post(n: int, carrier: Carrier, items: list[Item], pieces: list[Piece], at: datetime) -> Post:
    return Post(
        agency_id=carrier.agency_id,
        carrier=carrier,
        item=items[n // 2] if n % 2 else None,
        piece=None if n % 2 else pieces[n // 2],
        title=f"提醒{n}",
        title_key=f"提醒{n}",
        out_at=at + timedelta(hours=n % 5 - 2),
        at=at,
        by="bench",
    )


def figures(agencies: frozenset[int]) -> tuple[float, int]:
    """The milliseconds and queries of one table over everything."""
    scope = Scope(agencies=agencies, since=date(2025, 1, 1), until=date(2025, 12, 31))
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        table(scope, By.GROUP)
    return 1000 * (time.perf_counter() - started), len(captured)


def main(size: int) -> None:
    """Make the database; then, for each name on standard input, print what it takes."""
    settings.REQUEST_LOG = False
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    call_command("migrate", verbosity=0)
    populate(size)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own upkeep does within a minute
    client = logged_in(office.user("above"), Role.SUPERVISOR, "top")
    everything = frozenset(Agency.objects.values_list("pk", flat=True))
    for line in sys.stdin:
        name = line.strip()
        told = figures(everything) if name == "figures" else taken(client, PAGES[name])
        print(json.dumps(told), flush=True)
