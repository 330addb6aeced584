"""Reads the cases under tests/cases/report: a correct report, some edits, what must be found."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.law.report.content import Cell, Report, Section, Unread
from gongkai.law.report.schema import Level
from tests.law.report import reports

EDITS = frozenset(
    (
        "base",
        "report",
        "cells",
        "unread",
        "titles",
        "numbers",
        "adds",
        "captions",
        "text",
        "prose",
        "remove",
        "order",
    )
)
FOLDER = Path(__file__).parents[2] / "cases" / "report"


@dataclass(frozen=True)
class Case:
    """One situation: the reports it is made of and the findings that its rule must give."""

    rule: str
    says: str
    report: Report
    previous: Report | None
    children: tuple[Report, ...]
    level: Level | None
    finds: tuple[Mapping[str, Any], ...]
    also: frozenset[str]


def load() -> list[Case]:
    """Every case of every file, in the order of the files."""
    return [case for path in sorted(FOLDER.glob("*.toml")) for case in _cases(path)]


def _cases(path: Path) -> list[Case]:
    document = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    if document["rule"] != path.stem:
        raise ValueError(f"{path.name} is about {document['rule']}")
    return [_case(document["rule"], entry) for entry in document["case"]]


def _case(rule: str, entry: dict[str, Any]) -> Case:
    own = ("says", "level", "previous", "children", "finds", "also")
    rest = {key: value for key, value in entry.items() if key not in own}
    return Case(
        rule=rule,
        says=entry["says"],
        report=_made(rest),
        previous=_made(entry["previous"]) if "previous" in entry else None,
        children=tuple(_made(child) for child in entry.get("children", ())),
        level=Level(entry["level"]) if "level" in entry else None,
        finds=tuple(entry["finds"]),
        also=frozenset(entry.get("also", ())),
    )


def _made(entry: Mapping[str, Any]) -> Report:
    """The base report with the edits of an entry."""
    unknown = entry.keys() - EDITS
    if unknown:
        raise ValueError(f"a case cannot say {', '.join(sorted(unknown))}")
    report: Report = getattr(reports, entry["base"])()
    report = replace(report, **entry.get("report", {}))
    absent = [cell for cell, value in entry.get("cells", {}).items() if value == "absent"]
    printed = {cell: _cell(value) for cell, value in entry.get("cells", {}).items() if value != "absent"}
    report = reports.without_cells(reports.with_cells(report, printed), *absent)
    report = replace(report, unread=tuple(Unread(**unread) for unread in entry.get("unread", ())))
    for section_id, texts in entry.get("prose", {}).items():
        report = reports.with_prose(report, section_id, *texts)
    for pointer, text in entry.get("text", {}).items():
        report = reports.with_text(report, pointer, text)
    for section_id, title in entry.get("titles", {}).items():
        report = reports.with_title(report, section_id, title)
    for section_id, number in entry.get("numbers", {}).items():
        report = reports.with_number(report, section_id, number)
    report = reports.without_sections(report, *entry.get("remove", ()))
    for added in entry.get("adds", ()):
        report = replace(
            report, sections=(*report.sections, Section("", added["number"], added["title"], "heading"))
        )
    if "captions" in entry:
        report = replace(report, captions=reports.paragraphs(*entry["captions"]))
    if "order" in entry:
        by_id = {section.id: section for section in report.sections}
        report = replace(report, sections=tuple(by_id[section_id] for section_id in entry["order"]))
    return report


def _cell(printed: Any) -> Cell:
    if isinstance(printed, str):
        return reports.written(None, printed)
    if isinstance(printed, Mapping):
        return reports.written(printed["value"], printed["raw"])
    return reports.written(printed)
