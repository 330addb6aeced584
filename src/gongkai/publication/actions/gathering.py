"""Writes: which public texts link outside, gathered once a month from each; their addresses are asked then."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from gongkai.documents.checking.links import outward
from gongkai.publication.actions.asking import MOST, want
from gongkai.publication.models import Item, OutsideAddress, OutsideLink, Stand
from gongkai.publication.queries.links import known
from gongkai.records.actions.jobs import job, queue
from gongkai.records.queries.numbers import civil_day

JOB = "publication.look_over_links"
CYCLE = 30  # days; each has its share of the items
MONTHLY = timedelta(days=CYCLE - 1)
AGAIN = timedelta(days=7)
"""What did not open is asked again after that, so that a site that was down for a day is no dead link for a month."""
FORGET = timedelta(days=90)
PAGE = 100
PART = 500

Found = dict[int, tuple[str, ...]]
"""The addresses of public texts, by the number of the edition."""


def _read(*, at: datetime, share: int = -1, after: int = 0) -> Found:
    """A page of the share of this day, before the job's own transaction."""
    if not settings.CHECK_LINKS:
        return {}
    items = _share(at, share).filter(pk__gt=after).order_by("pk")[:PAGE]
    rows = items.values_list("public_id", "public__body")
    return {edition: outward(body or "")[:MOST] for edition, body in rows if edition}


@job(JOB, label="检查公开信息的外部链接", prepare=_read)
@transaction.atomic
def look_over_links(*, at: datetime, prepared: Found, share: int = -1, after: int = 0) -> None:
    """Gather the outside links of a page of public items and have them asked; then the next page, until the day's share is done.

    With the first page also what failed a week ago, and what no text has had for a season is forgotten.
    """
    if not settings.CHECK_LINKS:
        return
    if not after:
        _ask_again(at)
        _forget(at)
    _gather(prepared, at)
    if len(prepared) == PAGE:
        last = Item.objects.filter(public__in=prepared).order_by("-pk").values_list("pk", flat=True)[0]
        queue(JOB, key=f"{at.isoformat()} {last}", at=at, share=_of_day(at, share), after=last)


def _share(at: datetime, share: int) -> QuerySet[Item]:
    """The public items of a day: each has its turn once in thirty."""
    public = Item.objects.filter(stand=Stand.PUBLIC, public__isnull=False)
    return public.annotate(turn=F("id") % CYCLE).filter(turn=_of_day(at, share))


def _of_day(at: datetime, share: int) -> int:
    """Which share it is; a pass that goes on after midnight keeps that of the day on which it began."""
    return civil_day(at).toordinal() % CYCLE if share < 0 else share


def _gather(found: Found, at: datetime) -> None:
    """Keep which of these texts has which address, and no longer those of the texts before them; have them asked."""
    items = Item.objects.filter(public__in=found)
    OutsideLink.objects.filter(edition__item__in=items).exclude(edition__in=found).delete()
    pairs = [(edition, address) for edition, addresses in found.items() for address in addresses]
    for start in range(0, len(pairs), PART):
        part = pairs[start : start + PART]
        addresses = list(dict.fromkeys(address for _, address in part))
        want(addresses, before=at - MONTHLY, at=at)
        rows = known(addresses)
        links = [OutsideLink(edition_id=edition, address=rows[address]) for edition, address in part]
        OutsideLink.objects.bulk_create(links, ignore_conflicts=True)


def _ask_again(at: datetime) -> None:
    """What did not open a week ago and still stands in a public text."""
    shown = OutsideLink.objects.filter(edition__item__public=F("edition"), edition__item__stand=Stand.PUBLIC)
    failed = OutsideAddress.objects.filter(failing_since__isnull=False, asked_at__lte=at - AGAIN)
    still = failed.filter(Exists(shown.filter(address=OuterRef("pk")))).order_by("asked_at", "pk")
    addresses = list(still.values_list("address", flat=True)[:PART])
    want(addresses, before=at, at=at)


def _forget(at: datetime) -> None:
    """Addresses that were asked for a draft long ago, and stand in no public text."""
    used = OutsideLink.objects.filter(address=OuterRef("pk"))
    OutsideAddress.objects.filter(~Exists(used), asked_at__lt=at - FORGET).delete()
