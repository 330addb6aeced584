"""An application: what it asks for and where it stands; who applies stands beside it, sealed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Upper

from gongkai.agencies.models import Agency
from gongkai.applications.models.kinds import ApplicantKind, Medium, Route
from gongkai.applications.models.received import Received, Sender
from gongkai.law.deadlines.answer import State
from gongkai.sealing import masks
from gongkai.sealing.field import FingerprintField, SealedField


class Application(Received):
    """One application. Whatever follows from its events is a projection, written by `actions.holding.settle` alone.

    `applicant_kind`: its column of table three. `help_needed`: what somebody says of their eyes, ears or language, sealed as who
    they are.

    Projections: `state`, `receipt_on`, `due_on` and `closed_on` of the clock as of `settled_on`; `handled_on` and `row`: when it
    ended for the first time, and the row of table three in which it counts, whatever an order to answer anew brings later.
    `split_from`: it was part of that one; `merged_into`: it is answered together with that one. `anonymised_at`: its term is over,
    and what said who applied is gone.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="applications")
    applicant_kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.label) for kind in ApplicantKind]
    )
    title = models.CharField(max_length=200)
    medium = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Medium])
    route = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Route])
    help_needed: Any = SealedField(blank=True, default="", mask=masks.hidden)
    state = models.CharField(max_length=30, choices=[(state.value, state.label) for state in State])
    settled_on = models.DateField()
    handled_on = models.DateField(null=True, blank=True)
    row = models.CharField(max_length=40, blank=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    archived_at = models.DateTimeField(null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(row="", handled_on__isnull=True)
                | (~models.Q(row="") & models.Q(handled_on__isnull=False)),
                name="application_ends_with_a_row",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-submitted_at", "-id"], name="applications_of_an_agency"),
            models.Index(fields=["agency", "closed_on", "due_on"], name="applications_by_lamp"),
            models.Index(fields=["agency", "state"], name="applications_by_state"),
            models.Index(fields=["-submitted_at", "-id", "agency", "state"], name="newest_applications"),
            models.Index(fields=["handler", "closed_on"], name="applications_of_a_handler"),
            models.Index(
                fields=["agency", "receipt_on", "handled_on", "applicant_kind", "row"],
                name="applications_by_receipt",  # all that table three counts
            ),
            models.Index(
                fields=["agency", "handler"],
                condition=models.Q(handler__isnull=False),
                name="applications_with_handler",
            ),
            models.Index(
                fields=["settled_on"],
                condition=models.Q(closed_on__isnull=True),
                name="applications_to_settle",
            ),
            models.Index(fields=["agency", "handled_on"], name="applications_by_end"),
            models.Index(Upper("number"), name="applications_by_number"),
        ]


class Applicant(Sender):
    """Who applies, sealed. A table of its own: nothing is opened to list applications.

    Persons have `name` and identity; organisations `name`, `credit_code` and the person who speaks for them in
    `representative`. `agent` is who acts for the applicant. `identity_print` finds the same applicant again.
    """

    application = models.OneToOneField(
        Application, models.PROTECT, primary_key=True, related_name="applicant"
    )
    identity_no: Any = SealedField(
        blank=True, default="", fingerprint="identity_print", mask=masks.identity_number
    )
    identity_print = FingerprintField(of="identity_no", db_index=True)


class Wanted(models.Model):
    """One thing that an application asks for: what it is called, its number, or what else lets it be found.

    `key` is the content folded, by which the same request is found again.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="wanted")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    document_no = models.CharField(max_length=60, blank=True)
    description = models.TextField(blank=True)
    period = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "position"], name="wanted_in_its_place")
        ]

    def __str__(self) -> str:
        return self.name
