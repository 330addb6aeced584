"""Random years of a body, as facts: applications, documents, decisions, reviews and suits."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.outcomes.tally import Counted, tally
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.compiling.facts import Documents, Facts, Source, source_of
from gongkai.law.report.periods import Period
from gongkai.law.report.schema import Kind, form_for

KINDS = ("regulation", "normative_document")


def year_of(chance: Random) -> tuple[int, Facts]:
    """A year and what happened in it."""
    year = chance.choice((2019, 2020, 2021, 2024, 2025))
    return year, Facts(
        documents={kind: _documents(chance) for kind in KINDS},
        registers=_registers(chance, year),
        requests=tally([(_case(chance, year), 1) for _ in range(chance.choice((0, 1, 5, 25)))], Period(year)),
        remedies=_remedies(chance, year),
    )


def _documents(chance: Random) -> Documents:
    return Documents(*(chance.randrange(40) for _ in range(5)))


def _registers(chance: Random, year: int) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for cell, spec in form_for(year).cells.items():
        if source_of(spec) is Source.REGISTERS and chance.random() < 0.8:
            money = spec.column.kind is Kind.WAN
            found[cell] = Decimal(chance.randrange(10**8)) / 10_000 if money else chance.randrange(10**6)
    return found


def _case(chance: Random, year: int) -> Counted:
    form = form_for(year)
    came = date(year - 1, 7, 1) + timedelta(days=chance.randrange(600))
    ended = came + timedelta(days=chance.randrange(120)) if chance.random() < 0.8 else None
    kinds = [column.id for column in form.table3.columns if column.id != "total"]
    chosen = [each for each in outcomes() if not each.startswith("other_") or each == "other_misc"]
    return Counted(chance.choice(kinds), came, ended, chance.choice(chosen) if ended else "")


def _remedies(chance: Random, year: int) -> dict[str, int]:
    cells = {}
    for block in form_for(year).table4:
        results = {column.id: chance.randrange(9) for column in block.columns if column.id != "total"}
        for name, many in {**results, "total": sum(results.values())}.items():
            cells[f"t4.{block.id}.{name}"] = many
    return cells
