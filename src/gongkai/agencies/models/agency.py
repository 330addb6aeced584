"""Agencies through time: a body keeps its row for life; what it was called and where it stood before is kept beside it."""

from django.db import models

from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level


class AgencyFields(models.Model):
    """What a body is at one time."""

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in BodyKind])
    level = models.CharField(max_length=20, choices=[(level.value, level.label) for level in Level])
    region = models.CharField(max_length=40)  # the province-level area
    division_code = models.CharField(max_length=12, blank=True)  # 行政区划代码
    organ_code = models.CharField(max_length=18, blank=True)  # 统一社会信用代码

    class Meta:
        abstract = True


class Agency(AgencyFields):
    """A body that must disclose: a government, or a department or office of one.

    `slug` stands in addresses and never changes. `remark` is printed beside the name wherever it appears, such as
    虚构示例. `begins_on` and `ends_on` are the first and the last day of its life, where they are known.
    """

    slug = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    remark = models.CharField(max_length=40, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=[level.value for level in Level]), name="agency_level_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in BodyKind]), name="agency_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(begins_on__isnull=True)
                | models.Q(ends_on__gte=models.F("begins_on")),
                name="agency_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="agency_not_its_own_parent",
            ),
            models.UniqueConstraint(
                fields=["organ_code"],
                condition=~models.Q(organ_code="") & models.Q(ends_on__isnull=True),
                name="organ_code_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormerSelf(AgencyFields):
    """What an agency was until a day: old documents and statistics keep the name and the place of their time."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="former_selves")
    parent = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    until = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "until"], name="one_former_self_until_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（至{self.until}）"


class Succession(models.Model):
    """Who takes over from an agency that ended: one row for each successor of a merger or a split."""

    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, models.PROTECT, related_name="inherited")
    on = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="succession_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
