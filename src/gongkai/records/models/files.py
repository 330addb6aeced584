"""Stored files: bytes by digest on disk, what is known of them in the table."""

from django.db import models


class StoredFile(models.Model):
    """A file that was taken in. The bytes lie under their SHA-256 in the folder of files; the same bytes lie there once.

    `media_type` is what the content is, not what its name says. `agency_id` says whose it is: nobody else may open it, unless
    the thing that it belongs to is public. `kept_until`: brought for a preview, it is dropped then unless somebody confirms;
    None: kept for good. `erased_at`: its bytes are gone since its term was over; the row says that they were there.
    """

    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    agency_id = models.BigIntegerField()
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=60)
    kept_until = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["kept_until"],
                condition=models.Q(kept_until__isnull=False),
                name="files_of_previews",
            ),
            models.Index(fields=["digest"], name="file_by_digest"),
            models.Index(fields=["agency_id", "stored_at"], name="file_by_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:12]}"


class Quarantine(models.Model):
    """Why a file must not be opened. Released by another entry, never by deletion.

    `by` is who held it back, empty for the scanner: what that one says counts for the same bytes wherever they are.
    """

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="quarantines")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=60, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.file_id}: {self.reason}"
