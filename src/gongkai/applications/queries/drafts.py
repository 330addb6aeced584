"""Reads: what a citizen has begun to write, for the browser that has its key."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from gongkai.applications.models import Draft, FileUse
from gongkai.records.queries.files import rows
from gongkai.sealing.box import Unsealable

KEPT = timedelta(days=7)
"""How long a form that was begun waits, from when it was saved last."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A form that was begun. `fields`: what was filled in, by name; the things asked for are a list under `things`."""

    agency_id: int
    ticket: UUID
    fields: Mapping[str, Any]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file that waits with a draft. `there`: it can still be sent."""

    id: int
    use: FileUse
    name: str
    size: int
    there: bool


def draft(key: str, at: datetime) -> Drafted | None:
    """What was begun under a key, while it is kept; None for a key that is known no more.

    It is opened for whoever wrote it: nobody else has the key.
    """
    found = Draft.objects.filter(key=key, saved_at__gt=at - KEPT).first() if key else None
    if found is None:
        return None
    try:
        fields = json.loads(found.fields.unsealed())
    except Unsealable:
        return None
    return Drafted(found.agency_id, found.ticket, fields, found.saved_at)


def files_of(fields: Mapping[str, Any]) -> list[DraftFile]:
    """The files that wait with a draft, in one query."""
    said = fields.get("files", [])
    there = rows(each["id"] for each in said) if said else {}
    return [
        DraftFile(each["id"], FileUse(each["use"]), each["name"], each["size"], each["id"] in there)
        for each in said
    ]
