"""Reads: what stands in the way of an issue: its numbers, what is in it twice, what is not public, what has no number and date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Max

from gongkai.compilations.models import Article, Issue, Rubric
from gongkai.publication.models import Stand


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with an issue. `article_id`: of the document that it is about; `stops`: it cannot come out so."""

    message: str
    article_id: int = 0
    stops: bool = True


def next_numbers(agency_id: int, year: int) -> tuple[int, int]:
    """Number in the year and total number of the next issue of an agency: one more than those that are there."""
    there = Issue.objects.filter(agency=agency_id, dropped_at__isnull=True)
    number = there.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    total = there.aggregate(last=Max("total"))["last"] or 0
    return number + 1, total + 1


def faults(issue: Issue, articles: Sequence[Article]) -> list[Fault]:
    """Everything that is wrong with an issue, what stops it first. Three queries, however many documents it has."""
    found = [*_numbers(issue), *_documents(issue, articles)]
    return sorted(found, key=lambda fault: not fault.stops)


def _numbers(issue: Issue) -> Iterator[Fault]:
    """The first issue that is entered may have any numbers, since gazettes are older than this platform."""
    if issue.dated_on.year != issue.year:
        yield Fault(f"出版日期是{issue.dated_on.year}年，与{issue.year}年不符，请核对。")
    out = Issue.objects.filter(agency=issue.agency_id, issued_at__isnull=False)
    before = out.exclude(pk=issue.pk).order_by("-total").first()
    if before is None:
        return
    if issue.total != before.total + 1:
        yield Fault(f"总期号应当是第{before.total + 1}期：上一期是总第{before.total}期，总期号要连续。")
    wanted = before.number + 1 if before.year == issue.year else 1
    if issue.year < before.year:
        yield Fault(f"上一期是{before.year}年的，{issue.year}年的不能排在后面，请核对年份。")
    elif issue.number != wanted:
        yield Fault(f"{issue.year}年的期号应当是第{wanted}期，现在填的是第{issue.number}期。")
    if issue.dated_on < before.dated_on:
        yield Fault(f"出版日期早于上一期的{before.dated_on:%Y-%m-%d}，请核对。")


def _documents(issue: Issue, articles: Sequence[Article]) -> Iterator[Fault]:
    if not articles:
        yield Fault("这一期还没有文件，请先收入文件。")
    again = _earlier(issue, articles)
    for each in articles:
        name = f"《{each.edition.title}》"
        if each.item.stand != Stand.PUBLIC:
            state = Stand(each.item.stand).label
            yield Fault(f"{name}现在是“{state}”，公报只收已公开的文件。请移出，或者等它重新公开。", each.pk)
        elif each.item.public_id != each.edition_id:
            yield Fault(f"{name}收入之后有了新的一版，请换用新版，再核对。", each.pk)
        yield from _named(each, name)
        if each.item_id in again:
            told = f"{name}已在{again[each.item_id]}登过；确需再登的可以保留。"
            yield Fault(told, each.pk, stops=False)


def _named(each: Article, name: str) -> Iterator[Fault]:
    rubric = Rubric(each.rubric)
    if rubric.numbered and not each.edition.document_no:
        yield Fault(f"{name}没有发文字号。“{rubric.label}”里的文件应当有；没有的请改收到其他栏。", each.pk)
    if (rubric.numbered or rubric is Rubric.RULES) and each.edition.written_on is None:
        yield Fault(f"{name}没有成文日期，请先在信息里补正，再换用新版。", each.pk)


def _earlier(issue: Issue, articles: Sequence[Article]) -> dict[int, str]:
    """In which earlier issue of the same gazette an item stood."""
    found = Article.objects.filter(
        item__in=[each.item_id for each in articles],
        issue__agency=issue.agency_id,
        issue__issued_at__isnull=False,
        taken_out_at__isnull=True,
    ).exclude(issue=issue.pk)
    rows = found.values_list("item", "issue__year", "issue__number")
    return {item: f"{year}年第{number}期" for item, year, number in rows}
