"""Writes: business systems are entered, limited, closed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from ipaddress import ip_network

from django.db import IntegrityError, transaction

from gongkai.exchange import access
from gongkai.exchange.actions.holding import hold, told
from gongkai.exchange.models import Scope, System, Token
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_without

TWICE = "本机关已有同名的业务系统。请核对；原来的不再使用的，请先停用。"
PER_HOUR, PER_DAY = 120, 1_000
MOST_PER_HOUR, MOST_PER_DAY = 10_000, 100_000
_MOST_NETWORKS = 20


@transaction.atomic
def open_system(
    *,
    agency_id: int,
    name: str,
    scopes: Collection[Scope],
    by: Actor,
    at: datetime,
    networks: Sequence[str] = (),
    per_hour: int = PER_HOUR,
    per_day: int = PER_DAY,
) -> int:
    """Enter a business system of an agency, which has no token yet; its number.

    Refused without a name or a scope, for a network that is none, quotas out of bounds and a second open system of the same
    name; PermissionDenied for others than those who give rights there.
    """
    duty = access.require_keeping(by, agency_id)
    limits = _limits(scopes, networks, per_hour, per_day)
    try:
        with transaction.atomic():
            made = System.objects.create(
                agency_id=agency_id,
                name=refuse_without(name, 40, "业务系统名称"),
                opened_at=at,
                opened_by=by.username,
                **limits,
            )
    except IntegrityError:
        raise Refused(TWICE) from None
    told("exchange.open_system", made, by, at, duty, details=limits)
    return made.pk


@transaction.atomic
def alter_system(
    *,
    system_id: int,
    scopes: Collection[Scope],
    networks: Sequence[str],
    per_hour: int,
    per_day: int,
    by: Actor,
    at: datetime,
) -> None:
    """Set what a system may do, from where and how often; it counts from the next request on. Refused as `open_system`."""
    system = hold(System, system_id)
    duty = access.require_keeping(by, system.agency_id)
    limits = _limits(scopes, networks, per_hour, per_day)
    System.objects.filter(pk=system_id).update(**limits)
    told("exchange.alter_system", system, by, at, duty, details=limits)


@transaction.atomic
def close_system(*, system_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Shut a system out at once, with all its tokens; what it handed in stays. Refused without a reason."""
    system = hold(System, system_id)
    duty = access.require_ending(by, system.agency_id)
    why = refuse_without(reason, 200, "停用原因")
    System.objects.filter(pk=system_id).update(closed_at=at, closed_because=why)
    Token.objects.filter(system=system_id, ended_at__isnull=True).update(ended_at=at)
    told("exchange.close_system", system, by, at, duty, reason=why)


def _limits(
    scopes: Collection[Scope], networks: Sequence[str], per_hour: int, per_day: int
) -> dict[str, object]:
    if not scopes:
        raise Refused("请至少勾选一项可以办理的事。")
    if not 0 < per_hour <= MOST_PER_HOUR or not 0 < per_day <= MOST_PER_DAY:
        raise Refused(f"每小时次数为1至{MOST_PER_HOUR}，每天次数为1至{MOST_PER_DAY}。")
    return {
        "scopes": sorted(Scope(each).value for each in scopes),
        "networks": _networks(networks),
        "per_hour": per_hour,
        "per_day": per_day,
    }


def _networks(given: Sequence[str]) -> list[str]:
    texts = [text.strip() for text in given if text.strip()]
    if len(texts) > _MOST_NETWORKS:
        raise Refused(f"来源网段最多填{_MOST_NETWORKS}个。")
    try:
        return list(dict.fromkeys(str(ip_network(text, strict=False)) for text in texts))
    except ValueError:
        raise Refused("来源网段的写法不对，请写成 192.0.2.10 或者 192.0.2.0/24，每行一个。") from None
