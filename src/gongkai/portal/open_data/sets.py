"""The sets of data that there are: every list and every register, each with its rows, its size, when it last changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import chain

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import make_aware
from ninja import Schema

from gongkai.agencies import queries as agencies
from gongkai.annual_reports.queries.released import held, stock
from gongkai.compilations.queries import issued, shown
from gongkai.law.registers import Definition, Shown, definitions
from gongkai.normative import access
from gongkai.normative.queries import interpreted, listing
from gongkai.portal.open_data import rows, shapes
from gongkai.portal.open_data.flattening import Column, columns
from gongkai.publication.queries import lists
from gongkai.publication.queries.catalogue import catalogue
from gongkai.records.queries.deeds import last_among
from gongkai.registers.queries.counts import totals
from gongkai.registers.queries.public_figures import public_sums, updated

Rows = Iterator[rows.Record]
BLOCK = 500
MASKED = "；自然人的信息隐去一部分"
TOLD = {
    "agencies": ("机关名录", "全部公开机关，含已经终止的。"),
    "columns": ("公开栏目", "每个机关现在的栏目。"),
    "catalogue": ("基层政务公开标准目录", "每个机关现在的目录事项。"),
    "items": ("公开信息目录", "全部主动公开的信息，一条信息一行；正文、附件在接口里。"),
    "documents": (
        "规章和规范性文件登记簿",
        "登记的规章、行政规范性文件和今天的效力；条文、沿革在接口里。",
    ),
    "interpretations": ("政策解读", "解读和它解读的文件。"),
    "questions": ("政策问答", "对政策的提问和答复。"),
    "topics": ("专题", "公开的专题。"),
    "gazettes": ("政府公报", "已经出版的各期公报。"),
    "reports": (
        "政府信息公开工作年度报告",
        "每份年度报告的最新一版；各表的数在接口和年度报告开放数据里。",
    ),
}
"""What each list is called, and what it is."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: `more_than` where nobody counts on; None where nobody counts at all. `changed_at`: None if unknown."""

    many: int | None
    more_than: bool = False
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """One set of data. `page`: where people read it; `path`: where programs do, below the interface; `files`: addresses of CSV and JSON.

    `every`: all its rows; None where the files are written elsewhere.
    """

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]
    page: str
    path: str
    csv: str
    json: str
    size: Callable[[date], Size]
    every: Callable[[HttpRequest, date], Rows] | None


def datasets() -> tuple[Dataset, ...]:
    """All of them, lists first."""
    return (*_lists(), *map(_register, definitions().values()))


def dataset(key: str) -> Dataset | None:
    """One of them; None if there is none."""
    return next((each for each in datasets() if each.key == key), None)


def sized(on: date) -> list[tuple[Dataset, Size]]:
    """All of them with how much there is: the registers, of which there are many, by two queries together."""
    held, last = {each.register: each.public for each in totals()}, updated()
    return [
        (each, each.size(on) if each.every else Size(held.get(each.key, 0), changed_at=last.get(each.key)))
        for each in datasets()
    ]


def _lists() -> Iterator[Dataset]:
    for key, (title, about) in TOLD.items():
        made = MADE[key]
        yield Dataset(
            key=key,
            title=title,
            about=about,
            columns=columns(made.shape),
            page=reverse(made.page),
            path=key,
            csv=reverse("data_file", args=[key, "csv"]),
            json=reverse("data_file", args=[key, "json"]),
            size=made.size,
            every=made.every,
        )


def _register(made: Definition) -> Dataset:
    return Dataset(
        key=made.key,
        title=made.label,
        about=made.about,
        columns=_register_columns(made.key),
        page=reverse("register", args=[made.key]),
        path=f"registers/{made.key}/records",
        csv=reverse("register_file", args=[made.key, "list.csv"]),
        json=reverse("register_file", args=[made.key, "list.json"]),
        size=lambda _on: _register_size(made.key),
        every=None,
    )


@cache
def _register_columns(key: str) -> tuple[Column, ...]:
    """As its CSV has them."""
    made = definitions()[key]
    return (
        Column(("agency",), "公开机关", ""),
        *(
            Column(
                ("fields", field.key),
                field.label,
                field.note + (MASKED if field.shown is Shown.MASKED else ""),
            )
            for field in made.public
        ),
        Column(("published_on",), "公开日期", ""),
        Column(("url",), "地址", "记录的永久地址"),
    )


def _register_size(key: str) -> Size:
    return Size(sum(each.many for each in public_sums(key)), changed_at=updated().get(key))


def _agencies(_on: date) -> Size:
    return Size(agencies.listed().count(), changed_at=last_among("agencies."))


def _of_agencies(action: str) -> Callable[[date], Size]:
    return lambda _on: Size(None, changed_at=last_among(action))


def _items(on: date) -> Size:
    many, more_than = lists.amount(lists.ALL, on=on)
    last = lists.newest(on=on, most=1)
    return Size(many, more_than, last[0].published_at if last else None)


def _documents(on: date) -> Size:
    page = listing.documents(access.public(), listing.Sought(), on)
    days = [each.published_on for each in page.rows if each.published_on]
    return Size(page.total, changed_at=make_aware(datetime.combine(max(days), time())) if days else None)


def _interpretations(_on: date) -> Size:
    page = interpreted.interpretations(size=1)
    return Size(page.total, page.more_than, page.rows[0].item.published_at if page.rows else None)


def _questions(_on: date) -> Size:
    page = interpreted.questions()
    return Size(page.total, page.more_than, page.rows[0].published_at if page.rows else None)


def _topics(_on: date) -> Size:
    found = shown.listed()
    return Size(
        len(found), changed_at=max((each.opened_at for each in found if each.opened_at), default=None)
    )


def _gazettes(_on: date) -> Size:
    last = issued.issues_of(most=1)
    return Size(sum(many for _, many in issued.years()), changed_at=last[0].issued_at if last else None)


def _reports(_on: date) -> Size:
    found = stock()
    return Size(sum(found.reports.values()), changed_at=found.changed_at)


def _every_agency(request: HttpRequest, on: date) -> Rows:
    return (record for _, record in rows.every_agency(request, on))


def _every_column(request: HttpRequest, on: date) -> Rows:  # noqa: ARG001 - as every list
    return chain.from_iterable(rows.columns_of(each, on) for each in _bodies(on))


def _every_entry(request: HttpRequest, on: date) -> Rows:  # noqa: ARG001 - as every list
    return (rows.entry(each, row) for each in _bodies(on) for row in catalogue(each.id, on))


def _bodies(on: date) -> Iterator[agencies.AgencyRow]:
    """The agencies that there are on a day, some hundreds at a time."""
    after = 0
    while page := list(agencies.listed().filter(pk__gt=after).order_by("pk")[:BLOCK]):
        yield from (each for each in agencies.rows_on(page, on) if each.lives_on(on))
        after = page[-1].pk


def _every_item(request: HttpRequest, on: date) -> Rows:
    found = rows.walked(lambda before: lists.block(on=on, before=before, size=BLOCK))
    return (rows.item(request, each) for each in found)


def _every_document(request: HttpRequest, on: date) -> Rows:
    after = 0
    while page := listing.documents_behind(access.public(), listing.Sought(), on, after=after, most=BLOCK):
        yield from (rows.document(request, each) for each in page)
        after = page[-1].id


def _every_interpretation(request: HttpRequest, on: date) -> Rows:  # noqa: ARG001 - as every list
    def page(before: str) -> tuple[tuple[interpreted.Row, ...], str]:
        found = interpreted.interpretations(before=before, size=BLOCK)
        return found.rows, found.before

    return (rows.interpretation(request, each) for each in rows.walked(page))


def _every_question(request: HttpRequest, on: date) -> Rows:  # noqa: ARG001 - as every list
    after = 0
    while page := interpreted.questions_behind(after, BLOCK):
        yield from (rows.question(request, each) for each in page)
        after = page[-1].id


def _every_topic(request: HttpRequest, on: date) -> Rows:  # noqa: ARG001 - as every list
    return (rows.topic(request, each) for each in shown.listed())


def _every_issue(request: HttpRequest, on: date) -> Rows:  # noqa: ARG001 - as every list
    return (rows.issue(request, each) for each in issued.issues_of())


def _every_report(request: HttpRequest, on: date) -> Rows:  # noqa: ARG001 - as every list
    after = 0
    while page := held(after, BLOCK):
        yield from (rows.report(request, each) for each in page)
        after = page[-1].id


@dataclass(frozen=True, slots=True)
class _Made:
    """How a list is made: the shape of its rows, the page where people read it, its size, all its rows."""

    shape: type[Schema]
    page: str
    size: Callable[[date], Size]
    every: Callable[[HttpRequest, date], Rows]


MADE = {
    "agencies": _Made(shapes.AgencyRow, "organs", _agencies, _every_agency),
    "columns": _Made(shapes.ColumnRow, "organs", _of_agencies("publication.add_column"), _every_column),
    "catalogue": _Made(
        shapes.EntryRow, "organs", _of_agencies("publication.replace_catalogue"), _every_entry
    ),
    "items": _Made(shapes.ItemLine, "items", _items, _every_item),
    "documents": _Made(shapes.DocumentLine, "normative", _documents, _every_document),
    "interpretations": _Made(
        shapes.InterpretationRow, "interpretations", _interpretations, _every_interpretation
    ),
    "questions": _Made(shapes.QuestionRow, "questions", _questions, _every_question),
    "topics": _Made(shapes.TopicRow, "topics", _topics, _every_topic),
    "gazettes": _Made(shapes.IssueRow, "gazettes", _gazettes, _every_issue),
    "reports": _Made(shapes.ReportLine, "reports", _reports, _every_report),
}
