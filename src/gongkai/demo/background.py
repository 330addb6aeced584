"""What workers and the clock do on an installation, done by the demo itself: nobody starts them beside it."""

import logging
import time
from datetime import UTC, datetime, timedelta
from importlib import import_module
from threading import Event, Thread

from django.db import DatabaseError, connection

from gongkai.jobs import indexed, known
from gongkai.jobs.schedule import run_due
from gongkai.jobs.worker import process_name, work
from gongkai.publication.actions import file_texts

HOLD = timedelta(seconds=60)
MINUTE = 60  # seconds

logger = logging.getLogger(__name__)


def catch_up(now: datetime) -> None:
    """Have everything public in the index, and every attachment read, before the first visitor comes."""
    indexed.mend(indexed.strays(now), at=now)
    file_texts.read_now(at=now)


def begin() -> None:
    """Work off jobs, and queue what is due by the clock, beside the pages until the process ends."""
    known.load()
    import_module("gongkai.demo.worked.working")  # declares its job
    given = {"worker": process_name("demo"), "hold": HOLD, "stop": Event()}
    Thread(target=work, kwargs=given, daemon=True).start()
    Thread(target=_clock, daemon=True).start()


def _clock() -> None:
    while True:
        time.sleep(MINUTE)
        try:
            run_due(at=datetime.now(UTC))
        except DatabaseError:
            logger.warning("定时任务没有排队，稍后再试。")
        finally:
            connection.close()
