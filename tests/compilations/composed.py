"""Topics and issues for tests, composed of items of `tests.publication.office`; all names are invented."""

from datetime import date, datetime
from typing import Any

from gongkai.compilations import actions
from gongkai.compilations.models import Code, Issue, Topic
from gongkai.compilations.queries.kinds import Rubric, TopicKind
from gongkai.law.signing.standing import Verdict
from gongkai.publication.models import Item
from gongkai.signoff import actions as signoff
from tests.publication.office import HANDLER, HEAD, LEADER, OFFICER, later, published
from tests.signoff.office import Office

EARLIER, LATER = later(6), later(7)
ISSUED_ON = date(2026, 3, 2)


def topic(at: Office, *, slug: str = "rencai", opened: bool = False, **more: Any) -> int:
    """A topic with a section; opened with an item in it."""
    known: dict[str, Any] = {"kind": TopicKind.SUBJECT, "title": "人才政策专题"}
    made = actions.begin_topic(agency_id=at.agency.pk, slug=slug, by=at[HANDLER], at=EARLIER, **known | more)
    section = actions.add_section(topic_id=made, title="补贴", by=at[HANDLER], at=EARLIER)
    if opened:
        put(at, made, section, published(at))
        actions.open_topic(topic_id=made, by=at[OFFICER], at=EARLIER)
    return made


def section_of(topic_id: int) -> int:
    """Its first section."""
    return Topic.objects.get(pk=topic_id).sections.order_by("position").values_list("pk", flat=True)[0]


def put(at: Office, topic_id: int, section_id: int, item_id: int, *, when: datetime = EARLIER) -> int:
    return actions.put_in_item(
        topic_id=topic_id, section_id=section_id, item_id=item_id, by=at[OFFICER], at=when
    )


def key_of(topic_id: int) -> str:
    """The short address of the whole topic."""
    return Code.objects.get(topic=topic_id, section=None, place=None).key


def document(at: Office, number: int, **changes: Any) -> int:
    """A public document with a number and a date."""
    return published(at, document_no=f"云政发〔2026〕{number}号", **changes)


def begun(at: Office, *, number: int = 1, total: int = 87, **more: Any) -> int:
    """An issue without anything in it."""
    known: dict[str, Any] = {
        "title": "云岭县a局公报",
        "year": 2026,
        "dated_on": ISSUED_ON,
        "sponsor": "办公室",
    }
    return actions.begin_issue(
        agency_id=at.agency.pk, number=number, total=total, by=at[HANDLER], at=EARLIER, **known | more
    )


def add(at: Office, issue_id: int, item_id: int, rubric: Rubric = Rubric.GOVERNMENT) -> int:
    return actions.add_article(issue_id=issue_id, item_id=item_id, rubric=rubric, by=at[HANDLER], at=EARLIER)


def sign_off(at: Office, issue_id: int) -> None:
    """From the editor's desk to the leader's signature."""
    actions.submit_issue(issue_id=issue_id, by=at[HANDLER], at=EARLIER)
    held = Issue.objects.get(pk=issue_id)
    for step, role in (("office", HEAD), ("signature", LEADER)):
        signoff.say(
            round_id=held.round_id or 0,
            step=step,
            verdict=Verdict.AGREE,
            digest=held.digest,
            by=at[role],
            at=EARLIER,
        )


def issued(at: Office, *items: int, number: int = 1, total: int = 87, **more: Any) -> int:
    """An issue that is out, with these documents or one."""
    made = begun(at, number=number, total=total, **more)
    for item in items or (document(at, number),):
        add(at, made, item)
    sign_off(at, made)
    actions.issue(issue_id=made, by=at[OFFICER], at=LATER)
    return made


def index_of(item_id: int) -> str:
    return Item.objects.get(pk=item_id).index_no
