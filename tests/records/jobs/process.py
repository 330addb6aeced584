"""Real processes for the tests: `python -m tests.records.jobs.process SCENARIO …` prints what is in the database at its end.

Workers are forks of this process, so that each starts at once and can be killed in the middle of anything. Before a fork the
connection is closed: no two processes share one.
"""

import importlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Event
from typing import Any, NoReturn

import django
from django.db import connection, transaction
from django.utils import timezone

WORKERS = 4
PATIENCE = 180  # seconds, on a machine that has other work too


def fork(errand: Callable[[], None]) -> int:
    """A process that does one thing; its number."""
    connection.close()
    number = os.fork()
    if number == 0:
        _end(errand)
    return number


def _end(errand: Callable[[], None]) -> NoReturn:
    try:
        errand()
        connection.close()
    except BaseException:  # noqa: BLE001 - a fork must never run on in the tests' stead
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def kill(number: int) -> None:
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)


def worker(hold: float = 0.6) -> None:
    """Work until SIGTERM."""
    from gongkai.jobs.worker import process_name, work

    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    work(worker=process_name(), hold=timedelta(seconds=hold), stop=stop, pause=0.02)


def stop(number: int) -> int:
    """Tell a worker to stop; its exit code."""
    os.kill(number, signal.SIGTERM)
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def unfinished() -> int:
    from gongkai.records.queries.jobs import queue_at

    state = queue_at(timezone.now())
    connection.close()
    return state.due + state.later + state.running + state.abandoned


def wait_until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


def killed_workers(rounds: str, jobs: str, seed: str) -> dict[str, Any]:
    """Workers are killed again and again while they work; then others finish the rest."""
    from tests.records.jobs.sample import put

    chance = random.Random(int(seed))
    started = time.perf_counter()
    for number in range(int(jobs)):
        put("tests.sturdy", f"{number}", at=timezone.now(), number=number, milliseconds=number % 7 * 4)
    queued = time.perf_counter() - started
    crowd: list[int] = []
    for _ in range(int(rounds)):
        crowd += [fork(worker) for _ in range(WORKERS - len(crowd))]
        time.sleep(chance.uniform(0.02, 0.25))
        for number in chance.sample(crowd, chance.randint(1, WORKERS)):
            kill(number)
            crowd.remove(number)
    crowd += [fork(worker) for _ in range(WORKERS - len(crowd))]
    wait_until(lambda: unfinished() == 0)
    return {"codes": [stop(number) for number in crowd], "queued_per_second": round(int(jobs) / queued)}


def killed_writers(rounds: str, seed: str) -> dict[str, Any]:
    """A process that writes and queues is killed again and again; what it was told to be committed it has said aloud."""
    from gongkai.records.actions.jobs import queue
    from gongkai.records.actions.numbers import next_number

    def write(round_number: int, said: int) -> None:
        for number in range(10_000):
            with transaction.atomic():
                next_number(f"written/{round_number}")
                queue("tests.count", key=f"{round_number}-{number}", at=timezone.now(), number=round_number)
            os.write(said, b".")

    chance, acknowledged = random.Random(int(seed)), {}
    for number in range(int(rounds)):
        hears, says = os.pipe()
        writer = fork(partial(write, number, says))
        os.close(says)
        os.read(hears, 1)
        time.sleep(chance.uniform(0.0, 0.1))
        kill(writer)
        with os.fdopen(hears, "rb") as pipe:
            acknowledged[number] = 1 + len(pipe.read())
    workers = [fork(worker) for _ in range(WORKERS)]
    wait_until(lambda: unfinished() == 0)
    return {"codes": [stop(number) for number in workers], "acknowledged": acknowledged}


def told_to_stop() -> dict[str, Any]:
    """A worker that gets SIGTERM in the middle of a job, with another job waiting."""
    from gongkai.records.models import Lease
    from tests.records.jobs.sample import put

    for number in (1, 2):
        put("tests.count", f"{number}", at=timezone.now(), number=number, seconds=0.4)
    number = fork(lambda: worker(hold=60))
    wait_until(Lease.objects.exists)
    return {"codes": [stop(number)], "waiting": unfinished()}


def overdue() -> dict[str, Any]:
    """Workers whose job never ends, until there are no more tries."""
    from tests.records.jobs.sample import put

    put("tests.hang", at=timezone.now())
    codes = []
    while unfinished():
        number = fork(worker)
        ended: list[int] = []
        while not ended and unfinished():
            gone, status = os.waitpid(number, os.WNOHANG)
            ended = [os.waitstatus_to_exitcode(status)] if gone else []
            time.sleep(0.02)
        codes += ended or [stop(number)]
    return {"codes": codes}


def overtaken() -> dict[str, Any]:
    """A worker whose lease runs out in the middle of its transaction; another one does the job meanwhile."""
    from gongkai.records.actions.jobs import JOBS
    from gongkai.records.actions.running import LeaseLost, give_back, perform, take
    from gongkai.records.models import Effect
    from tests.records.jobs import sample

    hears, says = os.pipe()
    now = timezone.now()
    sample.put("tests.count", at=now, number=1, seconds=1.0)
    first = take(worker="甲", at=now, hold=timedelta(seconds=1))
    assert first is not None

    def late() -> None:
        def slowly(*, at: Any, number: int, seconds: float) -> None:
            sample.count(at=at, number=number)
            os.write(says, b".")
            time.sleep(seconds)

        object.__setattr__(JOBS["tests.count"], "function", slowly)
        try:
            perform(first, at=now)
        except LeaseLost:
            os._exit(9)

    loser = fork(late)
    os.read(hears, 1)
    # Its mark and its effect are written and not committed. On SQLite nobody gets past it, and it wins.
    after = now + timedelta(seconds=2)
    give_back(at=after)
    second = take(worker="乙", at=after, hold=timedelta(seconds=60))
    if second is not None:
        perform(second, at=after)
    code = os.waitstatus_to_exitcode(os.waitpid(loser, 0)[1])
    return {"codes": [code], "second": second is not None, "marks": Effect.objects.count()}


def result() -> dict[str, Any]:
    """What is in the database."""
    from django.db.models import Count
    from django_tasks_db.models import DBTaskResult

    from gongkai.records.models import DeadJob, Effect, Lease, NumberSeries

    states = DBTaskResult.objects.order_by().values_list("status").annotate(Count("id"))
    return {
        "effects": dict(NumberSeries.objects.values_list("key", "last")),
        "marks": Effect.objects.count(),
        "states": dict(states.values_list("status", "id__count")),
        "interrupted": sum(
            len(names) > 1 for names in DBTaskResult.objects.values_list("worker_ids", flat=True)
        ),
        "leases": Lease.objects.count(),
        "dead": DeadJob.objects.count(),
    }


def main(scenario: str, *words: str) -> None:
    django.setup()
    importlib.import_module("tests.records.jobs.sample")
    said = globals()[scenario](*words)
    connection.close()
    sys.stdout.write(json.dumps({**result(), **said, "vendor": connection.vendor}))


if __name__ == "__main__":
    main(*sys.argv[1:])
