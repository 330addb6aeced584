"""Reads: figures of what was put out. A total is the sum of its parts, and there is no other: each table is one grouping.

Two counts stand side by side and are never added: on all carriers each post counts (全渠道发布次数); on the first carrier each
text counts once, where it was to be read first (首发条数).   依据：条例第二十三条
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Case, Count, Expression, IntegerField, Q, Value, When

from gongkai.agencies.models import Agency
from gongkai.channels.models import Carrier, CarrierKind, Group
from gongkai.channels.queries.standing import Scope, leads, on_carriers, on_website, website_first
from gongkai.law.normative import Share
from gongkai.publication.models import Column, ColumnKind
from gongkai.records.queries.among import Among

ALL, FIRST = "全渠道发布次数", "首发条数"
"""What the two counts are called wherever one stands."""
HERE = "本平台（政府网站）"
NO_COLUMN, NO_KIND = "没有栏目的文字（不是本平台信息）", "没有类型的文字（不是本平台信息）"
NONE = "none"
_MONTHS = 24
"""Of a longer period years are told instead of months."""


class By(StrEnum):
    """By what a table tells its parts apart."""

    GROUP = "group"
    KIND = "kind"
    CARRIER = "carrier"
    COLUMN_KIND = "column_kind"
    COLUMN = "column"
    AGENCY = "agency"
    PERIOD = "period"

    @property
    def label(self) -> str:
        """The heading of its first column."""
        return {
            "group": "渠道（年报口径）",
            "kind": "渠道",
            "carrier": "载体",
            "column_kind": "信息类型",
            "column": "栏目",
            "agency": "机关",
            "period": "时间",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Line:
    """One part. `asks`: what a list is asked for to show exactly what is counted here; `share`: of the longest bar, 0 to 100."""

    label: str
    all: int
    first: int
    asks: Mapping[str, str]
    share: int = 0
    of_total: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Parts and their totals, which are nothing but the sums of the parts."""

    by: By
    lines: tuple[Line, ...]

    @property
    def all(self) -> int:
        """How often something was put out."""
        return sum(line.all for line in self.lines)

    @property
    def first(self) -> int:
        """How many texts were put out, each on its first carrier."""
        return sum(line.first for line in self.lines)


def table(scope: Scope, by: By) -> Table:
    """The figures of a scope by one thing; six queries at most, however much there is."""
    return tables(scope, (by,))[by]


def tables(scope: Scope, wanted: Iterable[By]) -> dict[By, Table]:
    """The figures of a scope by several things, all added up from the same cells: so they agree with each other.

    Five queries, one more where agencies are named.
    """
    spans = tuple(_spans(scope.since, scope.until))
    cells, names = _cells(scope, spans)
    return {by: _finished(by, _lines(by, cells, names, spans)) for by in wanted}


def yearly(agencies: Iterable[int], year: int) -> Table:
    """The figures that a yearly report takes over: by the channels that it names, of a calendar year."""
    return table(
        Scope(agencies=frozenset(agencies), since=date(year, 1, 1), until=date(year, 12, 31)), By.GROUP
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """A month, or a year of a long period, cut to what is asked for."""

    since: date
    until: date
    label: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """What has one agency, carrier, column and span together: the smallest part of every table. `carrier` 0: this platform."""

    agency: int
    carrier: int
    kind: CarrierKind
    column: int
    column_kind: str
    span: int
    all: int
    first: int


_UNDER: Mapping[By, Callable[[_Cell], str]] = {
    By.GROUP: lambda cell: cell.kind.group.value,
    By.KIND: lambda cell: cell.kind.value,
    By.CARRIER: lambda cell: str(cell.carrier),
    By.COLUMN_KIND: lambda cell: cell.column_kind or NONE,
    By.COLUMN: lambda cell: str(cell.column),
    By.AGENCY: lambda cell: str(cell.agency),
    By.PERIOD: lambda cell: str(cell.span),
}
"""Under which line of a table a cell counts."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The carriers and columns of cells: kind and name of each."""

    carriers: Mapping[int, tuple[CarrierKind, str]]
    columns: Mapping[int, tuple[str, str]]


def _cells(scope: Scope, spans: tuple[_Span, ...]) -> tuple[list[_Cell], _Names]:
    """All that a scope has, in its smallest parts; five queries.

    What is grouped stands in an index, months of posts as numbers: hardly a row is read. Texts that are no items are added up
    by themselves, since nothing has to be looked up for them.
    """
    items = list(
        on_website(scope)
        .order_by()
        .annotate(span=_span_of("first_published_at", scope, spans))
        .values_list("agency", "column", "span")
        .annotate(many=Count("pk"), once=_many(website_first()))
    )
    standing = on_carriers(replace(scope, grouped=True)).order_by()
    by = ("agency", "carrier", "month")
    pieces = standing.filter(item__isnull=True).values_list(*by)
    of_items = standing.filter(item__isnull=False).values_list(*by, "item__column")
    posts = [
        *(
            (*row[:3], None, *row[3:])
            for row in pieces.annotate(many=Count("pk"), once=_many(Q(leading=True)))
        ),
        *of_items.annotate(many=Count("pk"), once=_many(leads())),
    ]
    columns = _columns({row[1] or 0 for row in items} | {row[3] or 0 for row in posts})
    carriers = _carriers({row[1] for row in posts})
    at = _by_month(spans)
    cells = [
        _Cell(agency, 0, CarrierKind.WEBSITE, column or 0, columns[column or 0][0], span, many, once)
        for agency, column, span, many, once in items
    ]
    cells += [
        _Cell(
            agency,
            carrier,
            carriers[carrier][0],
            column or 0,
            columns[column or 0][0],
            at(month),
            many,
            once,
        )
        for agency, carrier, month, column, many, once in posts
    ]
    return cells, _Names(carriers, columns)


def _many(which: Q) -> Count:
    return Count("pk", filter=which)


def _span_of(moment: str, scope: Scope, spans: tuple[_Span, ...], first: int = 0) -> Expression:
    """In which span a moment lies, found by halving: of 24 spans with five comparisons."""
    if len(spans) == 1:
        return Value(first, output_field=IntegerField())
    half = len(spans) // 2
    begin = replace(scope, since=spans[half].since).begin
    return Case(
        When(**{f"{moment}__lt": begin}, then=_span_of(moment, scope, spans[:half], first)),
        default=_span_of(moment, scope, spans[half:], first + half),
        output_field=IntegerField(),
    )


def _by_month(spans: tuple[_Span, ...]) -> Callable[[int], int]:
    """In which span a month lies, of a post whose moment lies in one of them."""
    begins = [100 * span.since.year + span.since.month for span in spans]
    return lambda month: bisect_right(begins, month) - 1


def _lines(by: By, cells: Iterable[_Cell], names: _Names, spans: tuple[_Span, ...]) -> list[Line]:
    """The cells added up by one thing; the usual channels of a report and all spans in any case."""
    found: Counter[str] = Counter()
    first: Counter[str] = Counter()
    under = _UNDER[by]
    for cell in cells:
        key = under(cell)
        found[key] += cell.all
        first[key] += cell.first
    if by is By.PERIOD:
        return [
            Line(each.label, found[str(at)], first[str(at)], _days(each)) for at, each in enumerate(spans)
        ]
    labels = _labels(by, found, names)
    keys = [each.value for each in Group] if by is By.GROUP else list(found)
    if by is By.KIND:
        keys.sort(key=lambda key: CarrierKind(key).rank)
    elif by is not By.GROUP:
        keys.sort(key=lambda key: (-found[key], labels[key], key))
    return [Line(labels[key], found[key], first[key], {by.value: key}) for key in keys]


def _days(span: _Span) -> Mapping[str, str]:
    return {"since": span.since.isoformat(), "until": span.until.isoformat()}


def _labels(by: By, keys: Iterable[str], names: _Names) -> Mapping[str, str]:
    """What the keys are called; a query for agencies alone."""
    match by:
        case By.GROUP:
            return {each.value: each.label for each in Group}
        case By.KIND:
            return {each.value: each.label for each in CarrierKind}
        case By.COLUMN_KIND:
            return {NONE: NO_KIND, **{each.value: each.label for each in ColumnKind}}
        case By.AGENCY:
            found = Agency.objects.filter(Among("pk", {int(key) for key in keys}))
            return {str(pk): name for pk, name in found.values_list("pk", "name")}
        case By.COLUMN:
            return {str(pk): name for pk, (_, name) in names.columns.items()}
        case _:
            return {"0": HERE, **{str(pk): name for pk, (_, name) in names.carriers.items()}}


def _columns(numbers: set[int]) -> dict[int, tuple[str, str]]:
    """Columns by kind and name; those of one name are told apart by their key. 0 is none."""
    rows = list(Column.objects.filter(Among("pk", numbers)).values_list("pk", "kind", "title", "key"))
    often = Counter(title for _, _, title, _ in rows)
    return {0: ("", NO_COLUMN)} | {
        pk: (kind, title if often[title] == 1 else f"{title}（{key}）") for pk, kind, title, key in rows
    }


def _carriers(numbers: set[int]) -> dict[int, tuple[CarrierKind, str]]:
    rows = Carrier.objects.filter(Among("pk", numbers)).values_list("pk", "kind", "name", "agency__name")
    return {
        pk: (CarrierKind(kind), f"{name}（{CarrierKind(kind).label}，{agency}）")
        for pk, kind, name, agency in rows
    }


def _spans(since: date, until: date) -> Iterator[_Span]:
    """Months of a period, or years of a long one, cut to it; none is left out, and none overlap."""
    monthly = (until.year - since.year) * 12 + until.month - since.month < _MONTHS
    begin = since
    while begin <= until:
        following = (
            date(begin.year + begin.month // 12, begin.month % 12 + 1, 1)
            if monthly
            else date(begin.year + 1, 1, 1)
        )
        end = min(until, following - timedelta(days=1))
        yield _Span(begin, end, f"{begin.year}年{begin.month}月" if monthly else f"{begin.year}年")
        begin = following


def _finished(by: By, lines: list[Line]) -> Table:
    """With the bars, and the share of each part with what it is a share of."""
    most, total = max((line.all for line in lines), default=0), sum(line.all for line in lines)
    return Table(
        by,
        tuple(
            replace(
                line,
                share=100 * line.all // most if most else 0,
                of_total=str(Share(line.all, total)) if total else "—",
            )
            for line in lines
        ),
    )
