"""Writes: items are drafted, saved, opened again as a new edition, dropped."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from gongkai.documents.rich_text import clean, plain
from gongkai.publication import access
from gongkai.publication.actions.holding import hold, hold_open, subject, told_sign_off, written
from gongkai.publication.models import Attachment, Edition, Item, Stand
from gongkai.publication.queries.content import Content, content_of
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without

LONGEST_BODY = 5_000_000  # characters of HTML
_CLOSED = {
    Stand.DROPPED: "这条信息已经作废，不能再编辑。",
    Stand.REMOVED: "这条信息因有害内容已经删除，不能再编辑；需要公开的，请另行起草。",
    Stand.WITHHELD: "这条信息在不主动公开登记中，请先评估；评估为转为公开的，系统会另起新版。",
}


class Overtaken(Refused):
    """Somebody else saved the edition in the meantime; nothing is overwritten. `who` and `when` say who that was."""

    def __init__(self, who: str, when: datetime) -> None:
        super().__init__(f"{who}在您打开之后保存过这份稿件。您的内容还在本页，请比较后再保存。")
        self.who, self.when = who, when


@transaction.atomic
def draft(*, agency_id: int, content: Content, by: Actor, at: datetime) -> int:
    """Begin an item with its first edition, and return the number of the edition.

    By whoever writes for the agency; PermissionDenied for others, Refused for texts that are too long.
    """
    duty = access.require_writing(by, agency_id)
    item = Item.objects.create(agency_id=agency_id, touched_at=at)
    edition = _open(item, content, by, at, duty)
    _told("publication.draft", edition, by, at, duty)
    return edition.pk


@transaction.atomic
def save(*, edition_id: int, revision: int, content: Content, by: Actor, at: datetime) -> int:
    """Save what was written over the revision that was read, and return the number of the new one.

    The same content changes nothing. An edition in sign-off changes there too: all that was said to the text before
    is void, and it waits for its drafter. Overtaken if somebody saved in the meantime; Refused once it is published or
    ended, and for whoever has another part in its sign-off; PermissionDenied for others than writers of the agency.
    """
    edition = hold_open(edition_id)
    duty = access.require_writing(by, edition.item.agency_id)
    if edition.revision != revision:
        raise Overtaken(edition.saved_by.name if edition.saved_by else "", edition.saved_at)
    enter(edition, content)
    if content_of(Edition.objects.get(pk=edition_id)) == content_of(edition):
        return revision
    written(edition, by, at, duty)
    edition.save()
    _show(edition, at)
    told_sign_off(edition, by, at)
    _told("publication.save", edition, by, at, duty)
    return edition.revision


@transaction.atomic
def reopen(*, item_id: int, by: Actor, at: datetime) -> int:
    """Open a new edition of an item, with the text and the files of its public or last one, and return its number.

    The public one stays until the new one is published. Refused while another is open, for what was dropped or removed as
    harmful, and for what is withheld: that is evaluated first.
    """
    item = hold(item_id)
    duty = access.require_writing(by, item.agency_id)
    if item.stand in _CLOSED:
        raise Refused(_CLOSED[Stand(item.stand)])
    like = item.public or item.editions.order_by("-number")[:1].get()
    return begin_again(item, like, by, at, duty)


def begin_again(item: Item, like: Edition, by: Actor, at: datetime, duty: Duty | None) -> int:
    """The next edition of a held item, for whoever was let in already, like an earlier one; Refused while another is open.

    What is public until a day is so in its next edition too.
    """
    if item.editions.filter(published_at__isnull=True, ended_at__isnull=True).exists():
        raise Refused("已有一份正在办理的稿件，请先办完。")
    shown_until = item.expires_on if item.stand == Stand.PUBLIC else None
    edition = _open(item, content_of(like), by, at, duty, shown_until)
    _copy_files(like, edition)
    _told("publication.reopen", edition, by, at, duty)
    return edition.pk


@transaction.atomic
def drop(*, edition_id: int, because: str, by: Actor, at: datetime) -> None:
    """End an open edition without publishing it; an item that never was public ends with it. Nothing is deleted.

    Refused without a reason, and while it is in sign-off, which is stopped first.
    """
    edition = hold_open(edition_id)
    duty = access.require_writing(by, edition.item.agency_id)
    reason = refuse_without(because, 200, "作废原因")
    if edition.round_id and edition.round and edition.round.ended_at is None:
        raise Refused("稿件正在审签，请先终止审签，再作废。")
    edition.ended_at, edition.ended_because = at, reason
    edition.save(update_fields=["ended_at", "ended_because"])
    held = Item.objects.filter(pk=edition.item_id)
    held.filter(stand=Stand.UNPUBLISHED).update(stand=Stand.DROPPED)
    held.update(touched_at=at)
    _told("publication.drop", edition, by, at, duty, reason)


def _open(
    item: Item,
    content: Content,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    expires_on: date | None = None,
) -> Edition:
    newest = item.editions.aggregate(top=Max("number"))["top"] or 0
    edition = Edition(item=item, number=newest + 1, revision=0, opened_at=at, expires_on=expires_on)
    enter(edition, content)
    written(edition, by, at, duty)
    edition.save(force_insert=True)
    _show(edition, at)
    return edition


def enter(edition: Edition, content: Content) -> None:
    """Put a content into an edition: its HTML cleaned, its lists as JSON has them."""
    refuse_longer(content.title, 200, "标题")
    refuse_longer(content.summary, 500, "内容概述")
    refuse_longer(content.reasons, 500, "理由")
    refuse_longer(content.body, LONGEST_BODY, "正文")
    for name, value in asdict(content).items():
        limit = getattr(Edition._meta.get_field(name.removesuffix("_id")), "max_length", None)
        if limit and isinstance(value, str) and len(value) > limit:
            raise Refused(f"“{value[:20]}……”超过{limit}个字，请缩短。")
        setattr(edition, name, list(value) if isinstance(value, tuple) else value)
    edition.body = clean(content.body)
    edition.text = plain(edition.body)
    edition.title = content.title.strip()
    edition.title_key = title_key(edition.title)


def _show(edition: Edition, at: datetime) -> None:
    """Lists name an item by its open edition until it is public."""
    shown: dict[str, object] = {"touched_at": at}
    if edition.item.public_id is None:
        shown |= {"title": edition.title, "column": edition.column_id, "entry_key": edition.entry_key}
    Item.objects.filter(pk=edition.item_id).update(**shown)


def _copy_files(old: Edition, new: Edition) -> None:
    Attachment.objects.bulk_create(
        Attachment(edition=new, file_id=one.file_id, name=one.name, position=one.position, use=one.use)
        for one in old.attachments.order_by("position")
    )


def _told(
    action: str, edition: Edition, by: Actor, at: datetime, duty: Duty | None, reason: str = ""
) -> None:
    log(
        action,
        subject(edition.item_id),
        by=by,
        at=at,
        duty=duty,
        agency_id=edition.item.agency_id,
        version=f"e{edition.number}r{edition.revision}",
        reason=reason,
    )
