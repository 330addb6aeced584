"""What can be found: one entry for each public thing, with what it is narrowed by and the text it is found in."""

from enum import StrEnum

from django.db import models

from gongkai.agencies.models import Agency


class EntryKind(StrEnum):
    """What an entry is of, in the order in which entries are held: first those that others follow from."""

    ITEM = "item"
    REPORT = "report"
    QUESTION = "question"
    TOPIC = "topic"
    GAZETTE = "gazette"

    @property
    def label(self) -> str:
        """The word that visitors see."""
        return {
            "item": "信息",
            "report": "年度报告",
            "question": "政策问答",
            "topic": "专题",
            "gazette": "政府公报",
        }[self.value]

    @property
    def place(self) -> int:
        """Where it stands among the others: two who put in several at once do not wait for each other."""
        return list(EntryKind).index(self)


class FacetValue(models.Model):
    """A value by which entries are narrowed and counted. Its number is never used again, and stands for it in entries."""

    facet = models.CharField(max_length=12)
    value = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facet", "value"], name="a_facet_value_once")]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"


class Entry(models.Model):
    """One public thing. Follows from its owner's record and is made anew from it at any time; written by the actions alone.

    `key`: by which its owner knows it: the index number of an item, agency and year of a report, the number of a question,
    the address of a topic, agency, year and number of an issue of the gazette. `number`: the document number as written;
    `number_key`: as it is written properly, folded. `genre`, `topic`, `column` are keys, empty where there is none;
    `facets`: agency, column, genre, year, topic and validity, one sign each (`FacetValue`);
    `validity` as it was when the entry was last put in, at `put_at`. `heart`: what the title is about, from which
    suggestions are made; `initials`: the first letters of its syllables.
    """

    facets = models.CharField(max_length=6)  # these first: what is read of every hit stands in front
    published_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in EntryKind])
    key = models.CharField(max_length=100)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    column = models.CharField(max_length=60, blank=True)
    genre = models.CharField(max_length=40, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    validity = models.CharField(max_length=12, blank=True)
    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60, blank=True)
    number_key = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    heart = models.CharField(max_length=60, blank=True)
    initials = models.CharField(max_length=60, blank=True)
    put_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="an_entry_once")]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="newest_entries"),
            models.Index(fields=["number_key"], name="entries_by_number", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["heart"], name="entries_by_heart", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["initials"], name="entries_by_initials", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.title


class EntryText(models.Model):
    """The text of an entry, files included. `folded`: title, number, text and files, by lines, as they are found.

    `written`: text and files as written, one page each. `words`: the newest list of common words when it was put in; it is
    found by the words of that one and of those before it.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="text")
    words = models.PositiveIntegerField(default=0, db_index=True)
    folded = models.TextField(blank=True)  # before the other: what stands last in a long row is read slowest
    written = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.entry_id)
