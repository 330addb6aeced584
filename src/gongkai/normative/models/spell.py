"""As what, and in whose hands, documents stand through time: worked out by the law, kept so that any day can be asked."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.duties.publication import Validity
from gongkai.normative.models.document import Document


class Spell(models.Model):
    """Days on end on which a document stands the same (`law.normative.Standing`), in the same hands.

    From `begins_on` until `ends_on`, that day not counted; `date.max` where no end is known. The spells of a document follow
    one another from the day of its issue on. `by`: the document by which it stands so. `amended`: articles changed on the
    first day. A projection like the columns of `Document`, written with each fact.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="spells")
    begins_on = models.DateField()
    ends_on = models.DateField()
    holder = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    validity = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Validity])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    amended = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["holder", "begins_on", "ends_on"], name="spells_of_a_holder")]
        constraints = [
            models.UniqueConstraint(fields=["document", "begins_on"], name="a_spell_begins_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("begins_on")), name="a_spell_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.begins_on} {self.validity}"
