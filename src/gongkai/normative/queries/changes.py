"""Reads: what became of documents of the register before the public, as entries of the log say it (`records.queries.turns`)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from django.db.models import Min, Q

from gongkai.law.normative import Step
from gongkai.normative.models import Change, Document, Doing
from gongkai.records.queries.among import Among
from gongkai.records.queries.deeds import Deed
from gongkai.records.queries.turns import Kind, Teller, Told, Turn, Turned, number_of

_CHANGES = frozenset({"normative.change", "normative.void_change"})
"""They are told of both documents: what one does to the other stands on either."""
ACTIONS = {
    "normative.publish": Turn.PUBLISHED,
    "normative.enter": Turn.PUBLISHED,
    "normative.correct": Turn.REPLACED,
    "normative.redescribe": Turn.REPLACED,
    "normative.set_articles": Turn.REPLACED,
    "normative.link_item": Turn.REPLACED,
    "normative.record_step": Turn.REPLACED,
    "normative.void_step": Turn.REPLACED,
    "normative.void_document": Turn.WITHDRAWN,
    **dict.fromkeys(_CHANGES, Turn.REPLACED),
}
LIST = "documents"
LISTS = dict.fromkeys(
    ("normative.import", "normative.refresh", "normative.move", "normative.void_move"), LIST
) | {"normative.take_back_of_interpretation": "questions"}
"""What changes many at once, or what stands beside them: only the list is named."""

Stands = dict[int, tuple[datetime, bool]]
"""Since when the public knows of a document, and whether it may read of it now."""


def _prepared(read: Sequence[Deed]) -> Told:
    """Two queries, and a third where documents were changed."""
    pairs = _pairs(read)
    stands = _stands({number for each in read for number in _about(each, pairs)})
    return lambda deed: _turned(deed, pairs, stands)


def _turned(deed: Deed, pairs: dict[int, tuple[int, int]], stands: Stands) -> Iterator[Turned]:
    for number in _about(deed, pairs):
        since, public = stands.get(number, (None, False))
        if since is None or deed.at < since:
            continue  # it was not public then, or never
        turn = ACTIONS[deed.action]
        if deed.action == "normative.void_step" and deed.details.get("step") == Step.PUBLISH.value:
            turn = Turn.WITHDRAWN
        yield Turned(deed.seq, deed.at, turn, Kind.DOCUMENT, (number,), public)


def _about(deed: Deed, pairs: dict[int, tuple[int, int]]) -> tuple[int, ...]:
    """The numbers of the documents that an entry is about."""
    if deed.action in _CHANGES:
        return pairs.get(int(deed.details.get("change", 0)), ())
    number = number_of(deed, "normative")
    return (number,) if number else ()


def _pairs(read: Sequence[Deed]) -> dict[int, tuple[int, int]]:
    """Which documents a change is between, the changed one first."""
    wanted = frozenset(int(each.details.get("change", 0)) for each in read if each.action in _CHANGES)
    found = Change.objects.filter(Among("pk", wanted)).values_list("pk", "of", "cause") if wanted else ()
    return {pk: (of, cause) for pk, of, cause in found}


def _stands(numbers: Collection[int]) -> Stands:
    wanted = frozenset(numbers)
    steps = Doing.objects.filter(Among("document_id", wanted), step=Step.PUBLISH.value, result="passed")
    began: dict[int, datetime] = dict(steps.values_list("document").annotate(Min("at")).order_by())
    known = Document.objects.filter(Among("pk", wanted), secret=False).filter(
        Q(published_on__isnull=False) | Q(pk__in=list(began))
    )
    return {
        pk: (began.get(pk, at), not gone and published is not None)
        for pk, at, gone, published in known.values_list("pk", "at", "gone", "published_on")
    }


DOCUMENTS = Teller(frozenset(ACTIONS), _prepared)
