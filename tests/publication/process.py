"""Publishers as real processes: `python -m tests.publication.process SCENARIO` prints what is in the database then."""

import importlib
import json
import os
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django
from django.db import connection

from tests.records.process import attempt, killed_again, together

CROWD = 8
THINGS = 12
ROUNDS = 4


def publishes(says: int, ids: list[int], me: int) -> None:
    """Publish all of them, in an order of one's own."""
    from gongkai.publication import actions
    from gongkai.records.access import OPERATOR
    from tests.publication.office import later

    for edition_id in random.Random(me).sample(ids, len(ids)):
        act = partial(actions.publish, edition_id=edition_id, by=OPERATOR, at=later(5))
        attempt(says, "publish", act)


def changes(says: int, ids: list[int], handlers: dict[int, Any], me: int) -> None:
    """Change every third one while the others publish."""
    from gongkai.publication import actions
    from tests.publication.office import altered, edition, later

    for edition_id in ids[me % 3 :: 3]:
        held = edition(edition_id)
        act = partial(
            actions.save,
            edition_id=edition_id,
            revision=held.revision,
            content=altered(held, summary=f"第{me}人改过的概述。"),
            by=handlers[held.item.agency_id],
            at=later(5),
        )
        attempt(says, "change", act)


def crowd(ids: list[int], handlers: dict[int, Any]) -> dict[str, Any]:
    """All at once: publishers who want the same, others who change what is published at that moment."""
    errands: list[Callable[[int], None]] = [partial(publishes, ids=ids, me=me) for me in range(CROWD)]
    errands += [partial(changes, ids=ids, handlers=handlers, me=me) for me in range(2)]
    return together(errands)


def killed(ids: list[int], handlers: dict[int, Any]) -> dict[str, Any]:  # noqa: ARG001 - as `crowd`
    """Publishers are killed at a random moment, again and again; then the rest is published."""
    killed_again(partial(publishes, ids=ids), ROUNDS)
    between = result()
    return {**together([partial(publishes, ids=ids, me=0)]), "between": between}


def withdraws(says: int, ids: list[int], leaders: dict[int, Any], tells: int) -> None:
    """Take everything back; that is told before others can see it."""
    from django.db import transaction

    from gongkai.publication import actions
    from gongkai.publication.models import Why
    from tests.publication.office import edition, later

    for edition_id in ids:
        item = edition(edition_id).item
        given = {"item_id": item.pk, "why": Why.ERROR, "told": "内容有误。", "by": leaders[item.agency_id]}
        with transaction.atomic():
            attempt(says, "withdraw", partial(actions.withdraw, **given, at=later(6)))
            os.write(tells, f"{item.pk:9}".encode())
            time.sleep(0.05)


def puts_again(says: int, times: int, hears: int) -> None:
    """What a job does whose file was read: the index follows the item, which somebody is just taking back."""
    from django.db import transaction

    from gongkai.publication.actions.indexing import put_again
    from tests.publication.office import later

    for _ in range(times):
        item_id = int(os.read(hears, 9))
        with transaction.atomic():
            put_again([item_id], later(6))
        os.write(says, b"put\n")


def searched(ids: list[int], handlers: dict[int, Any]) -> dict[str, Any]:
    """Published, then every other one taken back by one while another puts it into the index again."""
    from gongkai.publication import actions
    from gongkai.records.access import OPERATOR
    from tests.publication.office import LEADER, later
    from tests.signoff.office import actor, duty, user

    for edition_id in ids:
        actions.publish(edition_id=edition_id, by=OPERATOR, at=later(5))
    leaders = {number: actor(user(f"leader-{number}"), duty(LEADER, number)) for number in handlers}
    hears, tells = os.pipe()
    errands: tuple[Callable[[int], None], ...] = (
        partial(withdraws, ids=ids[::2], leaders=leaders, tells=tells),
        partial(puts_again, times=len(ids[::2]), hears=hears),
    )
    return together(errands)


def result() -> dict[str, Any]:
    """What is in the database, and what does not fit together in it."""
    from gongkai.jobs.indexed import strays
    from gongkai.publication.models import Item
    from gongkai.publication.queries.content import content_of, digest_of, files_of
    from gongkai.records.models import GivenNumber, LogEntry
    from gongkai.records.queries.chain import faults
    from gongkai.search.models import Entry
    from tests.publication.office import later

    wrong = []
    for item in Item.objects.filter(stand="public").select_related("public", "public__round"):
        held = item.public
        digest = digest_of(content_of(held), files_of(held.pk)) if held else ""
        if not held or not held.round or not digest == held.digest == held.round.digest:
            wrong.append(f"{item.index_no} is not what was approved")
    wrong += [f"{each.key} {each.wrong}" for each in strays(later(7))]
    half = Item.objects.filter(stand="unpublished").exclude(index_no="").count()
    logged = LogEntry.objects.filter(action="publication.publish")
    return {
        "vendor": connection.vendor,
        "public": sorted(Item.objects.filter(stand="public").values_list("index_no", flat=True)),
        "given": sorted(GivenNumber.objects.filter(register="index_no").values_list("text", flat=True)),
        "found": sorted(Entry.objects.values_list("key", flat=True)),
        "logged": sorted(entry["index_no"] for entry in logged.values_list("details", flat=True)),
        "wrong": wrong + ["a number without its item"] * half,
        "faults": [fault.what for fault in faults()],
    }


def main(scenario: str) -> None:
    django.setup()
    from tests.publication.office import HANDLER, approved, office

    importlib.import_module("gongkai.publication.actions")
    offices = [office("a"), office("b")]
    ids = [approved(offices[turn % 2]) for turn in range(THINGS)]
    handlers = {each.agency.pk: each[HANDLER] for each in offices}
    told = globals()[scenario](ids, handlers)
    sys.stdout.write(json.dumps({**result(), **told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
