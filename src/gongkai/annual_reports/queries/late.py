"""Reads: what has changed since a report was compiled: facts entered or corrected afterwards, figures of bodies below."""

from datetime import date, datetime

from gongkai.annual_reports.models import Frozen, Scope
from gongkai.annual_reports.queries.beside import report_of
from gongkai.annual_reports.queries.facts import documents_of, facts_of
from gongkai.annual_reports.queries.rolling import figures_of, rolled_up
from gongkai.annual_reports.queries.working import Working
from gongkai.documents.writing.as_json import from_json
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.compiling.facts import cells_of
from gongkai.law.report.compiling.summing import Difference, differences
from gongkai.law.report.periods import Period
from gongkai.records.queries.numbers import civil_day


def late_facts(found: Working, *, at: datetime) -> tuple[Difference, ...]:
    """The cells that would be counted otherwise now than in the last compilation; nothing is written.

    Of a roll-up as the bodies in it stand now; `rolling.corrections` tells which of them.
    """
    if found.run is None:
        return ()
    return differences(found.form.id, found.counted, _now(found, civil_day(at)))


def since_frozen(found: Working) -> tuple[Difference, ...]:
    """The cells that stand otherwise now than in the last snapshot that was handed on; empty where none was."""
    last = Frozen.objects.filter(working=found.id).order_by("-number").first()
    if last is None:
        return ()
    before = figures_of(from_json(last.content))
    return differences(found.form.id, before, figures_of(report_of(found)))


def _now(found: Working, on: date) -> dict[str, Number]:
    if found.scope is Scope.ROLLED_UP or found.run is None:
        return rolled_up(found.agency.id, found.year).cells
    period = Period(found.year)
    documents = documents_of(found.run.covers, period)
    return cells_of(found.form, facts_of(found.run.covers, period, documents, as_of=on))
