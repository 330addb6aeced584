"""Reads: people, locks, demo accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Q, QuerySet, Sum

from gongkai.accounts.access import GUARDS, KEEPERS
from gongkai.accounts.models import User
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor

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
    """A user name that cannot log in from an address until a time, after failed attempts."""

    username: str
    address: str
    failures: int
    until: datetime


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
    return users.filter(agency_id__in=viewer.reach(KEEPERS | GUARDS | {Role.SECURITY_AUDITOR}))


def locks(*, viewer: Actor, at: datetime) -> list[Lock]:
    """Who is locked out at the moment, among the accounts that the viewer sees."""
    since = at - timedelta(minutes=settings.LOGIN_LOCK_MINUTES)
    seen = {username.casefold() for username in listed(viewer=viewer).values_list("username", flat=True)}
    attempts = (
        AccessAttempt.objects.filter(attempt_time__gte=since)
        .values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), newest=Max("attempt_time"))
        .filter(failures__gte=settings.LOGIN_FAILURES)
        .order_by("username", "ip_address")
    )
    return [
        Lock(
            one["username"],
            one["ip_address"] or "",
            one["failures"],
            one["newest"] + timedelta(minutes=settings.LOGIN_LOCK_MINUTES),
        )
        for one in attempts
        if one["username"] in seen
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
