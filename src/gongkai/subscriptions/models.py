"""Tables: who asked to hear of what by mail. An address lies sealed, and is gone when it is not needed any more."""

from typing import Any

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.sealing import masks
from gongkai.sealing.field import FingerprintField, SealedField


class Kind(models.TextChoices):
    """Of what somebody wants to hear."""

    SITE = "site", "全部新公开的信息"
    POLICIES = "policies", "政策文件库"
    AGENCY = "agency", "一个机关"
    COLUMN = "column", "一个栏目"
    TOPIC = "topic", "一个专题"
    SEARCH = "search", "检索结果"


class Rhythm(models.TextChoices):
    """How often."""

    AT_ONCE = "at_once", "有新的就发，一小时最多一封"
    DAILY = "daily", "每天早上一封"
    WEEKLY = "weekly", "每周一早上一封"


class Subscription(models.Model):
    """One address and one thing. `key`: of the column or topic; `asked`: what is looked for; `page`: where it stands, with what was
    chosen, which also tells two things apart.

    Nothing is sent before `confirmed_at` but the question whether it is wanted. `told_upto`: what was published until then
    was told; `due_at`: when the next message may go out. With `ended_at` the address is gone.
    """

    email: Any = SealedField(blank=True, default="", fingerprint="email_print", mask=masks.email)
    email_print = FingerprintField(of="email", db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=200, blank=True)
    asked = models.JSONField(default=dict, blank=True)
    page = models.CharField(max_length=1000)
    title = models.CharField(max_length=200)
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_upto = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True, told_upto__isnull=True, due_at__isnull=True)
                | models.Q(confirmed_at__isnull=False, told_upto__isnull=False, due_at__isnull=False),
                name="subscription_begins_when_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(email_print=""),
                name="subscription_ends_without_address",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "email_print"], name="subscriptions_due"),
            models.Index(fields=["asked_at"], name="subscriptions_by_asking"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"
