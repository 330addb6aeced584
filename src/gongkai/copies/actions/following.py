"""Writes: the files follow the log, at once where `gongkai static follow` runs, each minute elsewhere."""

import logging
from datetime import datetime

from gongkai.copies.actions.building import build
from gongkai.copies.actions.holding import Lost, Occupied
from gongkai.copies.backends.files import NoFolder
from gongkai.records.actions.jobs import job

TASK = "copies.follow"

logger = logging.getLogger(__name__)


def _prepared(*, at: datetime) -> None:  # noqa: ARG001 - what a job is called with
    """The files are up to date, or another process brings them there. The lease needs the time of now, not of the job."""
    try:
        build()
    except (Occupied, Lost, NoFolder) as error:
        logger.info("%s", error)


@job(TASK, label="更新静态页面", prepare=_prepared)
def follow_due(*, at: datetime, prepared: None) -> None:
    """All was done before, outside of the transaction: nobody else has to wait while pages are made."""
