"""Reads: what a body and those below it give to a roll-up, cell by cell; who is missing, failing or left out, and why.

依据：年度报告编制通行做法（逐格汇总）
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.agencies.models import Succession
from gongkai.agencies.queries import AgencyRow, as_of_all, below_during, below_each_during
from gongkai.annual_reports.models import (
    AnnualReport,
    Contribution,
    HandedIn,
    Part,
    RollUpRule,
    Scope,
    StepKind,
)
from gongkai.annual_reports.queries.handed import newest_handed
from gongkai.annual_reports.queries.versions import current, last_day
from gongkai.annual_reports.queries.working import Run, Working, working, workings
from gongkai.documents.writing.as_json import from_json
from gongkai.law.findings import Severity
from gongkai.law.remedies.named import vertical
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks import check
from gongkai.law.report.checks.wording import day, some
from gongkai.law.report.compiling.summing import (
    Difference,
    Summed,
    as_report,
    beside,
    differences,
    digest,
    numbers,
    sum_up,
)
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Form, form_for


@dataclass(frozen=True, slots=True)
class Given:
    """What one body gives. `cells` is empty where it gives nothing; `why` says so, or what is wrong with its figures.

    `source_id` is the compilation, `version_id` the version of a report, `handed_id` that of a file handed in, that the figures
    come from.
    """

    agency: AgencyRow
    part: Part
    why: str = ""
    cells: Mapping[str, Number] | None = None
    source_id: int | None = None
    version_id: int | None = None
    covers: tuple[int, ...] = ()
    handed_id: int | None = None

    @property
    def digest(self) -> str:
        """The digest of its figures; "" without any."""
        return digest(self.cells) if self.cells is not None else ""


@dataclass(frozen=True, slots=True)
class RolledUp:
    """Own figures and those of all below, cell by cell. `given` in the order of the tree, the body itself first."""

    form: Form
    given: tuple[Given, ...]

    @property
    def summed(self) -> dict[str, Summed[int]]:
        """Every cell with who gave which figure, by the number of the body."""
        return sum_up(
            self.form.id,
            {
                each.agency.id: each.cells
                for each in self.given
                if each.part.counted and each.cells is not None
            },
        )

    @property
    def cells(self) -> dict[str, Number]:
        """The sums; cells that are blank with everybody are absent."""
        return {cell: each.value for cell, each in self.summed.items() if each.value is not None}

    @property
    def covers(self) -> tuple[int, ...]:
        """The bodies whose facts stand in it."""
        return tuple(dict.fromkeys(pk for each in self.given if each.part.counted for pk in each.covers))

    @property
    def hindering(self) -> tuple[Given, ...]:
        """The bodies because of which it cannot be handed on."""
        return tuple(each for each in self.given if each.part.hinders)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a body below has changed since a roll-up was made: its cells, or that it has figures at all now."""

    agency: AgencyRow
    before: Part
    after: Part
    differences: tuple[Difference, ...]


def rolled_up(agency_id: int, year: int) -> RolledUp:
    """What the body and those below it give as things stand. LookupError for a year without form.

    Below are the bodies that existed in the year, where they stood at its end or at their own. Bodies under vertical
    management, and those of which it was said, are left out; one whose facts stand in another's report is not counted twice.
    """
    form = form_for(year)
    below = below_during(agency_id, date(year, 1, 1), last_day(year))
    rows = as_of_all([agency_id, *below], last_day(year))
    mine = _own(rows[agency_id], working(agency_id, year, Scope.OWN))
    found = [mine, *_below([rows[pk] for pk in below], year, form)]
    return RolledUp(form, tuple(_once(found)))


def contributions(run_id: int) -> list[Given]:
    """What every body gave to a roll-up that was made, as it was then, the body itself first."""
    kept = list(
        Contribution.objects.filter(compiled=run_id).select_related("compiled__working").order_by("pk")
    )
    if not kept:
        return []
    rows = as_of_all({each.agency_id for each in kept}, last_day(kept[0].compiled.working.year))
    return [_kept(each, rows[each.agency_id]) for each in kept]


def behind(run_id: int, cell: str) -> list[tuple[Given, Number]]:
    """Who gave which figure to a cell of a roll-up, the most first."""
    found = [
        (each, each.cells[cell])
        for each in contributions(run_id)
        if each.part.counted and each.cells is not None and cell in each.cells
    ]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].agency.name))


def corrections(found: Working) -> list[Correction]:
    """What the bodies in a roll-up have changed since it was made; none for one that was never made."""
    if found.run is None or found.scope is not Scope.ROLLED_UP:
        return []
    before = {each.agency.id: each for each in contributions(found.run.id)}
    now = {each.agency.id: each for each in rolled_up(found.agency.id, found.year).given}
    made = []
    for pk in {**before, **now}:
        old, new = before.get(pk), now.get(pk)
        changed = differences(found.form.id, _counted(old), _counted(new))
        parts = (old.part if old else Part.MISSING, new.part if new else Part.LEFT_OUT)
        if changed or parts[0].counted is not parts[1].counted:
            made.append(Correction((new or before[pk]).agency, *parts, changed))
    return made


def rules(agency_ids: Iterable[int], year: int) -> dict[int, RollUpRule]:
    """What was said of these bodies for a year: whether they count in a roll-up, by number."""
    held = RollUpRule.objects.filter(
        agency__in=list(agency_ids), first_year__lte=year, taken_back_at=None
    ).order_by("first_year", "pk")
    return {rule.agency_id: rule for rule in held}


def faults(cells: Mapping[str, Number], row: AgencyRow, year: int, form: Form) -> tuple[str, ...]:
    """What is wrong with the figures of a body by themselves: blank cells, sums that do not fit."""
    report = as_report(form.id, cells, year=year, agency_name=row.name)
    found = [each for each in check(report, level=row.level) if each.severity is Severity.ERROR]
    return tuple(dict.fromkeys(each.message for listed in beside(found).values() for each in listed))


def _counted(given: Given | None) -> Mapping[str, Number]:
    return given.cells if given and given.part.counted and given.cells is not None else {}


def _own(row: AgencyRow, found: Working | None) -> Given:
    if found is None or found.run is None:
        return Given(row, Part.MISSING, "本级数据还没有编制。")
    return _judged(row, found, found.run, Part.OWN)


def _below(rows: list[AgencyRow], year: int, form: Form) -> list[Given]:
    """What the bodies below give, in order; as many queries however many there are."""
    ids = [row.id for row in rows]
    said = rules(ids, year)
    reports = {each.agency_id: each for each in current().filter(agency__in=ids, year=year)}
    partial = _of_own_scope(reports.values())
    files = newest_handed(ids, year)
    parents = _with_children(ids, year)
    under_way = {(each.agency.id, each.scope): each for each in workings(year, agency_ids=ids)}
    made = []
    for row in rows:
        left_out = why_left_out(row, said.get(row.id))
        own = _gave_itself(reports.get(row.id), files.get(row.id), partial, has_below=row.id in parents)
        wanted = Scope.ROLLED_UP if row.id in parents else Scope.OWN
        if left_out:
            made.append(Given(row, Part.LEFT_OUT, left_out))
        elif own is not None:
            made.append(_reported(row, own, year, form))
        elif (found := under_way.get((row.id, wanted))) is not None and found.run is not None:
            made.append(_judged(row, found, found.run, Part.COMPILED))
        else:
            why = "下级数据还没有汇总。" if row.id in parents else "还没有编制，也没有报送。"
            made.append(Given(row, Part.MISSING, _with_heirs(row, why, year)))
    return made


def why_left_out(row: AgencyRow, rule: RollUpRule | None) -> str:
    """Why a body does not count; "" if it does."""
    if rule is not None:
        return "" if rule.counts else rule.reason
    system = vertical(row.name)
    return "垂直管理机关，随本系统报告，不计入本地汇总。" if system is not None else ""


def _with_heirs(row: AgencyRow, why: str, year: int) -> str:
    """One that ended within the year is told with who took over."""
    if row.ends_on is None or row.ends_on > last_day(year):
        return why
    heirs = Succession.objects.filter(predecessor=row.id).select_related("successor").order_by("pk")
    names = some(each.successor.name for each in heirs)
    told = f"，由{names}承接" if names else ""
    return f"{day(row.ends_on)}终止{told}；{why}"


def _gave_itself(
    report: AnnualReport | None, handed: HandedIn | None, partial: set[int], *, has_below: bool
) -> AnnualReport | HandedIn | None:
    """What a body gave itself, whichever came last; what speaks of it alone does not stand for those below it."""
    if report is not None and has_below and report.pk in partial:
        report = None
    if handed is not None and has_below and handed.scope == Scope.OWN:
        handed = None
    if report is None or handed is None:
        return report or handed
    return handed if handed.at > report.imported_at else report


def _reported(row: AgencyRow, gave: AnnualReport | HandedIn, year: int, form: Form) -> Given:
    content = from_json(gave.content)
    version_id = gave.pk if isinstance(gave, AnnualReport) else None
    handed_id = gave.pk if isinstance(gave, HandedIn) else None
    if content.format != form.id or content.report_year not in (None, year):
        why = f"报送的是{content.report_year or '年度不明'}年度、{content.form.label}的报告，请换上{year}年度的报告。"
        return Given(row, Part.OTHER_FORM, why, version_id=version_id, handed_id=handed_id)
    cells = figures_of(content)
    wrong = faults(cells, row, year, form)
    part = Part.FAILING if wrong else Part.REPORTED
    return Given(row, part, _told(wrong), cells, version_id=version_id, covers=(row.id,), handed_id=handed_id)


def _judged(row: AgencyRow, found: Working, run: Run, part: Part) -> Given:
    cells = found.cells
    wrong = faults(cells, row, found.year, found.form)
    return Given(
        row,
        Part.FAILING if wrong else part,
        _told(wrong),
        cells,
        source_id=run.id,
        covers=run.covers,
    )


def _told(wrong: tuple[str, ...]) -> str:
    """The first of what is wrong, and how much more there is, as long as there is room for."""
    if not wrong:
        return ""
    more = f"另有{len(wrong) - 1}处。" if len(wrong) > 1 else ""
    return f"{wrong[0][: 290 - len(more)]}{more}"


def figures_of(report: Report) -> dict[str, Number]:
    """The figures of a report; blank and unread cells are absent."""
    return {cell: printed.value for cell, printed in report.cells.items() if printed.value is not None}


def _once(found: list[Given]) -> Iterable[Given]:
    """Bodies whose facts stand in another's report already give nothing more."""
    inside = {
        pk: each.agency for each in found if each.part.counted for pk in each.covers if pk != each.agency.id
    }
    for each in found:
        holder = inside.get(each.agency.id)
        if holder is None:
            yield each
        else:
            apart = each.part.counted and (each.handed_id or each.version_id or each.source_id)
            more = f"它另有自己的报告，请{holder.name}重新汇编，分开计入。" if apart else ""
            yield Given(each.agency, Part.LEFT_OUT, f"已并入{holder.name}，数据计入该机关。{more}")


def _of_own_scope(reports: Iterable[AnnualReport]) -> set[int]:
    """The versions that were made from a report on the body alone."""
    return set(
        AnnualReport.objects.filter(
            pk__in=[report.pk for report in reports],
            steps__kind=StepKind.PUBLISHED,
            steps__working__scope=Scope.OWN,
        ).values_list("pk", flat=True)
    )


def _with_children(ids: list[int], year: int) -> set[int]:
    """Which of these bodies had others below them in the year."""
    return {pk for pk, below in below_each_during(ids, date(year, 1, 1), last_day(year)).items() if below}


def _kept(kept: Contribution, row: AgencyRow) -> Given:
    part = Part(kept.part)
    has_figures = bool(kept.digest)
    cells = numbers(kept.cells) if has_figures else None
    return Given(row, part, kept.why, cells, kept.source_id, kept.version_id, handed_id=kept.handed_id)
