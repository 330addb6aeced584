"""Dates that cannot be, or that contradict one another or the date of the document."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Remark
from gongkai.documents.checking.written_dates import WrittenDate, written_dates
from gongkai.law.calendar.workdays import WEEKDAYS
from gongkai.law.findings import Severity
from gongkai.law.wording import day as in_words

_LEAP = 2000  # a year that has every day that any year has
_PAST_BEFORE = re.compile(r"(?:已于|业于|曾于|已经于|业已于)\s*$")
_PAST_AFTER = re.compile(
    r"\s*(?:，)?(?:已经|以来|[^，。；\n]{0,6}(?:印发|公布|发布|作出|通过|收到|受理)(?:的|了))"
)
_FUTURE_BEFORE = re.compile(r"(?:将于|拟于|计划于|定于|截至|截止到?|至|到|前)\s*$")
_IN_FORCE = re.compile(r"\s*起?(?:正式)?(?:施行|实施|执行|生效)")
_FROM = re.compile(r"自\s*$")
_RETROACTIVE = re.compile(r"追溯|溯及|此前已|以前已|按.{0,12}执行的?，?不再|同时废止")
_TO = re.compile(
    r"\s*(?:起|（[^（）\n]{1,6}）|\([^()\n]{1,6}\)|[上下]午)*\s*(?:至|到|—|－|～|~|-|–)+\s*(?:次年)?\s*"
)
_UNTIL = re.compile(r"(?:有效期至|有效期到|请于|须于|应于|请务必于|报名截止时间?[：:为]?)\s*$")
_BY = re.compile(r"\s*(?:前|之前|以前)[^，。；\n]{0,16}(?:报送|反馈|提交|完成|上报|报至|报我)")
_WEEKDAY = re.compile(r"\s*[（(，,]?\s*(?:星期|周)([一二三四五六日天])")
_YEAR = re.compile(r"(?<!\d)(\d{4})\s*年(?!代|版|第)")
_CITED_YEAR = re.compile(r"[〔\[](\d{4})[〕\]]\s*第?\d+号")
_FARTHEST = 60  # years after the document that a plan may speak of


def check_dates(passage: Passage, written_on: date | None = None) -> Iterator[Remark]:
    """Impossible days, and those that do not go with one another, with their weekday, or with the date of the document."""
    found = list(written_dates(passage.text))
    for each in found:
        yield from _impossible(passage, each)
        yield from _weekday(passage, each, written_on)
        if written_on is not None and each.on is not None:
            yield from _against_document(passage, each, each.on, written_on)
    yield from _spans(passage, found)
    if written_on is not None:
        yield from _years(passage, written_on)


def _impossible(passage: Passage, each: WrittenDate) -> Iterator[Remark]:
    span = (each.start, each.end)
    # 2026-13-01 may also be the number of something
    severity = Severity.ERROR if "月" in passage.text[each.start : each.end] else Severity.WARNING
    only_month = not each.day and passage.text[each.end - 1] == "月"
    if not 1 <= each.month <= 12:
        yield passage.remark("N101", severity, span, f"没有{each.month}月，请核对。")
        return
    last = monthrange(each.year or _LEAP, each.month)[1]
    if not (only_month or 1 <= each.day <= last):
        month = f"{each.year}年{each.month}月" if each.year else f"{each.month}月"
        yield passage.remark("N101", severity, span, f"没有这一天：{month}有{last}天，请核对。")


def _weekday(passage: Passage, each: WrittenDate, written_on: date | None) -> Iterator[Remark]:
    said = _WEEKDAY.match(passage.text, each.end)
    if said is None or not each.day:
        return
    base = written_on.year if written_on else 0
    years = [each.year] if each.year else [base, base + 1] if base else []
    days = [on for year in years if (on := WrittenDate(0, 0, year, each.month, each.day).on)]
    names = [WEEKDAYS[on.weekday()] for on in days]
    wanted = "日" if said[1] == "天" else said[1]
    if names and not any(name.endswith(wanted) for name in names):
        message = f"{in_words(days[0])}是{names[0]}，请核对日期和星期。"
        yield passage.remark("N106", Severity.WARNING, (each.start, said.end()), message, names[0])


def _against_document(passage: Passage, each: WrittenDate, on: date, written_on: date) -> Iterator[Remark]:
    text, span = passage.text, (each.start, each.end)
    before = text[max(0, each.start - 10) : each.start]
    if on > written_on and _says_past(text, each, before):
        message = f"说的是已经发生的事，日期却在成文日期（{in_words(written_on)}）之后，请核对。"
        yield passage.remark("N102", Severity.WARNING, span, message)
    if on >= written_on:
        return
    if _FROM.search(before) and _IN_FORCE.match(text, each.end) and not _RETROACTIVE.search(text):
        message = f"施行日期早于成文日期（{in_words(written_on)}），正文没有说明溯及以前，请核对。"
        yield passage.remark("N103", Severity.INFO, span, message)
    if _UNTIL.search(before) and (
        before.rstrip().endswith(("至", "到", "：", ":", "为")) or _BY.match(text, each.end)
    ):
        message = f"期限早于成文日期（{in_words(written_on)}），请核对。"
        yield passage.remark("N104", Severity.WARNING, span, message)


def _says_past(text: str, each: WrittenDate, before: str) -> bool:
    if _PAST_BEFORE.search(before):
        return True
    return not _FUTURE_BEFORE.search(before) and _PAST_AFTER.match(text, each.end) is not None


def _spans(passage: Passage, found: Sequence[WrittenDate]) -> Iterator[Remark]:
    """From one day to another: the second must not come first."""
    for first, second in pairwise(found):
        joint = passage.text[first.end : second.start]
        if len(joint) > 14 or not _TO.fullmatch(joint) or "次年" in joint or not (first.day and second.day):
            continue
        begins = (first.year or _LEAP, first.month, first.day)
        ends = (second.year or first.year or _LEAP, second.month, second.day)
        if second.year and not first.year:
            continue
        if ends < begins and (first.year or second.year):
            message = "截止日期早于起始日期，请核对；跨年的，请写明年份。"
            yield passage.remark("N104", Severity.WARNING, (first.start, second.end), message)


def _years(passage: Passage, written_on: date) -> Iterator[Remark]:
    """A cited document of a year to come, and a year so far ahead that digits must have changed places."""
    for match in _CITED_YEAR.finditer(passage.text):
        if int(match[1]) > written_on.year:
            message = f"引用的文件是{match[1]}年的，本文成文于{written_on.year}年，请核对。"
            yield passage.remark("N105", Severity.WARNING, match.span(), message)
    for match in _YEAR.finditer(passage.text):
        if int(match[1]) > written_on.year + _FARTHEST:
            message = f"{match[1]}年离成文日期太远，请核对年份。"
            yield passage.remark("N105", Severity.WARNING, match.span(), message)
