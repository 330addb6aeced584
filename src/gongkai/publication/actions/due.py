"""Writes: what is due by the clock goes out, and what has run out leaves the page."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from gongkai.publication.actions.holding import subject
from gongkai.publication.actions.indexing import follow
from gongkai.publication.actions.publishing import publish_together
from gongkai.publication.models import Edition, Item, Stand
from gongkai.publication.models.gates import DECLARED, concerned
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff.models.round import APPROVED


@job("publication.publish_due", label="安排到时发布")
@transaction.atomic
def publish_due(*, at: datetime) -> None:
    """Queue the publication of every approved edition whose time has come, each by itself: one holds up no other."""
    for edition_id, when in _due(at).order_by("publish_after", "pk").values_list("pk", "publish_after"):
        if when is not None:
            key = f"{edition_id} {when.isoformat()} {at.isoformat()}"
            queue("publication.publish_one", key=key, at=at, edition_id=edition_id)


@job("publication.publish_one", label="到时发布信息")
@transaction.atomic
def publish_one(*, edition_id: int, at: datetime) -> None:
    """Publish an edition if it is due; one that is published or changed in the meantime is left alone.

    What has to go out with it goes out in the same transaction, if it is due by now too. What cannot be published stays where
    it is, its time and that of its companions are taken away, so that all wait for a person, and the log says why.
    """
    if not _due(at).filter(pk=edition_id).exists():
        return
    companions = _companions(edition_id)
    ready = _due(at).filter(pk__in=companions).values_list("pk", flat=True) if companions else ()
    try:
        publish_together(edition_ids=[edition_id, *ready], by=OPERATOR, at=at)
    except Refused as refusal:
        _put_off(edition_id, companions, refusal, at)


@job("publication.expire_due", label="到期信息下架")
@transaction.atomic
def expire_due(*, at: datetime) -> None:
    """Take off the page what is shown until a day that has passed."""
    due = Item.objects.filter(stand=Stand.PUBLIC, expires_on__lt=civil_day(at))
    for item in list(due.order_by("pk")):
        same = Item.objects.filter(pk=item.pk, stand=Stand.PUBLIC, expires_on=item.expires_on)
        if same.update(stand=Stand.EXPIRED, touched_at=at):
            follow([item.pk], at)
            log("publication.expire", subject(item.pk), by=OPERATOR, at=at, agency_id=item.agency_id)


def _companions(edition_id: int) -> frozenset[int]:
    """The editions that have to go out with this one, as the gates say; none for a text that no gate is asked of."""
    document_no, genre = Edition.objects.values_list("document_no", "genre").get(pk=edition_id)
    if not concerned(document_no, genre):
        return frozenset()
    asked = [import_string(gate.companions) for gate in DECLARED.values() if gate.companions]
    return frozenset(one for companions in asked for one in companions(edition_id)) - {edition_id}


def _due(at: datetime) -> QuerySet[Edition]:
    """Approved editions whose time has come. Whether what was approved is what is there now, publishing says."""
    waiting = Edition.objects.filter(published_at__isnull=True, ended_at__isnull=True)
    return waiting.filter(publish_after__lte=at, round__outcome=APPROVED)


def _put_off(edition_id: int, companions: frozenset[int], refusal: Refused, at: datetime) -> None:
    """Unless somebody else had it published while we waited. Companions that have a time lose theirs too."""
    if not _due(at).filter(pk=edition_id).update(publish_after=None):
        return
    timed = Edition.objects.filter(pk__in=companions, published_at__isnull=True, ended_at__isnull=True)
    others = list(timed.filter(publish_after__isnull=False).order_by("pk").values_list("pk", flat=True))
    Edition.objects.filter(pk__in=others).update(publish_after=None)
    for each in Edition.objects.select_related("item").filter(pk__in=[edition_id, *others]).order_by("pk"):
        log(
            "publication.not_published",
            subject(each.item_id),
            by=OPERATOR,
            at=at,
            agency_id=each.item.agency_id,
            reason=str(refusal)[:200],
        )
