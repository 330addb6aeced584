"""Holiday notices as data: which days are off, which weekend days are worked, by which document.   依据：放假办法第七条"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law.basis import Basis, Instrument
from gongkai.law.calendar.statutory import FIRST_YEAR, LAST_YEAR, law_of, statutory_days
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words

# No holiday was ever longer; a longer one is a slip of the pen.
LONGEST_HOLIDAY = 15
SATURDAY = 5
HOLIDAYS = "2"  # the article that names the holidays for everybody, in every version


class UnusableNotice(ValueError):
    """A notice that cannot be used; the message says in Chinese which file and entry, what is wrong and what to do.

    `faults` is all that is wrong where the form is right, the first of it being that of the message; else empty.
    """

    def __init__(self, message: str, faults: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, order=True)
class Arrangement:
    """One holiday of a notice: days off (weekend days among them included) and make-up working days (调休上班)."""

    name: str
    off: tuple[date, ...]
    work: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One document that arranges days. A later notice prevails over an earlier one, day by day.

    `year` is the year whose schedule it settles; None for a notice that only changes single days, and for a local one.
    `number` is empty where a document has none.
    """

    title: str
    number: str
    published_on: date
    year: int | None
    arrangements: tuple[Arrangement, ...]

    def __str__(self) -> str:
        return f"《{self.title}》（{self.number}）" if self.number else f"《{self.title}》"

    @property
    def basis(self) -> Basis:
        """The notice as something that can be cited."""
        return Instrument(self.number, self.title, self.number, self.published_on).article()


def cited(rules: Iterable[Rule], notice: Notice | None, on: date) -> tuple[Basis, ...]:
    """The articles of some rules as they stood on a day, each once, and the notice that arranges it, where one does."""
    articles = (dated for rule in rules for basis in rule.bases for dated in _on(basis, on))
    return tuple(dict.fromkeys((*articles, notice.basis) if notice else articles))


def _on(basis: Basis, on: date) -> Iterator[Basis]:
    """An article of the law on holidays in the version of its time; before 2025 only its list of holidays corresponds."""
    law = law_of(on.year) if basis.instrument.key == "HOL" else basis.instrument
    if law == basis.instrument or basis.article == HOLIDAYS:
        yield law.article(basis.article)


def in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Notices in the order in which they prevail, each once: the same for the same set, however it came together."""
    return tuple(
        sorted(
            set(notices),
            key=lambda at: (at.published_on, at.number, at.title, at.year or 0, at.arrangements),
        )
    )


@cache
def shipped() -> tuple[Notice, ...]:
    """The notices that come with the program, in the order in which they prevail."""
    folder = files("gongkai.law").joinpath("data/holidays")
    texts = ((file.name, file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".toml"))
    return in_order(notice for name, text in texts for notice in read_notices(text, name))


def read_notices(text: str, name: str) -> tuple[Notice, ...]:
    """The notices of a TOML text; `name` is how messages call it. UnusableNotice if anything about it is wrong."""
    try:
        table = tomllib.loads(text)
    except (
        ValueError,
        RecursionError,
    ) as error:  # not only TOMLDecodeError: also for absurd numbers and nesting
        raise UnusableNotice(
            f"{name}{_line(error)}的写法不合 TOML 格式，或者有不存在的日期；请改正后再试。"
        ) from error
    entries = _Entry(table, name, {"notice"}).tables("notice", "[[notice]]")
    return tuple(
        _notice(_Entry(entry, f"{name}第{n}份通知", {"title", "number", "published_on", "year", "holiday"}))
        for n, entry in enumerate(entries, 1)
    )


class _Entry:
    """A table of the file, what messages call it, and its values once they are what they must be."""

    def __init__(self, table: dict[str, Any], place: str, keys: set[str]) -> None:
        self.place = place
        self._table = table
        for key in table:
            if key not in keys:
                raise self.wrong(f"有不认识的项目“{key}”，请删去；可写的有{'、'.join(sorted(keys))}")

    def wrong(self, what: str, faults: Iterable[str] = ()) -> UnusableNotice:
        return UnusableNotice(f"{self.place}{what}。", faults)

    def word(self, key: str) -> str:
        value = self._table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"缺少“{key}”，或者它不是文字；请补上")
        return value.strip()

    def optional_word(self, key: str) -> str:
        return self.word(key) if key in self._table else ""

    def day(self, key: str) -> date:
        value = self._table.get(key)
        if type(value) is not date:
            raise self.wrong(f"缺少“{key}”，或者它不是日期；请写成 2026-11-04 的样子，不加引号")
        return value

    def year(self, key: str) -> int | None:
        value = self._table.get(key)
        if value is None or (type(value) is int and FIRST_YEAR <= value <= LAST_YEAR):
            return value
        raise self.wrong(f"的“{key}”应当是{FIRST_YEAR}至{LAST_YEAR}的年份；只安排个别日子的通知不写这一项")

    def tables(self, key: str, header: str) -> list[dict[str, Any]]:
        value = self._table.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(entry, dict) for entry in value):
            raise self.wrong(f"缺少“{header}”部分；请按格式补上")
        return value

    def days(self, key: str) -> tuple[date, ...]:
        """Each entry is one day, or the first and the last of several."""
        value = self._table.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"的“{key}”应当是方括号里的日期")
        return tuple(day for entry in value for day in self._range(key, entry))

    def _range(self, key: str, entry: object) -> Iterator[date]:
        ends: list[Any] = entry if isinstance(entry, list) else [entry, entry]
        if len(ends) != 2 or not all(type(end) is date for end in ends):
            raise self.wrong(f"的“{key}”里每一项应当是一个日期，或者 [第一天, 最后一天]，日期不加引号")
        first, last = ends
        if not 0 <= (last - first).days < LONGEST_HOLIDAY:
            raise self.wrong(
                f"的“{key}”里{in_words(first)}至{in_words(last)}前后颠倒，或者超过{LONGEST_HOLIDAY}天；请核对原文"
            )
        for step in range((last - first).days + 1):
            yield first + timedelta(days=step)


def _notice(entry: _Entry) -> Notice:
    notice = Notice(
        title=entry.word("title"),
        number=_usual_brackets(entry.optional_word("number")),
        published_on=entry.day("published_on"),
        year=entry.year("year"),
        arrangements=tuple(
            _arrangement(_Entry(holiday, f"{entry.place}第{n}个节日", {"name", "off", "work"}))
            for n, holiday in enumerate(entry.tables("holiday", "[[notice.holiday]]"), 1)
        ),
    )
    if faults := list(dict.fromkeys(_faults(notice))):
        raise entry.wrong(faults[0], faults)
    return notice


def _arrangement(entry: _Entry) -> Arrangement:
    holiday = Arrangement(entry.word("name"), entry.days("off"), entry.days("work"))
    if not holiday.off and not holiday.work:
        raise entry.wrong(f"“{holiday.name}”没有写明哪天放假（off）或者上班（work）；请补上")
    return holiday


def _faults(notice: Notice) -> Iterator[str]:
    """What contradicts itself or the law in a notice that is written in the right form."""
    off = [on for holiday in notice.arrangements for on in holiday.off]
    work = [on for holiday in notice.arrangements for on in holiday.work]
    seen: set[date] = set()
    for on in (*off, *work):
        if on in seen:
            how = "既放假又上班" if on in off and on in work else "写了两次"
            yield f"里{in_words(on)}{how}；请核对原文"
        if not _may_arrange(notice.year, on):
            yield f"里{in_words(on)}不在它可以安排的年份之内；请核对年份"
        seen.add(on)
    for on in work:
        if on.weekday() < SATURDAY:
            yield f"里的上班日{in_words(on)}不是星期六、星期日；请核对原文"
    for on, name in statutory_days(notice.year).items() if notice.year else ():
        if on not in off:
            yield f"没有安排{name}（{in_words(on)}）；请把全年的节日补全，只安排个别日子的通知请删去 year 一项"


def _may_arrange(year: int | None, on: date) -> bool:
    """A year's notice reaches into the December before and the January after; another one, anywhere in the calendar."""
    if year is None:
        return FIRST_YEAR <= on.year <= LAST_YEAR
    return date(year - 1, 12, 1) <= on <= date(year + 1, 1, 31)


def _usual_brackets(number: str) -> str:
    """国办发明电[2025]7号 and 国办发明电〔2025〕7号 are the same number."""
    return re.sub(r"\s+", "", number).translate(str.maketrans("[]［］【】()（）", "〔〕〔〕〔〕〔〕〔〕"))


def _line(error: Exception) -> str:
    found = re.search(r"line (\d+)", str(error))
    return f"第{found[1]}行" if found else ""
