"""Orders to take out of a document what is withheld: a job carries each of them out."""

from django.conf import settings
from django.db import models

from gongkai.applications.models.material import Material


class Outcome(models.TextChoices):
    """How an order ended."""

    MADE = "made", "已处理并核验"
    FAILED = "failed", "没有完成"
    VOID = "void", "已作废"


class RedactionOrder(models.Model):
    """What somebody ordered to be taken out of which state of a document, and how that ended; a new attempt is a new order.

    `marks` are those of the document at `revision`, `digest` stands for them and for the original. While one is open there is no
    other for the same document; whatever changes the document makes it void. `problem`: what was wrong, for the officer; it never
    repeats what is withheld.
    """

    material = models.ForeignKey(Material, models.PROTECT, related_name="orders")
    revision = models.PositiveIntegerField()
    marks = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["material"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_order_of_a_material",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, outcome="")
                | models.Q(ended_at__isnull=False, outcome__in=[each.value for each in Outcome]),
                name="an_order_ends_with_its_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.material_id} {self.revision} {self.outcome}"
