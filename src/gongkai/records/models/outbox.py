"""E-mail on its way: one row for each message, written in the transaction of its cause."""

from typing import Any

from django.db import models

from gongkai.sealing import masks
from gongkai.sealing.field import SealedField


class Fate(models.TextChoices):
    """What became of a message."""

    WAITING = "waiting", "等待发送"
    SENT = "sent", "已发送"
    REFUSED = "refused", "收件地址被拒绝"
    UNSENT = "unsent", "未发送：没有设置邮件服务器"


class Message(models.Model):
    """One message to one address. Subject and text hold no personal data; the address is sealed.

    `key` names the cause: the same message is there once. `about` and `agency_id` say in the log what it was about (a number,
    since agencies stand above). `said`: the code of a server that refused the address.
    """

    key = models.CharField(max_length=120, unique=True)
    to: Any = SealedField(mask=masks.email)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    about = models.CharField(max_length=120, blank=True, db_index=True)
    agency_id = models.BigIntegerField(null=True, blank=True)
    posted_at = models.DateTimeField()
    not_before = models.DateTimeField()
    fate = models.CharField(max_length=10, choices=Fate, default=Fate.WAITING)
    ended_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fate=Fate.WAITING, ended_at__isnull=True)
                | ~models.Q(fate=Fate.WAITING) & models.Q(ended_at__isnull=False),
                name="message_ends_with_a_fate",
            ),
        ]
        indexes = [models.Index(fields=["fate", "not_before"], name="messages_by_fate")]

    def __str__(self) -> str:
        return f"{self.key} {self.fate}"
