"""Writes: drafts that a system hands in, changes, adds files to, takes back; each of its requests is done once.

A draft is the system's own until a person at the agency saves it or sends it into sign-off. From then on people have it in hand,
and the system may look where it stands (decision 0054).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from gongkai.exchange.actions.admitting import Caller
from gongkai.exchange.models import Answer, HandedIn
from gongkai.exchange.queries.handed import of_system, tag_of
from gongkai.publication import actions as publication
from gongkai.publication.actions.holding import hold_open
from gongkai.publication.models import Edition
from gongkai.publication.queries.content import Content
from gongkai.records.actions.files import Received
from gongkai.records.actions.refused import Refused, refuse_longer

NOT_YOURS = "没有这份草稿，或者不是这个系统送交的。"
IN_HAND = "工作人员已经接手这份草稿，接口不能再改。请在平台上办理，或者与机关的经办人联系。"
DONE = "这份草稿已经送审、公开或者作废，接口不能再改。"
OTHER_TEXT = "草稿在您读取之后有变化，请重新读取后再改。"
KEY_OF_OTHER = "这个 Idempotency-Key 用在别的内容上了。请换一个。"
AT_THE_SAME_TIME = "同一个 Idempotency-Key 的请求正在办理，请稍后再试。"
BECAUSE = "业务系统撤销"


class NotThere(Refused):
    """A draft that there is none of for this system."""


class Taken(Refused):
    """A draft that the system has no longer in its own hands."""


class Changed(Refused):
    """A draft that is another than the one that was read."""


class KeyTaken(Refused):
    """A key of a request that was used for another one, or is in use at this moment."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request is answered with. `tag`: of the draft as it is now. `again`: it was done before."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)
    tag: str = ""
    again: bool = False


def once(caller: Caller, key: str, digest: str, *, at: datetime, act: Callable[[], Reply]) -> Reply:
    """Do what a request asks for, and keep the answer under its key, "" for none: asked again it is answered alike.

    All of it is one transaction: what was refused leaves no answer and may be asked again. KeyTaken for another request of the
    same key, and while the same is being done.
    """
    if not key:
        with transaction.atomic():
            return act()
    if said := _said(caller, key, digest):
        return said
    try:
        with transaction.atomic():
            kept = Answer.objects.create(system_id=caller.system_id, key=key, digest=digest, at=at)
            made = act()
            kept.status, kept.body, kept.tag = made.status, made.body, made.tag
            kept.save(update_fields=["status", "body", "tag"])
            return made
    except IntegrityError:
        if said := _said(caller, key, digest):  # another one was quicker
            return said
        raise


@transaction.atomic
def hand_in(
    *,
    caller: Caller,
    content: Content,
    at: datetime,
    number: str = "",
    original: Received | None = None,
    pictures: Sequence[Received] = (),
) -> int:
    """Begin an item of the caller's agency with a draft; the number of the item.

    `number`: what it is called in the other system; `original`, `pictures`: of a Word file that it was read from. Refused and
    FileRefused as for a person.
    """
    refuse_longer(number, 120, "来文编号")
    given: dict[str, Any] = {"agency_id": caller.agency_id, "content": content, "by": caller.actor, "at": at}
    edition_id = (
        publication.take_in(original=original, pictures=pictures, **given)
        if original
        else publication.draft(**given)
    )
    item_id = Edition.objects.values_list("item", flat=True).get(pk=edition_id)
    HandedIn.objects.create(system_id=caller.system_id, item_id=item_id, number=number.strip(), at=at)
    return item_id


@transaction.atomic
def replace(*, caller: Caller, item_id: int, tag: str, content: Content, at: datetime) -> None:
    """Put another text in the place of a draft. Changed if it is not the one with this tag."""
    held = own(caller, item_id)
    _require(held, tag)
    try:
        publication.save(edition_id=held.pk, revision=held.revision, content=content, by=caller.actor, at=at)
    except publication.Overtaken:
        raise Changed(OTHER_TEXT) from None


@transaction.atomic
def add_file(*, caller: Caller, item_id: int, data: Received, at: datetime, tag: str = "") -> int:
    """Add an attachment to a draft; its number. With a tag, Changed as `replace`."""
    held = own(caller, item_id)
    if tag:
        _require(held, tag)
    return publication.attach(edition_id=held.pk, data=data, name=data.name, by=caller.actor, at=at)


@transaction.atomic
def take_back(*, caller: Caller, item_id: int, at: datetime, tag: str = "") -> None:
    """End a draft that nobody has sent into sign-off. It stays in the records, as everything that was dropped."""
    held = own(caller, item_id)
    if tag:
        _require(held, tag)
    publication.drop(edition_id=held.pk, because=BECAUSE, by=caller.actor, at=at)


def own(caller: Caller, item_id: int) -> Edition:
    """The draft that a system handed in and still has in its own hands; NotThere, Taken."""
    if not of_system(caller.system_id, item_id).exists():
        raise NotThere(NOT_YOURS)
    editions = Edition.objects.filter(item_id=item_id, published_at__isnull=True, ended_at__isnull=True)
    open_one = editions.order_by("-number").values_list("pk", flat=True).first()
    held = hold_open(open_one) if open_one else None  # whoever else changes it waits from here on
    if held is None or held.number > 1 or held.round_id is not None:
        raise Taken(DONE)
    if held.saved_by_id is not None:
        raise Taken(IN_HAND)
    return held


def _require(held: Edition, tag: str) -> None:
    if tag != tag_of(held):
        raise Changed(OTHER_TEXT)


def _said(caller: Caller, key: str, digest: str) -> Reply | None:
    kept = Answer.objects.filter(system_id=caller.system_id, key=key).first()
    if kept is None:
        return None
    if kept.digest != digest:
        raise KeyTaken(KEY_OF_OTHER)
    if not kept.status:
        raise KeyTaken(AT_THE_SAME_TIME)
    return Reply(kept.status, kept.body, kept.tag, again=True)
