"""Tables: visits by day, and which files of lines were counted. Nothing in them belongs to a person."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.publication.models import Item


class ItemVisits(models.Model):
    """How often the page of an item was opened on a day. Kept when the item is withdrawn."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    on = models.DateField()
    many = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "on"], name="an_item_has_one_count_a_day")]
        indexes = [models.Index(fields=["agency", "on"], name="visits_of_items_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.on} {self.many}"


class ColumnVisits(models.Model):
    """How often the list of a column was opened on a day. `key`: as it stands in the address; empty for the home page of the agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    many = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key", "on"], name="a_column_has_one_count_a_day")
        ]
        indexes = [models.Index(fields=["agency", "on"], name="visits_of_columns_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.key} {self.on} {self.many}"


class CountedFile(models.Model):
    """A file of lines whose visits stand in the tables: entered with them, so that none is counted twice wherever a process ends."""

    name = models.CharField(max_length=60, unique=True)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
