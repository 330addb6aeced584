"""访问统计: by month, column and item; the same as a file."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.official import Asked, asked_of
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.visits.access import READERS
from gongkai.visits.backends.lines import counted
from gongkai.visits.queries import figures
from gongkai.visits.queries.figures import MONTHS, Month

SHOWN = 50
"""Items on the page; the file has them all."""
HEAD = ("索引号", "标题", "机关", "栏目", "现在的状态", "访问次数")


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are counted over: a month, or the whole year. `month` None for the year."""

    year: int
    month: int | None

    @property
    def since(self) -> date:
        """The first day."""
        return date(self.year, self.month or 1, 1)

    @property
    def until(self) -> date:
        """The last day."""
        month = self.month or MONTHS
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.year}年{self.month}月" if self.month else f"{self.year}年"


@require_safe
def visits(request: DeskRequest) -> HttpResponseBase:
    """Visits of the agencies in reach; `month`: columns and items of that month alone; `as=csv` everything as a file."""
    asked = asked_of(request, READERS)
    span = Span(asked.year, _month(request.GET.get("month", "")))
    months = figures.months(asked.ids, asked.year)
    if request.GET.get("as") == "csv":
        return _exported(request, asked, span, months)
    items = list(figures.by_item(asked.ids, span.since, span.until, most=SHOWN + 1))
    context = {
        "asked": asked,
        "span": span,
        "months": months,
        "numbers": range(1, MONTHS + 1),
        "sums": _sums([each for each in months if span.month in (None, each.month)]),
        "columns": figures.by_column(asked.ids, span.since, span.until),
        "items": [(row, round(100 * row.many / items[0].many)) for row in items[:SHOWN]],
        "more": len(items) > SHOWN,
        "shown": SHOWN,
        "many": len(asked.agencies) > 1 and asked.chosen is None,
        "counted": counted(),
        "csv": asked.address(month=span.month, **{"as": "csv"}),
    }
    return render(request, "desk/visits/visits.html", context)


def _month(said: str) -> int | None:
    return int(said) if said in {str(number) for number in range(1, MONTHS + 1)} else None


def _sums(months: list[Month]) -> list[tuple[str, int]]:
    return [
        ("访问合计", sum(each.all for each in months)),
        ("信息页", sum(each.items for each in months)),
        ("栏目页", sum(each.columns for each in months)),
        ("机关首页", sum(each.homes for each in months)),
    ]


@few_an_hour
def _exported(request: DeskRequest, asked: Asked, span: Span, months: list[Month]) -> HttpResponseBase:  # noqa: ARG001 - who asks is counted
    return as_csv(f"访问统计{span.name}.csv", _lines(asked, span, months))


def _lines(asked: Asked, span: Span, months: list[Month]) -> Iterator[tuple[object, ...]]:
    yield ("范围", asked.name, "年度", asked.year)
    yield ("月份", "信息页", "栏目页", "机关首页", "合计")
    yield from ((each.month, each.items, each.columns, each.homes, each.all) for each in months)
    yield ()
    yield ("时间", span.name)
    yield ("栏目", "栏目页", "栏目内的信息", "合计")
    for row in figures.by_column(asked.ids, span.since, span.until):
        yield (row.title, row.lists, row.items, row.lists + row.items)
    yield ()
    yield HEAD
    for line in figures.by_item(asked.ids, span.since, span.until):
        yield (line.index_no, line.title, line.agency, line.column, line.stand.label, line.many)
