"""Reads: what happened that other systems may be told of, as messages that name it and where it is to be fetched."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.agencies.queries.actors import children_on
from gongkai.annual_reports.models import WorkingReport
from gongkai.exchange.models import Event
from gongkai.publication.models import Edition, Item
from gongkai.records.models import LogEntry
from gongkai.records.queries.addresses import whole

MOST = 1_000
"""Entries of the log that are made messages in one go."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is told of one entry of the log. `payload`: the text that is sent, which holds no personal data and no title."""

    seq: int
    event: Event
    payload: str


ACTIONS: Mapping[str, Event] = MappingProxyType(
    {
        "publication.publish": Event.PUBLISHED,
        "publication.withdraw": Event.WITHDRAWN,
        "publication.restore": Event.RESTORED,
        "publication.expire": Event.EXPIRED,
        "annual_reports.published": Event.REPORT,
    }
)


def within(agency_id: int, on: date, *, below: bool) -> frozenset[int]:
    """An agency, and those below it on a day where they are asked for too."""
    if not below:
        return frozenset({agency_id})
    tree, found, waiting = children_on(on), {agency_id}, [agency_id]
    while waiting:
        new = [child for child in tree.get(waiting.pop(), ()) if child not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


def messages(
    after: int, upto: int, agencies: Collection[int], events: Collection[str]
) -> tuple[list[Message], int]:
    """What is to be told of the entries of the log after one and up to another, in their order, and up to which it was read."""
    found = LogEntry.objects.filter(
        seq__gt=after, seq__lte=upto, action__in=list(ACTIONS), agency_id__in=list(agencies)
    )
    rows = list(found.order_by("seq")[:MOST])
    slugs = dict(Agency.objects.filter(pk__in={row.agency_id for row in rows}).values_list("pk", "slug"))
    made = [_message(row, slugs.get(row.agency_id or 0, "")) for row in rows]
    told = [each for each in made if each is not None and each.event in events]
    return told, rows[-1].seq if len(rows) == MOST else upto


def trial(name: str, at: datetime) -> str:
    """The text of a trial message."""
    return _text(Event.TRIED, at, {"name": name})


def _message(row: LogEntry, slug: str) -> Message | None:
    event = ACTIONS[row.action]
    made = _OF[row.subject.partition(":")[0]](row)
    if made is None:
        return None
    if event is Event.PUBLISHED and made.pop("again"):
        event = Event.CORRECTED
    made.pop("again", None)
    data = {"sequence": row.seq, "agency": slug, **made}
    return Message(row.seq, event, _text(event, row.at, data))


def _of_item(row: LogEntry) -> dict[str, Any] | None:
    number = int(row.subject.partition(":")[2])
    item = Item.objects.filter(pk=number).values("index_no", "run").first()
    if item is None or not item["index_no"]:
        return None
    edition_id = row.details.get("edition", 0)
    earlier = Edition.objects.filter(item=number, published_at__lt=row.at).exclude(pk=edition_id)
    made: dict[str, Any] = {
        "index_no": item["index_no"],
        "url": whole("item", item["index_no"]),
        "again": row.action == "publication.publish" and earlier.exists(),
    }
    if row.action == "publication.publish":
        made["digest"] = f"sha256:{row.version}"
    return made


def _of_report(row: LogEntry) -> dict[str, Any] | None:
    number = int(row.subject.partition(":")[2])
    held = WorkingReport.objects.filter(pk=number).select_related("agency").first()
    if held is None:
        return None
    url = whole("report", held.agency.slug, held.year)
    return {"year": held.year, "url": url, "digest": f"sha256:{row.version}"}


_OF: Mapping[str, Callable[[LogEntry], dict[str, Any] | None]] = {
    "item": _of_item,
    "working_report": _of_report,
}


def _text(event: Event, at: datetime, data: Mapping[str, Any]) -> str:
    told = {"type": event.value, "timestamp": at.isoformat(), "data": dict(data)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
