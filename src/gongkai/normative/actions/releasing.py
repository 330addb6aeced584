"""Writes: document and interpretation go out in one moment, now or at a time, or neither does (同步公布)."""

from datetime import datetime

from django.db import transaction

from gongkai.normative.actions.gating import HOW
from gongkai.normative.models import Rendering, Serving
from gongkai.normative.queries.syncs import documents_read
from gongkai.normative.queries.three_sync import open_editions
from gongkai.publication import actions as publishing
from gongkai.publication.models import Edition
from gongkai.publication.queries.items import State, state_of
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused


def release(*, document_id: int, by: Actor, at: datetime) -> dict[int, str]:
    """Publish a document and what interprets it in one transaction, or nothing; the index numbers by edition.

    With them go the other documents that the interpretation serves. A form that is still in work comes later by itself, if
    another one is signed. Refused, with the title, for what is not signed, and as `publication.actions.publish`.
    """
    return publishing.publish_together(edition_ids=_ready(document_id), by=by, at=at)


@transaction.atomic
def release_at(*, document_id: int, publish_after: datetime | None, by: Actor, at: datetime) -> None:
    """Give a document and what interprets it one time at which the clock publishes them together; None takes it back.

    Refused as `release`, as far as that is known before.
    """
    ready = _ready(document_id) if publish_after else _timed(document_id)
    for edition in Edition.objects.filter(pk__in=ready).order_by("pk"):
        publishing.schedule(
            edition_id=edition.pk, publish_after=publish_after, expires_on=edition.expires_on, by=by, at=at
        )


def _ready(document_id: int) -> list[int]:
    """The editions that go out together; Refused where one that has to is not signed."""
    document = documents_read().filter(pk=document_id).first()
    if document is None:
        raise Refused("没有这份文件，或者已经撤销登记。请核对。")
    if document.item is None:
        raise Refused(f"“{document.title}”还没有关联要公布的信息。请先在文件登记中关联，再同步发布。")
    waiting = Edition.objects.filter(pk__in=_hanging(document_id)).select_related("item", "round")
    forms = set(
        Rendering.objects.filter(
            item__in=[edition.item_id for edition in waiting], taken_back__isnull=True
        ).values_list("item", flat=True)
    )
    unsigned = [edition for edition in waiting if state_of(edition) is not State.APPROVED]
    texts = [edition for edition in unsigned if edition.item_id not in forms]
    if texts:
        raise Refused(*(f"文件“{each.title}”还没有完成审签，不能同步发布。" for each in texts))
    signed = [edition for edition in waiting if edition not in unsigned]
    if unsigned and not any(edition.item_id in forms for edition in signed):
        raise Refused(*(f"解读“{each.title}”还没有完成审签，不能同步发布。请先送审。" for each in unsigned))
    if not signed:
        raise Refused("文件和解读都已经发布，或者没有正在办理的稿件。")
    return [edition.pk for edition in signed]


def _hanging(document_id: int) -> frozenset[int]:
    tasks = Serving.objects.filter(document=document_id, taken_back__isnull=True)
    found = open_editions(frozenset(tasks.values_list("interpretation", flat=True)))
    if not found:
        raise Refused(f"这份文件没有等待发布的稿件。{HOW}" if tasks.exists() else "这份文件还没有解读任务。")
    return found


def _timed(document_id: int) -> list[int]:
    timed = Edition.objects.filter(pk__in=_hanging(document_id), publish_after__isnull=False)
    if not timed.exists():
        raise Refused("文件和解读没有设定发布时间。")
    return list(timed.values_list("pk", flat=True))
