"""An agency with one person in each role, and things on their way; all names are invented."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.law.signing.chains import DRAFT
from gongkai.law.signing.standing import Standing, Verdict
from gongkai.records.access import Actor, Duty
from gongkai.signoff import actions
from gongkai.signoff.models.kinds import Kind

TRIAL = Kind("trial", "试件", "desk:trial")
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # a Monday, noon in China
MONDAY = date(2026, 3, 2)
STEPS = {
    "secrecy": Role.SECRECY_REVIEWER,
    "legal": Role.LEGAL_REVIEWER,
    "office": Role.OFFICE_HEAD,
    "signature": Role.LEADER,
}
_numbers = count(1)


def digest(words: str = "甲") -> str:
    """The digest of a text."""
    return sha256(words.encode()).hexdigest()


def user(username: str) -> User:
    return User.objects.create(username=username, name=f"{username}（虚构示例）", created_at=NOON)


def agency(slug: str, parent: Agency | None = None, *, ends_on: date | None = None) -> Agency:
    return Agency.objects.create(
        slug=slug,
        name=f"云岭县{slug}局",
        kind="department",
        level="department",
        region="虚构省",
        parent=parent,
        ends_on=ends_on,
    )


def actor(who: User, *duties: Duty) -> Actor:
    return Actor(who.username, who.name, user_id=who.pk, duties=duties, address="192.0.2.1", request_id="r")


def duty(role: Role, *reach: int, acting_for: str = "") -> Duty:
    return Duty(role, reach[0], frozenset(reach), acting_for)


@dataclass(frozen=True)
class Office:
    """An agency and its people by role."""

    agency: Agency
    people: dict[Role, Actor] = field(default_factory=dict)

    def __getitem__(self, role: Role) -> Actor:
        return self.people[role]

    @property
    def handler(self) -> Actor:
        return self.people[Role.HANDLER]


def office(slug: str = "a", roles: Iterable[Role] = Role) -> Office:
    """An agency with a person in each role."""
    made = agency(slug)
    return Office(made, {role: actor(user(f"{slug}-{role.value}"), duty(role, made.pk)) for role in roles})


def another(at: Office, role: Role, name: str = "another") -> Actor:
    """One more person in a role."""
    return actor(user(f"{at.agency.slug}-{name}"), duty(role, at.agency.pk))


def standing_in(who: Actor, role: Role, at: Office, *, for_: Actor) -> Actor:
    """The same person, standing in for another one too."""
    return replace(who, duties=(*who.duties, duty(role, at.agency.pk, acting_for=for_.username)))


def later(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def send(
    at: Office, *, by: Actor | None = None, words: str = "甲", subject: str = "", urgent_because: str = ""
) -> int:
    """Send a thing into sign-off; returns the number of its round."""
    return actions.start(
        kind="trial",
        subject=subject or f"trial:{next(_numbers)}",
        title="关于虚构事项的通知",
        digest=digest(words),
        agency_id=at.agency.pk,
        by=by or at.handler,
        at=NOON,
        urgent_because=urgent_because,
    )


def agree(round_id: int, step: str, by: Actor, *, words: str = "甲", hours: float = 1) -> Standing:
    """Agree at a step; the signer says so, the others propose to."""
    verdict = Verdict.AGREE if step == "signature" else Verdict.PROPOSE
    return actions.say(
        round_id=round_id, step=step, verdict=verdict, digest=digest(words), by=by, at=later(hours)
    )


def send_back(
    round_id: int, step: str, by: Actor, target: str = DRAFT, *, words: str = "甲", hours: float = 1
) -> Standing:
    return actions.say(
        round_id=round_id,
        step=step,
        verdict=Verdict.RETURN,
        digest=digest(words),
        by=by,
        at=later(hours),
        text="请补充依据",
        returns_to=target,
    )


def ask(round_id: int, by: Actor, of: Office | int, *, hours: float = 3, **fields: Any) -> Standing:
    """Ask a role of another agency to countersign beside the step of whoever asks."""
    agency_id = of if isinstance(of, int) else of.agency.pk
    given: dict[str, Any] = {"step": "office", "role": Role.LEADER, "because": "涉及贵局", "working_days": 3}
    return actions.countersign(
        round_id=round_id, agency_id=agency_id, by=by, at=later(hours), **given | fields
    )


def submit_again(round_id: int, by: Actor, *, words: str = "甲", hours: float = 2) -> Standing:
    return actions.say(
        round_id=round_id,
        step=DRAFT,
        verdict=Verdict.SUBMIT,
        digest=digest(words),
        by=by,
        at=later(hours),
    )


def pass_all(round_id: int, at: Office, steps: Iterable[str] = STEPS, *, words: str = "甲") -> None:
    """Agree at these steps, one hour each."""
    for hours, step in enumerate(steps, 1):
        agree(round_id, step, at[STEPS[step]], words=words, hours=hours)
