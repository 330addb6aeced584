"""How many documents there are of each body, and the proof that the figures of two days fit.

依据：国办公开办函〔2021〕30号表二，条例第二十条
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

from gongkai.law.duties.publication import Validity
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import grounds
from gongkai.law.normative.agencies import Move, Owners, owners
from gongkai.law.normative.documents import Document
from gongkai.law.normative.grounds import find
from gongkai.law.normative.history import Leaving
from gongkai.law.normative.kinds import DocumentKind
from gongkai.law.normative.register import Register
from gongkai.law.normative.settings import DEFAULT, Counted, Settings
from gongkai.law.rules import Rule

_ONE_DAY = timedelta(days=1)
RULES: tuple[Rule, ...] = (grounds.ROLL_FORWARD, grounds.TRANSFER, grounds.LEAD, grounds.EXPIRY)
"""What a count rests on."""


@dataclass(frozen=True, slots=True)
class Life:
    """A document as it is counted: from which day, until which (that day not counted), whose, changed on which days."""

    document: str
    kind: DocumentKind
    entered_on: date
    leaving: Leaving | None
    owners: Owners
    amended_on: tuple[date, ...]

    def there(self, on: date) -> bool:
        """Whether it counts on a day."""
        return self.entered_on <= on and (self.leaving is None or on < self.leaving.on)

    @property
    def moves(self) -> Iterator[tuple[date, str, str]]:
        """The days on which it changed hands while it counted: on, from, to."""
        for (_, before), (on, after) in zip(self.owners.turns, self.owners.turns[1:], strict=False):
            if on > self.entered_on and self.there(on):
                yield on, before, after


@dataclass(frozen=True, slots=True)
class Count:
    """The documents of one body from the evening of one day to that of another.

    `opening` and `closing` are counted on those days; the others are what happened after the first up to and with the last.
    """

    opening: int = 0
    made: int = 0
    amended: int = 0
    repealed: int = 0
    expired: int = 0
    moved_in: int = 0
    moved_out: int = 0
    closing: int = 0

    @property
    def balanced(self) -> bool:
        """Whether what there was, what came and what went make what there is.   依据：国办公开办函〔2021〕30号表二"""
        came = self.opening + self.made + self.moved_in
        return came - self.repealed - self.expired - self.moved_out == self.closing

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Count)))


@dataclass(frozen=True, slots=True)
class TableTwo:
    """The three figures of table two, with what is told beside them; `repealed` as the setting has it."""

    made: int
    repealed: int
    in_force: int
    expired: int
    settings: Settings


def lives(
    told: Register, moves: Iterable[Move] = (), settings: Settings = DEFAULT
) -> tuple[tuple[Life, ...], tuple[Finding, ...]]:
    """Every document as it is counted, and what is wrong with the moves. A joint one counts for its lead body alone.

    Documents that were never published, and those that left before they entered, are not counted.
    """
    owned, found = owners((each.document for each in told.histories.values()), moves)
    counted = (
        as_counted(
            each.document,
            each.leaving,
            owned[name],
            tuple(change.on for change in each.changes if change.kind.by_article),
            settings,
        )
        for name, each in told.histories.items()
    )
    return tuple(each for each in counted if each is not None), found


def as_counted(
    document: Document,
    leaving: Leaving | None,
    owned: Owners,
    amended_on: tuple[date, ...],
    settings: Settings = DEFAULT,
) -> Life | None:
    """A document as it is counted, from what is known of its life; None for one that is not."""
    starts_on = document.starts_on
    entered_on = document.issued_on if settings.counted_from is Counted.ISSUED else starts_on
    if starts_on is None or entered_on is None or (leaving and leaving.on < entered_on):
        return None
    return Life(document.id, document.kind, entered_on, leaving, owned, amended_on)


def counts(
    counted: Iterable[Life], start: date, end: date, kind: DocumentKind | None = None
) -> dict[str, Count]:
    """The count of each body that had a document, from the evening of `start` to that of `end`.

    `kind`: of these alone; None: of all that govern. Whatever other body had none is not listed: `Count()`.
    依据：国办公开办函〔2021〕30号表二
    """
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for life in counted:
        if life.kind is kind or (kind is None and life.kind.governs):
            for agency, what in _events(life, start, end):
                sums[agency][what] += 1
    return {agency: Count(**sums[agency]) for agency in sorted(sums)}


def _events(life: Life, start: date, end: date) -> Iterator[tuple[str, str]]:
    """What a document adds to, and for whom."""
    if life.there(start):
        yield life.owners.on(start), "opening"
    if start < life.entered_on <= end:
        yield life.owners.on(life.entered_on), "made"
    for on in {on for on in life.amended_on if start < on <= end and life.there(on)}:
        yield life.owners.on(on), "amended"
    for on, before, after in life.moves:
        if start < on <= end:
            yield before, "moved_out"
            yield after, "moved_in"
    if life.leaving and start < life.leaving.on <= end:
        what = "repealed" if life.leaving.validity is Validity.REPEALED else "expired"
        yield _last_owner(life, life.leaving), what
    if life.there(end):
        yield life.owners.on(end), "closing"


def _last_owner(life: Life, leaving: Leaving) -> str:
    """Who loses a document: whoever had it the day before, or, when it goes on the day it came, on that day."""
    return life.owners.on(leaving.on - _ONE_DAY if leaving.on > life.entered_on else leaving.on)


def prove(sums: dict[str, Count]) -> list[Finding]:
    """Whether every count fits, and what was handed over was taken; nothing is found where the counting is right.

    依据：国办公开办函〔2021〕30号表二
    """
    found = [
        find(
            grounds.ROLL_FORWARD,
            Severity.ERROR,
            agency,
            f"{agency}：期初{each.opening}件，新增{each.made}件，转入{each.moved_in}件，废止{each.repealed}件，"
            f"失效{each.expired}件，转出{each.moved_out}件，与期末{each.closing}件不符。请核对。",
        )
        for agency, each in sums.items()
        if not each.balanced
    ]
    total = sum(sums.values(), Count())
    if total.moved_in != total.moved_out:
        found.append(
            find(
                grounds.TRANSFER,
                Severity.ERROR,
                "total",
                f"转出合计{total.moved_out}件，转入合计{total.moved_in}件，两数应当相等。请核对机构的划转。",
            )
        )
    return found


def table_two(counted: Count, settings: Settings = DEFAULT) -> TableTwo:
    """The figures of table two from the count of a year.   依据：国办公开办函〔2021〕30号表二"""
    repealed = counted.repealed + (counted.expired if settings.expiry_is_repeal else 0)
    return TableTwo(counted.made, repealed, counted.closing, counted.expired, settings)
