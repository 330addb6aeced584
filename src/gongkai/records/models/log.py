"""The action log: one chain of entries, each holding the hash of the one before it."""

from typing import Self

from django.db import models

from gongkai.sealing.chain import Entry, record


class LogEntry(models.Model):
    """One thing that somebody did, or a read of personal data. Never changed, never deleted.

    `seq` counts from 1 without a gap. `hash` is the SHA-256 over `previous` and all other fields in a fixed form, so
    that a changed, removed or inserted entry breaks the chain. `actor` names the user, or "operator" for the command
    line and "system" for a job; `acting_for` names the person that a delegate stands in for. `details` holds no
    personal data.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    acting_for = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=30, blank=True)
    agency_id = models.BigIntegerField(
        null=True
    )  # whose record it is; a number, so that the chain depends on no table
    action = models.CharField(max_length=60)  # applications.reply
    subject = models.CharField(max_length=80)  # application:123
    version = models.CharField(max_length=64, blank=True)  # which version or digest of the subject
    reason = models.CharField(max_length=500, blank=True)
    details = models.JSONField(default=dict)
    address = models.CharField(max_length=45, blank=True)  # from where: the network address
    request_id = models.CharField(max_length=36, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "seq"], name="log_by_subject"),
            models.Index(fields=["agency_id", "seq"], name="log_by_agency"),
            models.Index(fields=["actor", "seq"], name="log_by_actor"),
            models.Index(fields=["action", "seq"], name="log_by_action"),
            models.Index(fields=["at"], name="log_by_time"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(seq__gte=1), name="log_from_one")]

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.subject}"

    @classmethod
    def of(cls, entry: Entry, entry_hash: str) -> Self:
        """The row of an entry."""
        return cls(**{**record(entry), "at": entry.at, "hash": entry_hash})

    def facts(self) -> Entry:
        """The entry of a row: what its hash covers."""
        return Entry(
            seq=self.seq,
            at=self.at,
            actor=self.actor,
            acting_for=self.acting_for,
            role=self.role,
            agency_id=self.agency_id,
            action=self.action,
            subject=self.subject,
            version=self.version,
            reason=self.reason,
            details=self.details,
            address=self.address,
            request_id=self.request_id,
            previous=self.previous,
        )


class ChainHead(models.Model):
    """The one row that the next entry is chained to; updating it puts concurrent writers in a row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_chain_head")]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"


class Anchor(models.Model):
    """The head of the chain at a time, signed; exported so that the whole chain cannot be replaced unnoticed."""

    seq = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    signature = models.CharField(max_length=200)
    key_id = models.CharField(max_length=16)

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"
