"""Writes: the systems that deliver to a register, with the mapping of their headings and the key of their pushes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.law.registers import Definition, Rhythm, definitions
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.registers import access
from gongkai.registers.actions.secrets import new_key
from gongkai.registers.models import Source

NO_SOURCE = "没有这个数据来源，或者它不属于您所在的机关。请刷新后再看。"
NO_LIST = "{label}是逐件报送的，不能按完整清单处理：没有报送的，不等于不存在。"
CLOSED = "这个数据来源已经停用。"
AS_OF, OF_AGENCY = "@as_of", "@agency"
LEFT_ASIDE = ""
"""What a heading can stand for besides a field: of when the row is, whose it is, nothing."""


@transaction.atomic
def open_source(
    *,
    agency_id: int,
    register: str,
    name: str,
    by: Actor,
    at: datetime,
    mapping: Mapping[str, str] | None = None,
    rhythm: Rhythm | None = None,
    whole: bool = False,
) -> int:
    """Enter a system that delivers a register of an agency; its number.

    `whole`: each of its deliveries is the whole list of its agency. Refused for a register that there is none of, a mapping
    to what it has not, the whole list of what is no list, and a second open one of the same name;
    PermissionDenied for others than those who keep them.
    """
    duty = access.require_keeping(by, agency_id)
    kept = _definition(register)
    refuse_no_list(kept, whole=whole)
    try:
        with transaction.atomic():
            made = Source.objects.create(
                agency_id=agency_id,
                register=register,
                name=refuse_without(name, 80, "数据来源名称"),
                mapping=_fitting(kept, mapping or {}),
                rhythm=rhythm or kept.update,
                whole=whole,
                opened_at=at,
                opened_by=by.username,
            )
    except IntegrityError:
        raise Refused("本机关已有同名的数据来源。请核对；原来的不再使用的，请先停用。") from None
    _told("registers.open_source", made, by, at, duty)
    return made.pk


@transaction.atomic
def map_source(
    *,
    source_id: int,
    mapping: Mapping[str, str],
    rhythm: Rhythm,
    by: Actor,
    at: datetime,
    whole: bool | None = None,
) -> None:
    """Set how the headings of a source are read, how often it is expected, and whether it delivers whole lists (None: as before).

    What came in before stays as it is.
    """
    source, duty = _held(source_id, by)
    kept = _definition(source.register)
    source.mapping, source.rhythm = _fitting(kept, mapping), rhythm
    source.whole = source.whole if whole is None else whole
    refuse_no_list(kept, whole=source.whole)
    source.save(update_fields=["mapping", "rhythm", "whole"])
    details = {"headings": len(source.mapping), "whole": source.whole}
    _told("registers.map_source", source, by, at, duty, details=details)


@transaction.atomic
def renew_key(*, source_id: int, by: Actor, at: datetime) -> str:
    """Make the key with which a source signs its pushes, and return it: it is told this once. The one of before ends."""
    source, duty = _held(source_id, by)
    renewed, key = bool(source.key), new_key()
    source.key = key
    source.save(update_fields=["key"])
    _told("registers.renew_key", source, by, at, duty, details={"renewed": renewed})
    return key


@transaction.atomic
def end_key(*, source_id: int, by: Actor, at: datetime) -> None:
    """End the key of a source: nothing can be pushed any more. Refused where there is none."""
    source, duty = _held(source_id, by)
    if not source.key:
        raise Refused("这个数据来源没有在用的密钥。")
    source.key = ""
    source.save(update_fields=["key"])
    _told("registers.end_key", source, by, at, duty)


@transaction.atomic
def close_source(*, source_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Expect nothing more of a source; what it delivered stays. Its key ends."""
    source, duty = _held(source_id, by)
    source.closed_at, source.closed_because = at, refuse_without(reason, 200, "停用原因")
    source.key = ""
    source.save(update_fields=["closed_at", "closed_because", "key"])
    _told("registers.close_source", source, by, at, duty, reason=source.closed_because)


def open_one(source_id: int) -> Source:
    """A source that is not closed; Refused otherwise."""
    source = Source.objects.filter(pk=source_id).first()
    if source is None:
        raise Refused(NO_SOURCE)
    if source.closed_at is not None:
        raise Refused(CLOSED)
    return source


def _held(source_id: int, by: Actor) -> tuple[Source, Duty | None]:
    Source.objects.select_for_update().filter(pk=source_id).first()
    source = open_one(source_id)
    return source, access.require_keeping(by, source.agency_id)


def _definition(register: str) -> Definition:
    if register not in definitions():
        raise Refused("没有这种登记簿。")
    return definitions()[register]


def refuse_no_list(kept: Definition, *, whole: bool) -> None:
    """Refused where a whole list is spoken of, and the register is no list of entries that come and go."""
    if whole and not kept.whole:
        raise Refused(NO_LIST.format(label=kept.label))


def _fitting(kept: Definition, mapping: Mapping[str, str]) -> dict[str, str]:
    made: dict[str, str] = {}
    for heading, key in mapping.items():
        named = refuse_without(heading, 120, "表头")
        refuse_longer(key, 60, "项目")
        if key not in kept.by_key and key not in (AS_OF, OF_AGENCY, LEFT_ASIDE):
            raise Refused(f"“{named}”对应的项目在{kept.label}里没有，请重新选择。")
        made[named] = key
    return made


def _told(
    action: str,
    source: Source,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    *,
    details: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    log(
        action,
        f"register_source:{source.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=source.agency_id,
        reason=reason,
        details={"register": source.register, **(details or {})},
    )
