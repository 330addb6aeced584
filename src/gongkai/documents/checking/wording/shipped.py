"""The dictionary that comes with the program: data/*.toml, a compilation of our own."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.documents.checking.wording.dictionary import Dictionary
from gongkai.documents.checking.wording.terms import Kind, Term
from gongkai.law.findings import Severity


@cache
def shipped() -> Dictionary:
    """Every term of data/*.toml. Each file is of one kind and lists wrong = right, or wrong = { fix, note, … }."""
    folder = files("gongkai.documents.checking.wording").joinpath("data")
    tables = [
        tomllib.loads(file.read_text("utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml") and file.name != "sets.toml"
    ]
    return Dictionary(tuple(term for table in tables for term in _terms(table)))


def _terms(table: dict[str, Any]) -> Iterator[Term]:
    kind = Kind(table["kind"])
    for group in table["group"]:
        shared = {key: group[key] for key in ("note", "since", "severity") if key in group}
        for text, entry in group["terms"].items():
            own = entry if isinstance(entry, dict) else {"fix": entry}
            yield _term(text, kind, shared | own)


def _term(text: str, kind: Kind, entry: dict[str, Any]) -> Term:
    severity = entry.get("severity")
    return Term(
        text,
        kind,
        entry.get("fix") or None,
        Severity(severity) if severity else None,
        entry.get("note", ""),
        tuple(entry.get("unless", ())),
        entry.get("since"),
    )
