"""Writes: three-sync where it holds back a publication, and what is recorded once document or interpretation has gone out."""

from collections.abc import Sequence
from datetime import datetime

from gongkai.law.findings import Severity
from gongkai.law.normative import Gate, Step, StepResult
from gongkai.normative.actions.holding import Held, hold, settle
from gongkai.normative.actions.publishing import publication_of_item
from gongkai.normative.actions.stepping import Taken, enter
from gongkai.normative.models import Document, Doing, Rendering, Serving
from gongkai.normative.queries.syncs import documents_read, released_on, syncs
from gongkai.normative.queries.three_sync import said_of, served, wanting
from gongkai.publication.models import Edition
from gongkai.publication.models.gates import Leaving
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day

HOW = "请打开这项解读任务，用“同步发布”把文件和解读一起发布。"


def hold_back(leaving: Leaving) -> None:
    """Refused for a document that would go out without its interpretation, and for an interpretation ahead of its document.

    A later edition of what was public before passes; so does a document that goes ahead for a recorded reason, and one that
    its place does not hold back.
    """
    renderings = list(
        Rendering.objects.filter(item=leaving.item_id, taken_back__isnull=True).select_related(
            "interpretation"
        )
    )
    if renderings:
        _hold_interpretation(leaving, renderings)
        return
    document = documents_read().filter(item=leaving.item_id).first()
    if document is not None and not (document.item and document.item.first_published_at):
        _hold_document(leaving, document)


def _hold_document(leaving: Leaving, document: Document) -> None:
    sync = syncs([document], leaving.together)[document.pk]
    if not sync.told.needed or sync.ahead or sync.out:
        return
    missing = [each for each in said_of(sync, Gate.RELEASED, leaving.at) if each.severity is Severity.ERROR]
    if missing:
        raise Refused(*(each.message for each in missing))
    if sync.rule.together and not any(shape.open_edition in leaving.together for shape in sync.shapes):
        raise Refused(f"“{document.title}”的解读已经审签，还没有一起发布。{HOW}")


def _hold_interpretation(leaving: Leaving, renderings: Sequence[Rendering]) -> None:
    edition = Edition.objects.select_related("item").get(pk=leaving.edition_id)
    if lacking := [check.message for check in wanting(edition, renderings)]:
        raise Refused(*lacking)
    if edition.item.first_published_at is not None:
        return
    going = set(Edition.objects.filter(pk__in=leaving.together).values_list("item", flat=True))
    for document in served(one.interpretation_id for one in renderings):
        if released_on(document) is None and document.item_id not in going:
            raise Refused(f"文件“{document.title}”还没有公布，它的解读不能先发布。{HOW}")


def follow(leavings: Sequence[Leaving], by: Actor, at: datetime) -> None:
    """Record in the register what has just gone out: the publication of documents, then their interpretation."""
    items = [each.item_id for each in leavings]
    for item_id in items:
        publication_of_item(item_id=item_id, by=by, at=at)
    renderings = Rendering.objects.filter(item__in=items, taken_back__isnull=True)
    tasks = set(renderings.values_list("interpretation", flat=True))
    # An earlier one may have come out before its document.
    tasks |= set(
        Serving.objects.filter(document__item__in=items, taken_back__isnull=True).values_list(
            "interpretation", flat=True
        )
    )
    for document in served(tasks):
        if not _interpreted(document) and syncs([document])[document.pk].out:
            _note(document, by, at)


def _interpreted(document: Document) -> bool:
    done = Doing.objects.filter(document=document, step=Step.INTERPRET, result=StepResult.PASSED)
    return document.published_on is None or done.filter(voiding__isnull=True).exists()


def _note(document: Document, by: Actor, at: datetime) -> None:
    held = Held(hold(document.pk), by, at, None)
    enter(held, Taken(step=Step.INTERPRET, on=civil_day(at), note="随解读的发布登记"), "")
    settle([document.pk], held.today)
