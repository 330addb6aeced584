"""Official tables of the annual report at the desk: of which year and agencies, filled with figures that lead to what they count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from gongkai.agencies.queries import AgencyRow
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.agencies.reach import rows
from gongkai.documents.official_tables import Box, Layout, Rows, layouts
from gongkai.law.report.schema import form_for
from gongkai.law.roles import Role

YEARS = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """Which year, over which agencies. `chosen`: the one agency that was picked, None for all in reach."""

    year: int
    years: tuple[int, ...]
    agencies: tuple[AgencyRow, ...]
    chosen: int | None

    @property
    def ids(self) -> set[int]:
        """The agencies that are counted over."""
        return {self.chosen} if self.chosen is not None else {row.id for row in self.agencies}

    @property
    def name(self) -> str:
        """What they are called together."""
        if self.chosen is None and len(self.agencies) > 1:
            return f"所辖 {len(self.agencies)} 个机关合计"
        return next((row.name for row in self.agencies if self.chosen in (None, row.id)), "")

    def address(self, **more: object) -> str:
        """The query that asks for the same."""
        kept = {"year": self.year, "agency": self.chosen, **more}
        return urlencode({name: value for name, value in kept.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands in a cell, and where what it counts is listed ("" for nowhere); the rest as in `Printed`."""

    text: str
    address: str = ""
    hint: str = ""
    severity: str = ""
    last: str = ""
    by_hand: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed cell as the template of official tables shows it; `address`: what it counts.

    `severity`: how much the worst finding about it weighs; `last`: last year's figure; `by_hand`: somebody set it.
    `beside`: other figures that it is compared with, each with its name.
    """

    box: Box
    text: str
    state: str = ""
    address: str = ""
    hint: str = ""
    severity: str = ""
    last: str = ""
    by_hand: bool = False
    beside: tuple[str, ...] = ()

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return not self.state

    @property
    def anchor(self) -> str:
        """What an address can point at."""
        return f"c-{self.box.cell.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Table:
    """An official table, filled in."""

    layout: Layout
    head: tuple[tuple[Printed, ...], ...]
    bodies: tuple[tuple[tuple[Printed, ...], ...], ...]


def asked_of(request: DeskRequest, readers: Iterable[Role], year: int | None = None) -> Asked:
    """What the address asks for, of the agencies that somebody reaches in these roles; what it cannot ask for is left out."""
    agencies = tuple(rows(request.actor, readers).values())
    years = tuple(year for year in range(request.on.year, request.on.year - YEARS, -1) if _has_form(year))
    wanted = year if year is not None else _number(request.GET.get("year", ""))
    chosen = _number(request.GET.get("agency", ""))
    return Asked(
        year=wanted if wanted in years else years[0],
        years=years,
        agencies=agencies,
        chosen=chosen if chosen in {row.id for row in agencies} else None,
    )


def filled(year: int, table: str, figures: Mapping[str, Figure]) -> Table:
    """A table ("t2", "t3", "t4") of the form of a year; cells without a figure are blank."""
    layout = layouts(form_for(year).id)[table]

    def printed(group: Rows) -> tuple[tuple[Printed, ...], ...]:
        return tuple(tuple(_printed(box, figures) for box in row) for row in group.boxes)

    return Table(layout, printed(layout.head), tuple(printed(body) for body in layout.bodies))


def _printed(box: Box, figures: Mapping[str, Figure]) -> Printed:
    if not box.cell:
        return Printed(box, box.text)
    figure = figures.get(box.cell, Figure(""))
    return Printed(
        box,
        figure.text,
        "given",
        figure.address,
        hint=figure.hint,
        severity=figure.severity,
        last=figure.last,
        by_hand=figure.by_hand,
        beside=figure.beside,
    )


def _has_form(year: int) -> bool:
    try:
        form_for(year)
    except LookupError:
        return False
    return True


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else None
