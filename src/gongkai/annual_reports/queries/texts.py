"""Reads: the texts of a report under way, part by part, as they stand and as they were."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from gongkai.accounts.models import User
from gongkai.accounts.queries import names_of
from gongkai.annual_reports.models import SectionText


@dataclass(frozen=True, slots=True)
class TextRow:
    """One version of the text of a part; `by` is the name of whoever wrote it. `number` 0: nobody has written it yet."""

    part: str
    number: int
    text: str
    by: str
    at: datetime | None


def texts_of(working_id: int) -> dict[str, TextRow]:
    """The newest text of each part that somebody wrote: two queries."""
    newer = SectionText.objects.filter(
        working=OuterRef("working"), section=OuterRef("section"), number__gt=OuterRef("number")
    )
    found = list(SectionText.objects.filter(~Exists(newer), working=working_id))
    named = names_of(text.by for text in found)
    return {
        text.section: TextRow(text.section, text.number, text.text, named.get(text.by, text.by), text.at)
        for text in found
    }


def newest_text(working_id: int, part: str) -> TextRow:
    """The newest text of a part; number 0 and no text where nobody has written it."""
    return texts_of(working_id).get(part) or TextRow(part, 0, "", "", None)


def earlier_texts(working_id: int, part: str, most: int = 20) -> list[TextRow]:
    """The versions of a part, newest first."""
    found = list(SectionText.objects.filter(working=working_id, section=part).order_by("-number")[:most])
    named = names_of(text.by for text in found)
    return [TextRow(part, text.number, text.text, named.get(text.by, text.by), text.at) for text in found]


def writers_of(working_id: int) -> frozenset[int]:
    """The users who wrote a text of a report that is still read, by number."""
    found = SectionText.objects.filter(working=working_id).values("by")
    return frozenset(User.objects.filter(username__in=found).values_list("pk", flat=True))
