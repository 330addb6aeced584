"""Writes: complaints and reports come in, through the portal or at the office, and the supervising office handles them.

依据：条例第四十七条第二款、第五十一条
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongkai.agencies.models import Agency
from gongkai.applications.actions.citizens import found_with, require_found
from gongkai.applications.actions.holding import citizen, with_keys
from gongkai.applications.actions.receiving import (
    ALPHABET,
    CODE_LENGTH,
    Came,
    agency_of,
    code_for,
    entered,
    once,
)
from gongkai.applications.queries.kinds import Way
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.files import store
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.actions.revealing import NoReason, reveal
from gongkai.records.queries.numbers import civil_day
from gongkai.remedies import access
from gongkai.remedies.access import Deed
from gongkai.remedies.actions.holding import Brought
from gongkai.remedies.models import (
    COMPLAINT_NO,
    Chain,
    Complainant,
    Complaint,
    ComplaintEvent,
    ComplaintFile,
)
from gongkai.remedies.models.kinds import Claim, ComplaintState, Handling
from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing
from gongkai.sealing.value import Sealed

NO_COMPLAINT = "没有这件投诉举报，或者您不能查看。"
MOST_FILES = 10
OUTCOMES = {
    Deed.ACCEPT: Handling.ACCEPTED,
    Deed.REFUSE: Handling.REFUSED,
    Deed.ASK: Handling.ASKED,
    Deed.EXPLAIN: Handling.EXPLAINED,
    Deed.RECTIFY: Handling.RECTIFY,
    Deed.CRITICISE: Handling.CRITICISED,
    Deed.UNFOUNDED: Handling.UNFOUNDED,
    Deed.NOTE: Handling.NOTED,
}
"""What each deed enters."""
REVEALABLE = {
    "says": "投诉举报的内容",
    "name": "姓名、名称",
    "telephone": "联系电话",
    "email": "电子邮箱",
    "address": "通信地址",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody complains of. Who complains may be left out: then nothing but number and code leads to the answer."""

    against_id: int
    claim: Claim
    says: str
    about: str = ""
    name: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen asks with. The code is told here only. `again`: the same form had come in before."""

    complaint_id: int
    number: str
    code: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A complaint that waits for nobody else until the transaction ends, and by which duty it is handled."""

    one: Complaint
    by: Actor
    at: datetime
    duty: Duty | None


def submit(
    *,
    office_id: int,
    told: Told,
    ticket: UUID,
    at: datetime,
    files: Iterable[Brought] = (),
    address: str = "",
) -> Receipt:
    """Take in a complaint from the portal, for the supervising office. The same ticket gives the same receipt.

    Refused for a form that lacks something, and where the office gives no numbers.
    """
    came = Came(Way.PORTAL, civil_day(at))
    return once(
        ticket,
        _known,
        lambda: _received(office_id, told, came, ticket, tuple(files), citizen(address), None, at),
    )


def register(
    *,
    office_id: int,
    told: Told,
    way: Way,
    arrived_on: date,
    ticket: UUID,
    by: Actor,
    at: datetime,
    files: Iterable[Brought] = (),
) -> Receipt:
    """Take in a complaint that came by letter, telephone or in person. Refused for a day to come and for the portal's way."""
    duty = access.require_supervisor(by, office_id)
    if way is Way.PORTAL:
        raise Refused("网上的投诉举报由本人在网站提交，请选择实际的收件途径。")
    if arrived_on > civil_day(at):
        raise Refused("收到日期不能晚于今天，请核对。")
    came = Came(way, arrived_on)
    return once(ticket, _known, lambda: _received(office_id, told, came, ticket, tuple(files), by, duty, at))


@transaction.atomic
def handle(
    *,
    complaint_id: int,
    deed: Deed,
    text: str,
    on: date | None = None,
    files: Iterable[Brought] = (),
    by: Actor,
    at: datetime,
    moves: int | None = None,
) -> None:
    """Enter what the office does with a complaint. What ends it is told to whoever complained, and needs its words.

    Refused for a day to come, without a text, and where the complaint does not stand so.   依据：条例第四十七条
    """
    if deed not in OUTCOMES:
        raise Refused("这一事项不在这里登记。")
    held = _hold(complaint_id, deed, by, at, moves)
    kind = OUTCOMES[deed]
    note = text.strip() if deed is Deed.ACCEPT else refuse_without(text, 2_000, "说明")
    event = _enter(held, kind, note, on)
    _attach(held, event, tuple(files))
    _told("handle", held, details={"deed": deed.value})


@transaction.atomic
def link(*, complaint_id: int, chain_id: int, by: Actor, at: datetime, moves: int | None = None) -> None:
    """Put a complaint to the chain against the same answer. Refused for a chain of another body than is complained of."""
    held = _hold(complaint_id, Deed.LINK, by, at, moves)
    if not Chain.objects.filter(pk=chain_id, agency=held.one.against_id).exists():
        raise Refused("被投诉机关没有这件复议诉讼，请核对编号。")
    Complaint.objects.filter(pk=complaint_id).update(chain=chain_id)
    _told("link", held, details={"chain": chain_id})


@transaction.atomic
def renew_code(*, complaint_id: int, reason: str, by: Actor, at: datetime) -> str:
    """Give whoever complained a new query code; the old one no longer opens anything."""
    held = _hold(complaint_id, Deed.RENEW_CODE, by, at, None)
    text = refuse_without(reason, 300, "核实身份的方式")
    held.one.code = code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    with with_keys():
        held.one.save(update_fields=["code", "code_print"])
    _enter(held, Handling.CODE_RENEWED, text, None)
    _told("renew_complaint_code", held, reason=text)
    return code


@transaction.atomic
def reveal_complaint(*, complaint_id: int, field: str, reason: str, by: Actor, at: datetime) -> str:
    """Show what is said, or who says it, whole, once. Refused without a reason, and where there is nothing to show."""
    held = _hold(complaint_id, Deed.REVEAL, by, at, None)
    refuse_longer(reason, 300, "查看的事由")
    if field not in REVEALABLE:
        raise Refused("没有这一项。")
    table = Complaint if field == "says" else Complainant
    value = table._default_manager.values_list(field, flat=True).get(pk=complaint_id)
    if not isinstance(value, Sealed):
        raise Refused(f"没有填写{REVEALABLE[field]}。")
    try:
        return reveal(
            value,
            what=REVEALABLE[field],
            subject=_subject(complaint_id),
            reason=reason,
            by=by,
            at=at,
            duty=held.duty,
            agency_id=held.one.agency_id,
        )
    except (NoReason, Unsealable, KeysMissing) as error:
        raise Refused(str(error)) from error


def find(number: str, code: str) -> int | None:
    """The complaint with this number and this code; one query whatever there is."""
    return found_with(Complaint.objects.all(), number, code)


@transaction.atomic
def take_back(*, number: str, code: str, at: datetime, address: str = "") -> None:
    """Take the own complaint back. Refused for a wrong code, and once it has ended."""
    one = _taken(require_found(find(number, code)), None)
    held = Held(one, citizen(address), at, None)
    if one.state == ComplaintState.ENDED:
        raise Refused("这件投诉举报已经办结，不能撤回。")
    _enter(held, Handling.WITHDRAWN, "", None)
    _told("take_back_complaint", held)


def _known(ticket: UUID) -> Receipt | None:
    found = Complaint.objects.filter(ticket=ticket).values_list("pk", "number").first()
    return Receipt(*found, code_for(ticket), again=True) if found else None


def _received(
    office_id: int,
    told: Told,
    came: Came,
    ticket: UUID,
    files: tuple[Brought, ...],
    by: Actor,
    duty: Duty | None,
    at: datetime,
) -> Receipt:
    says = refuse_without(told.says, 4_000, "投诉举报的内容")
    for text, most, name in (
        (told.about, 200, "涉及的申请或者信息"),
        (told.name, 120, "姓名、名称"),
        (told.telephone, 40, "联系电话"),
        (told.email, 120, "电子邮箱"),
        (told.address, 200, "通信地址"),
    ):
        refuse_longer(text, most, name)
    against = Agency.objects.filter(pk=told.against_id).first()
    if against is None:
        raise Refused("请选择被投诉举报的机关。")
    one = Complaint.objects.create(
        **entered(
            COMPLAINT_NO.name,
            agency_of(office_id, at, "投诉举报"),
            came,
            ticket,
            at,
            "还没有设好投诉举报登记编号（{}），暂时不能登记",
        ),
        receipt_on=came.arrived_on,
        against=against,
        claim=told.claim,
        about=told.about.strip(),
        says=says,
        state=ComplaintState.NEW,
    )
    Complainant.objects.create(
        complaint=one,
        name=told.name.strip(),
        telephone="".join(told.telephone.split()),
        email=told.email.strip(),
        address=told.address.strip(),
    )
    held = Held(one, by, at, duty)
    event = _enter(held, Handling.SUBMITTED, "", came.arrived_on)
    _attach(held, event, files)
    _told(
        "complain" if came.way is Way.PORTAL else "register_complaint", held, details={"way": came.way.value}
    )
    return Receipt(one.pk, one.number, code_for(ticket))


def _hold(complaint_id: int, deed: Deed, by: Actor, at: datetime, moves: int | None) -> Held:
    one = _taken(complaint_id, moves)
    return Held(one, by, at, access.require_deed(by, one, deed))


def _taken(complaint_id: int, moves: int | None) -> Complaint:
    found = Complaint.objects.filter(pk=complaint_id)
    same = found if moves is None else found.filter(moves=moves)
    if not same.update(moves=F("moves") + 1):
        overtaken = moves is not None and found.exists()
        raise Refused("这件投诉举报刚刚有变化，请刷新后再办理。" if overtaken else NO_COMPLAINT)
    return found.select_related("agency").get()


def _enter(held: Held, kind: Handling, note: str, on: date | None) -> ComplaintEvent:
    """Add an event of a day, or today, and keep where the complaint stands."""
    today = civil_day(held.at)
    if on is not None and on > today:
        raise Refused("日期不能晚于今天，请核对。")
    refuse_longer(note, 2_000, "说明")
    event = ComplaintEvent.objects.create(
        complaint=held.one,
        kind=kind,
        on=on or today,
        at=held.at,
        by=held.by.username,
        role=held.duty.role.value if held.duty else "",
        note=note,
    )
    values: dict[str, object] = {}
    if kind.ends:
        values = {"state": ComplaintState.ENDED, "closed_on": event.on}
    elif kind is Handling.ACCEPTED:
        values = {"state": ComplaintState.ACCEPTED}
    if values:
        Complaint.objects.filter(pk=held.one.pk).update(**values)
    return event


def _attach(held: Held, event: ComplaintEvent, files: tuple[Brought, ...]) -> None:
    if len(files) > MOST_FILES:
        raise Refused(f"一次最多上传 {MOST_FILES} 个文件，请分次上传。")
    for file in files:
        kept = store(data=file.received, agency_id=held.one.agency_id, by=held.by, at=held.at)
        ComplaintFile.objects.create(
            complaint=held.one, event=event, use=file.use, file_id=kept.id, name=kept.name
        )


def _subject(complaint_id: int) -> str:
    return f"complaint:{complaint_id}"


def _told(action: str, held: Held, *, reason: str = "", details: dict[str, object] | None = None) -> None:
    log(
        f"remedies.{action}",
        _subject(held.one.pk),
        by=held.by,
        at=held.at,
        duty=held.duty,
        agency_id=held.one.agency_id,
        version=str(held.one.moves),
        reason=reason,
        details=details,
    )
