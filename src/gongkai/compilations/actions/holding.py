"""What every action begins with: hold the topic or the issue, so that whoever else changes it waits; and what it ends with."""

from datetime import datetime

from django.db.models import F

from gongkai.compilations import access
from gongkai.compilations.actions.composed_indexing import follow_topic
from gongkai.compilations.models import Deed, Issue, Place, Section, Topic, TopicChange, TopicState
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused

MOST_SECTIONS, MOST_PLACES = 30, 300
_OVERTAKEN = "这个专题已经结束，不能再改。需要修改的，请先恢复。"


LOGGED = {
    Deed.BEGUN: "compilations.begin_topic",
    Deed.ALTERED: "compilations.alter_topic",
    Deed.SECTION_ADDED: "compilations.add_section",
    Deed.SECTION_ALTERED: "compilations.alter_section",
    Deed.SECTION_REMOVED: "compilations.remove_section",
    Deed.PUT_IN: "compilations.put_in",
    Deed.TAKEN_OUT: "compilations.take_out",
    Deed.MOVED: "compilations.move",
    Deed.OPENED: "compilations.open_topic",
    Deed.CLOSED: "compilations.close_topic",
    Deed.REOPENED: "compilations.reopen_topic",
}
"""What the log calls each deed."""


def topic_subject(topic_id: int) -> str:
    """How the log names a topic."""
    return f"topic:{topic_id}"


def issue_subject(issue_id: int) -> str:
    """How the log and sign-off name an issue."""
    return f"{access.KIND.key}:{issue_id}"


def hold(topic_id: int, at: datetime) -> Topic:
    """A topic, held until the transaction ends. Refused if there is none."""
    if not Topic.objects.filter(pk=topic_id).update(revision=F("revision") + 1, touched_at=at):
        raise Refused("没有这个专题。")
    return Topic.objects.select_related("agency").get(pk=topic_id)


def hold_to_change(topic_id: int, by: Actor, at: datetime) -> tuple[Topic, Duty | None]:
    """A topic that may be changed, and the duty by which; one that the public sees is changed by editors alone."""
    access.require_topic(by, topic_id)
    held = hold(topic_id, at)
    duty = access.require_composing(by, held.agency_id, shown=held.state != TopicState.DRAFT)
    if held.state == TopicState.CLOSED:
        raise Refused(_OVERTAKEN)
    return held, duty


def hold_issue(issue_id: int, by: Actor, at: datetime) -> tuple[Issue, Duty | None]:
    """An issue that is not out yet, and the duty by which somebody composes it."""
    access.require_issue(by, issue_id)
    if not Issue.objects.filter(pk=issue_id).update(revision=F("revision") + 1, touched_at=at):
        raise Refused("没有这一期公报。")
    held = Issue.objects.select_related("agency", "round").get(pk=issue_id)
    duty = access.require_composing(by, held.agency_id)
    if held.issued_at or held.dropped_at:
        raise Refused("这一期已经出版或者作废，不能再改。")
    return held, duty


def tell(  # noqa: PLR0913 - the fields of a change
    deed: Deed,
    held: Topic,
    *,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    section: Section | None = None,
    place: Place | None = None,
    told: str = "",
    because: str = "",
) -> None:
    """Add to the history of a topic, have it found as it is now where the public sees it, and add to the log."""
    TopicChange.objects.create(
        topic=held,
        deed=deed,
        section=section,
        place=place,
        told=told[:300],
        because=because,
        by_id=by.user_id,
        at=at,
    )
    if held.state != TopicState.DRAFT:
        follow_topic(held, at)
    details: dict[str, object] = {"section": section.pk} if section else {}
    if place is not None:
        details |= {"place": place.pk, "item": place.item_id}
    log(
        LOGGED[deed],
        topic_subject(held.pk),
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
        reason=because,
        details=details,
    )
