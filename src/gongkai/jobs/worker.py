"""The worker: takes jobs one after the other until it is told to stop."""

import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread, Timer
from typing import NoReturn

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from gongkai.jobs.faults import kind_and_place
from gongkai.records.actions.jobs import JOBS, LIMIT, Hopeless
from gongkai.records.actions.running import LeaseLost, Taken, bury, give_back, perform, postpone, renew, take

Clock = Callable[[], datetime]

PAUSE = 1.0  # seconds between two looks at an empty queue
OVERDUE = 70  # exit code of a worker that ends itself because a job takes too long

logger = logging.getLogger(__name__)


def process_name(name: str = "") -> str:
    """A name that no other process has or had: by it a worker knows its own leases."""
    return f"{(name or socket.gethostname())[:40]}-{os.getpid()}-{secrets.token_hex(4)}"


def work(
    *,
    worker: str,
    hold: timedelta,
    stop: Event,
    once: bool = False,
    pause: float = PAUSE,
    clock: Clock = timezone.now,
) -> None:
    """Do jobs until `stop` is set, or, with `once`, until none is due. The job in hand is always finished.

    A database that fails is waited for; with `once` it is an error. Jobs of workers that are gone are queued again, at the
    start and then each third of the time of a lease.
    """
    looked: datetime | None = None
    while not stop.is_set():
        close_old_connections()
        try:
            if looked is None or clock() - looked >= hold / 3:
                looked = clock()
                give_back(at=looked)
            found = do_next(worker=worker, hold=hold, clock=clock)
        except (DatabaseError, InterfaceError) as error:
            if once:
                raise
            # A database that restarts comes back; a job in hand is given back when its lease runs out.
            logger.warning("数据库暂时不可用：%s", kind_and_place(error))
            connection.close()
            found = False
        if once and not found:
            return
        if not found:
            stop.wait(pause)


def do_next(*, worker: str, hold: timedelta, clock: Clock) -> bool:
    """Take one job and see it through to its effect, its next try or the list of dead jobs; False when none is due."""
    taken = take(worker=worker, at=clock(), hold=hold)
    if taken is None:
        return False
    try:
        with _holding(taken, hold, clock):
            _carry_out(taken, clock)
    except LeaseLost:
        logger.warning("任务 %s 已转交其他进程，本次处理作废。", taken.identity)
    return True


def _carry_out(taken: Taken, clock: Clock) -> None:
    try:
        perform(taken, at=clock())
    except LeaseLost:
        raise
    except Hopeless as error:
        logger.error("任务 %s 不能执行：%s", taken.identity, error)  # noqa: TRY400 - a traceback shows values
        bury(taken, error=str(error), at=clock())
    except Exception as error:  # noqa: BLE001 - whatever a job raises, the worker goes on
        place = kind_and_place(error)
        again = postpone(taken, error=place, at=clock())
        told = "稍后重试" if again else "不再重试，请系统管理员处理"
        logger.error("任务 %s 第%d次失败，%s：%s", taken.identity, taken.attempt, told, place)  # noqa: TRY400


@contextmanager
def _holding(taken: Taken, hold: timedelta, clock: Clock) -> Iterator[None]:
    """Renew the lease beside the job, from a connection of its own, until the job ends or its time is up."""
    ended = Event()
    limit = JOBS[taken.task].limit if taken.task in JOBS else LIMIT
    beside = (
        Thread(target=_renew, args=(taken, hold, clock, ended), daemon=True),
        Timer(limit.total_seconds(), _leave, (taken,)),
    )
    beside[1].daemon = True
    for thread in beside:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        beside[1].cancel()
        for thread in beside:
            thread.join()


def _renew(taken: Taken, hold: timedelta, clock: Clock, ended: Event) -> None:
    while not ended.wait(hold.total_seconds() / 3):
        try:
            renew(worker=taken.worker, until=clock() + hold)
        except (DatabaseError, InterfaceError):
            # On SQLite the job's own transaction may be in the way; then nobody else can take the job either.
            logger.info("任务 %s 的占用时间暂时无法延长。", taken.identity)
        finally:
            connection.close()


def _leave(taken: Taken) -> NoReturn:
    """End the process: a job that hangs would keep its worker for ever, on SQLite all who want to write too.

    A thread cannot be ended. Whoever started the process starts it anew; the lease runs out, the job is given back.
    """
    logger.critical("任务 %s 超过时限，本进程退出。", taken.identity)
    os._exit(OVERDUE)
