"""What is to be passed on: an item to a carrier by a day, given by somebody or by a rule; who was reminded of it how urgently."""

from enum import StrEnum

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.channels.models.carrier import Carrier
from gongkai.publication.models import Column, ColumnKind, Item


class Rule(models.Model):
    """What an agency newly publishes in a column, or in columns of a kind, is to be passed on to a carrier.

    Neither: whatever it publishes. `below`: also what the bodies below it publish. Within so many working days after
    publication; for what goes out for the first time from `begins_at` on, until the rule ends.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    below = models.BooleanField(default=False)
    column = models.ForeignKey(Column, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(
        max_length=12, blank=True, choices=[(each.value, each.label) for each in ColumnKind]
    )
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="rules")
    within = models.PositiveSmallIntegerField()
    begins_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(column__isnull=True) | models.Q(kind=""), name="a_rule_for_column_or_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} → {self.carrier_id}"


class Task(models.Model):
    """An item is to be passed on to a carrier by a day. Done once a post of it stands there; that is asked of the posts."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="tasks")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    rule = models.ForeignKey(Rule, models.PROTECT, null=True, blank=True, related_name="tasks")
    due_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["agency", "due_on", "id"], name="tasks_of_an_agency")]
        constraints = [
            models.UniqueConstraint(fields=["item", "carrier", "rule"], name="a_task_of_a_rule_once")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} → {self.carrier_id}"


class TaskDrop(models.Model):
    """A task that is not done, with the reason."""

    task = models.OneToOneField(Task, models.PROTECT, related_name="drop")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="a_dropped_task_says_why")]

    def __str__(self) -> str:
        return f"{self.task_id}"


class Level(StrEnum):
    """How urgent a task is; with each, more people hear of it."""

    DUE = "due"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"

    @property
    def label(self) -> str:
        """What a message says of it."""
        return {"due": "期限最后一个工作日", "overdue": "已经逾期", "long_overdue": "逾期超过五个工作日"}[
            self.value
        ]


class Reminder(models.Model):
    """Somebody was reminded of a task on a level: nobody is a second time."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="reminders")
    level = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Level])
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "level"], name="a_reminder_of_a_level_once"),
            models.CheckConstraint(
                condition=models.Q(level__in=[each.value for each in Level]), name="reminder_level_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.level}"
