"""Writes: e-mail is posted in the transaction of its cause, and sent by a job, which tries again until a server has it.

A message is lost by nothing: the row is there exactly if its cause is. It is sent once as far as SMTP allows: a worker that is
killed after the server took the message and before the row says so sends it again, with the same Message-ID, by which mail
systems know the copy.
"""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from hashlib import sha256
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.transactions import require_transaction
from gongkai.records.models import Fate, Message
from gongkai.records.queries.outbox import awake
from gongkai.sealing.value import Sealed

LEAVE = "退订："
"""How the line of a text begins that says where its reader ends what sends it: mail programs are told too (RFC 2369, RFC 8058)."""
TRIES = 30  # about a day: mail servers stand still over night
_LINES = frozenset("\r\n\0")
_FOR_GOOD = range(500, 600)


@dataclass(frozen=True, slots=True)
class Went:
    """How an attempt to send ended; `said` is the code of a server that refused the address."""

    fate: Fate
    said: str = ""


def post(
    *,
    to: str | Sealed,
    subject: str,
    text: str,
    key: str,
    at: datetime,
    not_before: datetime | None = None,
    about: str = "",
    agency_id: int | None = None,
) -> int:
    """Put a message into the outbox, in the caller's transaction; returns its number. The same key is one message.

    Subject and text hold no personal data. An address that is sealed stays so. It goes out at `not_before`, or at once, after
    the quiet hours. `about` and `agency_id`: what the log calls it. Without a mail server the row says so and nothing is
    queued. ValueError for an empty address or key, and for a subject of several lines: mistakes of the caller.
    """
    require_transaction()
    if not to or not key or len(key) > 120 or _LINES & set(subject):
        raise ValueError("a message has an address, a key of 1 to 120 characters and a subject of one line")
    due = awake(max(not_before or at, at))
    unsent = settings.SMTP is None
    address: Any = to  # sealed by its column, be it open or sealed elsewhere
    row = Message(
        key=key,
        to=address,
        subject=subject[:200],
        text=text,
        about=about,
        agency_id=agency_id,
        posted_at=at,
        not_before=due,
        fate=Fate.UNSENT if unsent else Fate.WAITING,
        ended_at=at if unsent else None,
    )
    Message.objects.bulk_create([row], ignore_conflicts=True)
    number = Message.objects.values_list("pk", flat=True).get(key=key)
    if not unsent:
        queue("records.send_mail", key=str(number), at=at, not_before=due, message_id=number)
    return number


def forget(*, prefix: str, about: str, at: datetime) -> None:
    """Drop the addresses of the messages about a thing whose keys begin so, in the caller's transaction, which logs it.

    What was still to be sent no longer is; that there were messages stays.
    """
    require_transaction()
    theirs = Message.objects.filter(about=about, key__startswith=prefix)
    theirs.filter(fate=Fate.WAITING).update(fate=Fate.UNSENT, ended_at=at)
    theirs.update(to="")


def hand_over(*, message_id: int, at: datetime) -> Went:  # noqa: ARG001 - as the job is called
    """Hand a message to the mail server. Raises whatever goes wrong that may go right later: it is tried again.

    The address is opened here and nowhere else; the log says that the message went out.
    """
    row = Message.objects.get(pk=message_id)
    if row.fate != Fate.WAITING:
        return Went(Fate(row.fate), row.said)
    if settings.SMTP is None:
        return Went(Fate.UNSENT)
    message = EmailMessage(
        row.subject,
        row.text,
        settings.MAIL_FROM,
        [row.to.unsealed()],
        headers={"Message-ID": message_name(row), "Auto-Submitted": "auto-generated", **leaving(row.text)},
        connection=EmailBackend(**settings.SMTP),
    )
    try:
        message.send()
    except SMTPRecipientsRefused as refusal:
        code = max(code for code, _ in refusal.recipients.values())
        if code not in _FOR_GOOD:
            raise
        return Went(Fate.REFUSED, str(code))
    return Went(Fate.SENT)


@job("records.send_mail", label="发送电子邮件", tries=TRIES, prepare=hand_over)
def send_mail(*, message_id: int, at: datetime, prepared: Went) -> None:
    """Write down what became of a message; that it went out, in the log too."""
    waiting = Message.objects.filter(pk=message_id, fate=Fate.WAITING)
    if not waiting.update(fate=prepared.fate, said=prepared.said, ended_at=at):
        return
    row = Message.objects.get(pk=message_id)
    if prepared.fate is not Fate.UNSENT:
        log(
            "records.mail.sent" if prepared.fate is Fate.SENT else "records.mail.refused",
            row.about or f"message:{message_id}",
            by=OPERATOR,
            at=at,
            agency_id=row.agency_id,
            details={"message": message_id, "key": row.key},
        )


def leaving(text: str) -> dict[str, str]:
    """The headers by which mail programs offer a button to leave; none for a text without such a line, or without a whole address."""
    found = next((line.removeprefix(LEAVE) for line in text.splitlines() if line.startswith(LEAVE)), "")
    if not found.startswith(("https://", "http://")):
        return {}
    return {"List-Unsubscribe": f"<{found}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def message_name(row: Message) -> str:
    """The Message-ID: of the row, so that it is the same however often it is sent."""
    made = sha256(f"{row.pk} {row.key} {row.posted_at.isoformat()}".encode()).hexdigest()[:32]
    domain = parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2] or "localhost"
    return f"<{made}@{domain}>"
