"""Codes of authenticator apps (TOTP): which time step a code belongs to, and that it is accepted once.

The library remembers used codes in its cache, which is one for each server process; the step in the account is one for all.
"""

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from django.http import HttpRequest
from django.utils import timezone

from gongkai.accounts import actions
from gongkai.desk.session.acting import at_the_door


def secret_of(authenticator: Any) -> str:
    """The secret that an app shares with us."""
    return str(decrypt(authenticator.data["secret"]))


def spend(request: HttpRequest, user: Any, secret: str, code: str) -> bool:
    """Accept a code that is right, once: False if it, or a newer one, was accepted before."""
    step = _step(secret, code)
    by = at_the_door(request, user)
    return step is not None and actions.spend_step(user_id=user.pk, step=step, by=by, at=timezone.now())


def _step(secret: str, code: str) -> int | None:
    """The newest time step, among those that count now, for which this is the code."""
    for step in sorted(auth.yield_hotp_counters_from_time(), reverse=True):
        expected = auth.format_hotp_value(auth.hotp_value(secret, step))
        if compare_user_code(actual=code, expected=expected):
            return int(step)
    return None
