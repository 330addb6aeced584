"""The whole platform, whose processes are killed: `python -m tests.endurance.process ROUNDS SEED` tells what is left.

The web server as in service, a worker as in service, people at browsers. Again and again, whenever a random number of writes
has been acknowledged, the server, the worker or both are killed and started anew. Then all is compared.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import Any

import django
from django.db import connection

from tests.demo.running import free_port
from tests.endurance.clients import HOST, PASSWORD, Client, auditor, reviewer, wait_until, writer
from tests.records.jobs.process import unfinished

SETTINGS = "tests.endurance.settings"
THINGS = 40
"""Things to sign off for each round of killing."""


class Service:
    """One process with all that it starts, as a service manager would keep it."""

    def __init__(self, command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.command, self.log, self.environment = command, log, {**os.environ, **(environment or {})}
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        self.running.terminate()
        return self.running.wait(60)


def populate(things: int) -> dict[str, Client]:
    """An office with things on their way; what its people do, by user name."""
    from django.utils import timezone

    from gongkai.accounts.models import User
    from gongkai.law.roles import Role
    from tests.desk.world import SIGNS_OFF, body, send, staffed

    office = body("xian", "云岭县人民政府办公室")
    roles = (Role.HANDLER, Role.MAILBOX_CLERK, Role.SECURITY_AUDITOR, *SIGNS_OFF.values())
    people = staffed(office, roles)
    for user in people.values():
        user.set_password(PASSWORD)
        user.password_chosen_at = timezone.now()
    User.objects.bulk_update(people.values(), ["password", "password_chosen_at"])
    rounds = [send(office, people[Role.HANDLER], f"第{number}号通知") for number in range(things)]
    return {
        people[Role.MAILBOX_CLERK].username: Client(writer),
        people[Role.SECURITY_AUDITOR].username: Client(auditor),
        **{people[role].username: Client(reviewer(step, list(rounds))) for step, role in SIGNS_OFF.items()},
    }


def endure(rounds: int, chance: random.Random, folder: Path) -> dict[str, Any]:
    """Kill and restart; what was acknowledged, and how everybody ended."""
    port, stop = free_port(), Event()
    clients = populate(THINGS * rounds)
    connection.close()
    options = ["--interface", "wsgi", "--workers", "2", "--workers-kill-timeout", "5", "--host", HOST]
    web = Service(["granian", *options, "--port", f"{port}", "gongkai.wsgi:application"], folder / "web.log")
    worker = Service(["gongkai", "worker"], folder / "worker.log")

    def said() -> int:
        return sum(len(client.acknowledged) for client in clients.values())

    try:
        threads = [client.started(port, username, stop) for username, client in clients.items()]
        for victims in [
            (web, worker),
            *(chance.choice(((web,), (worker,), (web, worker))) for _ in range(rounds - 1)),
        ]:
            goal = said() + chance.randint(1, 20)
            wait_until(lambda: said() >= goal or any(client.odd for client in clients.values()))  # noqa: B023
            for service in victims:
                service.kill()
            for service in victims:
                service.start()
        stop.set()
        for thread in threads:
            thread.join(60)
        wait_until(lambda: unfinished() == 0)
        codes = [web.stop(), worker.stop()]
    finally:
        for service in (web, worker):
            if service.running.poll() is None:
                service.kill()
    return {
        "codes": codes,
        "odd": [odd for client in clients.values() for odd in client.odd],
        "unanswered": sum(client.unanswered for client in clients.values()),
        "acknowledged": Counter(word for client in clients.values() for word in client.acknowledged),
    }


def left() -> dict[str, Any]:
    """What is in the database, and what is wrong with it."""
    from django_tasks_db.models import DBTaskResult

    from gongkai.records.models import DeadJob, Lease, LogCheck, LogEntry
    from gongkai.records.queries.chain import faults
    from gongkai.records.queries.numbers import last_number
    from gongkai.signoff.models import Opinion
    from tests.records.jobs.sample import effects

    logged = Counter(LogEntry.objects.values_list("action", flat=True))
    opinions = Opinion.objects.filter(verdict="propose").values_list("round", "step")
    return {
        "vendor": connection.vendor,
        "opinions": [f"{number} {step}" for number, step in opinions],
        "logged": logged,
        "written": last_number("written"),
        "effects": Counter(effects().values()),
        "checks": [[check.entries == check.until_seq, check.faults] for check in LogCheck.objects.all()],
        "unended": LogCheck.objects.filter(ended_at=None).count(),
        "interrupted": sum(
            len(names) > 1 for names in DBTaskResult.objects.values_list("worker_ids", flat=True)
        ),
        "dead": DeadJob.objects.count() + Lease.objects.count(),
        "faults": [fault.what for fault in faults()],
    }


def main(rounds: str, seed: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    folder = Path(os.environ["GONGKAI_DATA"])
    (folder / "static").mkdir(exist_ok=True)
    started = time.monotonic()
    told = endure(int(rounds), random.Random(int(seed)), folder)
    told["seconds"] = round(time.monotonic() - started, 1)
    sys.stdout.write(json.dumps({**told, **left()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
