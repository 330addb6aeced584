"""Writes: topics are begun, described, opened to the public, closed; their sections come and go."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from gongkai.compilations import access
from gongkai.compilations.actions.coding import give_code
from gongkai.compilations.actions.holding import MOST_SECTIONS, hold, hold_to_change, tell
from gongkai.compilations.models import Deed, Place, Section, Topic, TopicKind, TopicState
from gongkai.documents.checking.privacy import scan
from gongkai.documents.checking.privacy.kinds import ABOUT
from gongkai.law.findings import Severity
from gongkai.publication.models import Stand
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LAST = 100_000
NO_SECTION = "没有这个分栏，可能刚被去掉，请刷新后再看。"


@transaction.atomic
def begin_topic(  # noqa: PLR0913 - the fields of a topic
    *,
    agency_id: int,
    slug: str,
    kind: TopicKind,
    title: str,
    by: Actor,
    at: datetime,
    cover: str = "",
    introduction: str = "",
    position: int = 100,
) -> int:
    """Begin a topic of an agency, which the public does not see yet; returns its number. Its short address is given at once.

    Refused for an address that is taken, or does not fit one; PermissionDenied for others than writers of the agency.
    """
    duty = access.require_composing(by, agency_id)
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        raise Refused("网址代号由小写字母、数字和连字符组成，例如 rencai。")
    made = Topic(agency_id=agency_id, slug=slug, touched_at=at)
    _describe(made, kind, title, cover, introduction, position)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused(f"网址代号“{slug}”已由另一个专题使用，请换一个。") from None
    give_code(made, at)
    tell(Deed.BEGUN, made, by=by, at=at, duty=duty, told=made.title)
    return made.pk


@transaction.atomic
def alter_topic(
    *,
    topic_id: int,
    kind: TopicKind,
    title: str,
    by: Actor,
    at: datetime,
    cover: str = "",
    introduction: str = "",
    position: int = 100,
) -> None:
    """Write title, cover, introduction and order of a topic anew; its address stays. Refused once it is closed."""
    held, duty = hold_to_change(topic_id, by, at)
    _describe(held, kind, title, cover, introduction, position)
    held.save(update_fields=["kind", "title", "cover", "introduction", "position"])
    tell(Deed.ALTERED, held, by=by, at=at, duty=duty, told=held.title)


@transaction.atomic
def add_section(*, topic_id: int, title: str, by: Actor, at: datetime, note: str = "") -> int:
    """Add a section at the end, of “一件事” a step; returns its number."""
    held, duty = hold_to_change(topic_id, by, at)
    here = Section.objects.filter(topic=held, removed_at__isnull=True)
    if here.count() >= MOST_SECTIONS:
        raise Refused(f"一个专题最多 {MOST_SECTIONS} 个分栏，请合并后再加。")
    last = here.aggregate(last=Max("position"))["last"] or 0
    made = Section.objects.create(topic=held, position=last + 1, **_said(title, note))
    give_code(held, at, section=made)
    tell(Deed.SECTION_ADDED, held, section=made, by=by, at=at, duty=duty, told=made.title)
    return made.pk


@transaction.atomic
def alter_section(
    *, topic_id: int, section_id: int, title: str, by: Actor, at: datetime, note: str = ""
) -> None:
    """Write title and note of a section anew."""
    held, duty = hold_to_change(topic_id, by, at)
    section = section_of(held, section_id)
    before = section.title
    said = _said(title, note)
    section.title, section.note = said["title"], said["note"]
    section.save(update_fields=["title", "note"])
    told = before if before == section.title else f"{before} → {section.title}"
    tell(Deed.SECTION_ALTERED, held, section=section, by=by, at=at, duty=duty, told=told)


@transaction.atomic
def remove_section(*, topic_id: int, section_id: int, by: Actor, at: datetime) -> None:
    """Remove a section that is empty. Refused while something stands in it. Its short address leads to the topic then."""
    held, duty = hold_to_change(topic_id, by, at)
    section = section_of(held, section_id)
    if section.places.filter(taken_out_at__isnull=True).exists():
        raise Refused(f"分栏“{section.title}”里还有内容，请先移出，再去掉分栏。")
    section.removed_at = at
    section.save(update_fields=["removed_at"])
    tell(Deed.SECTION_REMOVED, held, section=section, by=by, at=at, duty=duty, told=section.title)


@transaction.atomic
def open_topic(*, topic_id: int, by: Actor, at: datetime) -> None:
    """Put a topic before the public, or show one again that was closed.

    It consists of what is public already, each text reviewed and signed for itself: so the right to publish is enough.
    Refused while it has nothing that the public may see; PermissionDenied for others than those who publish.
    """
    access.require_topic(by, topic_id)
    held = hold(topic_id, at)
    duty = access.require_editing(by, held.agency_id)
    if held.state == TopicState.OPEN:
        raise Refused("这个专题已经公开。")
    there = Place.objects.filter(
        section__topic=held, section__removed_at__isnull=True, taken_out_at__isnull=True
    )
    if not there.filter(item__isnull=True).exists() and not there.filter(item__stand=Stand.PUBLIC).exists():
        raise Refused("专题里还没有公众能看到的内容，请先加入信息或者外部政策。")
    deed = Deed.REOPENED if held.state == TopicState.CLOSED else Deed.OPENED
    held.state, held.closed_at, held.opened_at = TopicState.OPEN, None, held.opened_at or at
    held.save(update_fields=["state", "closed_at", "opened_at"])
    tell(deed, held, by=by, at=at, duty=duty, told=held.title)


@transaction.atomic
def close_topic(*, topic_id: int, because: str, by: Actor, at: datetime) -> None:
    """End a topic: it stays readable and says that it has ended, and nothing is added to it. Refused without a reason."""
    access.require_topic(by, topic_id)
    held = hold(topic_id, at)
    duty = access.require_editing(by, held.agency_id)
    reason = refuse_without(because, 200, "结束的原因")
    if held.state != TopicState.OPEN:
        raise Refused("只有已公开的专题可以结束。")
    held.state, held.closed_at = TopicState.CLOSED, at
    held.save(update_fields=["state", "closed_at"])
    tell(Deed.CLOSED, held, by=by, at=at, duty=duty, told=held.title, because=reason)


def section_of(held: Topic, section_id: int) -> Section:
    """A section of a topic that is held. Refused where there is none."""
    found = Section.objects.filter(topic=held, pk=section_id, removed_at__isnull=True).first()
    if found is None:
        raise Refused(NO_SECTION)
    return found


def _describe(
    topic: Topic, kind: TopicKind, title: str, cover: str, introduction: str, position: int
) -> None:
    topic.kind, topic.title = kind, refuse_without(title, 80, "专题名称")
    refuse_longer(cover, 120, "封面文字")
    refuse_longer(introduction, 3_000, "专题介绍")
    if not 0 <= position <= _LAST:
        raise Refused(f"顺序号应当是0至{_LAST}。")
    topic.cover, topic.introduction, topic.position = cover.strip(), introduction.strip(), position
    _refuse_personal(f"{title}\n{cover}\n{introduction}", "专题名称、封面文字和介绍")


def _said(title: str, note: str) -> dict[str, str]:
    refuse_longer(note, 500, "分栏说明")
    _refuse_personal(f"{title}\n{note}", "分栏名称和说明")
    return {"title": refuse_without(title, 60, "分栏名称"), "note": note.strip()}


def _refuse_personal(text: str, where: str) -> None:
    """What nobody reviews before it is public has no personal data in it."""
    if any(hit.certain and ABOUT[hit.kind].sure is Severity.ERROR for hit in scan(text)):
        raise Refused(f"{where}里有应当保护的个人信息（如身份证号码），请去掉后再保存。")
