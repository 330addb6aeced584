"""Writes: the register of carriers.   依据：条例第二十三至二十五条"""

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from gongkai.channels import access
from gongkai.channels.models import NEW_MEDIA, Carrier, CarrierKind, Filing, Post
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day

_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
_LENGTHS = {
    "platform": (40, "平台名称"),
    "account": (80, "账号"),
    "address": (500, "网址"),
    "place": (200, "地点"),
    "hours": (100, "开放时间"),
    "office": (60, "责任科室"),
    "filing_no": (60, "备案编号"),
}
NO_CARRIER = "没有这个载体，或者它不属于您所在的机关。请刷新后再看。"
TWICE = "本机关已有同名的同类载体。请核对；原来的已经停用的，请先登记停用。"


@dataclass(frozen=True, slots=True)
class Details:
    """What is told of a carrier, as its table has it."""

    name: str
    opened_on: date
    platform: str = ""
    account: str = ""
    address: str = ""
    place: str = ""
    hours: str = ""
    office: str = ""
    filing: Filing = Filing.NOT_FILED
    filing_no: str = ""
    filed_on: date | None = None


@transaction.atomic
def enter_carrier(*, agency_id: int, kind: CarrierKind, details: Details, by: Actor, at: datetime) -> int:
    """Enter a carrier of an agency; its number.

    By whoever keeps the register. Refused without a name or a beginning, for a second open one of the same kind and name, for
    what has no address though it is online, for a filing without number or day, and for days to come.
    """
    duty = access.require_keeping(by, agency_id)
    given = _fit(kind, details, civil_day(at))
    try:
        with transaction.atomic():
            made = Carrier.objects.create(agency_id=agency_id, kind=kind, **given)
    except IntegrityError:
        raise Refused(TWICE) from None
    _told("channels.enter_carrier", made, by, at, duty, details={"kind": kind.value})
    return made.pk


@transaction.atomic
def alter_carrier(*, carrier_id: int, details: Details, by: Actor, at: datetime) -> None:
    """Bring what is told of a carrier up to date; what was otherwise stands in the log by name. Refused as for a new one."""
    carrier = hold_carrier(carrier_id)
    duty = access.require_keeping(by, carrier.agency_id)
    if carrier.closed_on is not None:
        raise Refused("这个载体已经停用，不能再修改。")
    given = _fit(CarrierKind(carrier.kind), details, civil_day(at))
    earliest = Post.objects.filter(carrier=carrier_id, void__isnull=True).order_by("out_at").first()
    if earliest is not None and given["opened_on"] > civil_day(earliest.out_at):
        raise Refused(f"{civil_day(earliest.out_at)} 已有发布记录，开通日期不能在那之后。请核对。")
    changed = sorted(name for name, value in given.items() if getattr(carrier, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(carrier, name, given[name])
    try:
        with transaction.atomic():
            carrier.save(update_fields=changed)
    except IntegrityError:
        raise Refused(TWICE) from None
    _told("channels.alter_carrier", carrier, by, at, duty, details={"fields": changed})


@transaction.atomic
def close_carrier(*, carrier_id: int, on: date, reason: str, by: Actor, at: datetime) -> None:
    """Note the last day of a carrier, and why. Its posts stay and count. Refused for one that is closed, and for a day before a post."""
    carrier = hold_carrier(carrier_id)
    duty = access.require_keeping(by, carrier.agency_id)
    told = refuse_without(reason, 200, "停用原因")
    if carrier.closed_on is not None:
        raise Refused("这个载体已经停用。")
    if not carrier.opened_on <= on <= civil_day(at):
        raise Refused("停用日期应当在开通之后，最晚是今天。")
    last = Post.objects.filter(carrier=carrier_id, void__isnull=True).order_by("-out_at").first()
    if last is not None and civil_day(last.out_at) > on:
        raise Refused(f"{civil_day(last.out_at)} 还有发布记录，停用日期不能在那之前。请核对。")
    carrier.closed_on, carrier.closed_because = on, told
    carrier.save(update_fields=["closed_on", "closed_because"])
    _told("channels.close_carrier", carrier, by, at, duty, reason=told, details={"on": on.isoformat()})


def hold_carrier(carrier_id: int) -> Carrier:
    """The carrier, held until the transaction ends, though others may refer to it; Refused if there is none."""
    carrier = Carrier.objects.select_for_update(no_key=True).filter(pk=carrier_id).first()
    if carrier is None:
        raise Refused(NO_CARRIER)
    return carrier


def _fit(kind: CarrierKind, details: Details, today: date) -> dict[str, Any]:
    given = asdict(details)
    given["name"] = refuse_without(details.name, 80, "名称")
    for name, (most, label) in _LENGTHS.items():
        given[name] = given[name].strip()
        refuse_longer(given[name], most, label)
    if given["address"] and not _ADDRESS.fullmatch(given["address"]):
        raise Refused("网址应当以 http:// 或 https:// 开头，中间没有空格。请核对。")
    if details.opened_on > today:
        raise Refused("开通（设置）日期在今天之后。请在开通以后登记。")
    if kind in NEW_MEDIA:
        _require_filing(given, details, today)
    else:
        given.update(filing=Filing.NOT_FILED, filing_no="", filed_on=None)
    if kind.hangs and not given["place"]:
        raise Refused(f"请填写{kind.label}的地点，群众才找得到。")
    return given


def _require_filing(given: dict[str, Any], details: Details, today: date) -> None:
    """An account says what it is called on its platform, who answers for it, and how its filing stands."""
    if not given["account"]:
        raise Refused("请填写账号，以便和平台导出的数据对应。")
    if not given["office"]:
        raise Refused("请填写责任科室（单位）：谁开设、谁管理。")
    if details.filing is Filing.FILED and details.filed_on is None:
        raise Refused("已备案的，请填写备案日期。")
    if details.filing is not Filing.FILED and (given["filing_no"] or details.filed_on):
        raise Refused("填了备案编号或者备案日期，备案状态请选“已备案”。")
    if details.filed_on is not None and details.filed_on > today:
        raise Refused("备案日期在今天之后，请核对。")


def _told(
    action: str,
    carrier: Carrier,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    *,
    details: dict[str, Any],
    reason: str = "",
) -> None:
    log(
        action,
        f"carrier:{carrier.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=carrier.agency_id,
        reason=reason,
        details=details,
    )
