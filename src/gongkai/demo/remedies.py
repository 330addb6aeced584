"""A handful of reviews, suits and complaints of the demo, one of them lost, through the same actions as any. All is invented."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from gongkai.agencies import queries as agencies
from gongkai.applications.models import Application
from gongkai.demo import people
from gongkai.demo.applicants import INVENTED
from gongkai.demo.numbering import set_everywhere
from gongkai.demo.people import actor
from gongkai.law.ledger import Fact, Kind
from gongkai.law.remedies.obligations import Ordered
from gongkai.law.roles import Role
from gongkai.remedies import actions
from gongkai.remedies.access import Deed
from gongkai.remedies.actions import Challenged, Person, Said, Told
from gongkai.remedies.models import CHAIN_NO, COMPLAINT_NO, Chain
from gongkai.remedies.models.kinds import Cause, Claim, Part
from gongkai.remedies.queries.case import case

NUMBERS = UUID("3d0d6a52-94b7-4a1f-8a3e-6f1b2c4d5e60")
REVIEW_BODY, COURT = "虚构市人民政府", "虚构县人民法院"


@dataclass(frozen=True, slots=True)
class Story:
    """A chain: what it is about, and what happened so many days ago; `done`: what was carried out, so many days ago."""

    title: str
    cause: Cause
    steps: tuple[tuple[int, Kind, str], ...]
    ordered: Ordered = field(default_factory=Ordered)
    owed: int | None = None
    done: tuple[tuple[int, str], ...] = ()


STORIES = (
    Story(
        "乡村道路硬化工程预算的答复",
        Cause.ANSWER,
        (
            (400, Kind.REPLIED, "unable_not_held"),
            (397, Kind.DELIVERED, ""),
            (370, Kind.REVIEW_APPLIED, ""),
            (360, Kind.REVIEW_COPIED, ""),
            (352, Kind.REVIEW_ANSWERED, ""),
            (312, Kind.REVIEW_DECIDED, "upheld"),
            (302, Kind.SUIT_FILED, ""),
            (294, Kind.SUIT_COPIED, ""),
            (284, Kind.SUIT_ANSWERED, ""),
            (180, Kind.JUDGED, "claim_rejected"),
            (170, Kind.APPEALED, ""),
            (95, Kind.JUDGED, "appeal_rejected"),
        ),
    ),
    Story(
        "集体土地征收补偿标准的答复",
        Cause.ANSWER,
        (
            (330, Kind.REPLIED, "unable_not_held"),
            (328, Kind.DELIVERED, ""),
            (250, Kind.SUIT_FILED, ""),
            (242, Kind.SUIT_COPIED, ""),
            (231, Kind.SUIT_ANSWERED, ""),
            (120, Kind.JUDGED, "revoked_redo"),
            (80, Kind.REPLIED, "granted"),
        ),
        Ordered(working_days=20),
        done=((80, "carry_out"), (80, "change_outcome"), (70, "pay")),
    ),
    Story(
        "老旧小区改造资金使用情况的申请",
        Cause.SILENCE,
        ((60, Kind.REVIEW_APPLIED, ""), (50, Kind.REVIEW_COPIED, ""), (8, Kind.REVIEW_DECIDED, "perform")),
        Ordered(working_days=15),
        owed=90,
    ),
    Story(
        "校车运营补贴名单的答复",
        Cause.ANSWER,
        (
            (200, Kind.REPLIED, "granted"),
            (198, Kind.DELIVERED, ""),
            (170, Kind.REVIEW_APPLIED, ""),
            (140, Kind.REVIEW_DECIDED, "withdrawn"),
        ),
    ),
)
COMPLAINTS: tuple[tuple[int, Claim, str, str, tuple[tuple[int, Deed, str], ...]], ...] = (
    (2, Claim.NOT_PUBLISHED, "保障性住房分配结果", "去年的分配结果在网站上找不到。", ()),
    (
        12,
        Claim.OUTDATED,
        "公开指南",
        "指南上的电话打不通。",
        ((10, Deed.ACCEPT, ""), (9, Deed.ASK, "请于一周内核实并说明。")),
    ),
    (
        45,
        Claim.NO_ANSWER,
        "物业维修资金使用明细的申请",
        "申请两个月没有收到答复。",
        (
            (43, Deed.ACCEPT, "已经受理。"),
            (42, Deed.ASK, "请说明逾期的原因。"),
            (36, Deed.EXPLAIN, "承办人调离，没有移交。"),
            (30, Deed.RECTIFY, "情况属实，已督促该机关五个工作日内答复，并改进交接。"),
        ),
    ),
)
"""So many days ago; the claim; what it is about; what is said; what the office did so many days ago."""


@transaction.atomic
def load(now: datetime) -> None:
    """Have the chains and complaints come and be handled, unless that was done before."""
    if Chain.objects.exists():
        return
    set_everywhere(CHAIN_NO.name, "FS{code}-{year}-{n:04}", now)
    set_everywhere(COMPLAINT_NO.name, "TS{code}-{year}-{n:04}", now)
    for story in STORIES:
        _told(story, now)
    _against_an_application(now)
    _complained(now)


def _told(story: Story, now: datetime) -> None:
    first = max((back for back, _, _ in story.steps), default=0)
    chain_id = _opened(story.title, story.cause, now, first, story.owed)
    for back, kind, result in story.steps:
        _order(chain_id, now, back)
        decides = bool(result) and kind is not Kind.REPLIED
        actions.record(
            chain_id=chain_id,
            fact=Fact(kind, _day(now, back), result=result),
            said=Said(forum=_forum(kind), reasons="见文书" if decides else ""),
            ordered=story.ordered if decides else Ordered(),
            by=actor(people.HOME, Role.LEGAL_REVIEWER, now),
            at=_at(now, back),
        )
    for back, duty in story.done:
        one = case(actor(people.HOME, Role.LEGAL_REVIEWER, now), chain_id, localdate(now))
        lost = one.where.lost[0].event_id if one else 0
        actions.fulfil(
            chain_id=chain_id,
            event_id=lost,
            duty_id=duty,
            on=_day(now, back),
            by=actor(people.HOME, Role.LEGAL_REVIEWER, now),
            at=_at(now, back),
        )


def _order(chain_id: int, now: datetime, back: int) -> None:
    """Enter the duty of a judgment that became final before the next thing happened."""
    by = actor(people.HOME, Role.LEGAL_REVIEWER, now)
    one = case(by, chain_id, _day(now, back))
    for lost in one.to_order if one else ():
        actions.order(chain_id=chain_id, event_id=lost.event_id, by=by, at=_at(now, back))


def _against_an_application(now: datetime) -> None:
    """A review of the last refusal that the county office gave through the platform; it goes on."""
    office = agencies.by_slugs([people.HOME.slug])[people.HOME.slug]
    refused = Application.objects.filter(
        agency=office.id, row__startswith="denied", handled_on__lte=_day(now, 5), state="served"
    )
    one = refused.order_by("-handled_on", "-pk").first()
    if one is None or one.handled_on is None:
        return
    chain_id = _opened(one.title.removesuffix(INVENTED), Cause.ANSWER, now, 4, application_id=one.pk)
    for back, kind in ((4, Kind.REVIEW_APPLIED), (1, Kind.REVIEW_COPIED)):
        actions.record(
            chain_id=chain_id,
            fact=Fact(kind, _day(now, back)),
            said=Said(docket=f"虚构复〔{now.year}〕7号", forum=REVIEW_BODY),
            by=actor(people.HOME, Role.LEGAL_REVIEWER, now),
            at=_at(now, back),
        )


def _opened(
    title: str,
    cause: Cause,
    now: datetime,
    back: int,
    owed: int | None = None,
    application_id: int | None = None,
) -> int:
    office = agencies.by_slugs([people.HOME.slug])[people.HOME.slug]
    return actions.open_chain(
        agency_id=office.id,
        challenged=Challenged(
            f"{title}{INVENTED}",
            cause,
            application_id=application_id,
            owed_by=_day(now, owed) if owed else None,
        ),
        persons=[Person(Part.CLAIMANT, f"云某{INVENTED}")],
        by=actor(people.HOME, Role.LEGAL_REVIEWER, now),
        at=_at(now, back),
    )


def _complained(now: datetime) -> None:
    there = agencies.by_slugs([people.HOME.slug, people.BUREAU.slug])
    office, against = there[people.HOME.slug], there[people.BUREAU.slug]
    for number, (back, claim, about, says, steps) in enumerate(COMPLAINTS):
        made = actions.submit(
            office_id=office.id,
            told=Told(against.id, claim, says, f"{about}{INVENTED}", f"岭某{INVENTED}"),
            ticket=uuid5(NUMBERS, str(number)),
            at=_at(now, back),
        )
        for since, deed, text in steps:
            actions.handle(
                complaint_id=made.complaint_id,
                deed=deed,
                text=text,
                by=actor(people.HOME, Role.SUPERVISOR, now),
                at=_at(now, since),
            )


def _forum(kind: Kind) -> str:
    if kind in (Kind.REPLIED, Kind.DELIVERED):
        return ""
    return REVIEW_BODY if kind.startswith("review") else COURT


def _day(now: datetime, back: int) -> date:
    return localdate(now) - timedelta(days=back)


def _at(now: datetime, back: int) -> datetime:
    return make_aware(datetime.combine(_day(now, back), time(16, 30)))
