"""Writes: files join an edition, leave it, change their names and places."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.db.models import Max

from gongkai.documents.checking.privacy import Kind, MaskedFile, Unprovable, before_masking, mask_file
from gongkai.documents.media.kinds import EVIDENCE
from gongkai.documents.reading.blocks import Unreadable
from gongkai.publication import access
from gongkai.publication.actions.holding import hold_open, subject, told_sign_off, written
from gongkai.publication.models import Attachment, Edition, Use
from gongkai.publication.queries.masking import bytes_of, known_to
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.files import Received, receive, store
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without

MOST = 100
NONE = "没有这个附件，可能已被删除。请刷新后再看。"
CHANGED = "附件在您查看之后已经更换，请重新查看。"


@transaction.atomic
def attach(
    *,
    edition_id: int,
    data: IO[bytes] | bytes | Received,
    name: str,
    by: Actor,
    at: datetime,
    use: Use = Use.ATTACHMENT,
    kinds: frozenset[str] = EVIDENCE,
) -> int:
    """Keep a file as an attachment, a picture of the text or the original of an open edition; returns its number.

    An original takes the place of the one before. FileRefused as `records.actions.files.store`; Refused for too many and
    once the edition is published or ended; PermissionDenied for others than writers of the agency.
    """
    edition = hold_open(edition_id)
    duty = access.require_writing(by, edition.item.agency_id)
    if edition.attachments.count() >= MOST:
        raise Refused(f"一条信息最多附{MOST}个文件，请打包后上传。")
    kept = store(data=data, name=name, agency_id=edition.item.agency_id, by=by, at=at, kinds=kinds)
    if use is Use.ORIGINAL:
        edition.attachments.filter(use=Use.ORIGINAL).delete()
    last = edition.attachments.aggregate(top=Max("position"))["top"] or 0
    made = Attachment.objects.create(
        edition=edition, file_id=kept.id, name=kept.name, position=last + 1, use=use
    )
    _changed("publication.attach", edition, by, at, duty, kept.digest)
    return made.pk


@transaction.atomic
def detach(*, attachment_id: int, by: Actor, at: datetime) -> None:
    """Take a file off an open edition. The stored bytes stay as long as any edition names them."""
    found = _held(attachment_id)
    edition = found.edition
    duty = access.require_writing(by, edition.item.agency_id)
    digest = found.file.digest
    found.delete()
    _changed("publication.detach", edition, by, at, duty, digest)


@transaction.atomic
def rename(*, attachment_id: int, name: str, by: Actor, at: datetime) -> None:
    """Change what an attachment is called on the page."""
    found = _held(attachment_id)
    duty = access.require_writing(by, found.edition.item.agency_id)
    found.name = refuse_without(name, 200, "附件名称")
    found.save(update_fields=["name"])
    _changed("publication.rename_file", found.edition, by, at, duty, found.file.digest)


@transaction.atomic
def arrange(*, edition_id: int, order: Sequence[int], by: Actor, at: datetime) -> None:
    """Put the files of an edition into an order: the numbers of all of them. Refused if one is missing or strange."""
    edition = hold_open(edition_id)
    duty = access.require_writing(by, edition.item.agency_id)
    files = {one.pk: one for one in edition.attachments.all()}
    if sorted(order) != sorted(files):
        raise Refused("附件已有变化，请刷新后再调整顺序。")
    last = max((one.position for one in files.values()), default=0)
    for place, number in enumerate(order, last + 1):  # beyond all others first: a place is taken once
        edition.attachments.filter(pk=number).update(position=place)
    _changed("publication.arrange_files", edition, by, at, duty)


def mask_attachment(
    *, attachment_id: int, digest: str, kinds: Collection[Kind], by: Actor, at: datetime
) -> int:
    """Put a copy in the place of an attachment in which personal data of these kinds is masked; how many places were.

    The copy keeps name and place; hidden parts of Word files and workbooks are gone from it. `digest`: of the bytes that
    were looked at. The copy is made and read again before the transaction, so that a large file keeps nobody waiting. Refused,
    and nothing is changed, with the place of whatever could not be masked, for files of other kinds, where there is
    nothing to mask, for another file than was looked at, and once the edition is published or ended. FileRefused for one in
    quarantine, and as `attach`.
    """
    found = Attachment.objects.filter(pk=attachment_id).select_related("file", "edition__item").first()
    if found is None:
        raise Refused(NONE)
    access.require_writing(by, found.edition.item.agency_id)
    if found.file.digest != digest or found.use != Use.ATTACHMENT:
        raise Refused(CHANGED)
    made = _masked(found, kinds, at)
    copy = receive(made.data, found.file.name)
    _put_masked(attachment_id=attachment_id, digest=digest, copy=copy, covered=len(made.hits), by=by, at=at)
    return len(made.hits)


@transaction.atomic
def _put_masked(
    *, attachment_id: int, digest: str, copy: Received, covered: int, by: Actor, at: datetime
) -> None:
    """The stored bytes of the file before stay as long as any edition names them, as with `detach`."""
    found = _held(attachment_id)
    edition = found.edition
    duty = access.require_writing(by, edition.item.agency_id)
    if found.file.digest != digest:
        raise Refused(CHANGED)
    kept = store(data=copy, agency_id=edition.item.agency_id, by=by, at=at)
    found.file_id = kept.id
    found.save(update_fields=["file"])
    details = {"before": digest, "covered": covered}
    _changed("publication.mask_attachment", edition, by, at, duty, kept.digest, details)


def _masked(found: Attachment, kinds: Collection[Kind], at: datetime) -> MaskedFile:
    """The masked copy, proved by reading it again. Refused without one."""
    known = known_to(found, at)
    try:
        data = bytes_of(found)
        before = before_masking(data, found.file.name, known)
        wanted = any(spot.hit.kind in kinds for spot in before.spots)
        if before.spots and not kinds:
            raise Refused("没有勾选要遮盖的内容。")
        if not wanted and not before.hidden:
            raise Refused("附件里没有找到需要遮盖的内容，可能已经遮盖。")
        return mask_file(data, found.file.name, kinds, known)
    except (Unprovable, Unreadable) as problem:
        raise Refused(f"附件“{found.name}”没有遮盖，保持原样。{problem}") from problem


def _held(attachment_id: int) -> Attachment:
    """An attachment of an open edition. Refused if there is none."""
    edition_id = Attachment.objects.filter(pk=attachment_id).values_list("edition", flat=True).first()
    if edition_id is None:
        raise Refused(NONE)
    edition = hold_open(edition_id)
    found = edition.attachments.select_related("file").filter(pk=attachment_id).first()
    if found is None:
        raise Refused(NONE)
    found.edition = edition
    return found


def _changed(
    action: str,
    edition: Edition,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    digest: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    written(edition, by, at, duty)
    edition.save(update_fields=["revision", "saved_at", "saved_by", "authors"])
    told_sign_off(edition, by, at)
    log(
        action,
        subject(edition.item_id),
        by=by,
        at=at,
        duty=duty,
        agency_id=edition.item.agency_id,
        version=digest or f"e{edition.number}r{edition.revision}",
        details=details,
    )
