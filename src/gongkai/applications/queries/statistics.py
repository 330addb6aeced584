"""Reads: a year of applications by month, way, kind of applicant, outcome, duration, and how many were late."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import ExtractMonth

from gongkai.applications.models import ApplicantKind, Application, Way
from gongkai.documents.holidays import installed_calendar
from gongkai.law.outcomes.catalogue import Group, outcome

DURATIONS = ((5, "5个工作日以内"), (10, "6至10个"), (20, "11至20个"), (40, "21至40个"))
LONGER = "超过40个"


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a kind; `share` of the largest among its neighbours, in percent, for a bar."""

    label: str
    many: int
    share: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month: how many came, how many ended, how many of these late; `share` as in Figure, of those that came."""

    month: int
    came: int
    ended: int
    late: int
    share: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """A year. `days`: working days from receipt to end on average, None where none ended. `open_late`: as of today."""

    year: int
    months: tuple[Month, ...]
    ways: tuple[Figure, ...]
    kinds: tuple[Figure, ...]
    outcomes: tuple[Figure, ...]
    durations: tuple[Figure, ...]
    came: int
    ended: int
    late: int
    days: float | None
    open: int
    open_late: int


def statistics(agency_ids: Collection[int], year: int, on: date) -> Statistics:
    """What came in and what ended in a year, over these agencies: three grouped queries, however many there are.

    What came counts by the day of receipt in law, what ended by its first end, as table three counts them.
    """
    theirs = Application.objects.filter(agency__in=agency_ids)
    came = _came(theirs.filter(receipt_on__year=year))
    ended = _ended(theirs.filter(handled_on__year=year))
    now = theirs.filter(closed_on__isnull=True).aggregate(
        open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on))
    )
    ways, kinds, months = (_summed(came, place) for place in range(3))
    days, many = _days(ended), sum(many for *_, many in ended)
    total = sum(length * count for length, count in days.items())
    return Statistics(
        year=year,
        months=_months(months, ended),
        ways=_figures((way.label, ways[way]) for way in Way),
        kinds=_figures((kind.label, kinds[kind]) for kind in ApplicantKind),
        outcomes=_figures(_by_group(ended)),
        durations=_figures(_by_length(days)),
        came=sum(many for *_, many in came),
        ended=many,
        late=sum(count for *_, late, count in ended if late),
        days=round(total / many, 1) if many else None,
        open=now["open"],
        open_late=now["late"],
    )


def _came(found: QuerySet[Application]) -> list[tuple[str, str, int, int]]:
    """Way, kind, month, how many."""
    grouped = found.annotate(month=ExtractMonth("receipt_on")).values_list("way", "applicant_kind", "month")
    return list(grouped.annotate(many=Count("pk")).order_by())


def _ended(found: QuerySet[Application]) -> list[tuple[date, date, str, bool, int]]:
    """Day of receipt, day of the end, row, whether late, how many."""
    late = Case(When(handled_on__gt=F("due_on"), then=Value(True)), default=Value(False))
    grouped = found.annotate(late=late).values_list("receipt_on", "handled_on", "row", "late")
    return list(grouped.annotate(many=Count("pk")).order_by())


def _summed(came: Iterable[tuple[str, str, int, int]], place: int) -> Counter[object]:
    found: Counter[object] = Counter()
    for row in came:
        found[row[place]] += row[3]
    return found


def _months(came: Counter[object], ended: Iterable[tuple[date, date, str, bool, int]]) -> tuple[Month, ...]:
    done: Counter[int] = Counter()
    late: Counter[int] = Counter()
    for _, end, _, was_late, many in ended:
        done[end.month] += many
        late[end.month] += many if was_late else 0
    most = max(came.values(), default=0)
    return tuple(
        Month(month, came[month], done[month], late[month], _share(came[month], most))
        for month in range(1, 13)
    )


def _by_group(ended: Iterable[tuple[date, date, str, bool, int]]) -> list[tuple[str, int]]:
    found: Counter[Group] = Counter()
    for _, _, row, _, many in ended:
        found[outcome(row).group] += many
    return [(group.label, found[group]) for group in Group]


def _days(ended: Iterable[tuple[date, date, str, bool, int]]) -> Counter[int]:
    """How many took so many working days."""
    calendar = installed_calendar()
    found: Counter[int] = Counter()
    for received, end, _, _, many in ended:
        found[calendar.between(received, end)] += many
    return found


def _by_length(days: Counter[int]) -> list[tuple[str, int]]:
    found: Counter[str] = Counter()
    for length, many in days.items():
        found[next((label for most, label in DURATIONS if length <= most), LONGER)] += many
    return [(label, found[label]) for label in (*(label for _, label in DURATIONS), LONGER)]


def _figures(counted: Iterable[tuple[str, int]]) -> tuple[Figure, ...]:
    pairs = list(counted)
    most = max((many for _, many in pairs), default=0)
    return tuple(Figure(label, many, _share(many, most)) for label, many in pairs)


def _share(many: int, most: int) -> int:
    return round(100 * many / most) if most else 0
