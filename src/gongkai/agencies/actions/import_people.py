"""The sheet 人员 of an import: which roles people with an account would get, and until when."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models.functions import Lower

from gongkai.accounts.models import User
from gongkai.agencies import access
from gongkai.agencies.actions.import_bodies import Bodies, one_of, read_day
from gongkai.agencies.actions.separation import conflict
from gongkai.agencies.models import Delegation, Membership
from gongkai.agencies.queries.periods import Period
from gongkai.documents.agency_sheets import COLUMNS, PEOPLE, Fault, Row, Sheet
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor

Held = dict[int, list[tuple[Role, Period]]]
"""What each person has through time."""


@dataclass(slots=True)
class People:
    """What the sheet comes to: memberships to be made (agencies by number, new ones below zero) and to be ended."""

    made: list[Membership] = field(default_factory=list)
    ended: list[tuple[Membership, date | None]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is stored of the people that the sheet names."""

    users: Mapping[str, User]
    memberships: dict[tuple[int, int, str], list[Membership]]
    held: Held


@dataclass(frozen=True, slots=True)
class _Line:
    """One row as understood."""

    user: User
    agency: int
    role: Role
    period: Period


def understand_people(sheet: Sheet, bodies: Bodies, *, by: Actor, today: date) -> People:
    """What the sheet comes to, with everything that is wrong with it. In four queries."""
    found = People()
    known = _known({row.values["username"].strip().lower() for row in sheet.rows})
    for row in sheet.rows:
        problems = list(_place(found, row, bodies, known, by, today))
        found.faults += [
            Fault(PEOPLE, row.number, COLUMNS[PEOPLE].get(column, ""), text) for column, text in problems
        ]
    return found


def _known(usernames: set[str]) -> _Known:
    named = User.objects.annotate(plain=Lower("username")).filter(plain__in=usernames)
    users = {user.username.lower(): user for user in named}
    ids = [user.pk for user in users.values()]
    memberships = defaultdict(list)
    held: Held = defaultdict(list)
    for row in Membership.objects.filter(user__in=ids):
        memberships[row.user_id, row.agency_id, row.role].append(row)
        held[row.user_id].append((Role(row.role), Period(row.begins_on, row.ends_on)))
    for deputy in Delegation.objects.filter(to__in=ids).select_related("membership"):
        held[deputy.to_id].append((Role(deputy.membership.role), Period(deputy.begins_on, deputy.ends_on)))
    return _Known(users, memberships, held)


def _place(
    found: People, row: Row, bodies: Bodies, known: _Known, by: Actor, today: date
) -> Iterator[tuple[str, str]]:
    """Take a row in, or say what is wrong with it: column and sentence."""
    problems: list[tuple[str, str]] = []
    line = _line(row, bodies, known, problems)
    if line is None:
        yield from problems
        return
    same = known.memberships[line.user.pk, line.agency, line.role.value]
    before = next((each for each in same if each.pk and each.begins_on == line.period.begins_on), None)
    if before and before.ends_on == line.period.ends_on:
        return
    if message := _forbidden(line, by):
        yield "role", message
    elif before:
        yield from _end(found, before, line, today)
    else:
        yield from _make(found, line, bodies, known)


def _line(row: Row, bodies: Bodies, known: _Known, problems: list[tuple[str, str]]) -> _Line | None:
    values = row.values
    user = known.users.get(values["username"].strip().lower())
    if user is None:
        problems.append(("username", f"没有账号“{values['username']}”，请先开户。"))
    elif user.closed_at is not None:
        problems.append(("username", "账号已经注销，请先恢复账号。"))
    elif values.get("name") and values["name"] != user.name:
        problems.append(("name", "与该账号登记的姓名不同，请核对用户名。"))
    agency = bodies.numbers.get(values["agency"])
    if agency is None:
        problems.append(("agency", f"没有代号为“{values['agency']}”的机关，请核对。"))
    role = one_of(Role, values["role"])
    if role is None:
        known_roles = "、".join(each.label for each in Role)
        problems.append(("role", f"没有“{values['role']}”这个角色，可用的有：{known_roles}。"))
    period = _period(values, problems)
    if problems or user is None or agency is None or role is None or period is None:
        return None
    return _Line(user, agency, role, period)


def _period(values: Mapping[str, str], problems: list[tuple[str, str]]) -> Period | None:
    days: dict[str, date] = {}
    for name in ("begins_on", "ends_on"):
        try:
            if values.get(name):
                days[name] = read_day(values[name])
        except ValueError as problem:
            problems.append((name, str(problem)))
    if not values["begins_on"]:
        problems.append(("begins_on", "没有填写，请写明任职从哪一天开始。"))
    if "begins_on" not in days:
        return None
    period = Period(days["begins_on"], days.get("ends_on"))
    if period.last < period.begins_on:
        problems.append(("ends_on", "早于任职开始的日期，请核对。"))
    return period


def _forbidden(line: _Line, by: Actor) -> str:
    if by is OPERATOR:
        return ""
    if by.user_id == line.user.pk:
        return "不能给自己授予、变更或者收回角色，请由他人办理。"
    return "" if access.granting(by, line.role, line.agency) else access.REFUSED


def _end(found: People, before: Membership, line: _Line, today: date) -> Iterator[tuple[str, str]]:
    """Another last day for a membership: neither day may be past, since what was done until then was done in the role."""
    if min(before.ends_on or date.max, line.period.last) < today:
        yield "ends_on", f"任职终止的日期只能在{today}以后变更；此前已经终止的，请另写一行新的任职。"
    else:
        found.ended.append((before, line.period.ends_on))
        found.names[before.user_id] = str(line.user)


def _make(found: People, line: _Line, bodies: Bodies, known: _Known) -> Iterator[tuple[str, str]]:
    body = bodies.after.get(line.agency) or bodies.forest[line.agency]
    same = known.memberships[line.user.pk, line.agency, line.role.value]
    if not Period(body.first, body.ends_on).covers(line.period):
        yield "begins_on", f"“{body.newest.name}”的存续期间不包括整个任职期间，请核对日期。"
    elif any(Period(each.begins_on, each.ends_on).meets(line.period) for each in same):
        yield "begins_on", "与该人员在这一机关的同一角色的任职期间重叠，请核对日期。"
    elif message := conflict(line.role, line.period, known.held[line.user.pk]):
        yield "role", message
    else:
        known.held[line.user.pk].append((line.role, line.period))
        made = Membership(
            user_id=line.user.pk,
            agency_id=line.agency,
            role=line.role,
            begins_on=line.period.begins_on,
            ends_on=line.period.ends_on,
        )
        same.append(made)
        found.made.append(made)
        found.names[line.user.pk] = str(line.user)
