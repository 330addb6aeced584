"""Reads: what was said of bodies, whether they count in a roll-up, by whom and why; what their names say."""

from dataclasses import dataclass
from datetime import datetime

from gongkai.accounts.queries import names_of
from gongkai.agencies.models import Agency
from gongkai.agencies.queries import AgencyRow, row
from gongkai.annual_reports.models import RollUpRule
from gongkai.law.remedies.named import vertical


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule. `holds`: it was not taken back."""

    id: int
    agency: AgencyRow
    counts: bool
    first_year: int
    reason: str
    at: datetime
    by: str
    holds: bool


def rules_of(agency_ids: frozenset[int]) -> list[RuleRow]:
    """Every rule about these bodies, those that hold first, then the newest: two queries."""
    found = list(RollUpRule.objects.filter(agency__in=agency_ids).select_related("agency").order_by("-pk"))
    people = names_of(each.by for each in found)
    rows = [
        RuleRow(
            each.pk,
            row(each.agency),
            each.counts,
            each.first_year,
            each.reason,
            each.at,
            people.get(each.by, each.by),
            each.taken_back_at is None,
        )
        for each in found
    ]
    return sorted(rows, key=lambda each: not each.holds)


def by_name(agency_ids: frozenset[int]) -> list[AgencyRow]:
    """The bodies that are left out by their name: those of vertical systems."""
    found = Agency.objects.filter(pk__in=agency_ids).order_by("region", "name")
    return [row(each) for each in found if vertical(each.name) is not None]
