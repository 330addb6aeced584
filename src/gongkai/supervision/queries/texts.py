"""Reads: public items that may lack something or have wrong dates; documents with their interpretations."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from gongkai.law.duties.publication import Validity
from gongkai.law.inspection.facts import Alone, DocumentFact, ItemFact
from gongkai.normative.models import Document, Rendering
from gongkai.normative.queries.syncs import documents_read, syncs
from gongkai.publication.models import Item, Stand
from gongkai.publication.models.gates import INTERPRETATION
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import CIVIL, civil_day

BACK = timedelta(days=4 * 366)
"""Documents that were published longer ago are not looked at; no place asks so far back."""
_ENDED = (Validity.EXPIRED, Validity.REPEALED)
_FIELDS = (
    *("agency_id", "pk", "title", "index_no", "first_published_at", "public__summary", "public__written_on"),
    *("public__validity", "public__effective_on", "public__valid_until"),
)


def items(agency_ids: frozenset[int], on: date) -> dict[int, list[ItemFact]]:
    """Public items that lack a particular, or whose dates or validity may be wrong, by agency; two queries."""
    mine = Item.objects.filter(Among("agency_id", agency_ids), stand=Stand.PUBLIC)
    tomorrow = datetime.combine(on + timedelta(days=1), time.min, CIVIL)
    lacks = Q(public__summary="") | Q(public__written_on__isnull=True) | Q(title="")
    late = Q(public__written_on__gt=TruncDate("first_published_at", tzinfo=CIVIL))
    late |= Q(first_published_at__gte=tomorrow)
    over = Q(public__valid_until__lt=on) & ~Q(public__validity__in=_ENDED)
    told = _told(agency_ids)
    found: defaultdict[int, list[ItemFact]] = defaultdict(list)
    rows = mine.filter(lacks | late | over | Among("pk", frozenset(told) or frozenset({0})))
    for row in rows.order_by("pk").values_list(*_FIELDS).iterator(chunk_size=5_000):
        agency, pk, title, index_no, first, summary, written, validity, effective, until = row
        register_on, register = told.get(pk, (None, None))
        found[agency].append(
            ItemFact(
                id=pk,
                title=title,
                first_on=civil_day(first) if first else on,
                index_no=index_no,
                summary=summary,
                written_on=written,
                validity=Validity(validity) if validity else None,
                effective_on=effective,
                valid_until=until,
                register_on=register_on,
                register=register,
            )
        )
    return found


def _told(agency_ids: frozenset[int]) -> dict[int, tuple[date | None, Validity | None]]:
    rows = _registered(agency_ids).values_list("item", "published_on", "validity")
    return {item: (on, Validity(validity) if validity else None) for item, on, validity in rows if item}


def documents(agency_ids: frozenset[int], on: date) -> dict[int, list[DocumentFact]]:
    """Published documents with their interpretations, by agency; seven queries."""
    since = on - BACK
    out = Q(published_on__range=(since, on)) | Q(
        published_on__isnull=True, item__first_published_at__gte=datetime.combine(since, time.min, CIVIL)
    )
    read = documents_read().filter(out, Among("agency_id", agency_ids)).defer("articles").order_by("pk")
    found: defaultdict[int, list[DocumentFact]] = defaultdict(list)
    for sync in syncs(read).values():
        task = sync.tasks[0] if sync.tasks else 0
        found[sync.document.agency_id].append(DocumentFact(id=sync.document.pk, told=sync.told, task=task))
    return found


def alone(agency_ids: frozenset[int]) -> dict[int, list[Alone]]:
    """Public interpretations that are linked with no document, by agency; one query."""
    linked = Rendering.objects.filter(
        item=OuterRef("pk"), taken_back__isnull=True, interpretation__servings__taken_back__isnull=True
    ).filter(interpretation__servings__isnull=False)
    rows = Item.objects.filter(
        ~Exists(linked), Among("agency_id", agency_ids), stand=Stand.PUBLIC, public__genre=INTERPRETATION
    )
    found: defaultdict[int, list[Alone]] = defaultdict(list)
    for pk, agency, title, first in rows.order_by("pk").values_list(
        "pk", "agency_id", "title", "first_published_at"
    ):
        if first:
            found[agency].append(Alone(item=pk, title=title, first_on=civil_day(first)))
    return found


def _registered(agency_ids: frozenset[int]) -> QuerySet[Document]:
    """Documents of which the register says otherwise than their page: what has left, what was public later."""
    rows = Document.objects.filter(gone=False, item__stand=Stand.PUBLIC)
    later = Q(published_on__gt=TruncDate("item__first_published_at", tzinfo=CIVIL))
    left = Q(validity__in=_ENDED) & ~Q(item__public__validity=F("validity"))
    return rows.filter(Among("item__agency_id", agency_ids)).filter(later | left)
