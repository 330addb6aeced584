"""What is known of the files: which there are, up to where each is right, what is to be looked at, who writes."""

from django.db import models


class Copy(models.Model):
    """One file that was written: the manifest.

    `path` is relative to the folder of the files. `scope` and `key` name the thing that it shows (queries.things), of which
    there may be several files. `gone`: it is the notice where something was, answered with 410. `seq`: the last entry of the
    log that the page can have seen. `fingerprint`: of what it shows, where that was worked out; empty elsewhere.
    """

    path = models.CharField(max_length=600, unique=True)
    variant = models.CharField(max_length=8)
    scope = models.CharField(max_length=60)
    key = models.CharField(max_length=160)
    gone = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    seq = models.BigIntegerField()
    fingerprint = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["scope", "key"], name="copies_of_a_thing")]

    def __str__(self) -> str:
        return self.path


class Scope(models.Model):
    """A set of pages that change together, such as those of an agency.

    `touched`: the last entry of the log that may show on one of them. `done`: up to which they were looked at; less than
    `touched` while work is left, wherever a process was ended.
    """

    name = models.CharField(max_length=60, primary_key=True)
    touched = models.BigIntegerField(default=0)
    done = models.BigIntegerField(default=-1)

    def __str__(self) -> str:
        return self.name


class Writing(models.Model):
    """The one row that says how far the log was read, on which day, with which program; and who writes, until when."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    day = models.DateField(null=True)
    stamp = models.CharField(max_length=32, blank=True)
    holder = models.CharField(max_length=80, blank=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_writing")]

    def __str__(self) -> str:
        return f"{self.seq} {self.holder}"
