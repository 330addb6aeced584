"""Writes: addresses outside are asked whether they open, by jobs, and what they answered is kept.

Only where the operator has switched it on: the platform goes out to other people's machines for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import chain
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from gongkai.documents.checking.links import outward
from gongkai.guard.http.outward import Manner, Reply, ask
from gongkai.publication import access
from gongkai.publication.actions.holding import subject
from gongkai.publication.models import Edition, Item, OutsideAddress
from gongkai.publication.queries.links import WAITING, digest
from gongkai.records.access import Actor
from gongkai.records.actions.jobs import job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused

JOB = "publication.ask_addresses"
BATCH = 10
MOST = 300  # of one item
FRESH = timedelta(minutes=10)
"""What was asked just now is not asked again."""
SLICE = 40.0  # seconds; then another job has its turn
AT_ONCE = 4  # hosts; of one host, one address after the other
OFF = "本平台没有开启外部链接检查。如有需要，请联系运行人员。"


@transaction.atomic
def ask_links(*, item_id: int, by: Actor, at: datetime) -> int:
    """Have the addresses asked to which an item links, in its text in work and in the public one; returns how many.

    Workers ask them; what was asked within ten minutes, and what is queued already, is not asked again. By whoever writes
    for its agency. Refused where this installation does not ask outside, and without such links.
    """
    access.require_sight(by, item_id)
    item = Item.objects.get(pk=item_id)
    duty = access.require_writing(by, item.agency_id)
    if not settings.CHECK_LINKS:
        raise Refused(OFF)
    in_work = Q(published_at__isnull=True, ended_at__isnull=True)
    bodies = Edition.objects.filter(in_work | Q(pk=item.public_id), item=item).values_list("body", flat=True)
    addresses = list(dict.fromkeys(chain.from_iterable(map(outward, bodies))))[:MOST]
    if not addresses:
        raise Refused("正文里没有指向其他网站的链接。")
    wanted = want(addresses, before=at - FRESH, at=at)
    log("publication.ask_links", subject(item_id), by=by, at=at, duty=duty, details={"links": wanted})
    return wanted


@transaction.atomic
def want(addresses: Sequence[str], *, before: datetime, at: datetime) -> int:
    """Have addresses asked that were not since `before`, and are not queued; returns how many. For actions and jobs."""
    digests = [digest(each) for each in addresses]
    rows = [OutsideAddress(digest=name, address=each) for name, each in zip(digests, addresses, strict=True)]
    OutsideAddress.objects.bulk_create(rows, ignore_conflicts=True)
    held = OutsideAddress.objects.filter(digest__in=digests)
    stale = held.filter(Q(asked_at__isnull=True) | Q(asked_at__lt=before))
    free = stale.exclude(wanted_at__gt=at - WAITING).order_by("pk")
    ids = list(free.values_list("pk", flat=True))
    held.filter(pk__in=ids).update(wanted_at=at)
    for start in range(0, len(ids), BATCH):
        _queue(ids[start : start + BATCH], at)
    return len(ids)


def _asked(*, at: datetime, ids: list[int]) -> dict[int, Reply]:  # noqa: ARG001 - the time of the job says nothing here
    """What addresses answer, before the job's own transaction; those of different hosts at the same time."""
    if not settings.CHECK_LINKS:
        return {}
    rows = OutsideAddress.objects.filter(pk__in=ids, wanted_at__isnull=False).values_list("pk", "address")
    until = monotonic() + SLICE
    with ThreadPoolExecutor(AT_ONCE) as crew:
        found = list(crew.map(lambda group: list(_answers(group, until)), _by_host(rows)))
    return dict(chain.from_iterable(found))


@job(JOB, label="检查外部链接", prepare=_asked)
@transaction.atomic
def note_answers(*, ids: list[int], at: datetime, prepared: dict[int, Reply]) -> None:
    """Keep what addresses answered; those that there was no time for are asked by the next job."""
    for pk, reply in prepared.items():
        _note(pk, reply, at)
    rest = [pk for pk in ids if pk not in prepared]
    if rest and prepared:
        _queue(rest, at)
    else:
        OutsideAddress.objects.filter(pk__in=rest).update(wanted_at=None)


def _note(pk: int, reply: Reply, at: datetime) -> None:
    row = OutsideAddress.objects.filter(pk=pk)
    row.update(outcome=reply.outcome, status=reply.status, asked_at=at, wanted_at=None)
    if not reply.outcome.dead:
        row.update(failures=0, failing_since=None)
        return
    row.update(failures=F("failures") + 1)
    row.filter(failing_since__isnull=True).update(failing_since=at)


def _queue(ids: list[int], at: datetime) -> None:
    queue(JOB, key=f"{at.isoformat()} {ids[0]} {len(ids)}", at=at, ids=ids)


def _answers(group: Sequence[tuple[int, str]], until: float) -> Iterator[tuple[int, Reply]]:
    for pk, address in group:
        if monotonic() > until:
            return
        yield pk, ask(address, _manner())


def _by_host(rows: Iterable[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for pk, address in rows:
        groups.setdefault(_host(address), []).append((pk, address))
    return list(groups.values())


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def _manner() -> Manner:
    """Under a name by which whoever is asked finds us."""
    where = f" (+https://{settings.SITE_DOMAIN}/)" if settings.SITE_DOMAIN else ""
    return Manner(f"Gongkai-LinkCheck{where}", inner=frozenset(settings.CHECK_LINKS_INNER))
