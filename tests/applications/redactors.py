"""Workers that are killed while they take something out of documents: `python -m tests.applications.redactors`.

What is in the database at its end is printed. Each document is met at one stage: a worker comes so far and no further.
"""

import base64
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.utils import timezone

from tests.records.jobs.process import PATIENCE, fork, kill, stop, unfinished, wait_until, worker

STAGES = ("reading", "writing", "keeping")
"""In the process that reads the file; when the new file is written; when it is kept, in the transaction of the job."""
SECRET = "云望舒"


def ordered(at: Any, one: int, number: int) -> None:
    """A document with a name in it, marked, and ordered to be without it."""
    from gongkai.applications import actions
    from gongkai.applications.models import Material
    from gongkai.applications.queries.materials import content
    from gongkai.applications.queries.withholding import Marking
    from gongkai.demo.printed import paper
    from gongkai.documents.redaction import found
    from gongkai.records.actions.files import receive
    from tests.applications.office import OFFICER, after

    said = {"by": at[OFFICER], "at": after(1)}
    received = receive(paper(f"名册{number}（虚构）", f"第{number}户：{SECRET}"), f"名册{number}.pdf")
    made = actions.add_material(application_id=one, received=received, **said)
    data = content(Material.objects.get(pk=made).original_id)
    places = found(data, [SECRET], ground="denied_third_party/privacy")
    marks = [Marking(place, "公开会损害其合法权益") for place in places]
    actions.mark_material(material_id=made, marks=marks, revision=1, **said)
    actions.order_redaction(material_id=made, revision=2, by=at[OFFICER], at=timezone.now())


def halting(stage: str, says: int) -> Callable[[], None]:
    """A worker that says when it has come to a stage, and waits there to be killed."""

    def errand() -> None:
        from gongkai.applications.actions import redacting

        name = {"reading": "redact", "writing": "receive", "keeping": "store"}[stage]
        goes_on = getattr(redacting, name)

        def halts(*given: Any, **named: Any) -> Any:
            made = goes_on(*given, **named) if stage == "keeping" else None
            os.write(says, b".")
            time.sleep(PATIENCE)
            return made

        setattr(redacting, name, halts)
        worker()

    return errand


def killed_at(stage: str) -> str:
    hears, says = os.pipe()
    number = fork(halting(stage, says))
    os.close(says)
    reached = os.read(hears, 1)
    os.close(hears)
    kill(number)
    return stage if reached else "ended by itself"


def text_of(file_id: int) -> str:
    from io import BytesIO

    from pypdf import PdfReader

    from gongkai.applications.queries.materials import content

    return "".join(page.extract_text() for page in PdfReader(BytesIO(content(file_id))).pages)


def written() -> dict[str, Any]:
    from gongkai.applications.models import Material, RedactionOrder
    from gongkai.records.models import DeadJob, Lease, LogEntry, StoredFile

    given = [each.given_id for each in Material.objects.all() if each.given_id is not None]
    return {
        "outcomes": Counter(RedactionOrder.objects.values_list("outcome", flat=True)),
        "revisions": list(Material.objects.values_list("revision", flat=True)),
        "given": len(set(given)),
        "still": [number for number in given if SECRET in text_of(number)],
        "files": StoredFile.objects.count(),
        "logged": LogEntry.objects.filter(action="applications.redact_material").count(),
        "leases": Lease.objects.count(),
        "dead": DeadJob.objects.count(),
    }


def main() -> None:
    django.setup()
    settings.SEALING_KEYS = "test:" + base64.b64encode(bytes(32)).decode()
    from gongkai.applications.queries.materials import JOB
    from gongkai.records.models import Effect
    from tests.applications.office import confirmed, office

    at = office()
    one = confirmed(at)
    killed: list[str] = []
    codes: list[int] = []
    for number, stage in enumerate(STAGES):
        ordered(at, one, number)
        killed.append(killed_at(stage))
        follower = fork(worker)
        wait_until(partial(_done, number + 1))
        codes.append(stop(follower))
    told = {"killed": killed, "codes": codes, "documents": len(STAGES), "job": JOB}
    marks = Effect.objects.filter(key__startswith=JOB).count()
    sys.stdout.write(json.dumps({**written(), **told, "marks": marks, "waiting": unfinished()}))


def _done(many: int) -> bool:
    from gongkai.applications.models import RedactionOrder

    ended = RedactionOrder.objects.filter(ended_at__isnull=False).count()
    connection.close()
    return ended == many


if __name__ == "__main__":
    main()
