"""Cases that wander: at each step somebody does something that the case allows at that moment, through the real actions."""

from collections.abc import Callable, Container
from datetime import datetime
from random import Random

from gongkai.applications import access, actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Found, Opinion, Question, Said
from gongkai.applications.actions.opinions import open_questions
from gongkai.applications.models import ApplicantKind, Application, Event, Way
from gongkai.applications.queries.filing import Thing
from gongkai.law.fees.tiers import Method
from gongkai.law.ledger import Party
from gongkai.records.actions.refused import Refused
from tests.applications.office import (
    CLERK,
    HEAD,
    OFFICER,
    Office,
    application,
    company,
    decided,
    filing,
    registered,
    submitted,
)

Do = Callable[[Office, Application, datetime, Random], object]
RESULTS = [
    ("already_public", "provided"),
    ("granted", "provided"),
    ("unprocessed_petition", ""),
    ("unable_needs_creation", ""),
    ("denied_internal_affairs", "personnel"),
]


def arrives(at: Office, when: datetime, chance: Random) -> int:
    """An application, on some way, by somebody, for one thing or three."""
    kind = chance.choice(list(ApplicantKind))
    things = tuple(Thing(f"虚构材料{chance.random()}") for _ in range(chance.choice((1, 3))))
    form = filing(things=things) if kind.person else company(kind=kind, things=things)
    way = chance.choice(list(Way))
    if way is Way.PORTAL:
        return submitted(at, form=form, when=when).application_id
    return registered(at, way=way, form=form, when=when).application_id


def step(at: Office, application_id: int, when: datetime, chance: Random, done: Container[str] = ()) -> str:
    """Do one thing that the case allows, now and then one that was not `done` yet; what it was, empty where it was refused."""
    one = application(application_id)
    allowed = [act for act in access.possible(at[OFFICER], one) if act in DOES]
    allowed += [act for act in access.possible(at[HEAD], one) if act in DOES and act not in allowed]
    if not allowed:
        return ""
    fresh = [act for act in allowed if act.value not in done]
    act = chance.choice(fresh if fresh and chance.random() < 0.5 else allowed)
    try:
        DOES[act](at, one, when, chance)
    except Refused:
        return ""
    return act.value


def _ask(party: Party) -> Do:
    return lambda at, one, when, chance: actions.ask(
        application_id=one.pk,
        question=Question(party, chance.choice(("云岭虚构公司", "云岭县虚构局")), "是否同意公开"),
        by=at[OFFICER],
        at=when,
    )


def _opinion(at: Office, one: Application, when: datetime, chance: Random) -> None:
    for party in (Party.THIRD_PARTY, Party.ORGAN):
        for who in open_questions(one, party)[:1]:
            said = Opinion(party, who, chance.choice(list(Said)), reasons="虚构理由", reasonable=True)
            actions.record_opinion(application_id=one.pk, opinion=said, by=at[OFFICER], at=when)


def _merge(at: Office, one: Application, when: datetime, _: Random) -> None:
    other = (
        Application.objects.filter(agency=one.agency_id, closed_on=None)
        .exclude(pk=one.pk)
        .order_by("?")
        .first()
    )
    if other is not None:
        actions.merge(application_id=one.pk, into_id=other.pk, reason="同一事项", by=at[OFFICER], at=when)


def _void(at: Office, one: Application, when: datetime, _: Random) -> None:
    last = Event.objects.filter(application=one).order_by("-pk").first()
    if last is not None:
        actions.void(application_id=one.pk, event_id=last.pk, reason="误记", by=at[HEAD], at=when)


def _decide(at: Office, one: Application, when: datetime, chance: Random) -> None:
    outcome, variant = chance.choice(RESULTS)
    decided(at, one.pk, outcome, variant, when=when)


DOES: dict[Act, Do] = {
    Act.CONFIRM: lambda at, one, when, _: actions.confirm(application_id=one.pk, by=at[CLERK], at=when),
    Act.ASK_CORRECTION: lambda at, one, when, _: actions.ask_correction(
        application_id=one.pk, what="请写明", by=at[OFFICER], at=when
    ),
    Act.RECORD_CORRECTION: lambda at, one, when, chance: actions.record_correction(
        application_id=one.pk, by=at[OFFICER], at=when, excused=chance.random() < 0.2
    ),
    Act.ASK_THIRD_PARTY: _ask(Party.THIRD_PARTY),
    Act.ASK_ORGAN: _ask(Party.ORGAN),
    Act.RECORD_OPINION: _opinion,
    Act.EXTEND: lambda at, one, when, chance: actions.extend(
        application_id=one.pk, working_days=chance.randint(1, 25), reason="复杂", by=at[HEAD], at=when
    ),
    Act.NOTIFY_FEE: lambda at, one, when, _: actions.notify_fee(
        application_id=one.pk, method=Method.BY_PAGE, pages=60, by=at[OFFICER], at=when
    ),
    Act.RECORD_PAYMENT: lambda at, one, when, _: actions.record_payment(
        application_id=one.pk, by=at[OFFICER], at=when
    ),
    Act.SEARCH: lambda at, one, when, _: actions.search(
        application_id=one.pk,
        found=Found("档案室", "关键词", "全部", "找到", found=True),
        by=at[OFFICER],
        at=when,
    ),
    Act.SPLIT: lambda at, one, when, _: actions.split(
        application_id=one.pk, positions=[1], by=at[OFFICER], at=when
    ),
    Act.MERGE: _merge,
    Act.DECIDE: _decide,
    Act.DELIVER: lambda at, one, when, _: actions.deliver(
        application_id=one.pk, how="邮寄", by=at[OFFICER], at=when
    ),
    Act.WITHDRAW: lambda at, one, when, _: actions.withdraw(application_id=one.pk, by=at[OFFICER], at=when),
    Act.RECLASSIFY: lambda at, one, when, chance: actions.reclassify(
        application_id=one.pk,
        kind=chance.choice(list(ApplicantKind)),
        reason="登记有误",
        by=at[OFFICER],
        at=when,
    ),
    Act.VOID: _void,
}
