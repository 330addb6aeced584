"""A county with a department, its carriers, and what stands on them; all invented."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.channels import actions
from gongkai.channels.actions import Details, Put
from gongkai.channels.queries import CarrierKind, Filing
from gongkai.law.report.schema import Level
from gongkai.law.roles import Role
from gongkai.publication.models import Column, ColumnKind, Edition, Item, Stand
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.access import OPERATOR, Actor
from tests.signoff.office import actor, duty, user

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # a Monday, noon in China
TODAY = date(2026, 3, 2)
OPENED = date(2020, 1, 1)
OFFICER, HANDLER, SUPERVISOR, HEAD = (
    Role.DISCLOSURE_OFFICER,
    Role.HANDLER,
    Role.SUPERVISOR,
    Role.OFFICE_HEAD,
)
_numbers = count(1)


@dataclass(frozen=True)
class County:
    """A county, a department of it, a county beside it."""

    xian: Agency
    ju: Agency
    lin: Agency

    def person(self, role: Role = OFFICER, at: Agency | None = None) -> Actor:
        """Somebody new in a role; supervisors of the county reach its department."""
        agency = at or self.xian
        reach = [agency.pk]
        if role is SUPERVISOR and agency == self.xian:
            reach.append(self.ju.pk)
        return actor(user(f"{agency.slug}-{role.value}-{next(_numbers)}"), duty(role, *reach))


def county() -> County:
    xian = _body("xian", Level.COUNTY)
    return County(xian, _body("ju", Level.DEPARTMENT, xian), _body("lin", Level.COUNTY))


def _body(slug: str, level: Level, parent: Agency | None = None) -> Agency:
    return Agency.objects.create(
        slug=slug, name=f"云岭县{slug}", kind="department", level=level, region="虚构省", parent=parent
    )


def column(key: str = "tzgg", kind: ColumnKind = ColumnKind.NOTICE) -> Column:
    made, _ = Column.objects.get_or_create(
        owner=None, key=key, defaults={"title": f"栏目{key}", "kind": kind, "begins_on": date(2019, 5, 15)}
    )
    return made


def item(
    agency: Agency,
    *,
    title: str = "",
    at: datetime = NOON - timedelta(days=10),
    held: Column | None = None,
    stand: Stand = Stand.PUBLIC,
) -> Item:
    """Something that went out on this platform at a moment, as far as it counts here."""
    named = title or f"关于第{next(_numbers)}次虚构检查的通知"
    made = Item.objects.create(agency=agency, column=held, title=named, touched_at=at)
    made.public = Edition.objects.create(
        item=made,
        number=1,
        title=named,
        title_key=title_key(named),
        opened_at=at,
        saved_at=at,
        published_at=at,
    )
    made.stand, made.index_no = stand, f"{agency.slug}/{made.pk}"
    made.published_at = made.first_published_at = at
    made.save()
    return made


def carrier(agency: Agency, kind: CarrierKind = CarrierKind.WECHAT, **changes: Any) -> int:
    """A carrier in the register; its number."""
    given: dict[str, Any] = {
        "name": f"{agency.slug}{kind.label}{next(_numbers)}",
        "opened_on": OPENED,
        "account": "yunling-demo",
        "office": "办公室",
        "place": "行政中心一楼",
        "filing": Filing.NOT_FILED,
    }
    return actions.enter_carrier(
        agency_id=agency.pk, kind=kind, details=Details(**given | changes), by=OPERATOR, at=NOON
    )


def put(
    carrier_id: int, by: Actor, item_id: int | None = None, *, title: str = "", on: date = TODAY, **more: Any
) -> int:
    """A post on a carrier; its number."""
    named = title or ("" if item_id else f"本号原创第{next(_numbers)}期")
    return actions.put_out(carrier_id=carrier_id, put=Put(item_id, named, on, **more), by=by, at=NOON)
