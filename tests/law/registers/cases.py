"""Putting the cases of tests/cases/registers to the law: rows from TOML in, what the law says out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.law import registers
from gongkai.law.calendar.workdays import official
from gongkai.law.findings import Finding
from gongkai.law.registers import Definition, Kind, Value, counting, definition, draws, grounds, timing
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import forms
from tests.law.registers.rows import penalty

Case = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the law said: values by the names that cases use, what it found (rule, where, message), the rules it carried."""

    values: Mapping[str, Any]
    found: tuple[tuple[str, str, str], ...] = ()
    rules: frozenset[str] = frozenset()


def ask(case: Case) -> Answer:
    """The answer of the law to one case."""
    return next(answer for name, answer in _ASK.items() if name in case)(case)


def _found(found: Iterable[Finding | None], values: Mapping[str, Any], *rules: str) -> Answer:
    findings = tuple((one.rule, one.where, one.message) for one in found if one)
    return Answer(values, findings, frozenset({*rules, *(rule for rule, _, _ in findings)}))


def value(register: Definition, key: str, written: Any) -> Value:
    """A value as TOML has it: sums of money as texts."""
    kind = register.field(key).kind
    return Decimal(written) if kind in (Kind.MONEY, Kind.NUMBER) else written


def row(register: Definition, written: Mapping[str, Any]) -> dict[str, Value]:
    """The values of a row."""
    return {key: value(register, key, each) for key, each in written.items()}


def _cells(case: Case) -> Answer:
    cells = {**(penalty() if case.get("base") else {}), **case["cells"]}
    reading = registers.read(definition(case["register"]), cells, case.get("on"))
    found = tuple((fault.rule.id, fault.field, fault.message) for fault in reading.faults)
    return Answer(
        {"values": registers.stated(reading.values)}, found, frozenset(rule for rule, _, _ in found)
    )


def _same(case: Case) -> Answer:
    kept = definition(case["register"])
    one, other = (registers.business_key(kept, values) for values in case["same"])
    return Answer({"is": one == other}, rules=frozenset({grounds.ONCE.id}))


def _row(case: Case) -> Answer:
    kept, calendar = definition(case["register"]), official()
    values = row(kept, case["row"])
    state = registers.state(kept, values)
    due, out = registers.due_on(kept, values, calendar), registers.withdraw_by(kept, values, calendar)
    as_of = case.get("as_of", date(2026, 1, 1))
    found: list[Finding | None] = []
    if "withdrawn_on" in case:
        found.append(registers.withdrawn_late(kept, values, case["withdrawn_on"], as_of, calendar))
    elif "as_of" in case:
        found.append(registers.late(kept, values, case.get("published_on"), as_of, calendar))
    view = registers.shown(kept, values)
    told = {
        "shown": view,
        "lacks": [key for key in case.get("lacks", ()) if key not in view],
        "state": state.value,
        "due_on": due.due_on if due else None,
        "withdraw_by": out.due_on if out else None,
    }
    held = timing.rule_of(state)
    carried = {grounds.MASKED.id} if "shown" in case else set()
    carried |= {held.id} if held else set()
    carried |= {clock.rule.id for clock in (due, out) if clock} | ({grounds.CLOCKED.id} if due else set())
    return _found(found, told, *carried)


def _table(case: Case) -> Answer:
    form = forms()[case["form"]]
    rows: dict[str, list[dict[str, Value]]] = {}
    for written in case["rows"]:
        kept = definition(written["register"])
        values = row(kept, {key: each for key, each in written.items() if key not in ("register", "times")})
        rows.setdefault(kept.key, []).extend([values] * written.get("times", 1))
    tallies = {
        asked: registers.tally(definition(asked.register), rows[asked.register], Period(case["year"]), asked)
        for asked in registers.asked(form)
        if asked.register in rows
    }
    rules = {counting.rule_of(count).id for count in registers.feeds(form) if count.asked in tallies}
    table = registers.table_two(form, tallies)
    told = {cell: str(each) if isinstance(each, Decimal) else each for cell, each in table.items()}
    return Answer({"table": told}, rules=frozenset(rules))


def _matrix(case: Case) -> Answer:
    kept = definition(case["register"])
    if "matrix" in case:
        kept = replace(kept, matrix=tuple(case["matrix"]))
    entries = [
        registers.Entry(
            row(kept, {key: each for key, each in written.items() if key != "published_on"}),
            written.get("published_on"),
        )
        for written in case["entries"]
    ]
    units = [registers.Unit(unit["name"], tuple(unit.get("without", ()))) for unit in case["units"]]
    made = registers.completeness(kept, units, case["years"], entries, case["as_of"], official())
    places = {f"{place.unit}/{place.year}/{place.kind}": place.there.value for place in made.places}
    share = f"{made.share.numerator}/{made.share.denominator}"
    return _found(made.findings, {"places": places, "share": share})


def _draw(case: Case) -> Answer:
    seed, beacon = bytes.fromhex(case["seed"]), case.get("beacon", "")
    lots = [lot.name for lot in registers.draw(seed, case["names"], case["number"], beacon)]
    if "prove" not in case:
        return Answer({"drawn": lots}, rules=frozenset({grounds.BY_LOT.id}))
    told = case["prove"]
    committed = draws.commitment(seed, case["names"], case["number"])
    revealed = bytes.fromhex(told["seed"]) if "seed" in told else seed
    drawn = told.get("drawn", lots if "seed" not in told else _lots(revealed, case))
    return _found(registers.prove(committed, revealed, told.get("names", case["names"]), drawn, beacon), {})


def _lots(seed: bytes, case: Case) -> list[str]:
    return [lot.name for lot in registers.draw(seed, case["names"], case["number"])]


def _recused(case: Case) -> Answer:
    return _found(registers.check_recusal(case["assigned"], case["recused"]), {})


def _check(case: Case) -> Answer:
    kept = definition(case["register"])
    return _found(registers.check_row(kept, row(kept, case["check"])), {})


def _levels(case: Case) -> Answer:
    return _found(registers.check_levels(case["levels"]), {})


def _depth(case: Case) -> Answer:
    rows = [{"online_depth": depth} for depth, times in case["depth"].items() for _ in range(times)]
    shares = {
        depth: f"{share.numerator}/{share.denominator}"
        for depth, share in registers.online_depth(rows).items()
    }
    fully = registers.fully_online(rows)
    told = {"shares": shares, "fully": f"{fully.numerator}/{fully.denominator}"}
    return Answer(told, rules=frozenset({grounds.DEPTH.id}))


_ASK: Mapping[str, Callable[[Case], Answer]] = {
    "cells": _cells,
    "same": _same,
    "row": _row,
    "table": _table,
    "units": _matrix,
    "seed": _draw,
    "recused": _recused,
    "check": _check,
    "levels": _levels,
    "depth": _depth,
}
