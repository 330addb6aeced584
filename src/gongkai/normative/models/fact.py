"""What happens to documents: steps, changes, moves. Rows are only added; one that was a mistake is taken back by a row."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.normative import Effect, Step
from gongkai.normative.models.document import Document
from gongkai.normative.models.kinds import RESULTS
from gongkai.normative.models.register import RegisterImport
from gongkai.records.models import StoredFile


class Doing(models.Model):
    """A step of a document's life was begun, passed or failed on a day (`law.normative.Done`).

    `reason`: why a period was shorter, as published, or why it went on in spite of a warning. `place`: with whom (who
    reviewed, which meeting, where it was filed); `number`: of the paper that proves it; `file`: that paper.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="doings")
    step = models.CharField(max_length=30, choices=[(each.value, each.value) for each in Step])
    result = models.CharField(max_length=10, choices=RESULTS)
    on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["document", "on", "id"], name="steps_of_a_document")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.step} {self.result} {self.on}"


class Change(models.Model):
    """One document (`cause`) does something to another (`of`) from a day on (`law.normative.Change`).

    `articles`: [{"number": "三", "text": … or null where it goes, "after": "二" where it is added}]; `until`: the new last day.
    `reason`: why it was entered in spite of a warning.
    """

    effect = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Effect])
    of = models.ForeignKey(Document, models.PROTECT, related_name="changes_in")
    cause = models.ForeignKey(Document, models.PROTECT, related_name="changes_out")
    on = models.DateField()
    articles = models.JSONField(default=list)
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    run = models.ForeignKey(
        RegisterImport, models.PROTECT, null=True, blank=True, related_name="brought_changes"
    )
    row = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [
            models.Index(fields=["of", "on", "id"], name="changes_of_a_document"),
            models.Index(fields=["cause", "on", "id"], name="changes_by_a_document"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(of=models.F("cause")), name="a_change_by_another_document"
            ),
            models.UniqueConstraint(
                fields=["run", "row"], condition=models.Q(run__isnull=False), name="a_change_of_a_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause_id} {self.effect} {self.of_id} {self.on}"


class Move(models.Model):
    """From a day on the documents of one body are another's: all of them (`whole`), or those named in `documents`."""

    of = models.ForeignKey(Agency, models.PROTECT, related_name="documents_handed_over")
    to = models.ForeignKey(Agency, models.PROTECT, related_name="documents_taken_over")
    on = models.DateField()
    whole = models.BooleanField(default=True)
    documents = models.ManyToManyField(Document, related_name="moves", blank=True)
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["on", "id"], name="moves_by_day")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(of=models.F("to")), name="a_move_to_another_body"),
        ]

    def __str__(self) -> str:
        return f"{self.of_id} → {self.to_id} {self.on}"


class Voiding(models.Model):
    """A row that was a mistake is taken back: as if it had never been told. Why, by whom, when; only added."""

    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="voiding")
    doing = models.OneToOneField(Doing, models.PROTECT, null=True, blank=True, related_name="voiding")
    change = models.OneToOneField(Change, models.PROTECT, null=True, blank=True, related_name="voiding")
    move = models.OneToOneField(Move, models.PROTECT, null=True, blank=True, related_name="voiding")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    document__isnull=False, doing__isnull=True, change__isnull=True, move__isnull=True
                )
                | models.Q(document__isnull=True, doing__isnull=False, change__isnull=True, move__isnull=True)
                | models.Q(document__isnull=True, doing__isnull=True, change__isnull=False, move__isnull=True)
                | models.Q(
                    document__isnull=True, doing__isnull=True, change__isnull=True, move__isnull=False
                ),
                name="one_row_is_taken_back",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="taken_back_with_a_reason"),
        ]

    def __str__(self) -> str:
        return self.reason
