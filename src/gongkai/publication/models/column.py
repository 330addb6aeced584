"""Columns: one common tree, what a government adds for those below it, what an agency changes for itself."""

from enum import StrEnum

from django.db import models

from gongkai.agencies.models import Agency


class ColumnKind(StrEnum):
    """How often a column has to be fed: inspections measure news, notices and policies differently."""

    NEWS = "news"
    NOTICE = "notice"
    POLICY = "policy"
    STATUTORY = "statutory"
    STATIC = "static"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "news": "动态、要闻",
            "notice": "通知公告",
            "policy": "政策文件",
            "statutory": "法定主动公开内容",
            "static": "长期公开内容",
        }[self.value]

    @property
    def clock(self) -> str:
        """The clock (law.duties.clocks) by which inspections measure it; empty where they name none.

        依据：国办秘函〔2019〕19号
        """
        return {"news": "column_dynamic", "notice": "column_policy", "policy": "column_policy"}.get(
            self.value, ""
        )


class Column(models.Model):
    """One column. `owner` null: common to all bodies of `levels` (empty: every level); a government's column is one for
    it and all bodies below; a department's is its own alone.

    `key` stands in addresses and never changes; `duty` is the id of the statutory content (law.duties) that belongs here;
    `every_days` is the longest time between two items, null where the kind of column says it. `ends_on` is the last day.
    """

    owner = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="columns")
    levels = models.JSONField(default=list)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in ColumnKind])
    duty = models.CharField(max_length=60, blank=True)
    every_days = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="a_column_key_once"),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(owner__isnull=True), name="a_common_column_key_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("begins_on")),
                name="a_column_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in ColumnKind]), name="column_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ColumnChange(models.Model):
    """What one agency has otherwise than the column says: empty and null mean as inherited. `office`: who feeds it."""

    column = models.ForeignKey(Column, models.PROTECT, related_name="changes")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=60, blank=True)
    office = models.CharField(max_length=60, blank=True)
    every_days = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(null=True, blank=True)
    hidden_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["column", "agency"], name="one_change_of_a_column"),
        ]

    def __str__(self) -> str:
        return f"{self.column_id} {self.agency_id}"


class EmptyStatement(models.Model):
    """An agency tells the public that it has nothing for a column, since a day; without that an empty column is not shown.

    It ends once something is in the column, or when it is taken back. Added and ended, never changed.
    """

    column = models.ForeignKey(Column, models.PROTECT, related_name="statements")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    text = models.CharField(max_length=200)
    stated_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "column"],
                condition=models.Q(ended_at__isnull=True),
                name="a_column_stated_empty_once",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="an_empty_column_says_so"),
        ]

    def __str__(self) -> str:
        return f"{self.column_id} {self.agency_id} {self.stated_on}"
