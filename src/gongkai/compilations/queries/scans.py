"""Reads: how often the QR codes of a topic were scanned: in all, by day, by code."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from gongkai.compilations import access
from gongkai.compilations.models import Code, Scans, Topic
from gongkai.records.access import Actor

DAYS = 30


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code with what it leads to. `days`: the sum of the period that is looked at; `total`: of all days."""

    key: str
    label: str
    days: int
    total: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """The scans of a topic. `by_day`: every day of the period, those without any too; the parts add up to `days`."""

    first: date
    last: date
    by_day: tuple[tuple[date, int], ...]
    codes: tuple[CodeRow, ...]

    @property
    def days(self) -> int:
        """The sum of the period."""
        return sum(count for _, count in self.by_day)

    @property
    def total(self) -> int:
        """The sum of all days."""
        return sum(code.total for code in self.codes)


def scanned(topic_id: int, viewer: Actor, *, last: date, days: int = DAYS) -> Scanned | None:
    """The scans of the days up to `last`; None for whoever may not see the topic. Four queries."""
    held = Topic.objects.filter(access.visible_to(viewer), pk=topic_id).first()
    if held is None:
        return None
    first = last - timedelta(days=days - 1)
    sums = Scans.objects.filter(code__topic=held).order_by()
    within = sums.filter(on__gte=first, on__lte=last)
    by_day = dict(within.values_list("on").annotate(n=Sum("count")))
    in_days = dict(within.values_list("code").annotate(n=Sum("count")))
    in_all = dict(sums.values_list("code").annotate(n=Sum("count")))
    found = Code.objects.filter(topic=held).select_related("section", "place__item").order_by("pk")
    return Scanned(
        first,
        last,
        tuple((day, by_day.get(day, 0)) for day in (first + timedelta(days=n) for n in range(days))),
        tuple(
            CodeRow(each.key, _label(each), in_days.get(each.pk, 0), in_all.get(each.pk, 0)) for each in found
        ),
    )


def lines(topic_id: int, viewer: Actor) -> list[tuple[date, str, str, int]]:
    """Every sum of a topic: day, key, what the code leads to, count; for a file. One query."""
    seen = Topic.objects.filter(access.visible_to(viewer), pk=topic_id)
    found = Scans.objects.filter(code__topic__in=seen).select_related("code__section", "code__place__item")
    return [(each.on, each.code.key, _label(each.code), each.count) for each in found.order_by("on", "code")]


def _label(code: Code) -> str:
    if code.place is not None:
        return code.place.item.title if code.place.item else code.place.title
    return f"分栏：{code.section.title}" if code.section else "整个专题"
