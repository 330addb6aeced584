"""Tables of reports that are under way: what was compiled, what was set by hand, texts, steps, frozen snapshots.

A report of one body on one year for one scope is one row; everything else is added beside it and never changed. Where it
stands follows from its last step, what it says from its last compilation and the figures set by hand that still hold.
"""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.annual_reports.models.handed import HandedIn
from gongkai.annual_reports.models.kinds import Part, Scope, StepKind
from gongkai.annual_reports.models.versions import AnnualReport


class WorkingReport(models.Model):
    """The report of a body on a year that the platform compiles. `form` is that of the year, kept so that lists need not ask."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="working_reports")
    year = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Scope])
    form = models.CharField(max_length=20)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "scope"], name="a_working_report_once"),
            models.CheckConstraint(
                condition=models.Q(scope__in=[each.value for each in Scope]), name="scope_known"
            ),
        ]
        indexes = [models.Index(fields=["year", "scope"], name="working_reports_of_a_year")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year} {self.scope}"


class Compiled(models.Model):
    """One run that counted every cell from the facts. `number` counts from 1; `digest` is that of `cells`.

    `cells`: whole numbers, and texts for decimals (万元), by cell id; a cell without a source is absent: blank, not zero.
    `told`: by cell id, which facts it counts, each as {"source", "figure"}. `covers`: the bodies whose facts are in it, by
    number: the body itself, one that was merged into it within the year, all below it in a roll-up.
    """

    working = models.ForeignKey(WorkingReport, models.PROTECT, related_name="compilations")
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    told = models.JSONField(default=dict)
    covers = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["working", "number"], name="a_compilation_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="compilations_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.working_id} #{self.number}"


class Contribution(models.Model):
    """What one body gave to a roll-up, as it was then: later corrections show as differences to it.

    `source`, `version` or `handed` is what was used, `digest` that of its cells. A body without figures has none, and no cells.
    """

    compiled = models.ForeignKey(Compiled, models.PROTECT, related_name="contributions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Part])
    why = models.CharField(max_length=300, blank=True)
    cells = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    source = models.ForeignKey(Compiled, models.PROTECT, null=True, related_name="used_by")
    version = models.ForeignKey(AnnualReport, models.PROTECT, null=True, related_name="used_by")
    handed = models.ForeignKey(HandedIn, models.PROTECT, null=True, related_name="used_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compiled", "agency"], name="a_body_contributes_once"),
        ]

    def __str__(self) -> str:
        return f"{self.compiled_id} {self.agency_id} {self.part}"


class RollUpRule(models.Model):
    """Whether a body counts in what the government above it reports, from a year on. Taken back, never changed.

    Without one its name tells: bodies under vertical management report within their own system.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    counts = models.BooleanField()
    first_year = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "first_year"],
                condition=models.Q(taken_back_at__isnull=True),
                name="one_roll_up_rule_holds",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_roll_up_rule_is_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.first_year} {self.counts}"


class ManualFigure(models.Model):
    """A figure that somebody set by hand, with the reason and where it comes from. Taken back, never changed.

    One holds for a cell at a time: a new one takes the one before it back.
    """

    working = models.ForeignKey(WorkingReport, models.PROTECT, related_name="figures")
    cell = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    reason = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=60, blank=True)
    taken_back_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["working", "cell"],
                condition=models.Q(taken_back_at__isnull=True),
                name="one_figure_by_hand_holds",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(source=""), name="a_figure_by_hand_is_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.working_id} {self.cell}"


class SectionText(models.Model):
    """One version of the text of a section, number tokens in it. `based_on` is the number that was seen when it was written.

    `number` counts from 1 within a section: of two editors who began with the same text, the second is refused.
    """

    working = models.ForeignKey(WorkingReport, models.PROTECT, related_name="texts")
    section = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["working", "section", "number"], name="a_text_number_once"),
            models.CheckConstraint(
                condition=models.Q(number=models.F("based_on") + 1), name="a_text_follows_what_was_seen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.working_id} {self.section} #{self.number}"


class Frozen(models.Model):
    """The whole report as it was handed on: figures, texts with their numbers filled in. `digest` is that of `content`.

    `content` has the form of `gongkai report read --json`; `compiled` is the run whose figures stand in it.
    """

    working = models.ForeignKey(WorkingReport, models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField()
    compiled = models.ForeignKey(Compiled, models.PROTECT, related_name="+")
    by_hand = models.JSONField(default=dict)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["working", "number"], name="a_snapshot_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.working_id} {self.digest[:8]}"


class Step(models.Model):
    """Something that happened to a report on its way. `frozen` is what it speaks of, `version` what a publication made.

    `number` counts from 1, so that two who act at once cannot both have acted on the same state.
    """

    working = models.ForeignKey(WorkingReport, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=[(each.value, each.label) for each in StepKind])
    remarks = models.CharField(max_length=1000, blank=True)
    frozen = models.ForeignKey(Frozen, models.PROTECT, null=True, related_name="steps")
    version = models.ForeignKey(AnnualReport, models.PROTECT, null=True, related_name="steps")
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["working", "number"], name="a_step_number_once"),
            models.CheckConstraint(
                condition=~models.Q(kind="returned") | ~models.Q(remarks=""),
                name="a_returned_report_has_remarks",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="published") | models.Q(version__isnull=False),
                name="a_published_report_is_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.working_id} {self.number} {self.kind}"
