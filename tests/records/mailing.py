"""Workers that send mail and are killed in the middle: `python -m tests.records.mailing` prints what was sent and written down.

The mail server is a thread here; the workers are forks of this process, each with its own connection to the database.
"""

import base64
import json
import sys
from collections import Counter
from typing import Any

import django
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tests.records.jobs.process import PATIENCE, fork, kill, stop, unfinished, wait_until, worker
from tests.records.mailbox import Mailbox, mailbox

STAGES = ("called", "addressed", "taken", "answered")
ROUNDS, MESSAGES, WORKERS = 3, 20, 3


def post_all() -> dict[str, str]:
    """Messages in the outbox; the key of each by its Message-ID."""
    from gongkai.records.actions.outbox import message_name, post
    from gongkai.records.models import Message

    with transaction.atomic():
        for number in range(MESSAGES):
            post(
                to=f"shou{number}@yunling.example", subject="x", text="x", key=f"{number}", at=timezone.now()
            )
    return {message_name(row): row.key for row in Message.objects.all()}


def killed_at(box: Mailbox, stage: str) -> None:
    """One worker comes so far with some message, and no further."""
    box.reached.clear()
    box.going.clear()
    box.stops_at = stage
    number = fork(worker)
    reached = box.reached.wait(PATIENCE)
    kill(number)
    box.going.set()
    if not reached:
        raise TimeoutError(stage)


def sent(box: Mailbox) -> dict[str, Any]:
    """Workers are killed at each stage; then others send the rest."""
    known = post_all()
    twice: dict[str, list[str]] = {stage: [] for stage in STAGES}
    for stage in STAGES * ROUNDS:
        killed_at(box, stage)
        if stage in ("taken", "answered"):
            twice[stage].append(known[str(box.arrived[-1][1]["Message-ID"])])
    crowd = [fork(worker) for _ in range(WORKERS)]
    wait_until(lambda: unfinished() == 0)
    codes = [stop(number) for number in crowd]
    arrived = Counter(known[str(message["Message-ID"])] for _, message in box.arrived)
    return {"codes": codes, "arrived": arrived, "taken": twice["taken"], "answered": twice["answered"]}


def written() -> dict[str, Any]:
    """What the database says became of them."""
    from gongkai.records.models import DeadJob, Lease, LogEntry, Message

    logged = LogEntry.objects.filter(action="records.mail.sent").values_list("details", flat=True)
    return {
        "fates": Counter(Message.objects.values_list("fate", flat=True)),
        "logged": Counter(details["key"] for details in logged),
        "dead": DeadJob.objects.count(),
        "leases": Lease.objects.count(),
        "vendor": connection.vendor,
    }


def main() -> None:
    django.setup()
    from gongkai import connections

    settings.SEALING_KEYS = "test:" + base64.b64encode(bytes(32)).decode()
    settings.MAIL_FROM, settings.MAIL_QUIET = "noreply@yunling.example", connections.quiet_hours("")
    with mailbox() as box:
        settings.SMTP = {**box.settings, "timeout": PATIENCE}
        told = sent(box)
    sys.stdout.write(json.dumps({**told, **written()}))


if __name__ == "__main__":
    main()
