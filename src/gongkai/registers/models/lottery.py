"""Lots: a list from which so many are drawn, so that anybody can prove that nobody chose. Committed, drawn, never changed."""

from typing import Any

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.sealing.field import SealedField
from gongkai.sealing.masks import hidden


class Lottery(models.Model):
    """One draw of a random inspection.

    `population`, `inspectors`: the two lists (双随机), names in order; both are published with the digests. `recused`: by
    target, who must not inspect it. `number`, `each`: how many targets, how many inspectors for each. `seed`: sealed until
    the draw, hexadecimal; nobody can see it before. `beacon`: the word that nobody could know when the digests were
    published. `lots`: name and rank of each drawn target; `assigned`: inspectors by target.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    draw_no = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    item_code = models.CharField(max_length=100, blank=True)
    department = models.CharField(max_length=200)
    population = models.JSONField(default=list)
    inspectors = models.JSONField(default=list)
    recused = models.JSONField(default=dict)
    number = models.PositiveIntegerField()
    each = models.PositiveSmallIntegerField(default=2)
    seed: Any = SealedField(blank=True, default="", mask=hidden)
    seed_digest = models.CharField(max_length=64, blank=True)
    list_digest = models.CharField(max_length=64, blank=True)
    beacon = models.CharField(max_length=200, blank=True)
    shown_seed = models.CharField(max_length=64, blank=True)
    lots = models.JSONField(default=list)
    assigned = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    committed_at = models.DateTimeField(null=True, blank=True)
    committed_by = models.CharField(max_length=60, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.CharField(max_length=60, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "draw_no"], name="a_draw_by_its_number")]

    def __str__(self) -> str:
        return self.name
