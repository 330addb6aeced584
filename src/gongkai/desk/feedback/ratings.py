"""有用没用 at the desk: by month and item, with what readers wrote beside; the same as a file."""

from collections.abc import Iterator

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.official import Asked, asked_of
from gongkai.desk.tables import as_csv, few_an_hour
from gongkai.feedback.queries import ratings as said
from gongkai.feedback.queries.kinds import Use
from gongkai.publication.access import READERS

SHOWN = 50
"""Items and words on the page; the file has them all."""


@require_safe
def ratings(request: DeskRequest) -> HttpResponseBase:
    """A year of the agencies in reach; `as=csv` everything as a file."""
    asked = asked_of(request, READERS)
    months = said.months(asked.ids, asked.year)
    if request.GET.get("as") == "csv":
        return _exported(request, asked, months)
    items = said.by_item(asked.ids, asked.year, most=SHOWN + 1)
    words = said.words(asked.ids, asked.year, most=SHOWN + 1)
    sums = {
        Use.USEFUL: sum(each.useful for each in months),
        Use.SO_SO: sum(each.so_so for each in months),
        Use.USELESS: sum(each.useless for each in months),
    }
    total = sum(sums.values())
    context = {
        "asked": asked,
        "months": months,
        "uses": [(use.label, many, round(100 * many / total) if total else 0) for use, many in sums.items()],
        "total": total,
        "items": items[:SHOWN],
        "words": words[:SHOWN],
        "more": max(len(items), len(words)) > SHOWN,
        "shown": SHOWN,
        "many": len(asked.agencies) > 1 and asked.chosen is None,
        "csv": asked.address(**{"as": "csv"}),
    }
    return render(request, "desk/feedback/ratings.html", context)


@few_an_hour
def _exported(request: DeskRequest, asked: Asked, months: list[said.Said]) -> HttpResponseBase:  # noqa: ARG001 - who asks is counted
    return as_csv(f"信息评价{asked.year}.csv", _lines(asked, months))


def _lines(asked: Asked, months: list[said.Said]) -> Iterator[tuple[object, ...]]:
    uses = tuple(use.label for use in Use)
    yield ("范围", asked.name, "年度", asked.year)
    yield ("月份", *uses, "合计")
    yield from ((each.of, each.useful, each.so_so, each.useless, each.all) for each in months)
    yield ()
    yield ("索引号", "标题", "机关", *uses, "合计")
    for row in said.by_item(asked.ids, asked.year):
        one = row.said
        yield (one.of, row.title, row.agency, one.useful, one.so_so, one.useless, one.all)
    yield ()
    yield ("日期", "索引号", "标题", "评价", "读者写的")
    for each in said.words(asked.ids, asked.year):
        yield (each.on, each.item, each.title, each.use.label, each.says)
