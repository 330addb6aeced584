"""Rows of the standard catalogue (基层政务公开标准目录) through time, and the tickets that adjust them.

依据：国办发〔2019〕54号
"""

from enum import StrEnum

from django.conf import settings
from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.duties.attribute import Attribute
from gongkai.law.metadata import Audience, FiveOpen


class Change(StrEnum):
    """What a ticket does to a row."""

    ADD = "add"
    ALTER = "alter"
    END = "end"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"add": "新增", "alter": "变更", "end": "取消"}[self.value]


class Cause(StrEnum):
    """Why the catalogue is adjusted (动态调整)."""

    REQUESTED = "requested"
    DECLASSIFIED = "declassified"
    FUNCTIONS = "functions"
    LAW = "law"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "requested": "同类信息多次被申请公开",
            "declassified": "信息解密或者不再涉密",
            "functions": "机关职能调整",
            "law": "法律、法规、规章或者上级目录变化",
            "other": "其他",
        }[self.value]


class Ticket(models.Model):
    """A proposal to adjust the catalogue of an agency, and what was decided. `proposal`: the fields of the row proposed; of
    one that is to end, what it is called.

    `opened_for`: the user name of the person that the proposer stood in for; neither of the two decides.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="tickets")
    change = models.CharField(max_length=10, choices=[(change.value, change.label) for change in Change])
    key = models.CharField(max_length=80)
    proposal = models.JSONField(default=dict)
    cause = models.CharField(max_length=20, choices=[(cause.value, cause.label) for cause in Cause])
    why = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_for = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(
        max_length=10, blank=True, choices=[("adopted", "已采纳"), ("declined", "未采纳")]
    )
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "decided_at"], name="open_tickets")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True, outcome="")
                | models.Q(decided_at__isnull=False, outcome__in=["adopted", "declined"]),
                name="a_ticket_is_decided_with_its_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.change} {self.key}"


class Entry(models.Model):
    """One row of the catalogue, in force from `begins_on` to `ends_on`; never edited, an adjustment ends it and begins another.

    `agency` null: the common template. An agency's own row with the key of a common one stands in its place; `absent_because` says
    that, and why, the agency has no such matter. `key` is the same through all adjustments, such as
    "budget-01". `levels`: county, township (县级, 乡级) and village. `body` is printed; whoever publishes is the agency whose
    catalogue it is.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="entries")
    key = models.CharField(max_length=80)
    field = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)
    item_l1 = models.CharField(max_length=100)
    item_l2 = models.CharField(max_length=100, blank=True)
    elements = models.JSONField(default=list)
    basis = models.JSONField(default=list)
    time_limit = models.CharField(max_length=200)
    working_days = models.PositiveIntegerField(null=True, blank=True)
    body = models.CharField(max_length=120, blank=True)
    carriers = models.JSONField(default=list)
    audience = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Audience])
    audience_group = models.CharField(max_length=60, blank=True)
    mode = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Attribute])
    levels = models.JSONField(default=list)
    five_open = models.CharField(
        max_length=12, blank=True, choices=[(each.value, each.label) for each in FiveOpen]
    )
    duty = models.CharField(max_length=60, blank=True)
    absent_because = models.CharField(max_length=200, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="entries")

    class Meta:
        indexes = [models.Index(fields=["agency", "field", "position"], name="catalogue_of_an_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "key"],
                condition=models.Q(ends_on__isnull=True),
                name="a_row_in_force_once",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(agency__isnull=True, ends_on__isnull=True),
                name="a_common_row_in_force_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("begins_on")),
                name="a_row_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.item_l1}"


class Charge(models.Model):
    """A field of the catalogue that an agency is in charge of, from `begins_on` to `ends_on`.

    Governments of counties and townships have every field of the common catalogue; other bodies those that stand here.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="charges")
    field = models.CharField(max_length=40)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "field"],
                condition=models.Q(ends_on__isnull=True),
                name="a_field_in_charge_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("begins_on")),
                name="a_charge_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.field}"
