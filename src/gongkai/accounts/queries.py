"""Reads: people, their accounts and contacts, locks, demo accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Q, QuerySet, Sum

from gongkai.accounts.access import SEERS
from gongkai.accounts.models import CalendarFeed, Contact, User
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.among import Among

CLAIMS = frozenset({"username", "email"})
"""By what 统一身份认证 may find a person."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    id: int
    username: str
    name: str
    closed: bool
    agency_id: int | None = None
    initial: bool = False


@dataclass(frozen=True, slots=True)
class Lock:
    """A user name that cannot log in from an address until a time, after failed attempts; whose it is."""

    username: str
    address: str
    failures: int
    until: datetime
    person: Person


@dataclass(frozen=True, slots=True)
class ContactRow:
    """The telephone numbers of a person, masked; "" for one that is not given. `agency_id` is who keeps the account."""

    mobile: str = ""
    office_phone: str = ""
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as those see it who keep accounts; `locked_until` is the latest end of its locks."""

    person: Person
    demo: bool
    second_factor: bool
    locked_until: datetime | None
    contact: ContactRow


@dataclass(frozen=True, slots=True)
class FeedRow:
    """The calendar address of a person that is in use; `used_on` is the last day on which it was read."""

    made_at: datetime
    used_on: date | None


def calendar_feed(user_id: int) -> FeedRow | None:
    """The calendar address of a person, if there is one that has not ended."""
    found = CalendarFeed.objects.filter(user=user_id, ended_at=None).first()
    return FeedRow(found.made_at, found.used_on) if found else None


def row(user: User) -> Person:
    """The frozen row of a stored account."""
    initial = user.password_chosen_at is None and user.has_usable_password()
    return Person(user.pk, user.username, user.name, user.closed_at is not None, user.agency_id, initial)


def person(user_id: int) -> Person:
    """The person with this number; User.DoesNotExist if there is none."""
    return row(User.objects.get(pk=user_id))


def people(user_ids: Iterable[int]) -> dict[int, Person]:
    """The persons with these numbers, by number, in one query."""
    return {user.pk: row(user) for user in User.objects.filter(pk__in=set(user_ids))}


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """The names of people, by user name, in one query; whoever has no account, as the operator and jobs, has none here."""
    return dict(User.objects.filter(username__in=set(usernames)).values_list("username", "name"))


def to_log_in(user_id: int) -> User:
    """The row that Django's login takes; User.DoesNotExist if there is none."""
    return User.objects.get(pk=user_id)


def find(username: str) -> Person | None:
    """The person with this user name, in whatever case it is written, or None."""
    user = User.objects.filter(username__iexact=username.strip()).first()
    return row(user) if user else None


def find_by_claim(claim: str, value: str) -> Person | None:
    """The person whose open account 统一身份认证 means: by user name or by e-mail, and only if it is one."""
    if claim not in CLAIMS or not value.strip():
        return None
    found = User.objects.filter(**{f"{claim}__iexact": value.strip()}, closed_at=None)[:2]
    return row(found[0]) if len(found) == 1 else None


def listed(*, viewer: Actor) -> QuerySet[User]:
    """The accounts of the agencies for which the viewer runs the system; all of them for the operator."""
    users = User.objects.order_by("username")
    if viewer is OPERATOR:
        return users
    return users.filter(Among("agency_id", viewer.reach(SEERS)))


def accounts(users: Iterable[User], *, viewer: Actor, at: datetime) -> list[AccountRow]:
    """The rows of accounts that `listed` gave, in three queries more."""
    given = list(users)
    ids = [user.pk for user in given]
    factors = set(
        Authenticator.objects.filter(user_id__in=ids, type="totp").values_list("user_id", flat=True)
    )
    numbers = contacts(ids, viewer=viewer)
    ends = _ends(_locked(at).filter(username__in=[user.username.casefold() for user in given]))
    return [
        AccountRow(
            row(user),
            user.demo,
            user.pk in factors,
            max((until for name, _, _, until in ends if name == user.username.casefold()), default=None),
            numbers.get(user.pk, ContactRow()),
        )
        for user in given
    ]


def contacts(user_ids: Iterable[int], *, viewer: Actor) -> dict[int, ContactRow]:
    """The masked numbers of these persons, by number, as far as the viewer sees them: of agencies in reach, and the own."""
    rows = Contact.objects.filter(user__in=set(user_ids)).select_related("user")
    if viewer is not OPERATOR:
        rows = rows.filter(Q(Among("user__agency_id", viewer.reach(Role))) | Q(user=viewer.user_id))
    return {
        found.user_id: ContactRow(str(found.mobile), str(found.office_phone), found.user.agency_id)
        for found in rows
    }


def locks(*, viewer: Actor, at: datetime) -> list[Lock]:
    """Who is locked out at the moment, among the accounts that the viewer sees."""
    ends = _ends(_locked(at))
    seen = {user.username.casefold(): row(user) for user in listed(viewer=viewer)} if ends else {}
    return [
        Lock(name, address, failures, until, seen[name])
        for name, address, failures, until in ends
        if name in seen
    ]


def locked_until(name: str, address: str | None, *, at: datetime) -> datetime | None:
    """When a user name, as it is counted, may log in again from an address; None where it is not locked there."""
    ends = _ends(_locked(at).filter(username=name, ip_address=address))
    return max((until for *_, until in ends), default=None)


def _locked(at: datetime) -> QuerySet[AccessAttempt, dict[str, Any]]:
    since = at - timedelta(minutes=settings.LOGIN_LOCK_MINUTES)
    attempts = AccessAttempt.objects.filter(attempt_time__gte=since)
    found: QuerySet[AccessAttempt, dict[str, Any]] = (
        attempts.values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), newest=Max("attempt_time"))
        .filter(failures__gte=settings.LOGIN_FAILURES)
        .order_by("username", "ip_address")
    )
    return found


def _ends(attempts: Iterable[dict[str, Any]]) -> list[tuple[str, str, int, datetime]]:
    """Name, address, failures and end of each lock."""
    lasts = timedelta(minutes=settings.LOGIN_LOCK_MINUTES)
    return [
        (one["username"], one["ip_address"] or "", one["failures"], one["newest"] + lasts) for one in attempts
    ]


def demo_people() -> list[Person]:
    """The open accounts with a published password, for the login page of the demo."""
    return [row(user) for user in User.objects.filter(demo=True, closed_at=None).order_by("pk")]


def has_demo_accounts() -> bool:
    """Whether an account with a published password exists, closed ones not counted."""
    return User.objects.filter(Q(demo=True), closed_at=None).exists()


def must_choose_password(user: User, *, at: datetime) -> bool:
    """Whether a person has an initial password, or one older than the limit, and must choose a new one first."""
    if not user.has_usable_password():
        return False
    if user.password_chosen_at is None:
        return True
    days = settings.PASSWORD_MAXIMUM_DAYS
    return bool(days) and not user.demo and user.password_chosen_at < at - timedelta(days=days)
