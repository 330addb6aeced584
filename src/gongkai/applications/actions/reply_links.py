"""Writes: the reply link of a question is made with the question; its code can be given anew."""

import secrets
from datetime import datetime

from django.db import transaction

from gongkai.applications.access import Act
from gongkai.applications.actions.holding import Held, enter, hold, told, with_keys
from gongkai.applications.actions.receiving import ALPHABET, CODE_LENGTH
from gongkai.applications.models import Doing, Event, ReplyLink
from gongkai.applications.queries.reply_links import closed
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_without

_DIGITS = 10


def open_link(held: Held, asked: Event) -> None:
    """Make the way on which whoever is asked by this event can answer at the portal. Refused while there are no keys."""
    number = f"YJ{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    with with_keys():
        ReplyLink.objects.create(
            application=held.application, asked=asked, number=number, code=_code(), made_at=held.at
        )


@transaction.atomic
def renew_reply(*, application_id: int, asked: int, reason: str, by: Actor, at: datetime) -> str:
    """Give whoever was asked a new reply code; the old one no longer opens anything. Returns the code, to be shown once.

    `asked`: the event of the question. Refused without saying how it was made sure who asks, and for a question without a
    link, or one to which no opinion can be given any more.
    """
    held = hold(application_id, Act.RENEW_REPLY, by=by, at=at)
    text = refuse_without(reason, 300, "核实身份的方式")
    link = held.application.reply_links.select_related("asked").filter(asked=asked).first()
    if link is None or closed(link):
        raise Refused("没有可以重发的回复码：对方已经答复，或者发函时没有回复链接。")
    link.code = code = _code()
    with with_keys():
        link.save(update_fields=["code", "code_print"])
    enter(held, Doing.REPLY_RENEWED, note=text, details={"of": asked})
    told("renew_reply", held, reason=text)
    return code


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
