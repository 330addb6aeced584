"""Reads: which records were corrected, taken down, brought back; which lists got others: as the log says it (`records.queries.turns`)."""

from collections.abc import Iterator, Sequence

from gongkai.law.registers.timing import State
from gongkai.records.queries.among import Among
from gongkai.records.queries.deeds import Deed
from gongkai.records.queries.turns import Kind, Teller, Told, Turn, Turned, number_of
from gongkai.registers.models import Delivery, Record

ACTIONS = {
    "registers.correct": Turn.REPLACED,
    "registers.pull": Turn.WITHDRAWN,
    "registers.restore": Turn.RESTORED,
}
WHOLE = frozenset({"registers.apply", "registers.remake"})
"""A delivery may bring a hundred thousand rows and take others off: the list is named, not each of them."""


def _prepared(read: Sequence[Deed]) -> Told:
    """Two queries."""
    numbers = frozenset(number_of(each, "register_record") for each in read) - {0}
    held = Record.objects.filter(Among("pk", numbers)).values_list("pk", "register", "state")
    records = {pk: (register, state) for pk, register, state in held}
    brought = frozenset(number_of(each, "register_delivery") for each in read) - {0}
    registers = dict(Delivery.objects.filter(Among("pk", brought)).values_list("pk", "source__register"))
    return lambda deed: _turned(deed, records, registers)


def _turned(deed: Deed, records: dict[int, tuple[str, str]], registers: dict[int, str]) -> Iterator[Turned]:
    if deed.action in WHOLE:
        kind, _, name = deed.subject.partition(":")
        register = name if kind == "register" else registers.get(number_of(deed, "register_delivery"), "")
        if register:
            key = (f"registers/{register}/records",)
            yield Turned(deed.seq, deed.at, Turn.REPLACED, Kind.LIST, key, public=True)
        return
    number = number_of(deed, "register_record")
    register, state = records.get(number, ("", ""))
    # What is held back was never shown.
    if state in (State.PUBLIC, State.WITHDRAWN):
        public = state == State.PUBLIC
        yield Turned(deed.seq, deed.at, ACTIONS[deed.action], Kind.RECORD, (register, number), public)


RECORDS = Teller(frozenset(ACTIONS) | WHOLE, _prepared)
