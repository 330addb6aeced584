"""Reads: of what somebody is to be reminded this morning since it leads to a veto within days, and whose e-mail is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.agencies.queries.listeners import Listeners
from gongkai.law.roles import Role
from gongkai.records.queries.among import Among
from gongkai.supervision.models import Reminder
from gongkai.supervision.queries.shown import SoonRow, newest

WHO = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD})


@dataclass(frozen=True, slots=True)
class Near:
    """What is near at one agency and was not told of yet. `emails`: by the number of the person."""

    agency_id: int
    agency: str
    slug: str
    soon: tuple[SoonRow, ...]
    emails: dict[int, str]


def near(on: date) -> Iterator[Near]:
    """The agencies at which something is near on a day, by today's examination."""
    people = Listeners(on)
    found = {row.agency_id: row for row in newest(None) if row.on == on and row.soon}
    told = set(
        Reminder.objects.filter(Among("agency_id", frozenset(found)), due_on__gte=on).values_list(
            "agency", "measure", "key", "due_on"
        )
    )
    for agency in Agency.objects.filter(Among("pk", frozenset(found))).order_by("pk"):
        new = tuple(
            each
            for each in found[agency.pk].soon
            if (agency.pk, each.measure.value, each.key, each.due_on) not in told
        )
        emails = people.emails(people.holders(agency.pk, WHO)) if new else {}
        if emails:
            yield Near(agency.pk, agency.name, agency.slug, new, emails)
