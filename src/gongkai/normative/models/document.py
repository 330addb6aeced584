"""Documents that govern, from the day on which somebody takes them up; what is corrected is kept beside them."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.duties.publication import Validity
from gongkai.law.normative import DocumentKind, EarlyEffect, Excluded, Step
from gongkai.normative.models.kinds import Marked, Origin
from gongkai.normative.models.register import RegisterImport
from gongkai.publication.models import Item


class Document(models.Model):
    """One document as it was made, or is being made: `issued_on` is None while it is on its way.

    `agency` made it, as the lead of a joint one; `joint` are the others. `document_no` is written as it should be, `code`,
    `year` and `serial` are its parts (an order has no year). `registry_no`: 统一登记编号. `effective_on`: None where it says
    nothing. `articles`: [{"number": "三", "text": …}] as it was made, empty where its text is not taken apart. `marked`: what
    its foot says. `interests` and the features below are those of `law.normative.Nature` and `Matter`. `gone`: it was taken
    back with a `Voiding`, so that it never was. `revision` counts what was written, so that two who write are told.

    Projections, written with each fact and once a day by `actions.projecting` alone: `holder` (whose it is today), `validity`
    ("" while on its way), `since`, `until` (last day of its period with extensions), `left_on`, `ended_by` (the document by
    which it left), `next_step` with `due_on`, `faults` (findings about it that are errors), `refreshed_on`.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="documents_made")
    kind = models.CharField(max_length=20, choices=[(each.value, each.label) for each in DocumentKind])
    title = models.CharField(max_length=200)
    title_key = models.CharField(max_length=200)
    document_no = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True)
    registry_no = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    trial = models.BooleanField(default=False)
    interests = models.BooleanField(default=True)
    made_public = models.BooleanField(default=True)
    general = models.BooleanField(default=True)
    repeatable = models.BooleanField(default=True)
    excluded = models.CharField(
        max_length=20, blank=True, choices=[(each.value, each.label) for each in Excluded]
    )
    market = models.BooleanField(default=False)
    important = models.BooleanField(default=False)
    secret = models.BooleanField(default=False)
    interpreted = models.BooleanField(default=True)
    early = models.CharField(
        max_length=20, blank=True, choices=[(each.value, each.label) for each in EarlyEffect]
    )
    marked = models.CharField(
        max_length=12, choices=[(each.value, each.label) for each in Marked], default=Marked.UNKNOWN
    )
    articles = models.JSONField(default=list)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="documents")
    origin = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Origin])
    run = models.ForeignKey(
        RegisterImport, models.PROTECT, null=True, blank=True, related_name="brought_documents"
    )
    row = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    gone = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    holder = models.ForeignKey(Agency, models.PROTECT, related_name="documents")
    validity = models.CharField(
        max_length=12, blank=True, choices=[(each.value, each.label) for each in Validity]
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    next_step = models.CharField(
        max_length=30, blank=True, choices=[(each.value, each.value) for each in Step]
    )
    due_on = models.DateField(null=True, blank=True)
    faults = models.PositiveIntegerField(default=0)
    refreshed_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["holder", "gone", "validity", "-issued_on", "-id"], name="register_by_state"
            ),
            models.Index(fields=["holder", "gone", "-issued_on", "-id"], name="register_of_an_agency"),
            models.Index(fields=["gone", "-issued_on", "-id"], name="newest_documents"),
            models.Index(fields=["code", "year", "serial"], name="documents_by_code"),
            models.Index(fields=["document_no"], condition=~models.Q(document_no=""), name="documents_by_no"),
            models.Index(fields=["title_key"], name="documents_by_title"),
            models.Index(fields=["until"], condition=models.Q(until__isnull=False), name="documents_to_end"),
            models.Index(
                fields=["due_on"], condition=models.Q(due_on__isnull=False), name="documents_with_a_day"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document_no"],
                condition=models.Q(origin=Origin.HERE, gone=False) & ~models.Q(document_no=""),
                name="a_number_given_here_once",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(item__isnull=False, gone=False),
                name="an_item_of_one_document",
            ),
            models.UniqueConstraint(
                fields=["run", "row"], condition=models.Q(run__isnull=False), name="a_document_of_a_row"
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="a_document_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(published_on__isnull=True) | models.Q(issued_on__isnull=False),
                name="a_published_document_was_issued",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in DocumentKind]), name="document_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.document_no or self.title


class JointBody(models.Model):
    """Another body that made a document: one of the platform, or only its name. It has no share in the counts."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="joint")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="a_place_of_a_joint_body"),
            models.UniqueConstraint(fields=["document", "name"], name="a_joint_body_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """What was entered otherwise than it is was put right: column by column before and after, with the reason. Only added."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="corrections")
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.document_id} {self.at}"
