"""People who do not exist, for the demo: an account for every role at each sample agency, and work that waits for them.

Their passwords are published on the login page of the demo. No other configuration lets such accounts be made or log in.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from gongkai.accounts import actions as accounts
from gongkai.accounts.passwords import DEMO_PASSWORD
from gongkai.accounts.queries import find as find_person
from gongkai.agencies import actions as agencies
from gongkai.agencies import queries
from gongkai.agencies.queries import AgencyRow
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.records.access import OPERATOR, Actor
from gongkai.signoff import actions as signoff
from gongkai.signoff.models.kinds import Kind, declare

SINCE = date(2025, 1, 1)
REASON = "演示数据"
DRAFT = declare(Kind("demo_draft", "演示稿件", ""))
"""What is signed off in the demo."""

NAMES = {
    Role.DISCLOSURE_OFFICER: "gongkai",
    Role.HANDLER: "chengban",
    Role.SECRECY_REVIEWER: "baomi",
    Role.LEGAL_REVIEWER: "fazhi",
    Role.OFFICE_HEAD: "zhuren",
    Role.LEADER: "lingdao",
    Role.SUPERVISOR: "gongkaiban",
    Role.ASSESSOR: "kaohe",
    Role.MAILBOX_CLERK: "xinxiang",
    Role.COUNTER_CLERK: "chuangkou",
    Role.SYSTEM_ADMINISTRATOR: "xitong",
    Role.SECURITY_ADMINISTRATOR: "anquan",
    Role.SECURITY_AUDITOR: "shenji",
}
"""User names by role; at the other agencies with a word before them, as `ledu-gongkai`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sample agency: its address, what its people are called by, what stands before their user names, their roles."""

    slug: str
    short: str
    prefix: str
    roles: tuple[Role, ...] = tuple(Role)


HOME = Place("yunling", "云岭县", "")
BUREAU = Place("yunling-zjj", "县住建局", "zjj-", tuple(NAMES)[:6])
"""A department of the county, with those alone who write and sign off."""
PLACES = (
    HOME,
    BUREAU,
    Place("ledu", "乐都区", "ledu-"),
    Place("yuanzhou", "原州区", "yuanzhou-"),
    Place("qingyang", "庆阳市", "qingyang-"),
    Place("qingshan", "青山乡", "qingshan-"),
    Place("yanshi-bgs", "偃师市政府办", "yanshi-"),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A thing under way: what it is called, how many days ago it was sent, who has agreed so far, who sent it back."""

    title: str
    days_ago: int
    agreed: tuple[str, ...] = ()
    returned: str = ""
    urgent: str = ""


STEPS = {
    "secrecy": Role.SECRECY_REVIEWER,
    "legal": Role.LEGAL_REVIEWER,
    "office": Role.OFFICE_HEAD,
    "signature": Role.LEADER,
}
REVIEWED = ("secrecy", "legal")
CHECKED = (*REVIEWED, "office")
DRAFTS = (
    Draft("关于公布2026年重大行政决策事项目录的通知（虚构示例）", 1),
    Draft("云岭县城乡居民最低生活保障标准调整情况说明（虚构示例）", 3),
    Draft("云岭县政府信息公开指南（2026年修订，虚构示例）", 12),
    Draft("关于城南农贸市场搬迁改造的公告（虚构示例）", 5, agreed=("secrecy",)),
    Draft("云岭县防汛应急预案（2026年版，虚构示例）", 6, agreed=REVIEWED),
    Draft("关于开展地质灾害隐患排查的紧急通知（虚构示例）", 1, urgent="汛期临近，需当日公布"),
    Draft("云岭县2026年度财政预算调整方案（虚构示例）", 8, agreed=CHECKED),
    Draft("云岭县义务教育阶段学校招生范围（虚构示例）", 2, agreed=CHECKED),
    Draft("云岭县行政执法公示目录（虚构示例）", 9, agreed=REVIEWED, returned="office"),
    Draft("云岭县政务公开工作要点分工方案（虚构示例）", 20, agreed=(*CHECKED, "signature")),
)
BUREAU_DRAFTS = (
    Draft("云岭县保障性租赁住房分配方案（虚构示例）", 9),
    Draft("云岭县老旧小区改造年度计划（虚构示例）", 7, agreed=REVIEWED),
    Draft("关于暴雨天气建筑工地停工的通知（虚构示例）", 1, urgent="预警已经发布"),
)
OWN_CHAIN = (
    (
        {"id": "secrecy", "title": "保密审查", "role": "secrecy_reviewer", "working_days": 3},
        {"id": "legal", "title": "法制审核", "role": "legal_reviewer", "working_days": 10, "skippable": True},
    ),
    (
        {
            "id": "office",
            "title": "办公室主任审核",
            "role": "office_head",
            "working_days": 2,
            "skippable": True,
        },
    ),
    ({"id": "signature", "title": "分管领导签发", "role": "leader", "working_days": 2},),
)


def load(now: datetime) -> None:
    """Open the accounts, give the roles and send things into sign-off, unless that was done before."""
    if find_person(NAMES[Role.SECURITY_AUDITOR]) is not None:
        return
    there = queries.by_slugs(place.slug for place in PLACES)
    for place in PLACES:
        _staff(place, there[place.slug], now)
    signoff.set_chain(agency_id=there[HOME.slug].id, kind=DRAFT.key, steps=OWN_CHAIN, by=OPERATOR, at=now)
    for place, drafts in ((HOME, DRAFTS), (BUREAU, BUREAU_DRAFTS)):
        for number, draft in enumerate(drafts, 1):
            _send(place, there[place.slug], number, draft, now)


def _staff(place: Place, agency: AgencyRow, now: datetime) -> None:
    for role in place.roles:
        user_id = accounts.open_account(
            username=f"{place.prefix}{NAMES[role]}",
            name=f"{place.short}{role.label}（虚构示例）",
            password=DEMO_PASSWORD,
            agency_id=agency.id,
            demo=True,
            by=OPERATOR,
            at=now,
        )
        accounts.write_contact(user_id=user_id, **_numbers(user_id), by=OPERATOR, at=now)
        agencies.appoint(
            user_id=user_id,
            agency_id=agency.id,
            role=role,
            begins_on=SINCE,
            reason=REASON,
            by=OPERATOR,
            at=now,
        )


def _numbers(user_id: int) -> dict[str, str]:
    """Telephone numbers that nobody has."""
    return {"mobile": f"1390000{user_id:04d}", "office_phone": f"000-0000{user_id:04d}"}


def _send(place: Place, agency: AgencyRow, number: int, draft: Draft, now: datetime) -> None:
    """Send one thing into sign-off, with what was said to it since; an hour between one and the next."""
    sent = now - timedelta(days=draft.days_ago)
    digest = sha256(draft.title.encode()).hexdigest()
    held = signoff.start(
        kind=DRAFT.key,
        subject=f"{DRAFT.key}:{agency.id}-{number}",
        title=draft.title,
        digest=digest,
        agency_id=agency.id,
        by=_actor(place, Role.HANDLER, sent),
        at=sent,
        urgent_because=draft.urgent,
    )
    for hours, step in enumerate(draft.agreed, 1):
        verdict = Verdict.AGREE if step == "signature" else Verdict.PROPOSE
        at = min(sent + timedelta(hours=hours), now)
        by = _actor(place, STEPS[step], at)
        signoff.say(round_id=held, step=step, verdict=verdict, digest=digest, by=by, at=at)
    if draft.returned:
        signoff.say(
            round_id=held,
            step=draft.returned,
            verdict=Verdict.RETURN,
            digest=digest,
            text="目录缺少两项行政强制事项，请核对权责清单后补充。",
            by=_actor(place, STEPS[draft.returned], now),
            at=now,
        )


def _actor(place: Place, role: Role, at: datetime) -> Actor:
    person = find_person(f"{place.prefix}{NAMES[role]}")
    if person is None:
        raise LookupError(f"nobody is {role} at {place.slug}")
    return queries.actor(user_id=person.id, on=at.date())
