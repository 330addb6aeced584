"""Our side of the bench of static pages, in a process of its own: fills a database, makes files, publishes, verifies.

Imported only after `django.setup()`; the database is that of GONGKAI_DATABASE.
"""

import json
import os
import statistics
import time
from datetime import UTC, datetime

from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from gongkai.copies.actions.building import build
from gongkai.copies.backends.nginx import configuration
from gongkai.copies.backends.stamps import stamp
from gongkai.copies.models import Copy
from gongkai.copies.queries.differing import differences
from gongkai.copies.queries.pages import things_of
from gongkai.publication import actions
from gongkai.publication.models import Item
from tests.publication.office import OFFICER, approved, column, office
from tools.bench.items import imported

PUBLISHED = 7


def main(size: int) -> None:
    """Do all of it, and print what it took."""
    settings.REQUEST_LOG = False
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    column()
    at = office()
    imported(at, size)
    waiting = [approved(at, topic="finance") for _ in range(PUBLISHED)]
    processes = os.cpu_count() or 1
    begun = time.perf_counter()
    made = build(whole=True, processes=processes)
    built = time.perf_counter() - begun
    taken = []
    for edition_id in waiting:
        begun = time.perf_counter()
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=datetime.now(UTC))
        build()
        taken.append(time.perf_counter() - begun)
    today = timezone.localdate()
    begun = time.perf_counter()
    wrong = list(differences(on=today, stamp=stamp()))
    verified = time.perf_counter() - begun
    begun = time.perf_counter()
    items = len(list(things_of(f"items:{at.agency.pk}", on=today, stamp="")))
    swept = time.perf_counter() - begun
    if wrong:
        raise RuntimeError(f"{len(wrong)} differences")
    told = {
        "processes": processes,
        "things": made.made,
        "files": Copy.objects.count(),
        "build": built,
        "publish": statistics.median(taken),
        "verify": verified,
        "sweep": swept,
        "items": items,
        "item": reverse("item", args=[Item.objects.filter(pk__gt=0).exclude(index_no="").first().index_no]),  # type: ignore[union-attr]
        "configuration": configuration(upstream="127.0.0.1:9", listen="@LISTEN"),
    }
    print(json.dumps(told))
