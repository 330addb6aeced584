"""What keeps the index whole."""

from django.db import models


class WordList(models.Model):
    """Common words. Texts that are put in after `made_at` are found by them; at `ready_at` all were.

    A list is asked with as soon as no text is left that was put in without it (`EntryText.words`).
    """

    words = models.JSONField(default=list)
    made_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.pk)


class Pending(models.Model):
    """An entry that the index beside the database has not taken in yet, or has to drop. Written with the entry, deleted after."""

    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
