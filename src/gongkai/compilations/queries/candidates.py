"""Reads: public items that can be put into a topic or an issue, found by words or by a number."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from gongkai.publication.models import Edition, Item, Stand

MOST = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A public item that may be put in."""

    id: int
    index_no: str
    title: str
    document_no: str
    agency: str
    published_at: datetime | None


def candidates(
    words: str, *, agency_id: int | None = None, without: frozenset[int] = frozenset()
) -> list[Candidate]:
    """The newest public items whose title has these words, or whose index number or document number they are. One query.

    Without words the newest of the agency, or of all where none is named.
    """
    found = Item.objects.filter(stand=Stand.PUBLIC).exclude(pk__in=without)
    if agency_id is not None:
        found = found.filter(agency=agency_id)
    if words.strip():
        number = Exists(Edition.objects.filter(pk=OuterRef("public"), document_no=words.strip()))
        found = found.filter(Q(title__icontains=words.strip()) | Q(index_no=words.strip()) | number)
    rows = found.select_related("agency", "public").only(
        "title", "index_no", "published_at", "agency__name", "public__document_no"
    )
    return [
        Candidate(
            each.pk,
            each.index_no,
            each.title,
            each.public.document_no if each.public else "",
            each.agency.name,
            each.published_at,
        )
        for each in rows.order_by("-published_at", "-pk")[:MOST]
    ]
