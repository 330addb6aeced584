"""Agencies and people for tests: entered through the platform's own actions, with obviously invented names."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps

from gongkai.accounts.models import User
from gongkai.agencies import actions, queries
from gongkai.agencies.queries import AgencyRow
from gongkai.law.bodies import BodyKind
from gongkai.law.report.schema import Level
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # 12:00 in Beijing
TODAY = date(2026, 3, 2)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
MAY = date(2026, 5, 1)
LAST_YEAR = date(2025, 5, 1)
WHY: dict[str, Any] = {"by": OPERATOR, "at": NOON, "reason": "云编发〔2026〕3号（虚构示例）"}


def body(slug: str, parent: str = "", *, level: Level = Level.DEPARTMENT, **fields: Any) -> AgencyRow:
    """An agency of a county that does not exist."""
    given: dict[str, Any] = {
        "name": f"云岭县{slug}局",
        "region": "虚构省",
        "parent": parent,
        "by": OPERATOR,
        "at": NOON,
    }
    return actions.register(slug=slug, level=level, **(given | fields))


def county() -> dict[str, AgencyRow]:
    """A county with an office, two departments and a township, which has an office of its own; and a neighbour."""
    seat = body("yunling", name="云岭县人民政府", level=Level.COUNTY)
    return {
        "yunling": seat,
        "office": body("office", "yunling", name="云岭县人民政府办公室", kind=BodyKind.OFFICE),
        "jiaoyu": body("jiaoyu", "yunling", name="云岭县教育局"),
        "keji": body("keji", "yunling", name="云岭县科学技术局"),
        "qinghe": body("qinghe", "yunling", name="云岭县青禾镇人民政府", level=Level.TOWNSHIP),
        "dangzheng": body("dangzheng", "qinghe", name="青禾镇党政办公室", kind=BodyKind.OFFICE),
        "elsewhere": body("elsewhere", name="云外县人民政府", level=Level.COUNTY),
    }


def person(username: str) -> User:
    """Somebody with an open account."""
    return User.objects.create(username=username, name=f"{username}（虚构示例）", created_at=NOON)


def appointed(
    username: str, slug: str, role: Role, begins_on: date = LAST_YEAR, ends_on: date | None = None
) -> int:
    """A membership of a person, who gets an account where there is none."""
    user = User.objects.filter(username=username).first() or person(username)
    return actions.appoint(
        user_id=user.pk, agency_id=at(slug), role=role, begins_on=begins_on, ends_on=ends_on, **WHY
    )


def at(slug: str) -> int:
    """The number of an agency."""
    found = queries.find(slug)
    assert found is not None
    return found.id


def number(username: str) -> int:
    """The number of a person."""
    return User.objects.get(username=username).pk


def actor(username: str, on: date = TODAY) -> Actor:
    """The person as an actor of the day."""
    return queries.actor(user_id=number(username), on=on)


def everything() -> dict[str, list[dict[str, Any]]]:
    """All that is stored of agencies, the log and the numbers: what a rehearsal must leave as it was."""
    models = [*apps.get_app_config("agencies").get_models(), *apps.get_app_config("records").get_models()]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}
