"""Business systems of agencies: their tokens, what they handed in, how they were answered."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.publication.models import Item


class System(models.Model):
    """One business system of one agency. It hands in drafts, and never more than that.

    `scopes`: what it may do (kinds.Scope). `networks`: from where, as `192.0.2.0/24`; none means from anywhere. `per_hour`,
    `per_day`: requests. It is closed, never deleted.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    scopes = models.JSONField(default=list)
    networks = models.JSONField(default=list)
    per_hour = models.PositiveIntegerField()
    per_day = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=60)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                condition=models.Q(closed_at__isnull=True),
                name="an_open_system_of_a_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Token(models.Model):
    """A token of a system. Its secret is told once; here is its digest, and the beginning by which it is found and named."""

    system = models.ForeignKey(System, models.PROTECT, related_name="tokens")
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["system", "-id"], name="tokens_of_a_system")]

    def __str__(self) -> str:
        return self.prefix


class UseOfDay(models.Model):
    """How often a system asked on a day, and how often it was refused."""

    system = models.ForeignKey(System, models.PROTECT, related_name="uses")
    on = models.DateField()
    asked = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "on"], name="the_use_of_a_day_once")]

    def __str__(self) -> str:
        return f"{self.system_id} {self.on} {self.asked}"


class HandedIn(models.Model):
    """An item that a system handed in. `number`: what the item is called there, for people who look it up."""

    system = models.ForeignKey(System, models.PROTECT, related_name="handed_in")
    item = models.OneToOneField(Item, models.PROTECT, related_name="+")
    number = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["system", "-id"], name="handed_in_by_a_system")]

    def __str__(self) -> str:
        return f"{self.system_id} {self.item_id}"


class Answer(models.Model):
    """How a request with an Idempotency-Key was answered: the same request is answered the same way, and done once.

    `digest`: of method, path and body.
    """

    system = models.ForeignKey(System, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    tag = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "key"], name="a_key_of_a_system_once")]
        indexes = [models.Index(fields=["at"], name="answers_by_age")]

    def __str__(self) -> str:
        return f"{self.system_id} {self.key}"
