"""Two clean-up campaigns of the demo, over the county and all its departments: one is finished and published, one in progress."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import localtime, make_aware

from gongkai.agencies import queries as agencies
from gongkai.demo.people import HOME, actor
from gongkai.demo.publication import Office
from gongkai.law.normative import Conclusion, DocumentKind
from gongkai.law.roles import Role
from gongkai.normative.actions import Described, Entered, enter_document
from gongkai.normative.actions.cleanup import (
    Begun,
    Judgement,
    accept_list,
    carry_out,
    conclude,
    draft_lists,
    hand_in,
    remind,
    return_list,
    start_cleanup,
)
from gongkai.normative.queries.card import of_number
from gongkai.normative.queries.cleanup.campaigns import BodyRow, Told, told
from gongkai.publication import actions as publication
from gongkai.publication.models import Edition
from gongkai.publication.queries.content import content_of
from gongkai.records.access import OPERATOR, Actor

OLD = (
    ("云府发〔2009〕6号", "云岭县集贸市场管理暂行规定（虚构示例）", date(2009, 5, 18), Conclusion.REPEAL),
    ("云府发〔2009〕7号", "云岭县家电下乡补贴实施细则（虚构示例）", date(2009, 6, 22), Conclusion.EXPIRED),
)
"""Documents that the finished campaign let go: number, title, day, conclusion."""
DECISION = ("云府发〔2025〕1号", "关于公布行政规范性文件清理结果的决定（虚构示例）", date(2025, 3, 20))
FINISHED = "2024年行政规范性文件清理（虚构示例）"
WHY = "内容已由新的规定代替（虚构）"


@transaction.atomic
def load(now: datetime) -> None:
    """Have both campaigns run, unless that was done before."""
    if of_number(DECISION[0]):
        return
    home = agencies.by_slugs([HOME.slug])[HOME.slug].id
    for number, title, on, _ in OLD:
        _enter(home, number, title, on, now)
    _finished(home, now)
    _in_progress(home, now)


def _enter(agency_id: int, number: str, title: str, on: date, now: datetime) -> int:
    described = Described(title=title, kind=DocumentKind.NORMATIVE, interpreted=False)
    entered = Entered(described=described, number=number, issued_on=on, published_on=on)
    return enter_document(agency_id=agency_id, entered=entered, by=OPERATOR, at=now, reason="演示数据")


def _finished(home: int, now: datetime) -> None:
    """Judged in all bodies, carried out by a decision, its lists published."""
    begun_at = _at(date(2025, 1, 6))
    by = actor(HOME, Role.SUPERVISOR, begun_at)
    begun = Begun(
        title=FINISHED,
        as_of=date(2024, 12, 31),
        due_on=date(2025, 2, 28),
        basis="省政府办公厅关于开展行政规范性文件清理的通知（虚构示例）",
    )
    cleanup_id = start_cleanup(agency_id=home, begun=begun, by=by, at=begun_at)
    campaign = _told(cleanup_id)
    left = {of_number(number)[0]: conclusion for number, _, _, conclusion in OLD}
    for row in campaign.rows:
        _judge(campaign, row, left, by, _at(date(2025, 2, 17)))
        hand_in(body_id=row.id, by=by, at=_at(date(2025, 2, 18)))
        accept_list(body_id=row.id, by=by, at=_at(date(2025, 3, 3)))
    cause_id = _enter(home, *DECISION, now)
    carried_at = _at(DECISION[2])
    carry_out(
        cleanup_id=cleanup_id, cause_id=cause_id, on=DECISION[2], by=by, at=carried_at, reason="演示数据"
    )
    item_id = draft_lists(cleanup_id=cleanup_id, agency_id=home, by=by, at=_at(date(2025, 3, 21)))
    _publish(item_id, now)


def _publish(item_id: int, now: datetime) -> None:
    """The lists, through sign-off, some weeks before today at the most."""
    row = agencies.by_slugs([HOME.slug])[HOME.slug]
    office = Office(HOME, row, now)
    edition = Edition.objects.get(item=item_id)
    at = office.moment(60)
    column = office.columns["tzgg"]
    content = replace(
        content_of(edition),
        column_id=column.id,
        duty=column.duty,
        issuing_body=row.name,
        written_on=localtime(at).date(),
        topic="other",
        genre="announcement",
        summary="公布行政规范性文件清理结果：继续有效、废止和宣布失效的文件目录。",
    )
    handler = office.people[Role.HANDLER]
    publication.save(edition_id=edition.pk, revision=edition.revision, content=content, by=handler, at=at)
    office.send(edition.pk, at)
    office.agree(edition.pk, office.steps, at)
    officer = office.people[Role.DISCLOSURE_OFFICER]
    publication.publish(edition_id=edition.pk, by=officer, at=office.later(at, hours=5))


def _in_progress(home: int, now: datetime) -> None:
    """Some lists are accepted, one waits, one was given back, one is begun; the others were asked for yesterday."""
    today = localtime(now).date()
    at = now - timedelta(days=19)
    by = actor(HOME, Role.SUPERVISOR, now)
    begun = Begun(
        title=f"{today.year}年行政规范性文件清理（虚构示例）",
        as_of=today - timedelta(days=20),
        due_on=today + timedelta(days=10),
        basis="县政府办公室关于开展行政规范性文件清理的通知（虚构示例）",
    )
    cleanup_id = start_cleanup(agency_id=home, begun=begun, by=by, at=at)
    campaign = _told(cleanup_id)
    rows = {row.agency_id: row for row in campaign.rows}
    there = agencies.by_slugs(["yunling-bgs", "yunling-jyj", "yunling-nyj", "yunling-zjj"])
    office, education, farming, building = (rows[each.id] for each in there.values())
    for row in (office, education, farming):
        _judge(campaign, row, {}, by, now - timedelta(days=8))
        hand_in(body_id=row.id, by=by, at=now - timedelta(days=7))
    accept_list(body_id=office.id, by=by, at=now - timedelta(days=5))
    why = "请逐件写明继续有效的理由，并核对有效期。"
    return_list(body_id=farming.id, reason=why, by=by, at=now - timedelta(days=4))
    first = campaign.scope[building.agency_id][:1]
    judged = [Judgement(pk, Conclusion.AMEND, "部分条款与上位法不一致（虚构）") for pk in first]
    conclude(body_id=building.id, judgements=judged, by=by, at=now - timedelta(days=2))
    remind(cleanup_id=cleanup_id, by=by, at=now - timedelta(days=1))


def _judge(campaign: Told, row: BodyRow, left: dict[int, Conclusion], by: Actor, at: datetime) -> None:
    """Every document of a body goes on, but for those that leave."""
    judgements = [
        Judgement(pk, left.get(pk, Conclusion.KEEP), WHY if pk in left else "")
        for pk in campaign.scope.get(row.agency_id, ())
    ]
    if judgements:
        conclude(body_id=row.id, judgements=judgements, by=by, at=at)


def _told(cleanup_id: int) -> Told:
    found = told(cleanup_id)
    if found is None:
        raise LookupError(f"no campaign {cleanup_id}")
    return found


def _at(on: date) -> datetime:
    """Ten in the morning of a day."""
    return make_aware(datetime.combine(on, time(10, 0)))
