"""The gazette of a government: issues with the texts of documents as they were on its day.   依据：规章制定程序条例第三十一条"""

from django.conf import settings
from django.db import models

from gongkai.agencies.models import Agency
from gongkai.compilations.models.kinds import Rubric
from gongkai.publication.models import Edition, Item
from gongkai.records.models import StoredFile
from gongkai.signoff.models import Round


class Issue(models.Model):
    """One issue. `number` counts in its year, `total` over all years; `issued_at` is set once, and nothing changes after.

    `digest` is the SHA-256 of exactly what is approved: the head and the editions in their order. `pdf` is made by a job;
    `pdf_of` says of which texts: those that may be shown when it was made. `dropped_at`: it was given up before it came out.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="gazettes")
    title = models.CharField(max_length=60)
    sponsor = models.CharField(max_length=80, blank=True)
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    dated_on = models.DateField()
    revision = models.PositiveIntegerField(default=1)
    touched_at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    pdf_of = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-total"], name="issues_of_an_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "number"],
                condition=models.Q(dropped_at__isnull=True),
                name="an_issue_number_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "total"],
                condition=models.Q(dropped_at__isnull=True),
                name="a_total_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(issued_at__isnull=True) | models.Q(dropped_at__isnull=True),
                name="an_issue_came_out_or_was_dropped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}年第{self.number}期"


class Article(models.Model):
    """A document in an issue, by the edition that it has in it. `number`: its place in the issue once that is out."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="articles")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    rubric = models.CharField(max_length=16, choices=[(each.value, each.label) for each in Rubric])
    rubric_place = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    put_in_at = models.DateTimeField()
    put_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["rubric_place", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "item"],
                condition=models.Q(taken_out_at__isnull=True),
                name="an_item_once_in_an_issue",
            ),
            models.UniqueConstraint(
                fields=["issue", "number"],
                condition=models.Q(number__isnull=False),
                name="an_article_number_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.number or '-'}"
