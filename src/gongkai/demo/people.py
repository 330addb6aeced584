"""People who do not exist, for the demo: an account for every role at each sample agency.

Their passwords are published on the login page of the demo. No other configuration lets such accounts be made or log in.
"""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.accounts import actions as accounts
from gongkai.accounts.passwords import DEMO_PASSWORD
from gongkai.accounts.queries import find as find_person
from gongkai.agencies import actions as agencies
from gongkai.agencies import queries
from gongkai.agencies.queries import AgencyRow
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor

SINCE = date(2025, 1, 1)
REASON = "演示数据"

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


STEPS = {
    "secrecy": Role.SECRECY_REVIEWER,
    "legal": Role.LEGAL_REVIEWER,
    "office": Role.OFFICE_HEAD,
    "signature": Role.LEADER,
}


def load(now: datetime) -> None:
    """Open the accounts and give the roles, unless that was done before."""
    if find_person(NAMES[Role.SECURITY_AUDITOR]) is not None:
        return
    there = queries.by_slugs(place.slug for place in PLACES)
    for place in PLACES:
        staff(place, there[place.slug], now)


def staff(place: Place, agency: AgencyRow, now: datetime) -> None:
    """Open the accounts of a place and give their roles."""
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
    last = user_id % 10_000
    return {"mobile": f"1390000{last:04d}", "office_phone": f"000-0000{last:04d}"}


def actor(place: Place, role: Role, at: datetime) -> Actor:
    """Somebody of the demo, with the duties of a day."""
    person = find_person(f"{place.prefix}{NAMES[role]}")
    if person is None:
        raise LookupError(f"nobody is {role} at {place.slug}")
    return queries.actor(user_id=person.id, on=at.date())
