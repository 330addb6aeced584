"""What attachments say, by which items are found."""

from enum import StrEnum

from django.db import models


class Reading(StrEnum):
    """What came of reading a file."""

    READ = "read"
    PARTLY = "partly"
    UNREADABLE = "unreadable"
    HELD = "held"


class FileText(models.Model):
    """The text of a file, read once for the same bytes. `why`: why it cannot be read, or is not looked at."""

    digest = models.CharField(max_length=64, primary_key=True)
    reading = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Reading])
    text = models.TextField(blank=True)
    why = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["reading"],
                condition=models.Q(reading__in=[Reading.UNREADABLE.value, Reading.HELD.value]),
                name="files_not_read",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]} {self.reading}"
