"""Reads: figures of what was put out. A total is the sum of its parts, and there is no other: each table is one grouping.

Two counts stand side by side and are never added: on all carriers each post counts (全渠道发布次数); on the first carrier each
text counts once, where it was to be read first (首发条数).   依据：条例第二十三条
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.channels.models import Carrier, CarrierKind, Group, Post
from gongkai.channels.queries.standing import Scope, on_carriers, on_website, post_first, website_first
from gongkai.law.normative import Share
from gongkai.publication.models import Column, ColumnKind, Item

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
    """The figures of a scope by one thing; three queries at most, however much there is."""
    return tables(scope, (by,))[by]


def tables(scope: Scope, wanted: Iterable[By]) -> dict[By, Table]:
    """The figures of a scope by several things, all added up from the same rows: so they agree with each other.

    Two queries, two more for periods, one more for the names of each of agencies, columns and carriers.
    """
    asked = tuple(wanted)
    cells = _cells(scope) if set(asked) - {By.PERIOD} else []
    return {by: _finished(by, _of_periods(scope) if by is By.PERIOD else _lines(by, cells)) for by in asked}


def yearly(agencies: Iterable[int], year: int) -> Table:
    """The figures that a yearly report takes over: by the channels that it names, of a calendar year; two queries."""
    return table(
        Scope(agencies=frozenset(agencies), since=date(year, 1, 1), until=date(year, 12, 31)), By.GROUP
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """What has one agency, carrier and column together: the smallest part of every table. `carrier` 0: this platform."""

    agency: int
    carrier: int
    kind: CarrierKind
    column: int
    column_kind: str
    all: int
    first: int

    def key(self, by: By) -> str:
        """Under which line of a table it counts."""
        match by:
            case By.GROUP:
                return self.kind.group.value
            case By.COLUMN_KIND:
                return self.column_kind or NONE
            case By.KIND:
                return self.kind.value
            case By.CARRIER:
                return str(self.carrier)
            case By.COLUMN:
                return str(self.column)
            case _:
                return str(self.agency)


def _cells(scope: Scope) -> list[_Cell]:
    """All that a scope has, in its smallest parts; two queries."""
    items = on_website(scope).order_by().values_list("agency", "column", "column__kind")
    posts = on_carriers(scope).order_by()
    rows = posts.values_list("agency", "carrier", "carrier__kind", "item__column", "item__column__kind")
    return [
        *(
            _Cell(agency, 0, CarrierKind.WEBSITE, column or 0, kind or "", many, once)
            for agency, column, kind, many, once in items.annotate(**_counted(website_first()))
        ),
        *(
            _Cell(agency, carrier, CarrierKind(kind), column or 0, column_kind or "", many, once)
            for agency, carrier, kind, column, column_kind, many, once in rows.annotate(
                **_counted(post_first())
            )
        ),
    ]


def _counted(first: Q) -> dict[str, Count]:
    return {"many": Count("pk"), "once": Count("pk", filter=first)}


def _lines(by: By, cells: Iterable[_Cell]) -> list[Line]:
    """The cells added up by one thing, the usual channels of a report in any case."""
    found: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for cell in cells:
        key = cell.key(by)
        found[key] += cell.all
        first[key] += cell.first
    labels = _labels(by, found)
    keys = [each.value for each in Group] if by is By.GROUP else list(found)
    if by is By.KIND:
        keys.sort(key=lambda key: CarrierKind(key).rank)
    elif by is not By.GROUP:
        keys.sort(key=lambda key: (-found[key], labels[key], key))
    return [Line(labels[key], found[key], first[key], {by.value: key}) for key in keys]


def _labels(by: By, keys: Iterable[str]) -> Mapping[str, str]:
    """What the keys are called; one query at most."""
    numbers = {int(key) for key in keys if key.isdigit()}
    match by:
        case By.GROUP:
            return {each.value: each.label for each in Group}
        case By.KIND:
            return {each.value: each.label for each in CarrierKind}
        case By.COLUMN_KIND:
            return {NONE: NO_KIND, **{each.value: each.label for each in ColumnKind}}
        case By.AGENCY:
            return {
                str(pk): name for pk, name in Agency.objects.filter(pk__in=numbers).values_list("pk", "name")
            }
        case By.COLUMN:
            return {"0": NO_COLUMN, **_columns(numbers)}
        case _:
            return {"0": HERE, **_carriers(numbers)}


def _columns(numbers: set[int]) -> dict[str, str]:
    """Columns by name; those of one name are told apart by their key."""
    rows = list(Column.objects.filter(pk__in=numbers).values_list("pk", "title", "key"))
    often = Counter(title for _, title, _ in rows)
    return {str(pk): title if often[title] == 1 else f"{title}（{key}）" for pk, title, key in rows}


def _carriers(numbers: set[int]) -> dict[str, str]:
    rows = Carrier.objects.filter(pk__in=numbers).values_list("pk", "name", "kind", "agency__name")
    return {str(pk): f"{name}（{CarrierKind(kind).label}，{agency}）" for pk, name, kind, agency in rows}


def _of_periods(scope: Scope) -> list[Line]:
    spans = list(_spans(scope.since, scope.until))
    scopes = [replace(scope, since=since, until=until) for since, until, _ in spans]
    items = _in_spans(on_website(scope), "first_published_at", scopes, website_first())
    posts = _in_spans(on_carriers(scope), "out_at", scopes, post_first())
    return [
        Line(
            label,
            items[at][0] + posts[at][0],
            items[at][1] + posts[at][1],
            {"since": since.isoformat(), "until": until.isoformat()},
        )
        for at, (since, until, label) in enumerate(spans)
    ]


def _in_spans(
    rows: QuerySet[Item] | QuerySet[Post], moment: str, scopes: list[Scope], first: Q
) -> list[tuple[int, int]]:
    """How many rows lie in each span, and how many of them are first; one query."""
    wanted = {}
    for at, scope in enumerate(scopes):
        inside = Q(**{f"{moment}__gte": scope.begin, f"{moment}__lt": scope.end})
        wanted[f"many{at}"] = Count("pk", filter=inside)
        wanted[f"once{at}"] = Count("pk", filter=inside & first)
    found = rows.aggregate(**wanted)
    return [(found[f"many{at}"], found[f"once{at}"]) for at in range(len(scopes))]


def _spans(since: date, until: date) -> Iterator[tuple[date, date, str]]:
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
        yield begin, end, f"{begin.year}年{begin.month}月" if monthly else f"{begin.year}年"
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
