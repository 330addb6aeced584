"""Reads: figures that somebody wrote down about channels: do the parts make the total, and do they agree with what is counted here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.channels.models import Group
from gongkai.channels.queries.statistics import ALL, Table
from gongkai.law.findings import Finding
from gongkai.law.normative import check_parts


@dataclass(frozen=True, slots=True)
class Stated:
    """A total and its parts by channel, as a report or a sheet says it."""

    total: int
    parts: Mapping[Group, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """A channel with what is stated and what is counted here; `more`: by how much the former is larger."""

    label: str
    stated: int
    counted: int

    @property
    def more(self) -> int:
        """Stated less counted."""
        return self.stated - self.counted


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of it. `difference`: the sum of the parts less the total; `like`: the channels whose figure is that difference."""

    findings: tuple[Finding, ...]
    sum: int
    difference: int
    like: tuple[str, ...]
    rows: tuple[Difference, ...]

    @property
    def less(self) -> int:
        """By how much the parts fall short of the total."""
        return max(-self.difference, 0)

    @property
    def fits(self) -> bool:
        """Whether the parts make the total."""
        return not self.difference


def judge(stated: Stated, counted: Table | None = None) -> Judged:
    """Whether the parts make the total, and beside each what is counted here where that is known.

    A part that is exactly the difference was probably left out of the total, or taken twice.
    """
    parts = [stated.parts.get(group, 0) for group in Group]
    difference = sum(parts) - stated.total
    like = [group.label for group in Group if difference and stated.parts.get(group, 0) == abs(difference)]
    return Judged(
        findings=tuple(check_parts("channels", parts, stated.total)),
        sum=sum(parts),
        difference=difference,
        like=tuple(like),
        rows=tuple(_rows(stated, counted)) if counted else (),
    )


def _rows(stated: Stated, counted: Table) -> Iterator[Difference]:
    """By the channels of a yearly report; the count is the one of all carriers, as reports add it up."""
    own = {line.asks["group"]: line.all for line in counted.lines}
    for group in Group:
        yield Difference(group.label, stated.parts.get(group, 0), own.get(group.value, 0))
    yield Difference(f"合计（{ALL}）", stated.total, counted.all)
