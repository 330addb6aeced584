"""In a process of its own: `python -m tests.copies.filling N` puts N public items into the database, `… publish` publishes one more.

What it prints: the address of the newest item. Items beyond the first are put beside it, past the actions: they only have to be many.
"""

import sys
from datetime import timedelta

import django

django.setup()

from django.forms.models import model_to_dict  # noqa: E402 - once Django is there

from gongkai.accounts.models import User  # noqa: E402
from gongkai.agencies.models import Agency  # noqa: E402
from gongkai.law.roles import Role  # noqa: E402
from gongkai.publication.models import Edition, Item, Stand  # noqa: E402
from tests.portal.public import address  # noqa: E402
from tests.publication.office import office, published  # noqa: E402
from tests.signoff.office import Office, actor, duty  # noqa: E402


def main(word: str) -> None:
    """Do it, and say where."""
    if word == "publish":
        sys.stdout.write(address(published(_there(), title="后来公开的通知", hours=9)))
        return
    first = Item.objects.get(pk=published(office(), title="最先公开的通知"))
    _copied(first, int(word) - 1)
    sys.stdout.write(address(first.pk))


def _there() -> Office:
    """The office that is in the database already."""
    made = Agency.objects.get(slug="a")
    held = {role: User.objects.get(username=f"a-{role.value}") for role in Role}
    return Office(made, {role: actor(who, duty(role, made.pk)) for role, who in held.items()})


def _copied(like: Item, many: int) -> None:
    if like.public is None or like.published_at is None:
        raise RuntimeError("not public")
    begun = like.published_at
    moments = [begun - timedelta(minutes=number + 1) for number in range(many)]
    items = Item.objects.bulk_create(
        Item(agency=like.agency, column=like.column, title=f"第{number}件", touched_at=at)
        for number, at in enumerate(moments)
    )
    same = model_to_dict(like.public, exclude=["id", "item", "column", "saved_by", "round", "title"])
    editions = Edition.objects.bulk_create(
        Edition(**same | {"item": item, "title": item.title, "column": item.column}) for item in items
    )
    for item, edition, at in zip(items, editions, moments, strict=True):
        item.public, item.stand, item.index_no = edition, Stand.PUBLIC, f"n/{item.pk}"
        item.first_published_at = item.published_at = at
    Item.objects.bulk_update(items, ["public", "stand", "index_no", "first_published_at", "published_at"])


if __name__ == "__main__":
    main(sys.argv[1])
