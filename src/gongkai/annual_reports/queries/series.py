"""Reads: the reports of one body over years, as lines; what to look at in them; how its figures lie among its peers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gongkai.annual_reports.models import AnnualReport, Scope, StepKind
from gongkai.annual_reports.queries.observed import Observed, observed
from gongkai.annual_reports.queries.peers import Group, Groups
from gongkai.annual_reports.queries.rolling import figures_of
from gongkai.annual_reports.queries.versions import current
from gongkai.documents.writing.as_json import from_json
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.series.changes import Change, changes
from gongkai.law.report.series.meanings import Meaning, cells_of, meanings
from gongkai.law.report.series.peers import Spread, lies, spread
from gongkai.law.report.series.points import Line, Reports, YearFigures, breaks, lines, stated, years_of
from gongkai.law.report.series.rates import Rate, Share, rates, share

Indicator = Meaning | Rate
Value = Number | Fraction | None


@dataclass(frozen=True, slots=True)
class History:
    """The reports of one body by year. `own_only`: years whose report was made here and is on the body alone (本级)."""

    reports: Reports
    own_only: frozenset[int]
    rolled_up: frozenset[int]

    @property
    def years(self) -> tuple[int, ...]:
        """Every year from the first report to the last."""
        return years_of(self.reports)

    @property
    def breaks(self) -> tuple[int, ...]:
        """The years in which the form changed."""
        return breaks(self.reports)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every meaning of which some year has a figure."""
        return tuple(each for each in lines(self.reports) if not each.empty)

    def shares(self, rate: Rate) -> tuple[Share | None, ...]:
        """A rate year by year; None for a year without a report."""
        return tuple(share(rate, self.reports[y]) if y in self.reports else None for y in self.years)

    def changes(self, name: str) -> tuple[Change, ...]:
        """What to look at."""
        return changes(self.reports, name)

    @property
    def mixed(self) -> bool:
        """Whether some years are known to be on the body alone and others on it and all below: sums then do not compare."""
        return bool(self.own_only and self.rolled_up)


def history(slug: str) -> History:
    """The newest versions of all reports of a body, by its address: two queries."""
    found = list(current().filter(agency__slug=slug))
    read = ((each.year, from_json(each.content)) for each in found)
    scopes = _scopes(found)
    return History(
        {year: YearFigures(year, report.format, figures_of(report)) for year, report in read},
        frozenset(year for year, scope in scopes.items() if scope is Scope.OWN),
        frozenset(year for year, scope in scopes.items() if scope is Scope.ROLLED_UP),
    )


def _scopes(found: Iterable[AnnualReport]) -> dict[int, Scope]:
    """What the reports that were made on this platform cover, by year; of imported ones that is not known."""
    held = AnnualReport.objects.filter(pk__in=[each.pk for each in found], steps__kind=StepKind.PUBLISHED)
    return {year: Scope(scope) for year, scope in held.values_list("year", "steps__working__scope")}


def indicator(key: str) -> Indicator | None:
    """The meaning or the rate with this id."""
    return meanings().get(key) or rates().get(key)


def ids_of(one: Indicator) -> tuple[str, ...]:
    """The meanings that an indicator is made of."""
    return (one.id,) if isinstance(one, Meaning) else (*one.part, *one.whole)


def value(one: Indicator, figures: YearFigures) -> Value:
    """An indicator as one report has it; None where it has none, or one that is not to be compared."""
    if isinstance(one, Rate):
        return share(one, figures).value
    return None if figures.form in one.apart else stated(one, figures)


def over_bodies(
    groups: Groups, group: Group, many: Iterable[Indicator], years: Iterable[int]
) -> list[Observed]:
    """What the reports of a group on these years say of indicators, each body where it stood in the year: one query."""
    wanted = set(years)
    cells = cells_of(key for each in many for key in ids_of(each))
    found = observed(groups.all_members(group, wanted), cells, wanted)
    return [each for each in found if each.agency_id in groups.members(group, each.year)]


@dataclass(frozen=True, slots=True)
class Beside:
    """One indicator of a body beside those of its group: its value, how the others' are spread, where it lies."""

    indicator: Indicator
    value: Value
    spread: Spread

    @property
    def lies(self) -> str:
        """Where it lies, in words."""
        return lies(self.value, self.spread)


def beside_peers(
    groups: Groups, group: Group, agency_id: int, year: int, many: Iterable[Indicator]
) -> list[Beside]:
    """A body among its group in a year, itself included, indicator by indicator: one query."""
    listed = list(many)
    found = {each.agency_id: each.figures for each in over_bodies(groups, group, listed, [year])}
    return [
        Beside(
            one,
            value(one, found[agency_id]) if agency_id in found else None,
            spreads(one, found),
        )
        for one in listed
    ]


def spreads(one: Indicator, found: Mapping[int, YearFigures]) -> Spread:
    """How an indicator is spread over the reports of a year."""
    return spread(value(one, figures) for figures in found.values())
