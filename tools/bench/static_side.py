"""Our side of the bench of static pages, in a process of its own: fills a database, makes files, publishes, verifies.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import os
import statistics
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.copies.actions.building import build
from gongkai.copies.backends.nginx import configuration
from gongkai.copies.backends.rendering import VARIANTS
from gongkai.copies.backends.stamps import stamp
from gongkai.copies.models import Copy, Scope
from gongkai.copies.queries.differing import differences
from gongkai.copies.queries.pages import things_of
from gongkai.publication import actions
from gongkai.publication.models import Item
from gongkai.records.queries.proofs import head
from tests.publication.office import OFFICER, approved, office, published
from tests.signoff.office import Office
from tools.bench.static_world import columns, grow, pretend

PUBLISHED = 7
SECONDS = 60.0
"""After so long a rebuild is broken off: its rate is known then."""
REBUILT = 1_000
"""Items up to which everything is made, and verified file by file."""


class _Enough(Exception):
    """The rate is known."""


def main(sizes: list[int]) -> None:
    """Do all of it, one size after the other, and print what it took."""
    settings.REQUEST_LOG = False
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    held = columns()
    at = office()
    like = Item.objects.get(pk=published(at, topic="finance", column_id=held[0].pk))
    told = [_measured(size, at, like) for size in sizes]
    page = Item.objects.filter(stand="public").order_by("-published_at").first()
    if page is None:
        raise RuntimeError("nothing is public")
    more = {
        "processes": os.cpu_count() or 1,
        "first": next(iter(VARIANTS)),
        "item": reverse("item", args=[page.index_no]),
        "configuration": configuration(upstream="127.0.0.1:9", listen="@LISTEN"),
    }
    print(json.dumps({"sizes": told, **more}))


def _measured(size: int, at: Office, like: Item) -> dict[str, object]:
    grow(like, size)
    _say(f"{size:,} items are there")
    whole = size <= REBUILT
    if not whole:
        pretend(at.agency.pk, stamp())
        # what the log does not tell of is looked at once
        Scope.objects.update(done=-1)
    build(processes=os.cpu_count() or 1)
    _say("files are up to date")
    told: dict[str, object] = {"size": size, **_published(at)}
    begun = time.perf_counter()
    told["items"] = len(list(things_of(f"items:{at.agency.pk}", on=timezone.localdate(), stamp="")))
    told["sweep"] = time.perf_counter() - begun
    told |= _rebuilt(all_of_it=whole)
    if whole:
        told |= _verified()
    return told


def _published(at: Office) -> dict[str, object]:
    """Seconds from the beginning of a publication until all its files are there, and it is found."""
    held = columns()
    waiting = [approved(at, topic="finance", column_id=held[number].pk) for number in range(PUBLISHED)]
    build()
    taken, work, made = [], [], []
    for edition_id in waiting:
        begun, worked = time.perf_counter(), time.process_time()
        index_no = actions.publish(edition_id=edition_id, by=at[OFFICER], at=datetime.now(UTC))
        done = build()
        taken.append(time.perf_counter() - begun)
        work.append(time.process_time() - worked)
        made.append(done.made)
        title = Item.objects.get(index_no=index_no).title
        if title not in Client().get(reverse("search"), {"q": title}).content.decode().replace(
            "<mark>", ""
        ).replace("</mark>", ""):
            raise RuntimeError(f"{title} is not found")
    _say(f"published: {sorted(round(each, 2) for each in taken)}")
    return {
        "publish": statistics.median(taken),
        "worst": max(taken),
        "work": statistics.median(work),
        "made": statistics.median(made),
    }


def _rebuilt(*, all_of_it: bool) -> dict[str, object]:
    """How fast everything is made anew, until it is done or, if that is not wanted, enough is known."""
    begun, count = time.perf_counter(), dict[str, int]()

    def told(scope: str, done: int, every: int) -> None:
        count[scope] = done
        _say(f"{scope} {done:,}/{every:,}", end="\r")
        if not all_of_it and time.perf_counter() - begun > SECONDS:
            raise _Enough

    with suppress(_Enough):
        build(whole=True, processes=os.cpu_count() or 1, told=told)
    seconds = time.perf_counter() - begun
    _say("")
    return {"things": sum(count.values()), "build": seconds, "files": Copy.objects.filter(seq=head()).count()}


def _verified() -> dict[str, object]:
    begun = time.perf_counter()
    wrong = list(differences(on=timezone.localdate(), stamp=stamp()))
    if wrong:
        raise RuntimeError(f"{len(wrong)} differences, such as {wrong[0]}")
    return {"verify": time.perf_counter() - begun, "verified": Copy.objects.count()}


def _say(text: str, end: str = "\n") -> None:
    print(text, end=end, file=sys.stderr, flush=True)
