"""Writes: the index follows which questions are public, in the transaction in which that changes.

A question is held before it is read, after everything else and before the log: so whoever comes second reads what the first left.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from gongkai.normative.models import Question
from gongkai.normative.queries.question_entries import numbers, of_document, of_items, puts
from gongkai.search.actions.putting import drop, put_all
from gongkai.search.models import EntryKind


def follow_items(item_ids: Sequence[int], at: datetime) -> None:
    """Those that stand in the text of these items, which the caller holds (publication.models.followers)."""
    follow(of_items(item_ids), at)


def follow_document(document_id: int, at: datetime) -> None:
    """Those about a document of the register, whose name stands in them."""
    follow(of_document(document_id), at)


@transaction.atomic
def follow_keys(keys: Iterable[str], *, at: datetime) -> None:
    """Have the index follow how the questions under these keys stand; a key that no question has leaves it."""
    wanted = set(keys)
    known = sorted(Question.objects.filter(pk__in=numbers(wanted)).values_list("pk", flat=True))
    follow(known, at)
    for key in sorted(wanted - {str(number) for number in known}):
        drop(EntryKind.QUESTION, key)


def follow(ids: Sequence[int], at: datetime) -> None:
    """Put into the index what is public of these questions, and out of it what is not."""
    for number in ids:
        Question.objects.filter(pk=number).update(position=F("position"))  # held
    found = list(puts(map(str, ids))) if ids else []
    if found:
        put_all(found, at=at)
    for key in sorted({str(number) for number in ids} - {put.key for put in found}):
        drop(EntryKind.QUESTION, key)
