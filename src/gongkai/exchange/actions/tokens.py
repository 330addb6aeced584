"""Writes: the tokens by which a system is known are made, told once, replaced, ended."""

import hmac
import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.agencies.models import Agency
from gongkai.exchange import access
from gongkai.exchange.actions.holding import hold, told
from gongkai.exchange.models import System, Token
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day

BEGIN = "gk"
LONGEST = timedelta(days=400)
OVERLAP = timedelta(days=7)
"""So long the token of before still counts when a new one is made, so that the other side has time to change it."""
AT_ONCE = 2
_SECRET = 32  # bytes: nobody finds 256 bits by trying, so that a plain digest of them gives nothing away
NO_TOKEN = "没有这个令牌，或者它已经停用。请刷新后再看。"
TOO_LONG = f"有效期最长{LONGEST.days}天。"


@transaction.atomic
def make_token(*, system_id: int, days: int, by: Actor, at: datetime, overlap: timedelta = OVERLAP) -> str:
    """Make a token for a system and return it: it is told this once.

    The one of before counts for `overlap` more, no longer than it did; older ones end. Refused for a life of no day, or too
    many, and for an agency that is no more; PermissionDenied for others than those who give rights there.
    """
    system = hold(System, system_id)
    duty = access.require_keeping(by, system.agency_id)
    if not 0 < days <= LONGEST.days:
        raise Refused(TOO_LONG)
    if not lives(system.agency, civil_day(at)):
        raise Refused("这个机关已经不存在，不能再生成令牌。")
    live = list(system.tokens.filter(ended_at__isnull=True, expires_at__gt=at).order_by("-pk"))
    for one in live[AT_ONCE - 1 :]:
        Token.objects.filter(pk=one.pk).update(ended_at=at)
    for one in live[: AT_ONCE - 1]:
        Token.objects.filter(pk=one.pk).update(expires_at=min(one.expires_at, at + overlap))
    made, secret = _made(system, at, days, by)
    details = {"token": made.prefix, "days": days, "renewed": bool(live)}
    told("exchange.make_token", system, by, at, duty, details=details)
    return f"{BEGIN}_{made.prefix}_{secret}"


@transaction.atomic
def end_token(*, token_id: int, by: Actor, at: datetime) -> None:
    """End a token at once. Refused where it has ended."""
    found = Token.objects.select_related("system").filter(pk=token_id).first()
    if found is None:
        raise Refused(NO_TOKEN)
    duty = access.require_ending(by, found.system.agency_id)
    if not Token.objects.filter(pk=token_id, ended_at__isnull=True).update(ended_at=at):
        raise Refused(NO_TOKEN)
    told("exchange.end_token", found.system, by, at, duty, details={"token": found.prefix})


def known(given: str) -> Token | None:
    """The token that somebody shows, whatever became of it since; None for every text that never was one.

    It is found by its beginning, which is no secret, and compared in a time that tells nothing.
    """
    begin, _, rest = given.partition("_")
    prefix, _, secret = rest.partition("_")
    found = Token.objects.select_related("system__agency").filter(prefix=prefix[:12]).first()
    right = hmac.compare_digest(_digest(secret), found.digest if found else _digest(""))
    return found if found and right and begin == BEGIN else None


def lives(agency: Agency, on: date) -> bool:
    """Whether a body exists on a day."""
    return agency.ends_on is None or agency.ends_on >= on


def _made(system: System, at: datetime, days: int, by: Actor) -> tuple[Token, str]:
    secret = secrets.token_urlsafe(_SECRET)
    fields = {
        "system": system,
        "digest": _digest(secret),
        "made_at": at,
        "made_by": by.username,
        "expires_at": at + timedelta(days=days),
    }
    while True:
        try:
            with transaction.atomic():
                return Token.objects.create(prefix=secrets.token_hex(4), **fields), secret
        except IntegrityError:
            continue  # one of four thousand million is taken already


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()
