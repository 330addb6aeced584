"""The registers as data/registers/*.toml declares them, each checked for sense when it is first read."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from gongkai.law.basis import Basis, instrument
from gongkai.law.bodies import BodyKind
from gongkai.law.registers.definition import (
    Asked,
    Clock,
    Condition,
    Count,
    Definition,
    Field,
    Group,
    Kind,
    Measure,
    Rhythm,
    Shown,
    Withdrawal,
)

Entry = Mapping[str, Any]


@cache
def definitions() -> Mapping[str, Definition]:
    """All registers by key, in the order in which they are shown."""
    folder = files("gongkai.law").joinpath("data/registers")
    entries = {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }
    ordered = sorted(entries.items(), key=lambda item: (item[1]["order"], item[0]))
    return MappingProxyType({key: read_definition(key, entry) for key, entry in ordered})


def definition(key: str) -> Definition:
    """The register with this key; KeyError if there is none."""
    return definitions()[key]


def read_definition(key: str, entry: Entry) -> Definition:
    """A register as one TOML table declares it; ValueError or KeyError for a declaration that makes no sense."""
    bases = tuple(_basis(cited) for cited in entry["basis"])
    columns = tuple(_field(each, bases[0], entry["evidence"]) for each in entry["field"])
    made = Definition(
        key=key,
        label=entry["label"],
        unit=entry["unit"],
        group=Group(entry["group"]),
        about=entry["about"],
        fields=columns,
        business_key=tuple(entry["business_key"]),
        dated_by=entry["dated_by"],
        titled_by=entry["titled_by"],
        duty=entry["duty"],
        basis=bases,
        evidence=entry["evidence"],
        clocks=tuple(Clock(each["id"], each["from"]) for each in entry.get("clocks", ())),
        keeps=entry.get("keeps", "published_information"),
        withdrawn=_withdrawal(entry["withdrawn"]) if "withdrawn" in entry else None,
        held_back=_condition(entry["held_back"]) if "held_back" in entry else None,
        counts=tuple(_count(key, each) for each in entry.get("counts", ())),
        lasts=(entry["lasts"][0], entry["lasts"][1]) if "lasts" in entry else None,
        numbered_by=entry.get("numbered_by", ""),
        party=entry.get("party", ""),
        party_kind=entry.get("party_kind", ""),
        amount=entry.get("amount", ""),
        matrix=tuple(entry.get("matrix", ())),
        year_after=tuple(entry.get("year_after", ())),
        update=Rhythm(entry["update"]),
        past=entry.get("past", True),
        whole=entry.get("whole", False),
        bodies=tuple(BodyKind(each) for each in entry.get("bodies", ())),
    )
    if made.whole and (made.lasts is None or made.withdrawn or made.held_back):
        raise ValueError(f"register {key} is no list of entries that come and go")
    if strangers := sorted(set(_named(made)) - made.by_key.keys()):
        raise ValueError(f"register {key} speaks of fields that it has not: {strangers}")
    return made


def _named(made: Definition) -> Iterable[str]:
    """Every key of a field that a declaration speaks of."""
    yield from (*made.business_key, made.dated_by, made.titled_by, *made.matrix)
    lists = (made.numbered_by, made.party, made.party_kind, made.amount, *(made.lasts or ()))
    yield from filter(None, lists)
    yield from (clock.field for clock in made.clocks)
    yield from (count.field for count in made.counts if count.field)
    conditions = [condition for count in made.counts for condition in count.asked.where]
    if made.withdrawn:
        yield made.withdrawn.field
        conditions.append(made.withdrawn.when)
    for field in made.fields:
        yield from filter(None, (field.party, field.not_before))
        conditions += [field.needed_when] if field.needed_when else []
    conditions += [made.held_back] if made.held_back else []
    yield from (condition.field for condition in conditions)


def _field(entry: Entry, basis: Basis, evidence: str) -> Field:
    kind = Kind(entry["kind"])
    return Field(
        key=entry["key"],
        label=entry["label"],
        kind=kind,
        basis=_basis(entry["basis"]) if "basis" in entry else basis,
        evidence=entry.get("evidence", evidence),
        required=entry.get("required", False),
        length=entry.get("length", 0),
        choices=tuple(entry.get("choices", ())),
        also=entry.get("also"),
        shown=Shown(entry.get("shown", "plain")),
        party=entry.get("party", ""),
        needed_when=_condition(entry["needed_when"]) if "needed_when" in entry else None,
        not_before=entry.get("not_before", ""),
        aliases=tuple(entry.get("aliases", ())),
        in_wan=tuple(entry.get("in_wan", ())),
        note=entry.get("note", ""),
    )


def _basis(cited: Entry) -> Basis:
    return instrument(cited["instrument"]).article(cited.get("article", ""))


def _condition(entry: Entry) -> Condition:
    excluded = "except" in entry
    return Condition(entry["field"], tuple(entry["except" if excluded else "in"]), excluded)


def _withdrawal(entry: Entry) -> Withdrawal:
    return Withdrawal(_condition(entry), entry["since"], entry["clock"])


def _count(key: str, entry: Entry) -> Count:
    where = tuple(_condition(each) for each in entry.get("where", ()))
    return Count(entry["cell"], Measure(entry["measure"]), Asked(key, where), entry.get("field", ""))
