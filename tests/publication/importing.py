"""Imports for tests: a source as it would lie on disk, brought in through the actions."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongkai.documents.items.sources import open_source
from gongkai.publication.actions.importing import begin_import, start_import
from gongkai.publication.actions.importing_work import try_import, work_through
from gongkai.publication.models import Into
from gongkai.publication.queries.importing import RunRow, one_import
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import receive
from gongkai.records.models import LogEntry
from tests.documents.items.sources import lines, placed
from tests.publication.office import NOON

OLD = {"column": "tzgg", "published_at": "2019-05-15 10:30", "body": "<p>正文</p>"}


def old(number: object, **more: Any) -> dict[str, Any]:
    """A row of an older platform that can come in as public."""
    return {"id": str(number), "title": f"关于第{number}次虚构检查的通知", **OLD, **more}


def listed(folder: Path, *rows: Mapping[str, Any] | str) -> Path:
    return placed(folder, "old.jsonl", lines(*rows))


def started(place: Path, agency_id: int, into: Into = Into.PUBLIC, by: Actor = OPERATOR) -> int:
    with open_source(place) as source:
        return start_import(agency_id=agency_id, source=source, into=into, platform="旧站", by=by, at=NOON)


def brought_in(place: Path, agency_id: int, into: Into = Into.PUBLIC, by: Actor = OPERATOR) -> RunRow:
    """The whole of it."""
    run_id = started(place, agency_id, into, by)
    begin_import(run_id=run_id, by=by, at=NOON)
    return gone_on(run_id, place, by)


def gone_on(run_id: int, place: Path, by: Actor = OPERATOR) -> RunRow:
    with open_source(place) as source:
        work_through(run_id=run_id, source=source, by=by)
    run = one_import(run_id, OPERATOR)
    assert run is not None
    return run


def tried(place: Path, agency_id: int, into: Into = Into.PUBLIC, by: Actor = OPERATOR) -> list[str]:
    """The mistakes that a trial tells."""
    with open_source(place) as source:
        found = try_import(agency_id=agency_id, source=source, into=into, platform="旧站", by=by, at=NOON)
        return [str(fault) for _, judged in found for fault in judged.faults]


def uploaded(place: Path, agency_id: int, by: Actor, into: Into = Into.PUBLIC) -> int:
    """A run whose file was handed in at the desk."""
    taken = receive(place.read_bytes(), place.name, kinds=frozenset({"jsonl", "csv", "xlsx", "zip"}))
    with open_source(place) as source:
        return start_import(
            agency_id=agency_id, source=source, into=into, platform="旧站", uploaded=taken, by=by, at=NOON
        )


def logged() -> list[str]:
    """What the log has of imports."""
    found = LogEntry.objects.filter(subject__startswith="import:").order_by("seq")
    return [action.removeprefix("publication.") for action in found.values_list("action", flat=True)]
