"""What a word on the command line means: a day, a number; and how answers name days."""

import re
from datetime import date

import click

from gongkai.cli.screen import printable
from gongkai.law.calendar.workdays import WEEKDAYS
from gongkai.law.wording import day as in_words

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|年(\d{1,2})月)(\d{1,2})日?", re.ASCII)
_LONGEST = 40  # of a word that a complaint repeats


class DayWord(click.ParamType[date]):
    """A day as 2026-09-20, 2026/9/20 or 2026年9月20日."""

    name = "日期"

    def convert(self, value: str, _: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; UsageError if the word is none or there is no such day."""
        try:
            return read_day(value)
        except ValueError as error:
            raise click.UsageError(str(error), ctx) from None


class NumberWord(click.ParamType[int]):
    """A whole number, 0 or more."""

    name = "个数"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; UsageError if the word is none."""
        if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
            name = param.opts[0] if param else ""
            raise click.UsageError(f"{name} 应当是不带符号的整数，现为“{_shown(value)}”", ctx)
        return int(value)


DAY = DayWord()
NUMBER = NumberWord()


def read_day(word: str) -> date:
    """The day that a word names; ValueError, in Chinese, if it names none."""
    written = _DAY.fullmatch(word.strip())
    if not written:
        raise ValueError(f"“{_shown(word)}”不是日期，请写成 2026-09-20 这样")
    year, month, on = (int(part) for part in written.groups() if part)
    try:
        return date(year, month, on)
    except ValueError:
        raise ValueError(f"没有“{_shown(word)}”这一天，请核对年、月、日") from None


def _shown(word: str) -> str:
    return printable(word)[:_LONGEST]


def with_weekday(on: date) -> str:
    """A day as answers name it: 2026年9月20日（星期日）."""
    return f"{in_words(on)}（{WEEKDAYS[on.weekday()]}）"
