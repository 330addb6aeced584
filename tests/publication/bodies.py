"""A county with a department and a township, an office below each of them, a department below the department; all invented."""

from datetime import date, timedelta
from typing import Any

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency
from gongkai.law.report.schema import Level
from gongkai.law.roles import Role
from gongkai.publication.models import Edition, Entry, Item, Stand
from gongkai.records.access import Actor
from tests.publication.office import NOON
from tests.signoff.office import actor, duty, user

OFFICER = Role.DISCLOSURE_OFFICER
TODAY = date(2026, 3, 2)
YESTERDAY = date(2026, 3, 1)
LONG_AGO = date(2021, 1, 1)
ROW: dict[str, Any] = {
    "field": "budget",
    "position": 1,
    "item_l1": "政府预算",
    "item_l2": "收支总表",
    "elements": ["一般公共预算"],
    "basis": ["《中华人民共和国预算法》第十四条"],
    "time_limit": "批准后20日内",
    "working_days": None,
    "body": "",
    "carriers": ["website"],
    "audience": "everybody",
    "audience_group": "",
    "mode": "proactive",
    "levels": ["county", "township"],
    "five_open": "",
    "duty": "",
    "absent_because": "",
}


def body(slug: str, level: Level = Level.DEPARTMENT, parent: Agency | None = None) -> Agency:
    return Agency.objects.create(
        slug=slug, name=f"云岭县{slug}", kind="department", level=level, region="虚构省", parent=parent
    )


def county() -> dict[str, Agency]:
    """County, department, department of the department, township, office of the township, another county."""
    xian = body("xian", Level.COUNTY)
    ju = body("ju", parent=xian)
    zhen = body("zhen", Level.TOWNSHIP, xian)
    return {
        "xian": xian,
        "ju": ju,
        "suo": body("suo", parent=ju),
        "zhen": zhen,
        "ban": body("ban", parent=zhen),
        "lin": body("lin", Level.COUNTY),
    }


def officer(agency: Agency, role: Role = OFFICER, name: str = "") -> Actor:
    """Somebody in a role at an agency, with another name where there are several."""
    username = f"{agency.slug}-{name or role.value}"
    return actor(User.objects.filter(username=username).first() or user(username), duty(role, agency.pk))


def entry(key: str, agency: Agency | None = None, **changes: Any) -> Entry:
    """A row in force for long; common without an agency."""
    row = {**ROW, "begins_on": LONG_AGO, **changes}
    return Entry.objects.create(key=key, agency=agency, **row)


def item(agency: Agency, key: str = "", column: int | None = None, *, days_ago: int = 0) -> Item:
    """Something public under a row of the catalogue, in a column: as much of it as counts here."""
    at = NOON - timedelta(days=days_ago)
    made = Item.objects.create(
        agency=agency, entry_key=key, column_id=column, title="虚构信息", touched_at=at
    )
    made.public = Edition.objects.create(
        item=made, number=1, title="虚构信息", opened_at=at, saved_at=at, published_at=at
    )
    made.stand, made.index_no = Stand.PUBLIC, f"{agency.slug}/{made.pk}"
    made.published_at = made.first_published_at = at
    made.save()
    return made
