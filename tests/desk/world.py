"""A county with a province above it and a township below, one person in each role at each; all names are invented."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Generic, TypeVar

from django.test import Client

from gongkai.accounts import actions as accounts
from gongkai.accounts.models import User
from gongkai.agencies import actions as agencies
from gongkai.agencies import queries
from gongkai.agencies.queries import AgencyRow
from gongkai.law.report.schema import Level
from gongkai.law.roles import Role
from gongkai.publication.actions.words import set_word_list
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.models.number_kinds import NumberKind, Once
from gongkai.signoff import actions as signoff
from gongkai.signoff.models.kinds import Kind
from tests.desk.cases import Cases, cases
from tests.desk.papers import Papers, papers
from tests.desk.shelves import Shelf, shelf

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # a Wednesday, ten in the morning in China
TODAY = date(2026, 3, 4)
Made = TypeVar("Made")
SINCE = date(2025, 1, 1)
MOBILE, OFFICE_PHONE = "13900009876", "000-00005432"
TRIAL = Kind("trial", "试件", "")
TRIAL_NUMBER = NumberKind(
    "trial",
    "试件编号",
    "{org}/{year}-{n:05}",
    parts=frozenset({"code", "org"}),
    known=frozenset({"org"}),
    once=Once.PLATFORM,
)
WHY: dict[str, Any] = {"by": OPERATOR, "at": NOW}
SIGNS_OFF = {"secrecy": Role.SECRECY_REVIEWER, "legal": Role.LEGAL_REVIEWER}


def body(slug: str, name: str, parent: str = "", level: Level = Level.DEPARTMENT) -> AgencyRow:
    """An agency of a county that does not exist."""
    return agencies.register(slug=slug, name=name, level=level, region="虚构省", parent=parent, **WHY)


def person(username: str) -> User:
    """Somebody with an account and without a password."""
    name = f"{username}（虚构示例）"
    return User.objects.get(pk=accounts.open_account(username=username, name=name, **WHY))


def account(agency: AgencyRow) -> int:
    """An account that an agency keeps, with a telephone, of somebody without a role."""
    user_id = accounts.open_account(
        username=f"{agency.slug}-kept",
        name="被管示例（虚构示例）",
        agency_id=agency.id,
        password=accounts.initial_password(),
        **WHY,
    )
    accounts.write_contact(user_id=user_id, mobile=MOBILE, office_phone=OFFICE_PHONE, **WHY)
    return user_id


def appoint(username: str, agency: AgencyRow, role: Role) -> User:
    """A person in a role."""
    user = User.objects.filter(username=username).first() or person(username)
    agencies.appoint(
        user_id=user.pk, agency_id=agency.id, role=role, begins_on=SINCE, reason="虚构示例", **WHY
    )
    return user


def staffed(agency: AgencyRow, roles: Iterable[Role] = Role) -> dict[Role, User]:
    """One person in each role."""
    return {role: appoint(f"{agency.slug}-{role.value}", agency, role) for role in roles}


def actor(user: User) -> Actor:
    return queries.actor(user_id=user.pk, on=TODAY)


def browser(user: User) -> Client:
    """A browser in which somebody is logged in."""
    made = Client()
    made.force_login(user)
    return made


def digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def send(agency: AgencyRow, by: User, title: str, *, subject: str = "", urgent: str = "") -> int:
    """A thing on its way through sign-off; the number of its round."""
    return signoff.start(
        kind="trial",
        subject=subject or f"trial:{agency.slug}{digest(title)[:12]}",
        title=title,
        digest=digest(title),
        agency_id=agency.id,
        by=actor(by),
        at=NOW,
        urgent_because=urgent,
    )


class Asked(dict[str, Made], Generic[Made]):
    """What each agency has, made when somebody asks for it: it takes its time, and few tests do."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, at: str) -> Made:
        self[at] = made = self._make(at)
        return made

    def afresh(self) -> "Asked[Made]":
        """The same, to which another test may add."""
        found = Asked(self._make)
        found.update(self)
        return found

    def have(self, *agencies: str) -> None:
        """Make what these agencies do not have yet."""
        for at in agencies:
            self[at]


def with_all(made: "World") -> "World":
    """The same world, in which every agency has its papers, columns and applications from the beginning."""
    for asked in (made.papers, made.shelves, made.cases):
        asked.have(*made.agencies)
    return made


@dataclass(frozen=True)
class World:
    """Four agencies by how they stand to the own one, who works there, a thing under way at each."""

    agencies: dict[str, AgencyRow]
    people: dict[str, dict[Role, User]]
    rounds: dict[str, int]
    memberships: dict[str, int]
    delegations: dict[str, int]
    accounts: dict[str, int]
    papers: Asked[Papers]
    shelves: Asked[Shelf]
    cases: Asked[Cases]

    def user(self, role: Role, at: str = "own") -> User:
        return self.people[at][role]

    def afresh(self) -> "World":
        """The same for the next test: what is made meanwhile is taken back with it, and people are those of the table."""
        people = {
            at: {role: User.objects.get(pk=user.pk) for role, user in held.items()}
            for at, held in self.people.items()
        }
        return replace(
            self,
            people=people,
            papers=self.papers.afresh(),
            shelves=self.shelves.afresh(),
            cases=self.cases.afresh(),
        )


def world(*roles: Role) -> World:
    """A province above, the own county, a township below it, a county beside it.

    These roles are held in the own county; everywhere a handler has a thing under way, and a colleague who stands in.
    The own county has papers and columns from the beginning.
    """
    made = {
        "parent": body("sheng", "虚构省人民政府", level=Level.PROVINCE),
        "own": body("xian", "云岭县人民政府", "sheng", Level.COUNTY),
        "child": body("zhen", "云岭县青禾镇人民政府", "xian", Level.TOWNSHIP),
        "other": body("linxian", "云外县人民政府", "sheng", Level.COUNTY),
    }
    people = {
        at: staffed(agency, {Role.HANDLER, *(roles if at == "own" else ())}) for at, agency in made.items()
    }
    rounds = {
        at: send(agency, people[at][Role.HANDLER], f"{agency.name}的通知") for at, agency in made.items()
    }
    memberships = {at: held(people[at][Role.HANDLER]) for at in made}
    delegations = {at: stand_in(agency, memberships[at]) for at, agency in made.items()}
    kept = {at: account(agency) for at, agency in made.items()}
    for agency in made.values():
        word_list(agency)
    handlers = {at: actor(people[at][Role.HANDLER]) for at in made}
    written = Asked(lambda at: papers(made[at], handlers[at], NOW))
    shelves = Asked(lambda at: shelf(made[at], handlers[at], NOW))
    filed = Asked(lambda at: cases(made[at], handlers[at], NOW))
    written.have("own")
    shelves.have("own")
    return World(made, people, rounds, memberships, delegations, kept, written, shelves, filed)


def word_list(agency: AgencyRow, word: str = "虚构词语") -> None:
    """A word list of an agency."""
    data = f"词语,改为\n{word},另一个词语\n".encode()
    set_word_list(agency_id=agency.id, data=data, name=f"{word}.csv", **WHY)


def held(user: User) -> int:
    """The one membership of a person."""
    (row,) = queries.memberships_of(viewer=actor(user), user_id=user.pk, on=TODAY)
    return row.id


def stand_in(agency: AgencyRow, membership_id: int) -> int:
    """A colleague who stands in for a membership for two days."""
    colleague = appoint(f"{agency.slug}-colleague", agency, Role.MAILBOX_CLERK)
    return agencies.delegate(
        membership_id=membership_id,
        to_id=colleague.pk,
        begins_on=TODAY,
        ends_on=date(2026, 3, 5),
        reason="出差（虚构示例）",
        **WHY,
    )
