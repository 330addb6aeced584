"""Writes: what a citizen has begun to write is saved step by step, and forgotten. Nobody has acted yet: nothing is logged."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from gongkai.applications.actions.holding import APPLICANT, Brought
from gongkai.applications.actions.receiving import Receipt
from gongkai.applications.models import Draft
from gongkai.applications.queries.drafts import KEPT, draft, files_of
from gongkai.documents.media.kinds import by_media_type
from gongkai.records.actions.files import Received, store
from gongkai.records.actions.jobs import job
from gongkai.records.actions.previews import wait
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.files import rows

GONE = "草稿已经过期或者已经放弃，请重新填写。"


@transaction.atomic
def begin(*, agency_id: int, fields: Mapping[str, Any], at: datetime) -> str:
    """Keep a form that is being filled in, and return the key by which its browser finds it again."""
    key = secrets.token_urlsafe(32)
    Draft.objects.create(key=key, agency_id=agency_id, ticket=uuid4(), fields=_sealed(fields), saved_at=at)
    return key


@transaction.atomic
def keep(
    *, key: str, agency_id: int, fields: Mapping[str, Any], at: datetime, brought: Brought | None = None
) -> None:
    """Keep what stands in the form now; with a file, that too. What waits is kept from now on for another week.

    Refused where the draft is no more; FileRefused for a file that is held back.
    """
    kept = dict(fields)
    if brought is not None:
        file = store(data=brought.received, agency_id=agency_id, by=APPLICANT, at=at, until=at + KEPT)
        one = {"id": file.id, "use": brought.use.value, "name": file.name, "size": file.size}
        kept["files"] = [*kept.get("files", []), one]
    _write(key, at, agency_id=agency_id, fields=kept)
    wait(file_ids=[each["id"] for each in kept.get("files", [])], until=at + KEPT)


@transaction.atomic
def discard(*, key: str, at: datetime) -> None:
    """Forget what was begun, files included; nothing happens where it is forgotten already."""
    found = draft(key, at)
    if found is not None:
        wait(file_ids=[each.id for each in files_of(found.fields)], until=at)
    Draft.objects.filter(key=key).delete()


@transaction.atomic
def sent(*, key: str, receipt: Receipt, at: datetime) -> None:
    """Of a form that was taken in only the receipt is kept, so that its browser can show it again for a while."""
    found = draft(key, at)
    if found is None:
        return
    wait(file_ids=[each.id for each in files_of(found.fields)], until=at)
    said = {"number": receipt.number, "code": receipt.code}
    _write(key, at, agency_id=found.agency_id, fields={"receipt": said})


def brought(fields: Mapping[str, Any]) -> list[Brought]:
    """The files that wait with a draft, as they are handed in with it. Refused where one is gone, by name."""
    waiting = files_of(fields)
    if gone := [each.name for each in waiting if not each.there]:
        raise Refused(*(f"“{name}”已经过了保存的期限，请重新上传。" for name in gone))
    known = rows(each.id for each in waiting)
    found = []
    for each in waiting:
        file = known[each.id]
        kind = by_media_type(file.media_type)
        if kind is None:
            raise Refused(f"“{each.name}”不能再使用，请重新上传。")
        found.append(Brought(each.use, Received(file.digest, file.name, kind, file.size)))
    return found


@job("applications.forget_drafts", label="清理没有提交的申请草稿")
@transaction.atomic
def forget_drafts(*, at: datetime) -> None:
    """Remove what was begun and not gone on with for a week. Its files go with those of previews, on the same day."""
    Draft.objects.filter(saved_at__lte=at - KEPT).delete()


def _write(key: str, at: datetime, *, agency_id: int, fields: Mapping[str, Any]) -> None:
    values = {"agency_id": agency_id, "fields": _sealed(fields), "saved_at": at}
    if not Draft.objects.filter(key=key).update(**values):
        raise Refused(GONE)


def _sealed(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False)
