"""Deliveries: a file or a push, staged in batches, then applied as a whole or not at all."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.records.models import StoredFile
from gongkai.registers.models.source import Source


class Stage(models.TextChoices):
    """How far a delivery has come. Only what is ready can be applied; the last four are final."""

    STAGING = "staging", "正在读取"
    READY = "ready", "待确认"
    APPLIED = "applied", "已入库"
    FAULTY = "faulty", "有错误，未入库"
    FAILED = "failed", "不能读取"
    DROPPED = "dropped", "已放弃"


class Delivery(models.Model):
    """One file or push of a source.

    `as_of`: of when its rows are, where they do not say so themselves. `earlier`: what it brings was public elsewhere before,
    so that nothing of it is late here. `rows` were read so far, to begin anew behind them. `made`, `corrected`, `same`,
    `older`, `left`: what its rows came to: new ones, changed ones, unchanged ones, those behind what is there, those that left
    the public view. `late`: rows that came after their day. `straight`: applied without a confirmation. `signature`: of a
    push, by which it is known again. `sought`: up to which of its records the index has come, None when it has them all.
    `whole`: it is the whole list of each agency that it names; `gone`: so many of the `there` entries of these agencies it
    takes off the public view; `agreed`: so many somebody has agreed to. `made_as`: by which definition and calendar its rows
    were read.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="deliveries")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=64, blank=True)
    as_of = models.DateTimeField()
    earlier = models.BooleanField(default=False)
    straight = models.BooleanField(default=False)
    whole = models.BooleanField(default=False)
    stage = models.CharField(max_length=10, choices=Stage)
    rows = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    older = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    there = models.PositiveIntegerField(default=0)
    agreed = models.PositiveIntegerField(null=True, blank=True)
    made_as = models.CharField(max_length=64, blank=True)
    columns = models.JSONField(default=dict)
    ignored = models.JSONField(default=list)
    message = models.CharField(max_length=500, blank=True)
    turns = models.PositiveIntegerField(default=0)
    sought = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["source", "-id"], name="deliveries_of_a_source")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "signature"],
                condition=~models.Q(signature=""),
                name="a_push_is_taken_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class WholeList(models.Model):
    """That a delivery was the whole list of an agency as of a moment: what it did not name was none of the list then.

    All of them are kept, so that a delivery of before that comes in later is judged by them too. `on`: the day of `as_of`.
    """

    register = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="+")
    as_of = models.DateTimeField()
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["register", "agency", "as_of"], name="whole_lists_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.register} {self.agency_id} {self.on}"


class RowFault(models.Model):
    """One mistake of a delivery: in which row, under which heading, what to do. Kept when the staged rows are gone."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="row_faults")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=120, blank=True)
    message = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.row} {self.column}"
