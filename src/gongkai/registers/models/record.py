"""Records: one row of a register by its business key, and what became of it. Brought and corrected, never deleted."""

from typing import Any

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.registers.timing import State
from gongkai.registers.models.delivery import Delivery
from gongkai.sealing.field import SealedField
from gongkai.sealing.masks import hidden

PLACE = "registers.personal"
"""What personal values are sealed for, wherever they lie: staged rows become records without being opened."""
STATES = [(each.value, each.label) for each in State]


class Kept(models.Model):
    """What is known of a row, wherever it stands; all of it follows from its values by the law.

    `key`: by which it is known again within its agency; `fingerprint`: of all values, by which a change is seen; both made
    with the salt of the register. `values`: as texts by field, without what the public must not read; that lies in
    `personal`, sealed, and in `masks` what is shown instead. `as_of`: of when the row is. `dated_on`: the day it belongs to,
    of a yearly one the first of January. `due_on`: by when it had to be public; `out_on`: since when it was,
    None where that is unknown; `late`: after that. `begins_on`, `ends_on`: of an entry of a list. `amount`: in 分. `marks`:
    which conditions of the counts of its register it meets, one bit each. `left_on`: since when it must not be shown, by
    `leave_by`. `words`: what it is found by, folded, from what the public sees.
    """

    key = models.CharField(max_length=32)
    fingerprint = models.CharField(max_length=32)
    as_of = models.DateTimeField()
    dated_on = models.DateField()
    due_on = models.DateField(null=True)
    out_on = models.DateField(null=True)
    late = models.BooleanField(default=False)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    title = models.CharField(max_length=200)
    party = models.CharField(max_length=200, blank=True)
    party_kind = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField(null=True)
    marks = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=STATES)
    left_on = models.DateField(null=True)
    leave_by = models.DateField(null=True)
    values = models.JSONField(default=dict)
    masks = models.JSONField(default=dict)
    personal: Any = SealedField(blank=True, default="", mask=hidden, place=PLACE)
    words = models.TextField(blank=True)

    class Meta:
        abstract = True


class Record(Kept):
    """A row of a register, as it is now. `made_by`: the delivery that brought it, `changed_by`, `row`: the one it is from.

    `pulled`: an officer took it out of the public view; no delivery brings it back. `absent_on`: since which day a whole list
    has not named it, None where it is not off. `left_at`: when it left.
    """

    register = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    pulled = models.BooleanField(default=False)
    absent_on = models.DateField(null=True)
    made_by = models.ForeignKey(Delivery, models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(Delivery, models.PROTECT, related_name="+", db_index=False)
    row = models.PositiveIntegerField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "agency", "key"], name="a_record_by_its_key"),
            models.CheckConstraint(
                condition=~models.Q(state=State.WITHDRAWN) | models.Q(left_on__isnull=False),
                name="what_left_says_since_when",
            ),
        ]
        indexes = [
            models.Index(fields=["register", "state", "-dated_on", "-id"], name="records_of_a_register"),
            models.Index(
                fields=["register", "agency", "state", "-dated_on", "-id"], name="records_of_an_agency"
            ),
            models.Index(
                fields=["register", "party_kind", "state", "-dated_on", "-id"], name="records_of_a_kind"
            ),
            models.Index(
                fields=["agency", "register", "dated_on"],
                condition=models.Q(late=True),
                name="late_records",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Staged(Kept):
    """A row of a delivery that is not applied yet. Gone afterwards."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="+")
    row = models.PositiveIntegerField()
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.delivery_id}/{self.row}"


class What(models.TextChoices):
    """What happened to a record after it came in."""

    CORRECTED = "corrected", "更正"
    WITHDRAWN = "withdrawn", "撤下"
    RESTORED = "restored", "恢复公开"


class Change(models.Model):
    """One change of a record, with what it said before. Added only. `delivery`: by which file; None: by an officer.

    `before`, `before_masks`, `before_personal`, `before_print`, `before_as_of`: as the columns of the record were.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="changes")
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    reason = models.CharField(max_length=200, blank=True)
    before = models.JSONField(default=dict)
    before_masks = models.JSONField(default=dict)
    before_personal: Any = SealedField(blank=True, default="", mask=hidden, place=PLACE)
    before_print = models.CharField(max_length=32)
    before_as_of = models.DateTimeField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.record_id} {self.what}"


class Tally(models.Model):
    """How many records an agency has of a year, and the sum of their money. Follows from the records, written with them."""

    register = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=STATES)
    late = models.BooleanField()
    marks = models.PositiveIntegerField()
    party_kind = models.CharField(max_length=40, blank=True)
    n = models.PositiveIntegerField()
    amount = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["register", "agency", "year"], name="tallies_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.register} {self.agency_id} {self.year}: {self.n}"


class Register(models.Model):
    """One row for each register that has records: held by whoever changes them, so that one comes after the other.

    `salt`: with which the keys and fingerprints of rows that name natural persons are made, or whoever has a copy of the
    database would find the names by trying. Sealed, and never changed: the same row must have the same key for ever.
    `made_as`: the definition and the calendar by which all of its records were made, empty where some may be older;
    `remaking`, `remade`: towards which they are made anew, and up to which record that was done.
    """

    key = models.CharField(max_length=40, primary_key=True)
    salt: Any = SealedField(mask=hidden)
    made_as = models.CharField(max_length=64, blank=True)
    remaking = models.CharField(max_length=64, blank=True)
    remade = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.key
