"""Who works for an agency in which role, from when to when, and who stands in."""

from django.conf import settings
from django.db import models

from gongkai.agencies.models.agency import Agency
from gongkai.law.roles import Role


class Membership(models.Model):
    """A person in a role at an agency. It is ended, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in Role])
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                condition=models.Q(ends_on__isnull=True),
                name="one_open_membership_of_a_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="membership_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("begins_on")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.agency_id}"


class Delegation(models.Model):
    """Somebody stands in for a membership while its holder is away; what is done under it names both."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="delegations")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations")
    begins_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")), name="delegation_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} → {self.to_id}"
