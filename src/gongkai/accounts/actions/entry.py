"""Writes at the door: who came in, who was turned away, which code is spent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from gongkai.accounts import access
from gongkai.accounts.models import User
from gongkai.records.access import Actor
from gongkai.records.actions.log import log

JUST_OPENED = timedelta(hours=1)
"""So long a listed session may wait for the session itself to be stored."""


class Event(StrEnum):
    """What happens at the door, as the log calls it."""

    LOGIN = "accounts.login"
    LOGIN_FAILED = "accounts.login_failed"
    LOCKED_OUT = "accounts.locked_out"
    LOGOUT = "accounts.logout"
    SESSION_ENDED = "accounts.session_ended"
    OTHER_SESSIONS_ENDED = "accounts.other_sessions_ended"
    SECOND_FACTOR_ADDED = "accounts.second_factor_added"
    SECOND_FACTOR_REMOVED = "accounts.second_factor_removed"
    RECOVERY_CODES_MADE = "accounts.recovery_codes_made"
    RECOVERY_CODE_USED = "accounts.recovery_code_used"


@transaction.atomic
def note(
    *, event: Event, user_id: int | None, by: Actor, at: datetime, details: Mapping[str, Any] | None = None
) -> int:
    """Enter what happened at the door into the log. `user_id` is whom it concerns; None for a user name that nobody has.

    The name that was typed is not kept where nobody has it: people type passwords into that field.
    """
    subject, agency_id = "account:unknown", None
    if user_id is not None:
        subject, agency_id = f"account:{user_id}", User.objects.get(pk=user_id).agency_id
    return log(event.value, subject, by=by, at=at, agency_id=agency_id, details=details)


@transaction.atomic
def spend_step(*, user_id: int, step: int, by: Actor, at: datetime) -> bool:  # noqa: ARG001 - a code has no log entry
    """Accept the second-factor code of a time step, once: False if that step, or a later one, was accepted before.

    Two requests with the same code cannot both pass, in whichever process they run. The login that follows is logged.
    PermissionDenied for anybody but the person.
    """
    access.require_oneself(by, User.objects.get(pk=user_id))
    return bool(User.objects.filter(pk=user_id, code_step__lt=step).update(code_step=step))


@transaction.atomic
def forget_sessions(*, at: datetime) -> int:
    """Remove what the lists of own sessions hold of sessions that are gone, and return how many; for scheduled work.

    Nobody acts here, so nothing is logged: the end of each session was.
    """
    gone = UserSession.objects.filter(last_seen_at__lt=at - JUST_OPENED)
    return int(gone.exclude(session_key__in=Session.objects.values("session_key")).delete()[0])
