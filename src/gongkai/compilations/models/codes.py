"""Short addresses that QR codes lead to, and how often each was scanned on which day. Nothing is known of who did."""

from django.db import models

from gongkai.compilations.models.topic import Place, Section, Topic


class Code(models.Model):
    """A short address (/m/KEY) of a topic, or of a section or a place in it. Given once and never again: paper is patient."""

    key = models.CharField(max_length=12, unique=True)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="codes")
    section = models.OneToOneField(Section, models.PROTECT, null=True, related_name="code")
    place = models.OneToOneField(Place, models.PROTECT, null=True, related_name="code")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic"],
                condition=models.Q(section__isnull=True, place__isnull=True),
                name="one_code_of_a_whole_topic",
            ),
            models.CheckConstraint(
                condition=models.Q(section__isnull=True) | models.Q(place__isnull=True),
                name="a_code_leads_to_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Scans(models.Model):
    """How often a code was scanned on a day: a sum, so that it costs the same however often."""

    code = models.ForeignKey(Code, models.PROTECT, related_name="scans")
    on = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "on"], name="a_day_of_a_code_once")]

    def __str__(self) -> str:
        return f"{self.code_id} {self.on}: {self.count}"
