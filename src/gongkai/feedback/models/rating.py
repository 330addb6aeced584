"""Whether a page was of use to a reader."""

from django.db import models

from gongkai.agencies.models import Agency


class Use(models.TextChoices):
    """What can be said. Who says nothing is counted nowhere as content."""

    USEFUL = "useful", "有用"
    SO_SO = "so_so", "一般"
    USELESS = "useless", "没用"


class Rating(models.Model):
    """One word of one reader of one item. `once`: a keyed digest of household, item and day, by which a second word is known; it
    is emptied when the day is over.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="ratings")
    item = models.CharField(max_length=120)
    use = models.CharField(max_length=10, choices=Use)
    says = models.TextField(blank=True)
    on = models.DateField()
    once = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - many are empty, the others unique

    class Meta:
        indexes = [
            models.Index(fields=["agency", "on"], name="ratings_of_an_agency"),
            models.Index(fields=["item"], name="ratings_of_an_item"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.use}"
