"""Writes: letters are sent, reach whom they are for, come back; each with its proof, each a dated event.   依据：条例第三十三条

What may be entered of a letter is asked of `sending`, `arriving` and `coming_back`, whatever the letter is about.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from gongkai.applications.access import Act
from gongkai.applications.actions.citizens import find, held_by_code
from gongkai.applications.actions.holding import Brought, Held, enter, enter_fact, hold, settle, told
from gongkai.applications.models import Delivery, Doing, Letter, RectifyLetter
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Fact, Kind, Party
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day

DOWNLOADED = "申请人凭登记编号和查询码下载"


@dataclass(frozen=True, slots=True)
class Service:
    """That a letter reached whom it was for, or came back: on which day, how, and the proof of it."""

    how: str
    on: date | None = None
    files: tuple[Brought, ...] = ()


def sending(
    sent: Letter | RectifyLetter, way: Delivery, tracking: str, on: date | None, at: datetime
) -> date:
    """The day on which a letter is sent, put on its way. Refused without a number for what is posted, for a day before the
    letter or after today, and for what has arrived."""
    refuse_longer(tracking, 60, "邮件号")
    if sent.served_on is not None:
        raise Refused("这份文书已经送达，不必再发送。")
    if way is Delivery.POST and not tracking.strip():
        raise Refused("请填写挂号信或者快递的邮件号，以便查询送达情况。")
    day = _day(sent, on, at)
    _keep(sent, way=way, sent_on=day, returned_on=None)
    return day


def arriving(
    sent: Letter | RectifyLetter, service: Service, at: datetime, way: Delivery | None = None
) -> tuple[str, date]:
    """How and on which day a letter arrived; `way`: it was fetched without being sent. Refused for a day before it was sent or
    after today, and where it is entered already."""
    text = refuse_without(service.how, 300, "送达的方式")
    if sent.served_on is not None:
        raise Refused("这份文书已经登记送达。")
    day = _day(sent, service.on, at)
    fetched = {"way": way, "sent_on": sent.sent_on or day} if way else {}
    _keep(sent, served_on=day, returned_on=None, **fetched)
    return text, day


def coming_back(sent: Letter | RectifyLetter, service: Service, at: datetime) -> tuple[str, date]:
    """Why and on which day a letter came back: it is to be sent again, on another way. Refused without saying why, for a
    letter that was not sent, and for one that arrived."""
    text = refuse_without(service.how, 300, "退回的原因")
    if sent.served_on is not None or sent.sent_on is None:
        raise Refused("这份文书没有在途，不能登记退回。")
    if sent.returned_on is not None:
        raise Refused("这份文书已经登记退回，请先另行发送。")
    day = _day(sent, service.on, at)
    _keep(sent, returned_on=day)
    return text, day


@transaction.atomic
def send_letter(
    *,
    letter_id: int,
    way: Delivery,
    by: Actor,
    at: datetime,
    tracking: str = "",
    on: date | None = None,
    moves: int | None = None,
) -> None:
    """Enter that a letter was sent: on which way, and under which number of the post. Refused as `sending`."""
    held, sent = _held(letter_id, Act.SEND, by, at, moves)
    day = sending(sent, way, tracking, on, at)
    enter(
        held,
        Doing.SENT,
        on=day,
        note=tracking,
        details={"letter": sent.pk, "way": way.value, "number": sent.number},
    )
    told("send_letter", held, details={"letter": sent.pk, "way": way.value})


@transaction.atomic
def serve_letter(
    *, letter_id: int, service: Service, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Enter that a letter arrived, with the proof. Periods that begin when a letter is received begin on this day.

    Refused as `arriving`.
    """
    held, sent = _held(letter_id, Act.SERVE, by, at, moves)
    _arrived(held, sent, service)
    told("serve_letter", held, details={"letter": sent.pk})


@transaction.atomic
def letter_returned(
    *, letter_id: int, service: Service, by: Actor, at: datetime, moves: int | None = None
) -> None:
    """Enter that a letter came back, and why: it is to be sent again, on another way. Refused as `coming_back`."""
    held, sent = _held(letter_id, Act.RETURNED, by, at, moves)
    text, day = coming_back(sent, service, at)
    enter(held, Doing.RETURNED, on=day, note=text, files=service.files, details={"letter": sent.pk})
    told("letter_returned", held, details={"letter": sent.pk})


@transaction.atomic
def downloaded(*, number: str, code: str, file_id: int, at: datetime, address: str = "") -> bool:
    """The applicant has fetched a letter with number and code: it arrived, the first time. Returns whether it was the first.

    Nothing happens for a file that is no letter to the applicant.
    """
    waiting = Letter.objects.filter(pdf=file_id, to=Party.APPLICANT, served_on__isnull=True)
    if not waiting.filter(application=find(number, code)).exists():
        return False
    held = held_by_code(number, code, at, address)
    sent = waiting.filter(application=held.application).first()  # nobody else can change it now
    if sent is None:
        return False
    _arrived(held, sent, Service(DOWNLOADED, civil_day(at)), way=Delivery.PORTAL)
    told("downloaded", held, details={"letter": sent.pk})
    return True


def reply_arrived(held: Held, on: date) -> None:
    """Keep with the letter of the reply that it arrived, however that was entered."""
    latest = _replies(held).order_by("-pk").first()
    if latest is not None and latest.served_on is None:
        _keep(latest, served_on=on, returned_on=None)


def _arrived(held: Held, sent: Letter, service: Service, way: Delivery | None = None) -> None:
    text, day = arriving(sent, service, held.at, way)
    details = {"letter": sent.pk}
    if _replies(held).filter(pk=sent.pk).exists() and held.application.state == State.REPLIED:
        enter_fact(held, Fact(Kind.DELIVERED, day), note=text, files=service.files, details=details)
    else:
        about = {"of": sent.event_id, "received_on": day.isoformat()}
        enter(held, Doing.SERVED, on=day, note=text, files=service.files, details=details | about)
        settle(held.application, held.at)


def _replies(held: Held) -> QuerySet[Letter]:
    return held.application.letters.filter(decision__isnull=False)


def _held(letter_id: int, act: Act, by: Actor, at: datetime, moves: int | None) -> tuple[Held, Letter]:
    found = Letter.objects.filter(pk=letter_id).first()
    if found is None:
        raise Refused("没有这份文书。")
    held = hold(found.application_id, act, by=by, at=at, moves=moves)
    return held, Letter.objects.get(pk=letter_id)


def _keep(sent: Letter | RectifyLetter, **values: Any) -> None:
    type(sent)._default_manager.filter(pk=sent.pk).update(**values)


def _day(sent: Letter | RectifyLetter, on: date | None, at: datetime) -> date:
    day = on or civil_day(at)
    if not (sent.sent_on or sent.on) <= day <= civil_day(at):
        raise Refused("日期应当在文书发出之后、今天之前（含今天）。")
    return day
