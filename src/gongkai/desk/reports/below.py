"""Where the figures of a report come from: who gave what to a roll-up, who is left out and why, what has changed since."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.annual_reports.access import WRITERS, collected_by
from gongkai.annual_reports.queries.kinds import Part, Scope
from gongkai.annual_reports.queries.late import late_facts
from gongkai.annual_reports.queries.rolling import contributions
from gongkai.annual_reports.queries.rolling import corrections as late_corrections
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.reports.report import seen
from gongkai.desk.rights import may_open
from gongkai.law.report.checks.wording import TABLES, cell_name, figure
from gongkai.law.report.compiling.summing import Difference
from gongkai.law.report.schema import Form

SHOWN = 60
"""Differences of one body on the page."""


@require_safe
def below(request: DeskRequest, working_id: int) -> HttpResponse:
    """Who gave what, cell by cell what is not as it was; the way to whatever hinders."""
    held = seen(request, working_id).working
    rolled_up = held.scope is Scope.ROLLED_UP
    given = contributions(held.run.id) if held.run and rolled_up else []
    context = {
        "held": held,
        "rolled_up": rolled_up,
        "given": given,
        "counts": [(part, sum(each.part is part for each in given)) for part in Part],
        "changed": [
            (each, _named(held.form, each.differences), len(each.differences) - SHOWN)
            for each in (late_corrections(held) if rolled_up else ())
        ],
        "late": () if rolled_up else _named(held.form, late_facts(held, at=request.at)),
        "mine": collected_by(request.actor),
        "may_rule": may_open(request.actor, "reports_rules"),
        "may_write": held.open and request.actor.holds(WRITERS, held.agency.id) is not None,
    }
    return render(request, "desk/reports/below.html", context)


def _named(form: Form, found: tuple[Difference, ...]) -> list[tuple[str, str, str]]:
    """Cell, what stood there, what stands there."""
    return [
        (
            f"{TABLES[form.cells[each.cell].table]}{cell_name(form.cells[each.cell])}",
            figure(each.before),
            figure(each.after),
        )
        for each in found[:SHOWN]
    ]
