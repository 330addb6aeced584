"""Agencies: the bodies that must publish."""

from django.db import models

from gongkai.law.report.schema import Level


class Agency(models.Model):
    """A body that must disclose: a government, or a department or office of one.

    `slug` stands in addresses. `region` is the province-level area it belongs to. `remark` is printed
    beside the name wherever it appears, such as 虚构示例.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=20, choices=[(level.value, level.label) for level in Level])
    region = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    remark = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=[level.value for level in Level]), name="agency_level_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
