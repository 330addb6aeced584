"""Writes: the tables of a report are counted from the facts, for a body alone or with all below it. Runs are only added."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.agencies.queries import as_of_all, below_each_during
from gongkai.annual_reports import access
from gongkai.annual_reports.actions.beginning import begun, refuse_closed
from gongkai.annual_reports.models import Compiled, Contribution, Scope, StepKind, WorkingReport
from gongkai.annual_reports.queries.facts import DocumentsOf, covered, documents_of, facts_of
from gongkai.annual_reports.queries.rolling import Given, RolledUp, contributions, rolled_up, rules
from gongkai.annual_reports.queries.versions import last_day
from gongkai.law.remedies.named import vertical
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.compiling.facts import Source, cells_of, source_of
from gongkai.law.report.compiling.summing import digest, plain
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import forms
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log


@dataclass(frozen=True, slots=True)
class CompiledReport:
    """What a compilation made: the report and the run. `repeated`: everything is as it was, no run was added.

    `hindering`: of a roll-up, the bodies that are missing or fail, by name, with the reason.
    """

    working_id: int
    run_id: int
    number: int
    repeated: bool
    hindering: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def compile_report(
    agency_id: int,
    year: int,
    scope: Scope,
    *,
    by: Actor,
    at: datetime,
    documents: DocumentsOf | None = None,
) -> CompiledReport:
    """Count every cell of the tables from the facts as they stand at `at`, and keep it as a new run.

    A roll-up counts the body itself first, then takes what those below have. Figures by hand stay as they are, beside it.
    `documents`: those of the year, where several bodies are compiled in a row. Where nothing has changed since the
    last run, none is added. Refused for a year without form and while the report is handed on; PermissionDenied.
    """
    duty = access.require_writing(by, agency_id)
    if scope is Scope.ROLLED_UP:
        _counted(agency_id, year, documents, by=by, at=at, duty=duty, held_too=False)
        return _rolled(agency_id, year, by=by, at=at, duty=duty)
    return _counted(agency_id, year, documents, by=by, at=at, duty=duty, held_too=True)


def compile_all(
    agency_id: int,
    year: int,
    *,
    by: Actor,
    at: datetime,
    told: Callable[[str, CompiledReport], None] | None = None,
) -> CompiledReport:
    """Compile a body and everything below it, the lowest first, each in a transaction of its own; roll up where any are below.

    Returns the report of the body itself. `told` hears the name and the outcome of each, as it is done.
    Bodies that do not count in a roll-up are passed over.
    """
    documents = documents_of(None, Period(year))
    made: CompiledReport | None = None
    for pk, name, has_below in _bottom_up(agency_id, year):
        scope = Scope.ROLLED_UP if has_below else Scope.OWN
        made = compile_report(pk, year, scope, by=by, at=at, documents=documents)
        if told is not None:
            told(name, made)
    if made is None:
        raise ValueError("the body itself comes last")
    return made


def _bottom_up(agency_id: int, year: int) -> Iterator[tuple[int, str, bool]]:
    """The bodies below, the lowest level first, then the body itself: number, name, whether any are below."""
    first, last = date(year, 1, 1), last_day(year)
    ordered: list[tuple[int, bool]] = []
    level, seen = [agency_id], {agency_id}
    while level:
        below = below_each_during(level, first, last)
        ordered += [(pk, bool(below[pk])) for pk in level]
        level = _counting([pk for listed in below.values() for pk in listed if pk not in seen], year)
        seen.update(level)
    rows = as_of_all([pk for pk, _ in ordered], last)
    for pk, has_below in reversed(ordered):
        yield pk, rows[pk].name, has_below


def _counting(ids: list[int], year: int) -> list[int]:
    """Those of them that count in a roll-up."""
    said, rows = rules(ids, year), as_of_all(ids, last_day(year))
    return [pk for pk in ids if (said[pk].counts if pk in said else vertical(rows[pk].name) is None)]


def _counted(
    agency_id: int,
    year: int,
    documents: DocumentsOf | None,
    *,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    held_too: bool,
) -> CompiledReport:
    """Count the body alone. `held_too`: refuse while it is handed on; else leave it as it stands."""
    working = begun(agency_id, year, Scope.OWN, by=by, at=at)
    last = _last(working)
    if not held_too and last is not None and _closed(working):
        return CompiledReport(working.pk, last.pk, last.number, repeated=True)
    refuse_closed(working)
    covers = covered(agency_id, year)
    period = Period(year)
    known = documents or documents_of(covers, period)
    form = forms()[working.form]
    cells = cells_of(form, facts_of(covers, period, known, as_of=localdate(at)))
    told = {cell: source_of(spec).value for cell, spec in form.cells.items()}
    return _kept(working, last, cells, told, covers, by=by, at=at, duty=duty)


def _rolled(agency_id: int, year: int, *, by: Actor, at: datetime, duty: Duty | None) -> CompiledReport:
    working = begun(agency_id, year, Scope.ROLLED_UP, by=by, at=at)
    refuse_closed(working)
    found = rolled_up(agency_id, year)
    last = _last(working)
    told = dict.fromkeys(forms()[working.form].cells, Source.BELOW.value)
    if last is not None and _same(last, found):
        return _outcome(working, last, found, repeated=True)
    made = _add(working, last, found.cells, told, found.covers, by=by, at=at)
    Contribution.objects.bulk_create(_contribution(made, each) for each in found.given)
    _log(made, working, by=by, at=at, duty=duty)
    return _outcome(working, made, found, repeated=False)


def _same(last: Compiled, found: RolledUp) -> bool:
    """Whether every body gives what it gave, for the reason that it had."""
    before = [(each.agency.id, each.part, each.why, each.digest) for each in contributions(last.pk)]
    return before == [(each.agency.id, each.part, each.why, each.digest) for each in found.given]


def _outcome(working: WorkingReport, run: Compiled, found: RolledUp, *, repeated: bool) -> CompiledReport:
    hindering = tuple((each.agency.name, each.why or each.part.label) for each in found.hindering)
    return CompiledReport(working.pk, run.pk, run.number, repeated, hindering)


def _kept(
    working: WorkingReport,
    last: Compiled | None,
    cells: Mapping[str, Number],
    told: Mapping[str, str],
    covers: tuple[int, ...],
    *,
    by: Actor,
    at: datetime,
    duty: Duty | None,
) -> CompiledReport:
    if last is not None and last.digest == digest(cells) and tuple(last.covers) == covers:
        return CompiledReport(working.pk, last.pk, last.number, repeated=True)
    made = _add(working, last, cells, told, covers, by=by, at=at)
    _log(made, working, by=by, at=at, duty=duty)
    return CompiledReport(working.pk, made.pk, made.number, repeated=False)


def _add(
    working: WorkingReport,
    last: Compiled | None,
    cells: Mapping[str, Number],
    told: Mapping[str, str],
    covers: tuple[int, ...],
    *,
    by: Actor,
    at: datetime,
) -> Compiled:
    return Compiled.objects.create(
        working=working,
        number=last.number + 1 if last else 1,
        cells=plain(cells),
        told=dict(told),
        covers=list(covers),
        digest=digest(cells),
        at=at,
        by=by.username,
    )


def _contribution(made: Compiled, given: Given) -> Contribution:
    return Contribution(
        compiled=made,
        agency_id=given.agency.id,
        part=given.part,
        why=given.why,
        cells=plain(given.cells or {}),
        digest=given.digest,
        source_id=given.source_id,
        version_id=given.version_id,
        handed_id=given.handed_id,
    )


def _log(made: Compiled, working: WorkingReport, *, by: Actor, at: datetime, duty: Duty | None) -> None:
    log(
        "annual_reports.compile",
        f"annual_report:{working.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=working.agency_id,
        version=made.digest,
        details={"year": working.year, "scope": str(working.scope), "run": made.number},
    )


def _last(working: WorkingReport) -> Compiled | None:
    return working.compilations.order_by("-number").first()


def _closed(working: WorkingReport) -> bool:
    last = working.steps.order_by("-number").first()
    return last is not None and not StepKind(last.kind).leaves_it_open
