"""The items of the bench of static pages: one goes through the house, copies of it are put beside it, past the actions.

Imported only after `django.setup()`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from django.forms.models import model_to_dict
from django.utils import timezone

from gongkai.copies.backends import files
from gongkai.copies.backends.rendering import VARIANTS
from gongkai.copies.models import Copy
from gongkai.copies.queries.pages import things_of
from gongkai.copies.queries.things import Thing
from gongkai.law.metadata import topics
from gongkai.publication.models import Column, Edition, Item, Stand
from tests.publication.office import column
from tools.bench.items import row

BEGIN = datetime(2010, 1, 4, 1, tzinfo=UTC)
COLUMNS = 20
BLOCK = 1_000


def columns() -> list[Column]:
    """As many as an agency has."""
    made = [column(f"lm{number:02}") for number in range(COLUMNS)]
    for number, each in enumerate(made):
        Column.objects.filter(pk=each.pk).update(title=f"栏目{number + 1}")
    return made


def grow(like: Item, upto: int) -> None:
    """So many public items of the agency of one, with some 600 characters each, of all topics and in all columns."""
    held, kinds = columns(), sorted(topics())
    known = Item.objects.count()
    numbers = iter(range(known, upto))
    while block := list(islice(numbers, BLOCK)):
        _put(like, block, held, kinds)


def _put(like: Item, block: list[int], held: list[Column], kinds: list[str]) -> None:
    given = [row(number) for number in block]
    moments = [BEGIN + timedelta(minutes=60 * number) for number in block]
    items = Item.objects.bulk_create(
        Item(agency=like.agency, column=held[number % COLUMNS], title=told["title"], touched_at=at)
        for number, told, at in zip(block, given, moments, strict=True)
    )
    same = model_to_dict(
        Edition.objects.get(item=like.pk), exclude=["id", "item", "column", "saved_by", "round"]
    )
    editions = Edition.objects.bulk_create(
        Edition(
            **same
            | {
                "item": item,
                "title": told["title"],
                "title_key": told["title"],
                "body": told["body"],
                "text": told["body"].replace("<p>", "").replace("</p>", "\n"),
                "document_no": told["document_no"],
                "column": item.column,
                "topic": kinds[number % len(kinds)],
                "published_at": at,
            }
        )
        for number, told, item, at in zip(block, given, items, moments, strict=True)
    )
    for item, edition, at in zip(items, editions, moments, strict=True):
        item.public, item.stand, item.index_no = (
            edition,
            Stand.PUBLIC,
            f"{item.agency.organ_code}/{at.year}-{item.pk:06}",
        )
        item.first_published_at = item.published_at = at
    fields = ["public", "stand", "index_no", "first_published_at", "published_at"]
    Item.objects.bulk_update(items, fields, batch_size=BLOCK)


def pretend(agency_id: int, stamp: str) -> None:
    """The manifest as if all items had been written: what is measured looks at the manifest, not at their files."""
    things = list(things_of(f"items:{agency_id}", on=timezone.localdate(), stamp=stamp))
    rows = _rows(things)
    while block := list(islice(rows, BLOCK)):
        Copy.objects.bulk_create(
            block, update_conflicts=True, unique_fields=["path"], update_fields=["fingerprint"]
        )


def _rows(things: list[Thing]) -> Iterator[Copy]:
    at = timezone.now()
    for each in things:
        for variant in VARIANTS:
            yield Copy(
                path=files.place(each.addresses[0], variant) or "",
                variant=variant,
                scope=each.scope,
                key=each.key,
                digest="0" * 64,
                size=12_000,
                seq=0,
                fingerprint=each.fingerprint,
                at=at,
            )
