"""Reads: who is to hear of something that an agency has to do, and their e-mail; asked once for each agency."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency
from gongkai.agencies.queries.members import holders
from gongkai.law.roles import Role


@dataclass
class Listeners:
    """Who has which role where on a day, and their e-mail."""

    on: date
    roles: dict[tuple[int, frozenset[Role]], set[int]] = field(default_factory=dict)
    addresses: dict[int, str] = field(default_factory=dict)

    def holders(self, agency_id: int, roles: Iterable[Role]) -> set[int]:
        """Those who have one of these roles at an agency."""
        key = agency_id, frozenset(roles)
        if key not in self.roles:
            self.roles[key] = set(holders(roles=key[1], agency_id=agency_id, on=self.on))
        return self.roles[key]

    def above(self, agency: Agency, roles: Iterable[Role]) -> set[int]:
        """Those of the nearest agency above that has some; at the top, of the agency itself."""
        wanted = frozenset(roles)
        above = agency.parent or agency
        while not (found := self.holders(above.pk, wanted)) and above.parent:
            above = above.parent
        return found

    def emails(self, who: set[int]) -> dict[int, str]:
        """Their e-mail by person, without those who have none."""
        if unknown := who - self.addresses.keys():
            known = User.objects.filter(pk__in=unknown, closed_at__isnull=True)
            self.addresses |= dict.fromkeys(unknown, "") | dict(known.values_list("pk", "email"))
        return {person: self.addresses[person] for person in sorted(who) if self.addresses[person]}
