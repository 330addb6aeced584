"""What became of an item otherwise than being published: withheld and looked at again, withdrawn."""

from enum import StrEnum

from django.conf import settings
from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.reevaluation import SecrecyLevel
from gongkai.publication.models.item import Edition, Item


class Withholding(models.Model):
    """An item in the register of what is not published (不主动公开登记). `look_on`: when it is due to be looked at again.

    依据：条例第十三至十八条
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="withholdings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    attribute = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Attribute])
    grounds = models.JSONField(default=list)
    reasons = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField()
    degree = models.CharField(
        max_length=12, blank=True, choices=[(each.value, each.label) for each in SecrecyLevel]
    )
    classified_on = models.DateField(null=True, blank=True)
    secret_until = models.DateField(null=True, blank=True)
    declassified_on = models.DateField(null=True, blank=True)
    look_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "ended_at", "look_on"], name="withheld_to_look_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(ended_at__isnull=True), name="withheld_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.attribute}"


class Evaluation(models.Model):
    """Somebody looked again at what is withheld (动态调整). Added, never changed.   依据：条例第十八条"""

    withholding = models.ForeignKey(Withholding, models.PROTECT, related_name="evaluations")
    outcome = models.CharField(max_length=10, choices=[("keep", "继续不公开"), ("open", "转为公开")])
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.withholding_id} {self.outcome}"


class Why(StrEnum):
    """Why a public item is taken back."""

    ERROR = "error"
    DUPLICATE = "duplicate"
    OVERTURNED = "overturned"
    PERSONAL = "personal"
    CORRECTED = "corrected"
    HARMFUL = "harmful"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "error": "内容有误",
            "duplicate": "重复发布",
            "overturned": "决定被依法变更、撤销、确认违法或者无效",
            "personal": "需要保护个人信息",
            "corrected": "已由新的信息更正",
            "harmful": "不宜公开的内容",
            "other": "其他",
        }[self.value]


class Withdrawal(models.Model):
    """A public item was taken back. The public sees a notice with the reason; of harmful content not even the title.

    `overturned_on`: for a decision, when it was changed or revoked; `restored_at`: when the item came back.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="withdrawals")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Why])
    told = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)
    overturned_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(restored_at__isnull=True), name="withdrawn_once_at_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(told=""), name="a_withdrawal_tells_why"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.why}"
