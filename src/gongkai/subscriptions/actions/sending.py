"""Writes: what is new is posted, one message for each address, some addresses in a transaction.

Each slice is one transaction with the mark that it ran: killed in it, nothing of it is there and it runs again; killed after
it, what is left is still due. The key of a message follows from what it tells, so that two slices at once post it once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from gongkai.law.wording import day
from gongkai.records.access import OPERATOR
from gongkai.records.actions import outbox
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.queries.addresses import whole
from gongkai.records.queries.numbers import civil_day
from gongkai.subscriptions.actions.asking import PREFIX, subject
from gongkai.subscriptions.models import Subscription
from gongkai.subscriptions.queries.held import Due, due, mails
from gongkai.subscriptions.queries.news import MOST, New, Target, news
from gongkai.subscriptions.queries.rhythms import next_due
from gongkai.subscriptions.queries.tokens import LEAVE, token

SLICE = 100
"""Addresses in one transaction."""
SETTLED = timedelta(minutes=5)
"""What came out less long ago is told the next time: who publishes now may not be done yet."""
BACK = timedelta(days=31)
"""After an outage nobody is told of what is older."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What one address is to be told, by the number of the subscription; nothing where nothing is new."""

    due: Due
    upto: datetime
    found: dict[int, list[New]]


def to_send(*, at: datetime, step: int = 0, began: str = "") -> list[Digest]:  # noqa: ARG001 - as the job is called
    """The next slice of those to whom something is due, with what is new."""
    upto = at - SETTLED
    read: dict[tuple[str, datetime], list[New]] = {}
    found = []
    for each in due(at, most=SLICE) if mails() else ():
        new = {pk: _read(read, target, each.after[pk], upto) for pk, target in each.targets.items()}
        found.append(Digest(each, upto, {pk: some for pk, some in new.items() if some}))
    return found


@job("subscriptions.send", label="发送订阅邮件", prepare=to_send)
def send(*, at: datetime, prepared: list[Digest], step: int = 0, began: str = "") -> None:
    """Post the messages of one slice; if it was full, the next one is queued."""
    sent = sum(_sent(each, at) for each in prepared)
    if len(prepared) == SLICE:
        began = began or at.isoformat()
        queue("subscriptions.send", key=f"{began} {step + 1}", at=at, step=step + 1, began=began)
    if sent:
        log("subscriptions.send", "subscriptions", by=OPERATOR, at=at, details={"messages": sent})


def _read(
    read: dict[tuple[str, datetime], list[New]], target: Target, after: datetime, upto: datetime
) -> list[New]:
    """Many want to hear of the same: it is read once."""
    after = max(after, upto - BACK)
    known = (target.page, after)
    if known not in read:
        read[known] = news(target, after=after, upto=upto)
    return read[known]


def _sent(digest: Digest, at: datetime) -> bool:
    """Post it, if all is as it was when it was read; whatever changed meanwhile is due the next time."""
    held = digest.due
    rows = Subscription.objects.select_for_update().filter(pk__in=held.targets, ended_at=None)
    now = dict(rows.values_list("pk", "told_upto"))
    if now != held.after:
        return False
    for pk, rhythm in held.rhythms.items():
        upto = max(digest.upto, held.after[pk])
        due_at = next_due(rhythm, at, sent=bool(digest.found))
        Subscription.objects.filter(pk=pk).update(told_upto=upto, due_at=due_at)
    if not digest.found:
        return False
    first = min(held.targets)
    outbox.post(
        to=held.email,
        subject=f"{settings.SITE_NAME}：您订阅的信息有更新（{civil_day(at):%Y-%m-%d}）",
        text=worded(digest),
        key=f"{PREFIX}{first}:{held.after[first].isoformat()}",
        at=at,
        about=subject(first),
    )
    return True


def worded(digest: Digest) -> str:
    """The message: each thing with what is new of it, once in all; last how to leave."""
    lines, told = ["您好，您订阅的信息有更新：", ""], set[str]()
    for pk, found in digest.found.items():
        target = digest.due.targets[pk]
        fresh = [each for each in found[:MOST] if each.address not in told]
        told |= {each.address for each in fresh}
        lines += [f"【{target.title}】", *(_line(each) for each in fresh)]
        if len(fresh) < len(found[:MOST]):
            lines.append("（还有一些与上面相同，不再重复。）")
        if len(found) > MOST:
            lines.append("（还有更多，请看网页。）")
        lines.append("")
    first = min(digest.due.targets)
    return "\n".join(
        [
            *lines,
            f"{outbox.LEAVE}{whole('subscribe_leave', token(first, LEAVE))}",
            "",
            "本邮件由政府信息公开平台自动发出，请勿直接回复。",
        ]
    )


def _line(new: New) -> str:
    who = f"（{new.agency}）" if new.agency else ""
    return f"{day(civil_day(new.at))} {new.title}{who}\n{new.address}"
