"""Writes: a document goes before the public: its item is linked, the day on which it was published is recorded."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import Step
from gongkai.normative import access
from gongkai.normative.actions.holding import Held, hold, iso, refuse_future, settle, told
from gongkai.normative.actions.stepping import Taken, enter, gate
from gongkai.normative.actions.weighing import weigh
from gongkai.normative.models import Document
from gongkai.normative.queries.matters import doings_of, matter_of
from gongkai.normative.queries.places import settings_of
from gongkai.publication import access as publication
from gongkai.publication.models import Item, Stand
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.jobs import job
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day

_MOST = 200
_ENDED = (Stand.DROPPED, Stand.REMOVED)


@transaction.atomic
def link_item(
    *, document_id: int, item_id: int | None, by: Actor, at: datetime, revision: int | None = None
) -> None:
    """Say which item of information is the text of a document, or that none is.

    Refused for an item that another document has, and one that does not exist or ended. Where it is public, its
    publication is recorded at once. By whoever drafts for the agency and may see the item.
    """
    document = hold(document_id, revision)
    duty = access.require_drafting(by, document.holder_id)
    held = Held(document, by, at, duty)
    item = None
    if item_id is not None:
        item = Item.objects.filter(pk=item_id).exclude(stand__in=_ENDED).first()
        if item is None or not (by is OPERATOR or publication.sees(by, item_id)):
            raise Refused("没有这条信息，或者您不能查看。请核对是哪一条。")
        other = Document.objects.filter(item=item, gone=False).exclude(pk=document.pk).first()
        if other is not None:
            raise Refused(f"这条信息已经是“{other}”的公布文本。一条信息只对应一份文件，请核对。")
    document.item = item
    document.save(update_fields=["item"])
    told("link_item", held, details={"item": item_id or 0})
    if item and item.first_published_at and document.published_on is None and document.issued_on:
        follow_item(held, civil_day(item.first_published_at))


@transaction.atomic
def record_publication(
    *,
    document_id: int,
    on: date,
    by: Actor,
    at: datetime,
    place: str = "",
    reason: str = "",
    revision: int | None = None,
) -> tuple[Finding, ...]:
    """Record that a document was published on a day otherwise than as an item here: in a gazette, on another site.

    Refused as the law holds publication back; and while an item is linked, whose publication records itself.
    By whoever keeps the register.
    """
    document = hold(document_id, revision)
    duty = access.require_step(by, Step.PUBLISH, document.holder_id)
    held = Held(document, by, at, duty)
    refuse_future(on, held.today, "公布日期")
    if document.published_on is not None:
        raise Refused(f"这份文件已于{document.published_on}公布。登记有误的，请先撤销公布登记。")
    if document.item_id is not None:
        raise Refused("这份文件已经关联本平台的信息，发布那条信息时自动登记公布。")
    if document.issued_on is None:
        raise Refused("这份文件还没有编号印发，不能登记公布。请先编号印发。")
    matter = matter_of(document, doings_of([document.pk]).get(document.pk, ()))
    found = weigh(gate(Step.PUBLISH, matter, on, settings_of(document.agency_id, on)), reason)
    _publish(held, on, place, reason)
    return found


@transaction.atomic
def publication_of_item(*, item_id: int, by: Actor, at: datetime) -> bool:
    """Record that the item of a document has gone out, in the transaction that puts it out; whether there was one.

    What the law holds back is held back before, at the gate of publication: what has happened is recorded as it happened.
    """
    document = Document.objects.filter(item=item_id, gone=False, published_on__isnull=True).first()
    item = Item.objects.filter(pk=item_id, first_published_at__isnull=False).first()
    if document is None or item is None or item.first_published_at is None or document.issued_on is None:
        return False
    held = Held(hold(document.pk), by, at, None)
    follow_item(held, civil_day(item.first_published_at))
    return True


def follow_item(held: Held, on: date) -> None:
    """The publication of an item that is out, with what stood against it."""
    matter = matter_of(held.document, doings_of([held.document.pk]).get(held.document.pk, ()))
    _publish(
        held,
        max(on, held.document.issued_on or on),
        "政府信息公开平台",
        _said(gate(Step.PUBLISH, matter, on, settings_of(held.document.agency_id, on))),
    )


def _said(found: Iterable[Finding]) -> str:
    return "".join(each.message for each in found if each.severity is not Severity.INFO)[:300]


def _publish(held: Held, on: date, place: str, reason: str) -> None:
    held.document.published_on = on
    held.document.save(update_fields=["published_on"])
    enter(held, Taken(step=Step.PUBLISH, on=on, place=place), reason)
    settle([held.document.pk], held.today)
    told("publish", held, reason=reason, details={"on": iso(on), "item": held.document.item_id or 0})


@job("normative.follow_publication", label="登记规范性文件的公布")
@transaction.atomic
def follow_publication(*, at: datetime) -> None:
    """Record the publication of documents whose items have gone out since."""
    waiting = Document.objects.filter(
        gone=False,
        published_on__isnull=True,
        issued_on__isnull=False,
        item__first_published_at__isnull=False,
    )
    for item_id in waiting.order_by("pk").values_list("item", flat=True)[:_MOST]:
        publication_of_item(item_id=item_id, by=OPERATOR, at=at)
