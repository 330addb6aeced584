"""Writes: the evidence of a chain is packed: the file of the application with everything that came in review and court.

依据：行政复议法第四十八条；行政诉讼法第三十四条
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.applications.actions.archiving import Archive, Chunks, unnamed
from gongkai.applications.queries.folder import folder_of
from gongkai.documents.archive.folder import Entry, Folder, Kind, Retention, Step
from gongkai.documents.archive.packing import Packed, Unpackable, packed
from gongkai.documents.digests import NoSM3
from gongkai.documents.reading.blocks import Unreadable
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.files import path_of, rows
from gongkai.records.queries.numbers import civil_day
from gongkai.remedies import access
from gongkai.remedies.access import Act
from gongkai.remedies.actions.holding import NO_CHAIN, Said, enter, hold, told
from gongkai.remedies.models import Chain
from gongkai.remedies.models.kinds import Besides
from gongkai.remedies.queries.case import Case, case


def pack_evidence(*, chain_id: int, by: Actor, at: datetime) -> Archive:
    """Pack what is handed to the review body or the court; logged with the digest of the manifest.

    The pieces of the application come first, as its archive binds them, then those of the chain. What was taken back is left
    out. Refused where a piece cannot be read; PermissionDenied for others than who keeps chains.
    """
    chain = Chain.objects.filter(pk=chain_id).first()
    if chain is None:
        raise Refused(NO_CHAIN)
    access.require_act(by, chain, Act.PACK)
    one = case(by, chain_id, civil_day(at))
    if one is None:
        raise PermissionDenied(NO_CHAIN)
    folder = _folder(by, one, at)
    stream = unnamed()
    try:
        made = packed(folder, stream)
        size = stream.tell()
        _note(chain_id, made, by, at)
    except (Unpackable, Unreadable, NoSM3) as refusal:
        stream.close()
        raise Refused(str(refusal)) from refusal
    except BaseException:
        stream.close()
        raise
    return Archive(f"证据材料 {one.number}.zip", size, made, Chunks(stream))


@transaction.atomic
def _note(chain_id: int, made: Packed, by: Actor, at: datetime) -> None:
    held = hold(chain_id, Act.PACK, by=by, at=at)
    details = {"manifest": made.digest, "files": made.files}
    enter(held, Besides.PACKED, Said(details=details))
    told("pack_evidence", held, details=details)


def _folder(by: Actor, one: Case, at: datetime) -> Folder:
    of_case = folder_of(by, one.application_id, at) if one.application_id is not None else None
    base = of_case or Folder(
        agency=one.agency,
        number=one.number,
        title=one.title,
        applicant=one.claimant.label,
        received_on=civil_day(one.registered_at),
        made_at=at,
        entries=(),
        retention=Retention(years=None, since=None, until=None, note="随复议诉讼案卷保管"),
    )
    return replace(
        base,
        number=one.number,
        title=f"证据材料：{one.title}",
        entries=(*base.entries, *_entries(one)),
        steps=(*base.steps, *_steps(one)),
    )


def _entries(one: Case) -> Iterator[Entry]:
    stored = rows({file.file_id for event in one.happened for file in event.files})
    for event in one.happened:
        if event.void:
            continue
        for file in event.files:
            row = stored[file.file_id]
            lost = (
                "已隔离，没有收入"
                if row.quarantined
                else ""
                if path_of(row.digest).is_file()
                else "内容不在文件库中"
            )
            yield Entry(
                kind=Kind.REMEDY,
                title=f"{event.label}：{file.use.label}　{file.name}",
                on=event.on,
                content=None if lost or row.erased else path_of(row.digest),
                name=row.name,
                digest=row.digest,
                note=lost,
            )


def _steps(one: Case) -> Iterator[Step]:
    for event in one.happened:
        if not event.void and event.kind != Besides.PACKED:
            note = "；".join(part for part in (event.docket, event.forum, event.result, event.note) if part)
            yield Step(at=event.on, what=event.label, who=event.by, note=note)
