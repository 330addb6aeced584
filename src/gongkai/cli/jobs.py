"""What the command asks of a worker process for one file, and what comes back."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gongkai.law.report.content import Report


@dataclass(frozen=True, slots=True)
class Job:
    """One file and how its result is wanted; `columns` is the width of the terminal."""

    path: Path
    json: bool = False
    indent: int | None = None
    columns: int = 80
    colour: bool = False
    to: str = ""  # for a conversion: "json", "csv" or "xlsx"; for an export the ending of the file
    at: datetime | None = None  # when an export is asked for
    charts: bool = True
    previous: Report | None = None
    children: tuple[Report, ...] = ()
    level: str | None = None
    dictionary: Path | None = None  # of an agency, for a check of wording

    @property
    def shown(self) -> str:
        """The path as the user gave it."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one file: text to print or bytes to print or save, or why it could not be read.

    `counts` are findings by severity, `note` is something that the user must know besides;
    `report` is the report itself where that was asked for.
    """

    output: str | bytes = ""
    unreadable: str = ""
    note: str = ""
    report: Report | None = None
    counts: Counter[str] = field(default_factory=Counter)
