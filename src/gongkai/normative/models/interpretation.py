"""What interprets a document: the task, its plan, its forms as items, questions with answers. Rows are only added, and taken back."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.normative import DocumentKind, Form
from gongkai.normative.models.document import Document
from gongkai.publication.models import Item

FORMS = [(each.value, each.label) for each in Form]


class Interpretation(models.Model):
    """A task to interpret, made when the first document that it serves is taken up: who drafts, interprets (谁起草谁解读).

    `responsible`: who answers for it, as the agency calls the post. `revision` counts what was written, so that two who
    write are told.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="interpretations")
    responsible = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["agency", "-id"], name="interpretations_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.pk}"


class Serving(models.Model):
    """An interpretation is that of a document; it may serve several, and a document may have several."""

    interpretation = models.ForeignKey(Interpretation, models.PROTECT, related_name="servings")
    document = models.ForeignKey(Document, models.PROTECT, related_name="servings")
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.interpretation_id} → {self.document_id}"


class Plan(models.Model):
    """How something is to be interpreted (解读方案): in which forms, by which day. The newest counts."""

    interpretation = models.ForeignKey(Interpretation, models.PROTECT, related_name="plans")
    forms = models.JSONField()
    due_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(forms=[]), name="a_plan_has_forms")]

    def __str__(self) -> str:
        return f"{self.interpretation_id} {self.forms}"


class DraftingNote(models.Model):
    """What was said of a document when it was drafted (起草说明): its interpretation is not to be a copy of it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="drafting_notes")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.document_id} {self.at}"


class Rendering(models.Model):
    """One form of an interpretation: an item, or a file of it (`attachment`, by name).

    `accessible`: the same in words, for what is not text (alternative text, transcript). It stands in the item's own text, so
    that it is signed with it and everybody reads it there.
    """

    interpretation = models.ForeignKey(Interpretation, models.PROTECT, related_name="renderings")
    form = models.CharField(max_length=20, choices=FORMS)
    item = models.ForeignKey(Item, models.PROTECT, related_name="renderings")
    attachment = models.CharField(max_length=200, blank=True)
    accessible = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(form__in=[each.value for each in Form]), name="form_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interpretation_id} {self.form}"


class Question(models.Model):
    """A question on a document with its answer (政策问答), part of the item of a form `questions`.

    `edition`: the number of the edition of that item in which it stands first; it is public once that one or a later one is.
    """

    rendering = models.ForeignKey(Rendering, models.PROTECT, related_name="questions")
    document = models.ForeignKey(Document, models.PROTECT, related_name="questions")
    question = models.CharField(max_length=300)
    answer = models.TextField()
    position = models.PositiveIntegerField()
    edition = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.question


class GoingAhead(models.Model):
    """A document goes out ahead of its interpretation (先行公布), and why: its gate is open then, its clock runs."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="ahead")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.reason


class TakenBack(models.Model):
    """A row of an interpretation was a mistake, or is so no longer: as if it had never been told. Only added."""

    serving = models.OneToOneField(Serving, models.PROTECT, null=True, blank=True, related_name="taken_back")
    plan = models.OneToOneField(Plan, models.PROTECT, null=True, blank=True, related_name="taken_back")
    note = models.OneToOneField(
        DraftingNote, models.PROTECT, null=True, blank=True, related_name="taken_back"
    )
    rendering = models.OneToOneField(
        Rendering, models.PROTECT, null=True, blank=True, related_name="taken_back"
    )
    question = models.OneToOneField(
        Question, models.PROTECT, null=True, blank=True, related_name="taken_back"
    )
    ahead = models.OneToOneField(GoingAhead, models.PROTECT, null=True, blank=True, related_name="taken_back")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="undone_with_a_reason"),
        ]

    def __str__(self) -> str:
        return self.reason


class InterpretationRule(models.Model):
    """What is left to places (`law.normative.Settings`), for an agency or all, for a kind or all. The newest row counts.

    The most particular one counts: agency and kind, agency, kind, everybody. `together`: whether a document that needs an
    interpretation is held back until both go out. `fault_working_days`: None as the law says.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(
        max_length=20, blank=True, choices=[(each.value, each.label) for each in DocumentKind]
    )
    plan_first = models.BooleanField(default=True)
    departments_interpret = models.BooleanField(default=True)
    together = models.BooleanField(default=True)
    fault_working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    alike_percent = models.PositiveSmallIntegerField(default=50)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["agency", "kind", "-id"], name="rules_of_interpretation")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.kind}"


class KeptMeasures(models.Model):
    """Rate and shares of a period as they were on a day, each with numerator and denominator; what was reported stays so.

    `below`: with the agencies below it. `forms`: {form: [numerator, denominator]}.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    below = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField()
    interpreted = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    forms = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["agency", "-id"], name="kept_measures_of_an_agency")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interpreted__lte=models.F("needed")), name="a_rate_of_no_more_than_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.since} {self.until}"
