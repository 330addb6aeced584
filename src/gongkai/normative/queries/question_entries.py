"""Reads: public questions with their answers as the index takes them in."""

from collections.abc import Iterable, Iterator

from gongkai.normative.models import Question
from gongkai.normative.queries.interpreted import public_questions
from gongkai.search.actions.putting import Put
from gongkai.search.models import EntryKind

_PAGE = 200


def puts(keys: Iterable[str] | None = None) -> Iterator[Put]:
    """Every public question, or those under these keys, read page by page: one query for each two hundred."""
    found, last = public_questions(), 0
    if keys is not None:
        found = found.filter(pk__in=numbers(keys))
    while page := list(found.filter(pk__gt=last).order_by("pk")[:_PAGE]):
        yield from map(_put, page)
        last = page[-1].pk


def numbers(keys: Iterable[str]) -> list[int]:
    """The keys as numbers of rows, as far as they can be such."""
    return [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 19]


def of_items(item_ids: Iterable[int]) -> list[int]:
    """The questions that stand in the text of these items, public or not. One query."""
    found = Question.objects.filter(rendering__item__in=list(item_ids))
    return list(found.order_by("pk").values_list("pk", flat=True))


def of_document(document_id: int) -> list[int]:
    """The questions about a document of the register, public or not. One query."""
    found = Question.objects.filter(document=document_id)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _put(row: Question) -> Put:
    item, about = row.rendering.item, row.document
    named = "　".join(filter(None, (about.title, about.document_no)))
    return Put(
        kind=EntryKind.QUESTION,
        key=str(row.pk),
        agency_id=row.rendering.interpretation.agency_id,
        title=row.question,
        text=f"{row.answer}\n（{named}）",
        published_at=getattr(row, "out_at", None) or item.first_published_at or row.at,
        genre=EntryKind.QUESTION.value,
    )
