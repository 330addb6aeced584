"""The reply link of a question: by number and code whoever was asked answers at the portal."""

from typing import Any

from django.db import models

from gongkai.applications.models.application import Application
from gongkai.applications.models.event import Event
from gongkai.sealing import masks
from gongkai.sealing.field import FingerprintField, SealedField


class ReplyLink(models.Model):
    """The way to answer one question at the portal: `number` stands in addresses, `code` nowhere but in the letter.

    `asked`: the event by which a third party or a co-maker was asked; `opened_at`: when the page was opened first;
    `answered`: the event of the opinion that came this way. Numbers are drawn by lot, so that nobody tries those of others.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="reply_links")
    asked = models.OneToOneField(Event, models.PROTECT, related_name="reply_link")
    number = models.CharField(max_length=20, unique=True)
    code: Any = SealedField(fingerprint="code_print", mask=masks.hidden)
    code_print = FingerprintField(of="code")
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    answered = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.number
