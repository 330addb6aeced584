"""Table two of the annual report, counted from the rows of registers; each figure leads to the rows."""

from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.official import Asked, Figure, asked_of, filled
from gongkai.law.registers import Count, Measure, feeds
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import form_for
from gongkai.registers.access import READERS
from gongkai.registers.queries.counts import cells

DATED = (Measure.ROWS, Measure.SUM)
"""What is counted over the rows dated in the year, which the list of a register can show; stocks are of a day."""


@require_safe
def table_two(request: DeskRequest) -> HttpResponse:
    """Table two of a year as the form prints it; blank where the registers have nothing to count."""
    asked = asked_of(request, READERS)
    form = form_for(asked.year)
    found = cells(Period(asked.year), frozenset(asked.ids))
    figures = {
        count.cell: _figure(asked, count, found[count.cell]) for count in feeds(form) if count.cell in found
    }
    context = {
        "asked": asked,
        "table": filled(asked.year, "t2", figures),
        "running": asked.year == request.on.year,
        "many": len(figures),
    }
    return render(request, "desk/registers/table_two.html", context)


def _figure(asked: Asked, count: Count, many: int | Decimal) -> Figure:
    if not many or count.measure not in DATED:
        return Figure(str(many))
    address = reverse("desk:registers_listing", args=[count.asked.register])
    kept = {"year": asked.year, "cell": count.cell}
    if asked.chosen is not None:
        kept["agency"] = asked.chosen
    return Figure(str(many), f"{address}?{urlencode(kept)}")
