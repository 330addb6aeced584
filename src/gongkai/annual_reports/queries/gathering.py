"""Reads: whose facts are counted together for a body: its own, and those of all below it that count.

What is counted live is counted from the facts of each body; what bodies published or handed in is of a whole year, and is not asked.
"""

from dataclasses import dataclass

from gongkai.agencies.queries import AgencyRow, as_of_all, below_each_during
from gongkai.annual_reports.models import Scope
from gongkai.annual_reports.queries.facts import covered_each
from gongkai.annual_reports.queries.rolling import rules, why_left_out
from gongkai.applications.models import Application
from gongkai.law.report.periods import Period
from gongkai.normative.models import Document
from gongkai.records.queries.among import Among
from gongkai.registers.models import Tally
from gongkai.remedies.models import Chain


@dataclass(frozen=True, slots=True)
class Gathered:
    """The bodies that are counted, by number, with those whose facts stand with theirs; the body itself is the first.

    `left_out`: bodies below that do not count, with the reason. What stands below one of those is not asked for.
    """

    agency: AgencyRow
    rows: dict[int, AgencyRow]
    bodies: dict[int, tuple[int, ...]]
    left_out: tuple[tuple[AgencyRow, str], ...]

    @property
    def covers(self) -> tuple[int, ...]:
        """All whose facts are counted, each once."""
        return tuple(dict.fromkeys(pk for covers in self.bodies.values() for pk in covers))


def gathered(agency_id: int, year: int, scope: Scope) -> Gathered:
    """Whose facts count for a body in a year, and so in each part of it: then the parts of a year add up to the year.

    Below it are the bodies that existed in the year, where they stood at its end or at their own, as in a roll-up. As many
    queries as there are levels below, however many bodies there are.
    """
    rows, left_out = _below(agency_id, year) if scope is Scope.ROLLED_UP else ({}, [])
    rows = as_of_all([agency_id], Period(year).last) | rows
    covers = covered_each(rows, year)
    holders = {pk: holder for holder, listed in covers.items() for pk in listed if pk != holder}
    left_out += [
        (row, f"已并入{rows[holders[pk]].name}，数据计入该机关。")
        for pk, row in rows.items()
        if pk in holders
    ]
    bodies = {pk: covers[pk] for pk in rows if pk not in holders}
    return Gathered(rows[agency_id], rows, bodies, tuple(left_out))


def silent(of: Gathered) -> tuple[AgencyRow, ...]:
    """The bodies of which the platform has nothing, of no year: that they add nothing does not say that nothing happened there."""
    covers = frozenset(of.covers)
    heard: set[int] = set()
    for table in (Application, Tally, Document, Chain):
        heard.update(
            table.objects.filter(Among("agency_id", covers)).values_list("agency_id", flat=True).distinct()
        )
    return tuple(of.rows[pk] for pk, its in of.bodies.items() if not heard.intersection(its))


def _below(agency_id: int, year: int) -> tuple[dict[int, AgencyRow], list[tuple[AgencyRow, str]]]:
    """Everything below that counts, level by level; what does not, with the reason."""
    whole = Period(year)
    found: dict[int, AgencyRow] = {}
    left_out = []
    level = [agency_id]
    while level:
        below = [pk for listed in below_each_during(level, whole.first, whole.last).values() for pk in listed]
        rows, said = as_of_all(below, whole.last), rules(below, year)
        level = []
        for pk in below:
            why = why_left_out(rows[pk], said.get(pk))
            if why:
                left_out.append((rows[pk], why))
            elif pk not in found and pk != agency_id:
                found[pk] = rows[pk]
                level.append(pk)
    return found, left_out
