"""What a register is: its fields, what identifies a row, by when it is public, what of it is shown, what it counts.

A register is data (data/registers/*.toml), never a module of its own.   依据：条例第二十条
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from gongkai.law.basis import Basis
from gongkai.law.bodies import BodyKind

Value = str | int | Decimal | date
"""What a field holds: texts as they are, days, whole numbers, and sums of money in 元 with two decimals."""

Values = Mapping[str, Value]
"""One row: values by the keys of its fields; what is empty is left out."""


class Kind(StrEnum):
    """What a field holds, and so how it is read, shown and compared."""

    TEXT = "text"  # one line
    LONG = "long"  # paragraphs
    CODE = "code"  # an identifier: no blanks, letters and digits in half width
    DATE = "date"
    YEAR = "year"
    MONEY = "money"  # 元, at most two decimals, never negative
    NUMBER = "number"  # a decimal, never negative
    WHOLE = "whole"  # an integer, never negative
    CHOICE = "choice"  # one of the words of the field
    USCC = "uscc"  # 统一社会信用代码
    ID_NUMBER = "id_number"  # 公民身份号码 or the number of another identity document
    PERSON = "person"  # the name of a natural person
    PARTY = "party"  # the name of a company or of a natural person; `Field.party` tells which
    PHONE = "phone"
    ADDRESS = "address"
    URL = "url"


class Shown(StrEnum):
    """What of a field the public sees."""

    PLAIN = "plain"
    MASKED = "masked"  # by its kind; of a company plain
    HIDDEN = "hidden"


class Group(StrEnum):
    """Under which heading of the public pages a register stands."""

    DECISIONS = "decisions"
    SERVICES = "services"
    MONEY = "money"
    POWERS = "powers"
    OVERSIGHT = "oversight"
    PROJECTS = "projects"

    @property
    def label(self) -> str:
        """The word that everybody sees."""
        return {
            "decisions": "执法决定",
            "services": "政务服务",
            "money": "财政资金",
            "powers": "权力和责任",
            "oversight": "监管和数据",
            "projects": "项目、招考和应急",
        }[self.value]


class Rhythm(StrEnum):
    """How often a source is expected to deliver."""

    EACH = "each"  # with every decision
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    CHANGED = "changed"  # when something changed

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "each": "随时",
            "monthly": "每月",
            "quarterly": "每季度",
            "yearly": "每年",
            "changed": "变动时",
        }[self.value]


class Measure(StrEnum):
    """What of a register stands in a cell of table two."""

    ROWS = "rows"  # rows dated in the year
    SUM = "sum"  # a sum of money of the rows dated in the year, in 万元
    STOCK_BEFORE = "stock_before"  # rows in force at the end of the year before
    CHANGE = "change"  # rows in force at the end of the year, less those


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows whose field has one of these values; `excluded`: all others."""

    field: str
    values: tuple[str, ...]
    excluded: bool = False

    def holds(self, values: Values) -> bool:
        """Whether a row meets it; a row without the field has none of the values."""
        return (values.get(self.field) in self.values) is not self.excluded


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    `length`: most characters, 0 for the length of its kind. `choices`: the words that it may hold, `also`: other words for
    them. `needed_when`: when an otherwise optional field must be filled. `party`: key of the field that tells whether
    the one named here is a natural person; masked only then. `aliases`: other headings; `in_wan`: headings whose
    numbers are 万元. `not_before`: key of a date that this one must not precede. `evidence` as in data/params.
    """

    key: str
    label: str
    kind: Kind
    basis: Basis
    evidence: str
    required: bool = False
    length: int = 0
    choices: tuple[str, ...] = ()
    also: Mapping[str, str] | None = None
    shown: Shown = Shown.PLAIN
    party: str = ""
    needed_when: Condition | None = None
    not_before: str = ""
    aliases: tuple[str, ...] = ()
    in_wan: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A publication clock: its id in data/duties/clocks.toml, and the date field that starts it."""

    id: str
    field: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When a row leaves the public view: on which condition, since which date, within which clock of duties.

    The row and what it said are kept.   依据：行政处罚法第四十八、八十五条
    """

    when: Condition
    field: str
    clock: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted: a register, and of it only the rows that meet all conditions."""

    register: str
    where: tuple[Condition, ...] = ()

    def holds(self, values: Values) -> bool:
        """Whether a row is asked for."""
        return all(condition.holds(values) for condition in self.where)


@dataclass(frozen=True, slots=True)
class Count:
    """One cell of table two that a register feeds; `field`: the money that is summed."""

    cell: str
    measure: Measure
    asked: Asked
    field: str = ""


@dataclass(frozen=True, eq=False)
class Definition:
    """One register; the same only as itself.

    `business_key`: the fields that identify a row within its agency. `dated_by`: the date or year that a row belongs to.
    `lasts`: the fields from and until which an entry of a list is in force ("" where a register has no such fields).
    `titled_by`, `numbered_by`, `party`, `party_kind`, `amount`: what lists show and filter by ("" where it has none).
    `clocks`: the first one whose date is given counts. `keeps`: how long rows are kept (data/duties/retention.toml).
    `held_back`: rows that count, and are not shown. `matrix`: unit, year and kind, by which it must be complete; `year_after`: the kinds
    that are published in the year after theirs. `person`: the words of `party_kind`
    that mean a natural person. `update`: how often a source delivers. `duty`: what it is published under
    (data/duties/items.toml). `past`: what it is dated by has happened when it is registered. `whole`: a list, of which a file
    may be all that there is; never of decisions, each of which was made. `bodies`: the kinds
    of bodies each of which must have rows of its own, where it must be complete.
    """

    key: str
    label: str
    unit: str
    group: Group
    about: str
    fields: tuple[Field, ...]
    business_key: tuple[str, ...]
    dated_by: str
    titled_by: str
    duty: str
    basis: tuple[Basis, ...]
    evidence: str
    clocks: tuple[Clock, ...] = ()
    keeps: str = ""
    withdrawn: Withdrawal | None = None
    held_back: Condition | None = None
    counts: tuple[Count, ...] = ()
    lasts: tuple[str, str] | None = None
    numbered_by: str = ""
    party: str = ""
    party_kind: str = ""
    amount: str = ""
    matrix: tuple[str, ...] = ()
    year_after: tuple[str, ...] = ()
    update: Rhythm = Rhythm.CHANGED
    past: bool = True
    whole: bool = False
    bodies: tuple[BodyKind, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        """The fields by key."""
        return {field.key: field for field in self.fields}

    @cached_property
    def needed(self) -> tuple[Field, ...]:
        """The fields that must be filled, always or when another one says so."""
        return tuple(field for field in self.fields if field.required or field.needed_when)

    @cached_property
    def ordered(self) -> tuple[Field, ...]:
        """The dates that must not precede another one."""
        return tuple(field for field in self.fields if field.not_before)

    @cached_property
    def prose(self) -> tuple[str, ...]:
        """The keys of texts that the public sees as they are, so that what is masked elsewhere may stand in them."""
        plain = (field for field in self.fields if field.shown is Shown.PLAIN)
        return tuple(field.key for field in plain if field.kind in (Kind.TEXT, Kind.LONG))

    @property
    def public(self) -> Iterator[Field]:
        """The fields of which the public sees something."""
        return (field for field in self.fields if field.shown is not Shown.HIDDEN)

    def field(self, key: str) -> Field:
        """The field with this key; KeyError if there is none."""
        return self.by_key[key]


PERSONS = ("自然人",)
"""The words of a `party_kind` that mean a natural person."""
