"""Holiday notices that were entered in the desk: the text as it was entered, and what was decided about it."""

from django.db import models
from django.db.models import Q

TITLE, NUMBER = 200, 60


class Stage(models.TextChoices):
    """Where a notice stands."""

    WAITING = "waiting", "等待批准"
    IN_FORCE = "in_force", "已启用"
    DECLINED = "declined", "没有采用"
    TAKEN_BACK = "taken_back", "已撤下"


class HolidayNotice(models.Model):
    """One notice as it was entered: `text` is never changed, `stage` follows from the steps.

    Two of one year cannot wait or be in force together: the second would arrange the same days once more.
    """

    title = models.CharField(max_length=TITLE)
    number = models.CharField(max_length=NUMBER, blank=True)
    published_on = models.DateField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.WAITING)
    entered_by = models.CharField(max_length=60)
    entered_by_id = models.BigIntegerField()
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(stage__in=["waiting", "in_force"], year__isnull=False),
                name="one_notice_of_a_year",
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(stage__in=["waiting", "in_force"]) & ~Q(number=""),
                name="one_notice_of_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class NoticeStep(models.Model):
    """What was decided about a notice, by whom and why; only added."""

    notice = models.ForeignKey(HolidayNotice, models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=10, choices=Stage)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "stage"], name="notice_step_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.stage}"
