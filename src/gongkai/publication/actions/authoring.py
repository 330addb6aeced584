"""Writes: a Word file becomes a draft; what the checks found is put right in the text, and read again."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.documents.checking.privacy import Kind, mask, mask_html
from gongkai.documents.checking.privacy.kinds import ABOUT
from gongkai.documents.checking.remarks import BODY, TITLE
from gongkai.documents.media.kinds import IMAGES
from gongkai.documents.rich_text import plain
from gongkai.documents.rich_text.replacing import Replacement, replaced
from gongkai.publication.actions.attaching import attach
from gongkai.publication.actions.drafting import draft, save
from gongkai.publication.actions.holding import hold_open
from gongkai.publication.models import Edition, Use
from gongkai.publication.queries.checks import Check, check_edition, contacts_of
from gongkai.publication.queries.content import Content, content_of
from gongkai.records.access import Actor
from gongkai.records.actions.files import Received
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day

WORD = frozenset({"docx", "doc"})

CHANGED = "稿件在您查看之后又有修改，请重新查看检查结果。"


@transaction.atomic
def take_in(
    *,
    agency_id: int,
    content: Content,
    original: Received,
    pictures: Sequence[Received],
    by: Actor,
    at: datetime,
) -> int:
    """Begin an item with what was read from a Word file, which is kept beside it with its pictures; the edition's number.

    By whoever writes for the agency. Refused, FileRefused as `draft` and `attach`: then nothing is kept.
    """
    edition_id = draft(agency_id=agency_id, content=content, by=by, at=at)
    attach(
        edition_id=edition_id, data=original, name=original.name, by=by, at=at, use=Use.ORIGINAL, kinds=WORD
    )
    for picture in pictures:
        attach(
            edition_id=edition_id, data=picture, name=picture.name, by=by, at=at, use=Use.IMAGE, kinds=IMAGES
        )
    return edition_id


@transaction.atomic
def adopt(*, edition_id: int, revision: int, key: str, by: Actor, at: datetime) -> int:
    """Put the fix of a check in place of exactly what it found, wherever it found it; returns the new revision.

    Refused if the text is another one than the one that was checked, or the check has no fix that can be put in.
    """
    edition = hold_open(edition_id)
    _require(edition, revision)
    check = next((each for each in check_edition(edition, at) if each.key == key), None)
    if check is None:
        raise Refused(CHANGED)
    if not check.adoptable:
        raise Refused("这一处要由人判断，请到编辑页修改。")
    content = _fixed(content_of(edition), check)
    return save(edition_id=edition_id, revision=revision, content=content, by=by, at=at)


@transaction.atomic
def cover(*, edition_id: int, revision: int, kinds: Collection[Kind], by: Actor, at: datetime) -> int:
    """Mask personal data of these kinds in title and text, read both again, and return how many places were masked.

    Refused, and nothing is changed, if anything of these kinds is still found, or none was there. What the agency
    publishes as its own telephone and address stays.
    """
    edition = hold_open(edition_id)
    _require(edition, revision)
    known = contacts_of(edition.item.agency_id, civil_day(at))
    body, title = mask_html(edition.body, kinds, known), mask(edition.title, kinds, known)
    if body.left or title.left:
        raise Refused("遮盖后仍能读出个人信息，没有保存。请到编辑页删去有关内容。")
    done = len(body.hits) + len(title.hits)
    if not done:
        raise Refused("没有找到需要遮盖的内容，可能已经遮盖。")
    content = replace(content_of(edition), body=body.text, title=title.text)
    save(edition_id=edition_id, revision=revision, content=content, by=by, at=at)
    rules = {ABOUT[kind].rule for kind in kinds}
    again = check_edition(Edition.objects.select_related("item__agency").get(pk=edition_id), at)
    if any(each.rule in rules and each.where in (TITLE, BODY) for each in again):
        raise Refused("遮盖后复查仍有个人信息，没有保存。请到编辑页删去有关内容。")
    return done


def _require(edition: Edition, revision: int) -> None:
    if edition.revision != revision:
        raise Refused(CHANGED)


def _fixed(content: Content, check: Check) -> Content:
    """The content with the fix of a check in it. Refused where something else stands by now."""
    if check.where == BODY:
        body = replaced(content.body, _places(check, plain(content.body)))
        if body is None:
            raise Refused("这一处在表格或者图片里，不能直接替换，请到编辑页修改。")
        return replace(content, body=body)
    stands = getattr(content, check.where, "")
    if check.where == TITLE:
        for each in sorted(_places(check, stands), key=lambda one: one.start, reverse=True):
            stands = stands[: each.start] + each.new + stands[each.end :]
        return replace(content, title=stands)
    if stands != check.found:
        raise Refused(CHANGED)
    changed: dict[str, Any] = {check.where: check.fix or ""}
    return replace(content, **changed)


def _places(check: Check, text: str) -> list[Replacement]:
    """Where exactly what was found stands; of matters of style, other places may have other characters."""
    return [
        Replacement(start, end, check.found, check.fix or "")
        for start, end in check.spans
        if text[start:end] == check.found
    ]
