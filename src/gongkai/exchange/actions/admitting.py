"""Writes: a system shows its token; it is let in or not, and either is written down.

Whoever holds a token may draft for its agency, as somebody there who handles business does, and nothing more: no address of the
interface leads past a draft.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.db import transaction
from django.db.models import F

from gongkai.exchange.actions.holding import told
from gongkai.exchange.actions.tokens import known, lives
from gongkai.exchange.models import Scope, System, Token, UseOfDay
from gongkai.guard import actions as guard
from gongkai.guard.http.address import household
from gongkai.law.roles import Role
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.queries.numbers import civil_day

UNKNOWN_PER_HOUR = 60
"""Refusals of what is no token, from one address, that are written down in an hour; more are refused without being read."""
OVER_PER_HOUR = 6
"""Refusals of one system beyond its quota that are written down in an hour; all are counted (UseOfDay)."""
NONE = "请在请求头 Authorization 里写上 Bearer 和令牌。"
WRONG = "令牌不对。请核对，或者请机关的安全管理员重新生成。"
ENDED = "这个令牌已经停用。请向机关的安全管理员索取新的令牌。"
EXPIRED = "这个令牌已经过期。请向机关的安全管理员索取新的令牌。"
GONE = "这个机关已经不存在，不再接收草稿。"
ELSEWHERE = "不能从这个网络地址使用令牌。请核对登记的来源网段。"
LACKING = "这个令牌不能用来{what}。需要的，请机关的安全管理员增加。"
HOURLY = "本小时的次数已经用完，请到下一个整点再试。"
DAILY = "今天的次数已经用完，请明天再试。"
TOO_MANY = "不认识的令牌试得太多，请过一小时再试。"


class NotLetIn(Exception):
    """A request that is not answered. `status` of HTTP; `wait`: seconds until it may be tried again, 0 for never."""

    def __init__(self, status: int, why: str, wait: int = 0) -> None:
        super().__init__(why)
        self.status, self.why, self.wait = status, why, wait


@dataclass(frozen=True, slots=True)
class Caller:
    """A system that was let in, and by which token. `actor`: as who it acts: it drafts for its agency, and nothing more."""

    system_id: int
    agency_id: int
    agency_slug: str
    token: str
    actor: Actor


def admit(given: str, scope: Scope, *, asked: str, address: str, request_id: str, at: datetime) -> Caller:
    """Let a system in that shows a token, for one thing; NotLetIn otherwise, which is written down.

    `asked`: method and kind of address, for the log. What a token that was ended or has expired is told, it is told only to
    whoever has its secret.
    """
    found = known(given) if given else None
    if found is None:
        if not guard.allowed("exchange_unknown", household(address), UNKNOWN_PER_HOUR, at=at):
            raise NotLetIn(429, TOO_MANY, _until_next_hour(at))
        nobody = Actor("system", "", address=address, request_id=request_id)
        _refuse(None, "", asked, NONE if not given else WRONG, nobody, at)
        raise NotLetIn(401, NONE if not given else WRONG)
    caller = _caller(found, address, request_id)
    if refusal := _refused(found, scope, address, at):
        _note(found, caller, asked, refusal, at)
        raise refusal
    if found.used_at is None or at - found.used_at > timedelta(minutes=1):
        Token.objects.filter(pk=found.pk).update(used_at=at)
    return caller


@transaction.atomic
def note_use(caller: Caller, *, asked: str, status: int, at: datetime, item_id: int = 0) -> None:
    """Write down that a system asked for something, and with which status it was answered."""
    system = System.objects.get(pk=caller.system_id)
    details = {"token": caller.token, "asked": asked, "status": status}
    if item_id:
        details["item"] = item_id
    told("exchange.use" if status < 400 else "exchange.refuse", system, caller.actor, at, details=details)


def _refused(found: Token, scope: Scope, address: str, at: datetime) -> NotLetIn | None:
    """Why a token that was shown is not let in; None if it is. What is let in is counted."""
    system = found.system
    if found.ended_at is not None or system.closed_at is not None:
        return NotLetIn(401, ENDED)
    if found.expires_at <= at:
        return NotLetIn(401, EXPIRED)
    if not lives(system.agency, civil_day(at)):
        return NotLetIn(403, GONE)
    if system.networks and not _within(address, system.networks):
        return NotLetIn(403, ELSEWHERE)
    return _over(system, at) or _beyond(system, scope)


def _over(system: System, at: datetime) -> NotLetIn | None:
    """Whether a system has asked too often; what it asks is counted here."""
    if not guard.allowed("exchange", str(system.pk), system.per_hour, at=at):
        return NotLetIn(429, HOURLY, _until_next_hour(at))
    if not _counted(system, at):
        return NotLetIn(429, DAILY, _until_tomorrow(at))
    return None


def _beyond(system: System, scope: Scope) -> NotLetIn | None:
    return None if scope in system.scopes else NotLetIn(403, LACKING.format(what=scope.label))


def _counted(system: System, at: datetime) -> bool:
    """Count one more of the day; False when the day is used up."""
    on = civil_day(at)
    UseOfDay.objects.bulk_create([UseOfDay(system=system, on=on)], ignore_conflicts=True)
    left = UseOfDay.objects.filter(system=system, on=on, asked__lt=system.per_day)
    return bool(left.update(asked=F("asked") + 1))


def _note(found: Token, caller: Caller, asked: str, refusal: NotLetIn, at: datetime) -> None:
    on = civil_day(at)
    UseOfDay.objects.bulk_create([UseOfDay(system=found.system, on=on)], ignore_conflicts=True)
    UseOfDay.objects.filter(system=found.system, on=on).update(refused=F("refused") + 1)
    over = refusal.status == 429 or not guard.allowed(
        "exchange_refused", str(found.system_id), UNKNOWN_PER_HOUR, at=at
    )
    if over and not guard.allowed("exchange_over", str(found.system_id), OVER_PER_HOUR, at=at):
        return
    _refuse(found.system, found.prefix, asked, refusal.why, caller.actor, at)


@transaction.atomic
def _refuse(system: System | None, token: str, asked: str, why: str, by: Actor, at: datetime) -> None:
    details = {"token": token, "asked": asked} if token else {"asked": asked}
    if system:
        told("exchange.refuse", system, by, at, reason=why, details=details)
    else:
        log("exchange.refuse", "exchange_system:0", by=by, at=at, reason=why, details=details)


def _caller(found: Token, address: str, request_id: str) -> Caller:
    system = found.system
    duty = Duty(Role.HANDLER, system.agency_id, frozenset({system.agency_id}))
    actor = Actor(
        username=f"system:{system.pk}",
        name=system.name,
        duties=(duty,),
        address=address,
        request_id=request_id,
    )
    return Caller(system.pk, system.agency_id, system.agency.slug, found.prefix, actor)


def _within(address: str, networks: list[str]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in ip_network(each) for each in networks)


def _until_next_hour(at: datetime) -> int:
    return 3600 - int(at.timestamp()) % 3600


def _until_tomorrow(at: datetime) -> int:
    return (
        86_400 - (int(at.timestamp()) + 8 * 3600) % 86_400
    )  # days of China begin eight hours before those of UTC
