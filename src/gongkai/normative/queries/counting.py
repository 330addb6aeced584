"""Reads: how many documents there are and were, made, repealed, expired and handed over, and the proof that it fits.

依据：国办公开办函〔2021〕30号表二
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from gongkai.law import normative as law
from gongkai.law.findings import Finding
from gongkai.law.normative import DEFAULT, Count, DocumentKind, Settings, TableTwo
from gongkai.normative.queries.facts import every


@dataclass(frozen=True, slots=True)
class CountRow:
    """The count of one body."""

    agency_id: int
    agency: str
    count: Count

    @property
    def table_two(self) -> TableTwo:
        """Its three figures of table two."""
        return law.table_two(self.count)


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of bodies from the evening of `start` to that of `end`; `findings`: where they do not fit, none by construction.

    `total`: of the bodies that are listed, in which documents that one of them gave to another came and went.
    """

    start: date
    end: date
    kind: DocumentKind | None
    rows: tuple[CountRow, ...]
    total: Count
    table_two: TableTwo
    findings: tuple[Finding, ...]

    @property
    def proven(self) -> bool:
        """Whether every count fits, body by body."""
        return all(row.count.balanced for row in self.rows) and not self.findings


def count(
    agencies: Collection[int] | None,
    start: date,
    end: date,
    *,
    kind: DocumentKind | None = None,
    settings: Settings = DEFAULT,
) -> Counted:
    """The counts of these bodies, or of all, of one kind or of all that govern; the queries of `every`.

    Proven over all bodies, since what one hands over another takes, in reach or not.
    """
    facts = every()
    lives, found = law.lives(facts.register, facts.moves, settings)
    sums = law.counts(lives, start, end, kind)
    rows = tuple(
        CountRow(facts.agency_ids[name], name, each)
        for name, each in sums.items()
        if agencies is None or facts.agency_ids[name] in agencies
    )
    total = sum((row.count for row in rows), Count())
    return Counted(start, end, kind, rows, total, law.table_two(total, settings), (*found, *law.prove(sums)))
