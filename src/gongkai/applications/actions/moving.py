"""Writes: a holiday notice is put in force or taken back, and every open application that it moves gets its event."""

from datetime import datetime

from django.db import transaction

from gongkai.applications.actions.due import settle_moved
from gongkai.applications.queries.moving import strayed
from gongkai.records.access import Actor
from gongkai.records.actions import notices
from gongkai.records.actions.jobs import job, queue


@transaction.atomic
def approve_notice(*, notice_id: int, by: Actor, at: datetime) -> None:
    """Put a waiting notice in force; the applications that it moves follow by a job. Errors as in records.   依据：放假办法第七条"""
    notices.approve_notice(notice_id=notice_id, by=by, at=at)
    queue("applications.follow_calendar", key=f"notice:{notice_id}:in_force", at=at)


@transaction.atomic
def take_back_notice(*, notice_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a notice out of force; the applications that had moved move back. Errors as in records."""
    notices.take_back_notice(notice_id=notice_id, reason=reason, by=by, at=at)
    queue("applications.follow_calendar", key=f"notice:{notice_id}:taken_back", at=at)


def follow_each(*, at: datetime) -> int:
    """Leave an event on each open application whose due day is another one by the calendar; how many there were.

    Each in a transaction of its own, as at midnight. The folder is written first: this process must count by it.
    """
    notices.install_notices()
    return sum(settle_moved(application_id, at) for application_id in strayed(at))


@job("applications.follow_calendar", label="按新的放假安排推算期限", prepare=follow_each)
def follow_calendar(*, at: datetime, prepared: int) -> None:
    """Nothing is left to do in the transaction of the job: each application had its own."""
