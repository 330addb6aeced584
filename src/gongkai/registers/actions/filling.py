"""A row that the law has read becomes what is kept of it: what is public, what is sealed, the columns of lists and counts."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from gongkai.documents.searching.folding import fold
from gongkai.documents.searching.grams import BETWEEN
from gongkai.law.calendar.workdays import Calendar
from gongkai.law.registers import Definition, Kind, Values
from gongkai.law.registers.identity import business_key, fingerprint, stated
from gongkai.law.registers.timing import Planner, State, planner, state, withdraw_by
from gongkai.law.registers.view import shown
from gongkai.records.queries.numbers import civil_day
from gongkai.registers.models import PLACE
from gongkai.sealing.keys import box

LONGEST = 200
_DIGITS = 32
_HARMLESS = frozenset({Kind.CHOICE, Kind.DATE, Kind.YEAR, Kind.MONEY, Kind.NUMBER, Kind.WHOLE, Kind.USCC})
"""Kinds that tell nothing of a natural person: hidden ones need not be sealed."""
_SOUGHT = frozenset({Kind.TEXT, Kind.CODE, Kind.USCC, Kind.PARTY})


class Filled(NamedTuple):
    """The columns of a staged row that follow from its values, in the order in which they are written."""

    key: str
    fingerprint: str
    as_of: datetime
    dated_on: date
    due_on: date | None
    out_on: date | None
    late: bool
    begins_on: date | None
    ends_on: date | None
    title: str
    party: str
    party_kind: str
    amount: int | None
    marks: int
    state: str
    left_on: date | None
    leave_by: date | None
    values: str
    masks: str
    personal: str
    words: str


@dataclass(slots=True)
class Filler:
    """Fills rows of one delivery. `out_on`: since when its rows are public, None where that is unknown."""

    definition: Definition
    calendar: Calendar
    salt: bytes
    as_of: datetime
    out_on: date | None
    planned: Planner = field(init=False)
    sought: tuple[str, ...] = field(init=False)
    hidden: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """What is the same for all rows is worked out once."""
        made = self.definition
        self.planned = planner(made, self.calendar)
        shown_keys = {each.key for each in made.public}
        self.hidden = frozenset(
            each.key for each in made.fields if each.key not in shown_keys and each.kind not in _HARMLESS
        )
        wanted = dict.fromkeys(filter(None, (made.titled_by, *made.business_key, made.party)))
        self.sought = tuple(key for key in wanted if made.by_key[key].kind in _SOUGHT)

    def fill(self, values: Values, as_of: datetime | None = None) -> Filled:
        """What is kept of a row. What the public reads otherwise than it was written is sealed as it was written."""
        made = self.definition
        texts, public = stated(values), shown(made, values)
        masks = {key: text for key, text in public.items() if text != texts[key]}
        sealed = {key: text for key, text in texts.items() if key in masks or key in self.hidden}
        due_on, left_on, leave_by = self.planned(values), *self.left(values)
        begins_on, ends_on = (_day(values, key) for key in made.lasts or ("", ""))
        return Filled(
            key=self._print(business_key(made, values)),
            fingerprint=self._print(fingerprint(values)),
            as_of=as_of or self.as_of,
            dated_on=self._dated(values),
            due_on=due_on,
            out_on=self.out_on,
            late=bool(due_on and self.out_on and self.out_on > due_on),
            begins_on=begins_on,
            ends_on=ends_on,
            title=public.get(made.titled_by, "")[:LONGEST],
            party=public.get(made.party, "")[:LONGEST],
            party_kind=texts.get(made.party_kind, "")[:40],
            amount=_cents(values.get(made.amount)),
            marks=marks(made, values),
            state=state(made, values).value,
            left_on=left_on,
            leave_by=leave_by,
            values=_json({key: text for key, text in texts.items() if key not in sealed}),
            masks=_json(masks),
            personal=box().seal(_json(sealed), place=PLACE) if sealed else "",
            words=BETWEEN.join(fold(public[key]) for key in self.sought if key in public),
        )

    def _print(self, digest: str) -> str:
        """A digest that nobody can make without the salt, or names would be found by trying."""
        return hmac.new(self.salt, digest.encode(), sha256).hexdigest()[:_DIGITS]

    def left(self, values: Values) -> tuple[date | None, date | None]:
        """Since when a row must not be shown, and by when it had to leave; None for one that may be shown."""
        if state(self.definition, values) is not State.WITHDRAWN or self.definition.withdrawn is None:
            return None, None
        clock = withdraw_by(self.definition, values, self.calendar)
        since = _day(values, self.definition.withdrawn.field) or self._dated(values)
        return since, clock.due_on if clock else None

    def _dated(self, values: Values) -> date:
        given = values.get(self.definition.dated_by)
        if isinstance(given, date):
            return given
        return date(given, 1, 1) if isinstance(given, int) else civil_day(self.as_of)


def marks(definition: Definition, values: Values) -> int:
    """Which counts of its register a row is part of, one bit each."""
    met = (1 << place for place, count in enumerate(definition.counts) if count.asked.holds(values))
    return sum(met)


def _day(values: Values, key: str) -> date | None:
    given = values.get(key)
    return given if isinstance(given, date) else None


def _cents(given: object) -> int | None:
    return int(given * 100) if isinstance(given, Decimal) else None


def _json(texts: Mapping[str, str]) -> str:
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
