"""What is left to places about documents that govern: set by a government for all bodies below it, from a day on."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.normative import Counted


class PlaceRule(models.Model):
    """One set of `law.normative.Settings`, for `agency` and all below it that have none of their own. Only added.

    Counts from `since` on, in the place of the rows of earlier days; of two rows of one day the newer one. `periods`: numbers
    of days and months by name (`law.duties.settings`), those that the place has set. `basis`: which document says so.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    since = models.DateField()
    counted_from = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in Counted], default=Counted.ISSUED.value
    )
    expiry_is_repeal = models.BooleanField(default=False)
    listed_only = models.BooleanField(default=True)
    periods = models.JSONField(default=dict)
    trial_shortest_months = models.PositiveSmallIntegerField(null=True, blank=True)
    trial_longest_months = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["agency", "since", "id"], name="rules_of_a_place")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(basis=""), name="a_place_rule_has_a_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.since}"
